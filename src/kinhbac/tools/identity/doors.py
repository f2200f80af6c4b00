"""Doors: every route names who may come in. A route that names nobody is closed, and fails the build.

What a person may see behind the door is decided where data is read (`kernel.scope`), not here.
"""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, reverse

from kinhbac.tools.identity.types import ADMINISTRATOR, SignedIn

View = TypeVar("View", bound=Callable[..., Any])
Rule = Callable[[SignedIn], bool]


def _mark(rule: Rule, name: str) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.door = rule  # type: ignore[attr-defined]
        view.door_name = name  # type: ignore[attr-defined]
        return view

    return mark


open_to_all = _mark(lambda _who: True, "all")
for_signed_in = _mark(lambda who: who.viewer.person is not None, "signed in")
for_officers = _mark(lambda who: who.viewer.is_officer, "officers")
closed_to_people = _mark(lambda _who: False, "systems")
"""Of what only other systems may ask, with a token of theirs; see `provider.doors`."""
for_administrators = _mark(lambda who: who.viewer.post(ADMINISTRATOR) is not None, "administrators")


def refused(request: HttpRequest, view: Callable[..., Any]) -> HttpResponse | None:
    """Return None where the door is open to who is at the page; otherwise send her to sign in, or refuse.

    Raises:
        PermissionDenied: signed in, but the door is not hers; or no door is named.
    """
    rule: Rule | None = getattr(view, "door", None)
    if rule is None:
        raise PermissionDenied
    if getattr(view, "door_name", "") == "all" or rule(request.who):  # type: ignore[attr-defined]
        return None
    if request.who.viewer.person is None and request.method in ("GET", "HEAD"):  # type: ignore[attr-defined]
        return HttpResponseRedirect(f"{reverse('sign_in')}?{urlencode({'next': request.get_full_path()})}")
    raise PermissionDenied


def routes_without_door(patterns: list[Any], prefix: str = "") -> list[str]:
    """Return the addresses of all routes that name no door."""
    found: list[str] = []
    for pattern in patterns:
        address = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            found += routes_without_door(pattern.url_patterns, address)
        elif isinstance(pattern, URLPattern) and not hasattr(pattern.callback, "door"):
            found.append(address)
    return found
