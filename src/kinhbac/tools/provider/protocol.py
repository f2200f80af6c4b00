"""The provider by Authlib's server half: what a system may ask, how it shows itself, what its codes and tokens give.

Stricter than the standards allow: every code needs a proof by S256, every system a secret, every address is compared to the
letter. Whatever is refused is recorded under a code, never with a token in it.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from authlib.integrations.django_oauth2 import AuthorizationServer
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import InvalidRequestError, InvalidScopeError
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant, ClientCredentialsGrant, RefreshTokenGrant
from authlib.oauth2.rfc6749.util import extract_basic_authorization
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core.grants.code import OpenIDCode, OpenIDToken
from authlib.oidc.rpinitiated import EndSessionEndpoint

from kinhbac.tools.limits.actions import spend
from kinhbac.tools.limits.types import TOKENS, TooMany
from kinhbac.tools.provider import keys, reads, rules
from kinhbac.tools.provider.actions import granting
from kinhbac.tools.provider.actions.granting import NotGranted
from kinhbac.tools.provider.actions.registering import record_refused
from kinhbac.tools.provider.registered import SHOWN_BY, Exchanged, Registered, Renewed, now_here
from kinhbac.tools.provider.signing import id_token
from kinhbac.tools.provider.types import Asked, Asker, SignOn

GRANTS = ("authorization_code", "refresh_token", "client_credentials")
LONGEST_NONCE = 255


class CodeGrant(AuthorizationCodeGrant):  # type: ignore[misc]  # as above
    """Codes, each for one exchange."""

    TOKEN_ENDPOINT_AUTH_METHODS = SHOWN_BY

    def validate_requested_scope(self) -> None:
        """See that something of a person is asked for: here a person answers, and not for what systems do themselves."""
        if not rules.granted(self.request.payload.scope or "", self.client.system.of_person):
            raise InvalidScopeError

    def save_authorization_code(self, code: str, request: Any) -> None:
        """Keep what was granted."""
        asker: Asker = request.user
        said = request.payload.data
        asked = Asked(
            system=request.client.get_client_id(),
            redirect=request.payload.redirect_uri,
            scopes=tuple(request.scope.split()),
            nonce=said.get("nonce", ""),
            challenge=said["code_challenge"],
            issuer=self.server.issuer,
        )
        granting.give_code(code, asker, asked, now_here())

    def query_authorization_code(self, code: str, client: Registered) -> Exchanged | None:
        """Return what was granted under a code; a code asked for is used up."""
        _count(client)
        try:
            return Exchanged(granting.take_code(code, client.system.key, now_here()))
        except NotGranted as fault:
            refused(client.system.key, fault.code, self.request)
            return None

    def delete_authorization_code(self, authorization_code: Exchanged) -> None:
        """Do nothing: it was used up when it was asked for, and is kept to be known again."""

    def authenticate_user(self, authorization_code: Exchanged) -> SignOn:
        """Return the sign-on."""
        return authorization_code.kept.sign_on


class RefreshGrant(RefreshTokenGrant):  # type: ignore[misc]  # as above
    """Refresh tokens, each for one renewal."""

    TOKEN_ENDPOINT_AUTH_METHODS = SHOWN_BY
    INCLUDE_NEW_REFRESH_TOKEN = True

    def authenticate_refresh_token(self, refresh_token: str) -> Renewed | None:
        """Return the sign-on that it renews."""
        system = self.request.client.system.key
        _count(self.request.client)
        try:
            return Renewed(granting.take_refresh(refresh_token, system, now_here()))
        except NotGranted as fault:
            refused(system, fault.code, self.request)
            return None

    def authenticate_user(self, refresh_token: Renewed) -> SignOn:
        """Return the sign-on."""
        return refresh_token.sign_on

    def revoke_old_credential(self, refresh_token: Renewed) -> None:
        """Do nothing: it was used up when it was asked for."""


class SystemGrant(ClientCredentialsGrant):  # type: ignore[misc]  # as above
    """Tokens of systems themselves."""

    TOKEN_ENDPOINT_AUTH_METHODS = SHOWN_BY

    def validate_token_request(self) -> None:
        """See that only scopes of systems are asked for: no person is here."""
        super().validate_token_request()
        if not rules.all_granted(self.request.payload.scope or "", self.client.system.of_system):
            raise InvalidScopeError
        _count(self.client)


class Proof(CodeChallenge):  # type: ignore[misc]  # as above
    """The proof that who exchanges a code is who asked for it; never left out, never in plain."""

    SUPPORTED_CODE_CHALLENGE_METHOD = ("S256",)

    def validate_code_challenge(self, grant: Any, redirect_uri: str) -> None:
        """See that there is one."""
        said = grant.request.payload.data
        if not said.get("code_challenge") or said.get("code_challenge_method") != "S256":
            raise InvalidRequestError("A code_challenge by S256 is needed.")
        if len(said.get("nonce", "")) > LONGEST_NONCE:
            raise InvalidRequestError("The nonce is longer than 255 letters.")
        super().validate_code_challenge(grant, redirect_uri)


class _Signed:
    """The ID token in our own words; Authlib's would sign with the same key."""

    def encode_id_token(self, token: Mapping[str, Any], request: Any) -> str:
        """Return the signed token."""
        code: Exchanged | None = request.authorization_code
        nonce = code.kept.nonce if code is not None else ""
        return id_token(request.user, nonce=nonce, access_token=token["access_token"], now=now_here())


class Words(_Signed, OpenIDCode):  # type: ignore[misc]  # as above
    """Who signed on, with a code."""

    def exists_nonce(self, nonce: str, request: Any) -> bool:  # noqa: ARG002 - Authlib asks so
        """Say no: a nonce is the system's own guard, and a code is exchanged once anyway."""
        return False


class WordsAgain(_Signed, OpenIDToken):  # type: ignore[misc]  # as above
    """Who signed on, when a token is renewed."""


class Leaving(EndSessionEndpoint):  # type: ignore[misc]  # as above
    """Signing out, asked for by a system; the page does it."""

    def get_server_jwks(self) -> Any:
        """Return the keys with which an ID token may be signed."""
        return keys.published(now_here())

    def get_algorithms(self) -> list[str]:
        """Return the only one."""
        return [keys.ALGORITHM]

    def end_session(self, end_session_request: Any) -> None:
        """Do nothing here."""


class Server(AuthorizationServer):  # type: ignore[misc]  # as above
    """The provider at one address."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        super().__init__(None, None)
        self.register_grant(CodeGrant, [Words(require_nonce=False), Proof(required=True)])
        self.register_grant(RefreshGrant, [WordsAgain()])
        self.register_grant(SystemGrant)
        self.register_endpoint(Leaving)

    def load_config(self, config: Mapping[str, Any]) -> None:
        """Say how long tokens hold, and that they can be renewed."""
        seconds = int(rules.TOKEN_HOLDS.total_seconds())
        longer = int(rules.SYSTEM_TOKEN_HOLDS.total_seconds())
        holds = {"authorization_code": seconds, "refresh_token": seconds, "client_credentials": longer}
        super().load_config({**config, "refresh_token_generator": True, "token_expires_in": holds})

    def query_client(self, client_id: str) -> Registered | None:
        """Return the system of a key, where it may ask."""
        found = reads.open_system(client_id)
        return Registered(found) if found is not None else None

    def save_token(self, token: Mapping[str, Any], request: Any) -> None:
        """Keep what a system is answered with."""
        granting.keep_tokens(token, request.client.get_client_id(), request.user, now_here())

    def handle_error_response(self, request: Any, error: OAuth2Error) -> Any:
        """Record what is refused, and answer."""
        named = request.payload.client_id or extract_basic_authorization(request.headers)[0] or ""
        try:
            refused(str(named), f"asked.{error.error}", request)
        except TooMany:
            if not error.redirect_uri:  # a browser on its way back to a system goes on, unrecorded
                raise
        return super().handle_error_response(request, error)


@lru_cache(maxsize=4)
def server_at(issuer: str) -> Server:
    """Return the provider as it is known under an address."""
    return Server(issuer)


def _count(client: Registered) -> None:
    """Count a token for a system that has shown who it is, before a code is used up for it. Raises `TooMany`."""
    spend(TOKENS, system=client.system.key, now=now_here())


def refused(system: str, code: str, request: Any) -> None:
    """Record a refusal, under the key that was named, whether there is such a system or not."""
    source = request._request.META.get("REMOTE_ADDR", "")  # noqa: SLF001 - Authlib's Django request has no other way
    record_refused(system, code, now=now_here(), source=source)
