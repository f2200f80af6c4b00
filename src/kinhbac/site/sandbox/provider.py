"""The provider by Authlib: one client, the code flow with PKCE, signed tokens; each fault bends exactly one thing."""

import hmac
import json
import os
import time
from base64 import urlsafe_b64encode
from typing import Any

from authlib.integrations.django_oauth2 import AuthorizationServer, BearerTokenValidator, ResourceProtector
from authlib.oauth2.rfc6749 import ClientMixin
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import OpenIDCode
from authlib.oidc.rpinitiated import EndSessionEndpoint
from django.conf import settings
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey
from joserfc.jws import JWSRegistry

from kinhbac.site.sandbox.behaviour import Fault
from kinhbac.site.sandbox.keeping import CODE_SECONDS, Consent, kept
from kinhbac.site.sandbox.people import HOLDERS, Holder
from kinhbac.tools.provider.keys import SHORT_BITS, new_pair
from kinhbac.tools.sign_in.types import Connection

KEY = "vneid"
UNSAID = {Fault.NO_NONCE: "nonce", Fault.NO_AUTH_TIME: "auth_time"}
"""What a token lacks under a fault."""


def connection() -> Connection:
    """Return what the site was told of us: our address, its name and its secret."""
    found: Connection = settings.KINHBAC_PROVIDERS[KEY]
    return found


def redirects() -> tuple[str, ...]:
    """Return the addresses to which a browser may be sent back, whole."""
    return tuple(os.environ.get("KINHBAC_SANDBOX_REDIRECTS", "").split(","))


class Client(ClientMixin):  # type: ignore[misc]  # Authlib tells no types
    """The site, as the one client that is registered."""

    client_id = ""

    @property
    def client_metadata(self) -> dict[str, tuple[str, ...]]:
        """Return where a browser may be sent after signing out."""
        return {
            "post_logout_redirect_uris": tuple(f"{each.removesuffix('return')}left" for each in redirects())
        }

    def get_client_id(self) -> str:
        """Return its name."""
        return connection().client

    def get_default_redirect_uri(self) -> str | None:
        """Return none: the address must be said."""
        return None

    def get_allowed_scope(self, scope: str) -> str:
        """Return what of a scope it may ask for."""
        return "openid" if "openid" in scope.split() else ""

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        """Say whether an address is one of those registered, to the letter."""
        return redirect_uri in redirects()

    def check_client_secret(self, client_secret: str) -> bool:
        """Say whether it is the client's."""
        return client_secret == connection().secret

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        """Say how it shows itself."""
        return method == "client_secret_basic" or endpoint != "token"

    def check_response_type(self, response_type: str) -> bool:
        """Say what it may be answered with."""
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        """Say what it may exchange."""
        return grant_type == "authorization_code"


class CodeGrant(AuthorizationCodeGrant):  # type: ignore[misc]  # as above
    """Codes, each for one use."""

    TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic",)

    def save_authorization_code(self, code: str, request: Any) -> None:
        """Keep to what a holder agreed."""
        who, level = request.user
        asked = request.payload.data
        consent = Consent(
            code=code,
            client_id=request.client.get_client_id(),
            holder=who,
            level=level,
            redirect_uri=request.payload.redirect_uri,
            scope=request.payload.scope,
            nonce=asked.get("nonce", ""),
            code_challenge=asked.get("code_challenge", ""),
            code_challenge_method=asked.get("code_challenge_method", ""),
        )
        kept.keep(kept.codes, code, consent)

    def query_authorization_code(self, code: str, client: Client) -> Consent | None:
        """Return to what was agreed under a code; a code asked for is used up."""
        found = kept.codes.pop(code, None)
        fresh = found is not None and time.time() < found.at + CODE_SECONDS
        return found if fresh and found is not None and found.client_id == client.get_client_id() else None

    def delete_authorization_code(self, authorization_code: Consent) -> None:
        """Do nothing: it was used up when it was asked for."""

    def authenticate_user(self, authorization_code: Consent) -> Holder:
        """Return who agreed."""
        return authorization_code.holder


class Tokens(OpenIDCode):  # type: ignore[misc]  # as above
    """Signed words about who signed in."""

    def exists_nonce(self, nonce: str, request: Any) -> bool:  # noqa: ARG002 - Authlib asks so
        """Say whether a sign-in is running under the same word already."""
        return any(each.nonce == nonce for each in list(kept.codes.values()))

    def generate_user_info(self, user: Holder, scope: str) -> dict[str, str]:  # noqa: ARG002 - as above
        """Return what stands in the token of her; the rest is told at the other address."""
        return {"sub": user.subject}

    def encode_id_token(self, token: Any, request: Any) -> str:
        """Return the signed token, bent as told."""
        fault, consent = kept.behaviour.fault, request.authorization_code
        if fault is Fault.REPLAYED and kept.last_token:
            return kept.last_token
        now = int(time.time()) + kept.behaviour.ahead - (3600 if fault is Fault.EXPIRED else 0)
        claims = {
            "iss": "https://elsewhere.example" if fault is Fault.WRONG_ISSUER else connection().issuer,
            "aud": "another-system" if fault is Fault.WRONG_AUDIENCE else connection().client,
            "iat": now,
            "exp": now + 300,
            **self.get_authorization_code_claims(consent),
            **self.generate_user_info(request.user, token["scope"]),
        }
        if fault in UNSAID:
            del claims[UNSAID[fault]]
        if fault is Fault.OLD_AUTH_TIME:
            claims["auth_time"] -= 3600
        kept.last_token = signed(claims, fault)
        return kept.last_token


def signed(claims: dict[str, Any], fault: Fault) -> str:
    """Return a token, signed as a provider signs, or as a forger would."""
    kid = kept.key.kid
    if fault is Fault.UNSIGNED:
        none = JWSRegistry(algorithms=["none"])
        return str(jwt.encode({"alg": "none", "kid": kid}, claims, OctKey.generate_key(128), registry=none))
    if fault is Fault.SHARED_SECRET:
        return _signed_with_public_key({"alg": "HS256", "kid": str(kid)}, claims)
    if fault in (Fault.WRONG_SIGNATURE, Fault.UNKNOWN_KEY):
        other = new_pair(SHORT_BITS)
        named = kid if fault is Fault.WRONG_SIGNATURE else other.kid
        return str(jwt.encode({"alg": "RS256", "kid": named}, claims, other))
    return str(jwt.encode({"alg": "RS256", "kid": kid}, claims, kept.key))


def _signed_with_public_key(header: dict[str, str], claims: dict[str, Any]) -> str:
    """Return what a forger makes who hopes that we take the published key for a password; no library helps with it."""
    words = b".".join(urlsafe_b64encode(json.dumps(each).encode()).rstrip(b"=") for each in (header, claims))
    seal = hmac.digest(kept.published.as_pem(private=False), words, "sha256")
    return b".".join((words, urlsafe_b64encode(seal).rstrip(b"="))).decode()


def told(consent: Consent) -> dict[str, str]:
    """Return what is told at the address for it, bent as told."""
    who = consent.holder
    if kept.behaviour.fault is Fault.OTHER_PERSON:
        who = next(each for each in HOLDERS.values() if each is not consent.holder)
    return {**who.claims(), "loAs": str(consent.level)}


class Leaving(EndSessionEndpoint):  # type: ignore[misc]  # as above
    """Signing out, asked for by the site."""

    def get_server_jwks(self) -> KeySet:
        """Return the keys with which its token is signed."""
        return KeySet([kept.published])

    def get_algorithms(self) -> list[str]:
        """Return the only one."""
        return ["RS256"]

    def end_session(self, end_session_request: Any) -> None:
        """Do nothing: it keeps no sessions, and asks each time who it is."""


class Server(AuthorizationServer):  # type: ignore[misc]  # as above
    """The provider; it keeps nothing in a database."""

    def __init__(self) -> None:
        super().__init__(None, None)
        self.register_grant(CodeGrant, [Tokens(require_nonce=True), CodeChallenge(required=True)])
        self.register_endpoint(Leaving)

    def query_client(self, client_id: str) -> Client | None:
        """Return the client of a name."""
        return Client() if client_id == connection().client else None

    def save_token(self, token: dict[str, Any], request: Any) -> None:
        """Keep a token, with what was agreed."""
        kept.keep(kept.tokens, token["access_token"], request.authorization_code)


class Bearer(BearerTokenValidator):  # type: ignore[misc]  # as above
    """Who may ask what is told of somebody: whoever holds the token."""

    def authenticate_token(self, token_string: str) -> Consent | None:
        """Return to what was agreed."""
        return kept.tokens.get(token_string)


server = Server()
protector = ResourceProtector()
protector.register_token_validator(Bearer(None))
