"""What every page's frame knows: the province's name, who is signed in, whether this is the demo."""

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from kinhbac.base.text import Text
from kinhbac.site import demo_mark
from kinhbac.tools.identity.types import SignedIn

PROVINCE = Text(vi="Bắc Ninh", en="Bắc Ninh")


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the frame's values. The signed-in person is looked up only where a template shows her."""
    return {
        "province_name": PROVINCE,
        "demo": demo_mark.is_demo(settings.KINHBAC_DATA),
        "person": SimpleLazyObject(lambda: _person(request)),
    }


def _person(request: HttpRequest) -> SignedIn | None:
    who: SignedIn | None = getattr(request, "who", None)
    with suppress(DatabaseError):  # the page that says so must still be shown
        return who if who is not None and who.viewer.person is not None else None
    return None
