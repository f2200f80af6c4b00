"""What the machine tells the site: the data folder, the database and the secret, read once at start."""

import os
import secrets
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kinhbac.site import demo_system
from kinhbac.tools.sign_in.connections import ConnectionFault, connections_in
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


def origin() -> tuple[tuple[str, ...], str]:
    """The site's own addresses, and the name to which passkeys are bound: `KINHBAC_ORIGIN`; else this machine's alone.

    By the first of them other systems know us, whose users sign in here.
    """
    given = tuple(
        each.strip().rstrip("/") for each in os.environ.get("KINHBAC_ORIGIN", "").split(",") if each.strip()
    )
    if not given:
        return (), "localhost"
    parts = [urlsplit(each) for each in given]
    names = {each.hostname for each in parts}
    if (
        any(each.scheme != "https" or each.path or each.query or each.fragment for each in parts)
        or len(names) != 1
        or None in names
    ):
        raise EnvironmentFault(
            "KINHBAC_ORIGIN must look like https://dichvucong.example, several with commas only for several ports; "
            "leave it out where the site is used on this machine alone."
        )
    return given, str(parts[0].hostname)


def breached() -> Path | None:
    """The list of leaked passwords on this machine: `KINHBAC_BREACHED`, SHA-1 names, sorted; none without it."""
    given = os.environ.get("KINHBAC_BREACHED", "")
    if given and not Path(given).is_file():
        raise EnvironmentFault(
            f"KINHBAC_BREACHED names {given}, which is no file; leave it out or put the list there."
        )
    return Path(given) if given else None


def log_form() -> str:
    """How lines of the error output are written: `KINHBAC_LOG_FORM`, `line` for people or `json` for machines."""
    given = os.environ.get("KINHBAC_LOG_FORM", "line")
    if given not in {"line", "json"}:
        raise EnvironmentFault("KINHBAC_LOG_FORM must be line or json; leave it out for lines.")
    return given


def sample() -> Connection | None:
    """Where Kinh Bắc is for the demo's second system, and who that is to it; None without a demo."""
    at, secret = os.environ.get(demo_system.ISSUER), os.environ.get(demo_system.SECRET)
    if not at or not secret:
        return None
    return Connection(at, demo_system.KEY, secret, f"{at}/.well-known/openid-configuration")


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
