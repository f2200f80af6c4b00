"""What the machine tells the site: the data folder, the database and the secret, read once at start."""

import os
import secrets
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kinhbac.tools.sign_in.connections import ConnectionFault, connections_in, is_protected
from kinhbac.tools.sign_in.types import Connection

PATIENCE_SECONDS = 30
"""How long a writer waits for what another one holds, on both databases."""


class EnvironmentFault(Exception):  # noqa: N818 - it names what is wrong
    """A variable of the environment that cannot be used; the text says which and what to write."""


def data_folder() -> Path:
    """The folder that holds everything of one province: `KINHBAC_DATA`, or `data` where the command is run."""
    return Path(os.environ.get("KINHBAC_DATA", "data")).expanduser().resolve()


def database(data: Path) -> dict[str, object]:
    """Django's settings of the one database: SQLite in the data folder, or what `KINHBAC_DATABASE` names."""
    address = os.environ.get("KINHBAC_DATABASE", "")
    if not address:
        return _sqlite(data / "kinhbac.sqlite3")
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise EnvironmentFault(
            "KINHBAC_DATABASE must look like postgresql://user:password@host:5432/name; "
            "leave it out to use SQLite in the data folder."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "DISABLE_SERVER_SIDE_CURSORS": True,  # lets pgbouncer stand between
        "OPTIONS": {
            "prepare_threshold": None if os.environ.get("KINHBAC_DATABASE_POOLED") == "1" else 1,
            "connect_timeout": 10,
            "options": f"-c lock_timeout={PATIENCE_SECONDS}s",  # for ever is PostgreSQL's own, and no answer
        },
    }


def trusted_proxies() -> tuple[IPv4Network | IPv6Network, ...]:
    """The proxies whose word on who asks is taken: `KINHBAC_TRUSTED_PROXY`, addresses or networks, by commas; else none."""
    given = os.environ.get("KINHBAC_TRUSTED_PROXY", "")
    try:
        return tuple(ip_network(each.strip()) for each in given.split(",") if each.strip())
    except ValueError as fault:
        raise EnvironmentFault(
            "KINHBAC_TRUSTED_PROXY must hold addresses or networks, such as 10.0.0.5,10.1.0.0/24; "
            "leave it out where no proxy stands in front."
        ) from fault


def providers() -> dict[str, Connection]:
    """Where one signs in with an account of a provider: `KINHBAC_OIDC_VNEID_ISSUER`, `_CLIENT`, `_SECRET_FILE`, `_METADATA`."""
    try:
        return connections_in(os.environ)
    except ConnectionFault as fault:
        raise EnvironmentFault(str(fault)) from fault


def issuer() -> str:
    """The one address by which other systems know us: `KINHBAC_ISSUER`; "" for the one at which we are asked."""
    given = os.environ.get("KINHBAC_ISSUER", "")
    if given and (not is_protected(given) or given.endswith("/") or "?" in given or "#" in given):
        raise EnvironmentFault(
            "KINHBAC_ISSUER must begin with https:// (http:// only on this machine) and end without a slash, "
            "such as https://dichvucong.example.vn; leave it out where the province has one address only."
        )
    return given


def _sqlite(file: Path) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",  # a writer waits at BEGIN, never in the middle
            "timeout": PATIENCE_SECONDS,
            # FULL: an acknowledged act is on the disk, not only in the operating system
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
        "TEST": {"NAME": str(file.with_name("test.sqlite3"))},
    }


def secret(data: Path) -> str:
    """The key that signs cookies: `KINHBAC_SECRET`, or a file of the data folder made at the first start."""
    given = os.environ.get("KINHBAC_SECRET", "")
    if given:
        return given
    file = data / "secret.key"
    try:
        return file.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        data.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
                new.write(secrets.token_urlsafe(50))
        except FileExistsError:  # two processes started at once; the other one's key is the key
            pass
        return file.read_text(encoding="ascii").strip()
