"""What Kinh Bắc signs: who signed on (the ID token), and that she signed out (the logout token)."""

import secrets
from datetime import datetime
from typing import Any

from authlib.oidc.core.util import create_half_hash
from joserfc import jwt

from kinhbac.tools.provider.keys import ALGORITHM, signing
from kinhbac.tools.provider.rules import TOKEN_HOLDS
from kinhbac.tools.provider.types import SignOn

LEVEL = "urn:kinhbac:level:"
"""Before the level of identification, as `acr` says it."""
LOGOUT = "http://schemas.openid.net/event/backchannel-logout"


def id_token(sign_on: SignOn, *, nonce: str, access_token: str, now: datetime) -> str:
    """Return who signed on, for that one system; of the person it says nothing but her name there."""
    half = create_half_hash(access_token, ALGORITHM)
    claims = {
        **_claims(sign_on, now),
        "auth_time": int(sign_on.auth_at.timestamp()),
        "acr": f"{LEVEL}{sign_on.level}",
        **({"nonce": nonce} if nonce else {}),
        **({"at_hash": half.decode()} if half else {}),
    }
    return _signed(claims, "JWT", now)


def logout_token(sign_on: SignOn, now: datetime) -> str:
    """Return that a sign-on ended (OpenID Connect Back-Channel Logout 1.0, 2.4)."""
    claims = {**_claims(sign_on, now), "jti": secrets.token_urlsafe(16), "events": {LOGOUT: {}}}
    return _signed(claims, "logout+jwt", now)


def _claims(sign_on: SignOn, now: datetime) -> dict[str, Any]:
    return {
        "iss": sign_on.issuer,
        "aud": sign_on.system,
        "sub": sign_on.subject,
        "sid": str(sign_on.key),
        "iat": int(now.timestamp()),
        "exp": int((now + TOKEN_HOLDS).timestamp()),
    }


def _signed(claims: dict[str, Any], kind: str, now: datetime) -> str:
    key = signing(now)
    return jwt.encode({"alg": ALGORITHM, "kid": key.name, "typ": kind}, claims, key.pair)
