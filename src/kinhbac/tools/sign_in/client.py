"""Speaks OpenID Connect with a provider, by Authlib: where to send the browser, and what comes of its return.

Whatever a provider does, it ends in one of two faults: `Unreachable` (it does not answer, or too slowly) or
`NotTrusted` (it answers what cannot be believed, under a code for the records; never with a token in it).
"""

import json
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from authlib.common.urls import add_params_to_uri
from authlib.integrations.base_client import BaseApp, OAuth2Mixin, OAuthError, OpenIDMixin
from authlib.integrations.requests_client import OAuth2Session
from joserfc.errors import (
    BadSignatureError,
    ClaimError,
    ExpiredTokenError,
    InvalidKeyIdError,
    JoseError,
)

from kinhbac.tools.sign_in import rules
from kinhbac.tools.sign_in.connections import NEAR, is_protected
from kinhbac.tools.sign_in.types import Begun, Connection

SKEW = 60
"""Seconds by which the provider's clock and ours may differ."""
PATIENCE = (3.05, 5.0)
"""Seconds to be connected, and to be answered."""
AT_ONCE = 6
"""Calls of a provider that one process waits for: a slow provider must not hold up those who are signed in."""
KNOWN_FOR = 600
"""Seconds for which a provider's document and keys are believed; a key withdrawn is forgotten after them."""
THERE_FOR = 2.0
"""Seconds for which a provider that answered is taken to be there still: many who come at once need not all ask."""
SIGNED_WITH = (
    "RS256",
    "PS256",
    "ES256",
    "RS384",
    "PS384",
    "ES384",
    "RS512",
    "PS512",
    "ES512",
    "Ed25519",
    "EdDSA",
)
"""Signatures that only the provider can make; never one made with the secret that both know."""

_answered: dict[str, float] = {}
_places = threading.BoundedSemaphore(AT_ONCE)


class Unreachable(Exception):  # noqa: N818 - it reads as a sentence where it is raised
    """The provider does not answer, or too slowly."""


class NotTrusted(Exception):  # noqa: N818 - as above
    """What the provider answered cannot be believed; `code` says what of it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class _Session(OAuth2Session):  # type: ignore[misc]  # Authlib tells no types
    """A connection with patience; to this machine without the proxy that leads outside."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, default_timeout=PATIENCE, **kwargs)
        self.max_redirects = 0

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        """Ask; loopback is asked directly."""
        self.trust_env = urlsplit(url).hostname not in NEAR
        return super().request(method, url, *args, **kwargs)


class _App(OAuth2Mixin, OpenIDMixin, BaseApp):  # type: ignore[misc]  # as above
    """Authlib's client of one provider; it keeps the provider's document and keys."""

    client_cls = _Session


def begin(
    connection: Connection,
    *,
    provider: str,
    scope: str,
    redirect: str,
    then: str,
    acr: str,
    again: bool = False,
) -> tuple[str, str, Begun]:
    """Return where the browser goes, the state that must come back with it, and what is kept until then.

    Args:
        connection: to the provider.
        provider: its key.
        scope: what is asked for.
        redirect: our own address to which it sends the browser back.
        then: our own address where the person goes on.
        acr: the level asked for, in the provider's words; "" for any.
        again: whether the provider is to ask who it is, though she is signed in there.

    Raises:
        Unreachable: its document cannot be had now.
        NotTrusted: the document is not of the provider that was named.
    """
    with _asking():
        app = _ready(connection, scope)
        _knock(app, connection)
        more = {"acr_values": acr} if acr else {}
        if again:
            more |= {"prompt": "login", "max_age": "0"}
        made = app.create_authorization_url(redirect, **more)
    begun = Begun(provider, made["nonce"], made["code_verifier"], redirect, then, time.time(), again)
    return made["url"], made["state"], begun


def finish(connection: Connection, begun: Begun, *, scope: str, code: str) -> tuple[dict[str, Any], str]:
    """Return all that the provider tells of who came back, the signed words before the others; and its token as it came.

    Args:
        connection: to the provider.
        begun: what was kept when it began, in this very browser.
        scope: as it was asked for.
        code: that came back.

    Raises:
        Unreachable: it does not answer now; the person begins again.
        NotTrusted: the answer cannot be believed.
    """
    with _asking():
        app = _ready(connection, scope)
        token = app.fetch_access_token(begun.redirect, code=code, code_verifier=begun.verifier)
        if "id_token" not in token:
            raise NotTrusted("token.missing")
        signed = app.parse_id_token(token, begun.nonce, _of_us(connection), leeway=SKEW)
        if begun.again and not rules.asked_since(signed, begun.at - SKEW):
            raise NotTrusted("token.auth_time")
        told = app.userinfo(token=token) if "userinfo_endpoint" in app.server_metadata else {}
        if told and told.get("sub") != signed["sub"]:
            raise NotTrusted("userinfo.sub")
        return {**told, **signed}, str(token["id_token"])


def leave(connection: Connection, *, scope: str, token: str, back: str) -> tuple[str, str] | None:
    """Return where a browser goes to sign out at the provider, and the state that comes back; None where it offers none.

    Args:
        connection: to the provider.
        scope: as it was asked for.
        token: its signed word on who came in, "" where it was not kept.
        back: our own address to which it sends the browser back.

    Raises:
        Unreachable: it does not answer now.
        NotTrusted: its document is not of the provider that was named.
    """
    with _asking():
        app = _ready(connection, scope)
        there = str(app.server_metadata.get("end_session_endpoint") or "")
        if not there or not is_protected(there):
            return None
        _knock(app, connection)
    state = secrets.token_urlsafe(24)
    said = {"client_id": connection.client, "post_logout_redirect_uri": back, "state": state}
    if token:
        said["id_token_hint"] = token
    return add_params_to_uri(there, list(said.items())), state


def forget() -> None:
    """Forget every provider's document and keys, for tests and for a provider that has changed."""
    _app.cache_clear()
    _answered.clear()


def _of_us(connection: Connection) -> dict[str, Any]:
    """Return that a token must be made by this provider, and for us."""
    return {
        "iss": {"essential": True, "value": connection.issuer},
        "aud": {"essential": True, "value": connection.client},
    }


def _ready(connection: Connection, scope: str) -> _App:
    app = _app(connection, scope, int(time.monotonic() // KNOWN_FOR))
    document = app.load_server_metadata()
    if document.get("issuer") != connection.issuer:
        forget()
        raise NotTrusted("document.issuer")
    offered = document.get("id_token_signing_alg_values_supported") or ["RS256"]
    document["id_token_signing_alg_values_supported"] = [each for each in offered if each in SIGNED_WITH]
    return app


def _knock(app: _App, connection: Connection) -> None:
    """See that somebody is there before a person is sent: she would find her browser's own fault page instead of ours."""
    address = app.server_metadata["jwks_uri"] if "://" not in connection.metadata else connection.metadata
    if time.monotonic() < _answered.get(address, 0.0) + THERE_FOR:
        return
    with app._get_session() as session:  # noqa: SLF001 - Authlib has no other door to a connection without a token
        answer = session.request("GET", address, withhold_token=True)
        answer.raise_for_status()
        answer.json()
    _answered[address] = time.monotonic()


@lru_cache(maxsize=16)
def _app(connection: Connection, scope: str, _age: int) -> _App:
    document: Mapping[str, Any] = {}
    if "://" not in connection.metadata:
        document = json.loads(Path(connection.metadata).read_text(encoding="utf-8"))
    return _App(
        None,
        client_id=connection.client,
        client_secret=connection.secret or None,
        client_kwargs={"scope": scope, "code_challenge_method": "S256"},
        server_metadata_url=None if document else connection.metadata,
        **document,
    )


@contextmanager
def _asking() -> Iterator[None]:
    """Wait for a place among those who ask, and name every fault."""
    if not _places.acquire(timeout=PATIENCE[0]):
        raise Unreachable
    try:
        yield
    except (requests.RequestException, OSError, json.JSONDecodeError) as fault:
        raise Unreachable from fault
    except OAuthError as fault:
        raise NotTrusted(f"code.{fault.error}") from fault
    except JoseError as fault:
        raise NotTrusted(_code(fault)) from fault
    except (
        ValueError,
        TypeError,
        KeyError,
        RuntimeError,
    ) as fault:  # what is no token, no key set, no document
        raise NotTrusted("answer.unreadable") from fault
    finally:
        _places.release()


def _code(fault: JoseError) -> str:
    if isinstance(fault, BadSignatureError | InvalidKeyIdError):
        return "token.signature"
    if isinstance(fault, ExpiredTokenError):
        return "token.expired"
    if isinstance(fault, ClaimError):
        return f"token.{fault.claim}"
    return "token.unreadable"
