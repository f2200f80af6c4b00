"""Where the providers are, from the environment: addresses and secrets stay outside the catalogue and the repository."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from kinhbac.tools.sign_in.types import Connection

PREFIX = "KINHBAC_OIDC_"
NEAR = ("127.0.0.1", "localhost", "::1")


class ConnectionFault(ValueError):  # noqa: N818 - it names what is wrong
    """A provider that the environment describes badly; the text says which variable and what to write."""


def connections_in(environ: Mapping[str, str]) -> dict[str, Connection]:
    """Return the connections by the key of their provider: `KINHBAC_OIDC_VNEID_ISSUER` and the others tell of `vneid`.

    Raises:
        ConnectionFault: something is missing, or an address is not protected.
    """
    suffix = "_ISSUER"
    names = [name for name in environ if name.startswith(PREFIX) and name.endswith(suffix) and environ[name]]
    keys = {name.removeprefix(PREFIX).removesuffix(suffix): name for name in sorted(names)}
    return {key.lower(): _connection(environ, PREFIX + key) for key in keys}


def _connection(environ: Mapping[str, str], name: str) -> Connection:
    issuer = environ[f"{name}_ISSUER"]
    if not is_protected(issuer):
        raise ConnectionFault(f"{name}_ISSUER must begin with https:// (http:// only on this machine).")
    client = environ.get(f"{name}_CLIENT", "")
    if not client:
        raise ConnectionFault(f"{name}_CLIENT is missing: write the client id that the provider gave out.")
    metadata = environ.get(f"{name}_METADATA") or f"{issuer.rstrip('/')}/.well-known/openid-configuration"
    if "://" in metadata and not is_protected(metadata):
        raise ConnectionFault(f"{name}_METADATA must be a file, or begin with https://.")
    return Connection(issuer, client, _secret(environ, name), metadata)


def is_protected(address: str) -> bool:
    """Say whether nobody between us and an address can read or change what is said."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in NEAR)


def _secret(environ: Mapping[str, str], name: str) -> str:
    file = environ.get(f"{name}_SECRET_FILE")
    if not file:
        return environ.get(f"{name}_SECRET", "")
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as fault:
        raise ConnectionFault(f"{name}_SECRET_FILE cannot be read: {fault.strerror}.") from fault
