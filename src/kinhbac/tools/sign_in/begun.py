"""Sign-ins that were begun: kept in the very browser, signed and for ten minutes, so that beginning writes nothing here."""

import time
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse

from kinhbac.tools.sign_in import cookies
from kinhbac.tools.sign_in.types import Begun

COOKIE = "kinhbac_begun"
SALT = "kinhbac.sign_in.begun"
AT_ONCE = 3
"""How many are kept: windows of the same person."""
KEPT_FOR = 600
"""Seconds until one that was begun is worth nothing."""
LONGEST_THEN = 400
"""Letters of the address to which one goes on; with a longer one the cookie would not be kept."""


def keep(request: HttpRequest, response: HttpResponse, state: str, begun: Begun) -> None:
    """Keep a sign-in that was begun beside those begun in other windows."""
    kept = {name: each for name, each in _kept(request).items() if _is_fresh(each)}
    newest = sorted(kept.items(), key=lambda each: float(each[1]["at"]))[1 - AT_ONCE :]
    then = begun.then if len(begun.then) <= LONGEST_THEN else ""
    _put(response, {**dict(newest), state: asdict(replace(begun, then=then))})


def found(request: HttpRequest, state: str, provider: str) -> Begun | None:
    """Return the sign-in that was begun in this browser, with this provider, under the state that came back."""
    each = _kept(request).get(state)
    if each is None or not _is_fresh(each) or each["provider"] != provider:
        return None
    return Begun(**each)


def forget(request: HttpRequest, response: HttpResponse, state: str) -> None:
    """Forget a sign-in: whatever came of it, it is used up."""
    kept = _kept(request)
    if kept.pop(state, None) is not None:
        _put(response, kept)


def _kept(request: HttpRequest) -> dict[str, dict[str, Any]]:
    try:
        kept: dict[str, dict[str, Any]] = signing.loads(
            cookies.shown(request, COOKIE), salt=SALT, max_age=KEPT_FOR
        )
    except signing.BadSignature:
        return {}
    return kept


def _put(response: HttpResponse, kept: Mapping[str, Mapping[str, Any]]) -> None:
    if not kept:
        cookies.take_back(response, COOKIE)
        return
    cookies.give(response, COOKIE, signing.dumps(kept, salt=SALT, compress=True), seconds=KEPT_FOR)


def _is_fresh(begun: Mapping[str, Any]) -> bool:
    return 0 <= time.time() - float(begun["at"]) <= KEPT_FOR
