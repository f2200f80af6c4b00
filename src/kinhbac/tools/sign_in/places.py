"""From where somebody tries to come in: an address, or a browser in which this very account came in before.

The browser keeps that in a signed cookie; it holds digests of accounts and opens nothing.
"""

import secrets
from typing import Any
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from kinhbac.tools.credentials.types import Place
from kinhbac.tools.sign_in import cookies

COOKIE = "kinhbac_known"
SALT = "kinhbac.sign_in.known"
KEPT_FOR = 180 * 86400
MOST = 5
"""Accounts that one browser is known for: a desk is shared."""
ANYWHERE = Place("")
"""For what is counted alike from wherever it is tried."""


def place_of(request: HttpRequest, account: UUID | None) -> Place:
    """Return from where an account is tried."""
    address, known = request.META.get("REMOTE_ADDR", ""), _known(request)
    is_known = account is not None and _digest(account) in known["accounts"]
    return Place(address, known["browser"] if is_known else "")


def remember(request: HttpRequest, response: HttpResponse, account: UUID) -> None:
    """Let a browser be known for an account that has just come in by it."""
    known = _known(request)
    mark = _digest(account)
    kept = [mark, *(each for each in known["accounts"] if each != mark)][:MOST]
    told = {"browser": known["browser"] or secrets.token_urlsafe(16), "accounts": kept}
    cookies.give(response, COOKIE, signing.dumps(told, salt=SALT), seconds=KEPT_FOR)


def _known(request: HttpRequest) -> dict[str, Any]:
    try:
        known: dict[str, Any] = signing.loads(cookies.shown(request, COOKIE), salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return {"browser": "", "accounts": []}
    return known


def _digest(account: UUID) -> str:
    return salted_hmac(SALT, str(account), algorithm="sha256").hexdigest()[:32]
