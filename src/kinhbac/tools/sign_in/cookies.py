"""Our own cookies, all alike: for no script and no other site, and over https bound to this very host (`__Host-`).

A browser takes a cookie of that name over https alone, for the whole host and for no other: nobody at a neighbouring
name, or on a line that is not protected, can put one in its place.
"""

from typing import Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PREFIX = "__Host-"


def named(name: str) -> str:
    """Return how a cookie of ours is called here; over plain http, which is this machine alone, by its own name."""
    return f"{PREFIX}{name}" if settings.SESSION_COOKIE_SECURE else name


def shown(request: HttpRequest, name: str) -> str:
    """Return what a browser shows under a name, "" for nothing."""
    return str(request.COOKIES.get(named(name), ""))


def give(response: HttpResponse, name: str, value: str, *, seconds: int, strict: bool = False) -> None:
    """Give a browser a cookie for so many seconds; a strict one does not come along from another site's page."""
    response.set_cookie(
        named(name),
        value,
        max_age=seconds,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite=_samesite(strict=strict),
    )


def take_back(response: HttpResponse, name: str, *, strict: bool = False) -> None:
    """Let a browser forget a cookie."""
    response.delete_cookie(named(name), samesite=_samesite(strict=strict))


def _samesite(*, strict: bool) -> Literal["Strict", "Lax"]:
    return "Strict" if strict else "Lax"
