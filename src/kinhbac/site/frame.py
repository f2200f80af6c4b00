"""What every page's frame knows: the province's name, who is signed in, whether this is the demo."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel import actions
from kinhbac.kernel.definitions import NotPublished, current_directory
from kinhbac.kernel.directory.errors import NotListed
from kinhbac.services.procedures.rules.names import ONE_STOP
from kinhbac.site import demo_mark
from kinhbac.tools.identity.types import ADMINISTRATOR, SignedIn

COUNTER = Text(vi="Quầy", en="Counter")
CATALOGUE = Text(vi="Danh mục", en="Catalogue")
FIGURES = Text(vi="Số liệu", en="Figures")


@dataclass(frozen=True, slots=True)
class Way:
    """A room of officers that every page of theirs leads to."""

    name: Text
    url: str
    here: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the frame's values. The signed-in person is looked up only where a template shows her."""
    return {
        "province_name": SimpleLazyObject(province_name),
        "demo": demo_mark.is_demo(settings.KINHBAC_DATA),
        "person": SimpleLazyObject(lambda: _person(request)),
        "ways": SimpleLazyObject(lambda: _ways(request)),
    }


def province_name() -> str:
    """Return what the province of today is called; "" where nothing is published that says so."""
    with suppress(DatabaseError, NotPublished, NotListed):
        return current_directory().province_on(actions.clock.now().astimezone(HCM).date()).name
    return ""


def _person(request: HttpRequest) -> SignedIn | None:
    who: SignedIn | None = getattr(request, "who", None)
    with suppress(DatabaseError):  # the page that says so must still be shown
        return who if who is not None and who.viewer.person is not None else None
    return None


def _ways(request: HttpRequest) -> tuple[Way, ...]:
    """Return the ways of an officer beside her desk, nothing for anybody else; the counter is for one-stop desks."""
    who = _person(request)
    if who is None or not who.viewer.is_officer:
        return ()
    at_counter = any(post.role == ONE_STOP for post in who.viewer.positions)
    named = [(COUNTER, "counter")] if at_counter else []
    if who.viewer.post(ADMINISTRATOR) is not None:
        named.append((CATALOGUE, "catalogue"))
    found = []
    for name, route in [*named, (FIGURES, "figures")]:
        with suppress(NoReverseMatch):  # a site of fewer rooms has no such way
            url = reverse(route)
            found.append(Way(name, url, request.path == url or request.path.startswith(f"{url}/")))
    return tuple(found)
