"""What all pages of citizens share: who is there, what time it is, and the head with her dossiers and letters."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from kinhbac.kernel import actions as cases
from kinhbac.kernel.types import Viewer
from kinhbac.tools.identity.types import SignedIn
from kinhbac.tools.notices.reads import unread


def viewer_of(request: HttpRequest) -> Viewer:
    """Return who is at the page, as a viewer."""
    who: SignedIn = request.who  # type: ignore[attr-defined]  # put there by identity's middleware
    return who.viewer


def now() -> datetime:
    """Return this moment, from the one clock of the house."""
    return cases.clock.now()


def show(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, here: str = "", status: int = 200
) -> HttpResponse:
    """Return a page of the citizens' templates; `here` names the entry of the head that stands for it."""
    viewer = viewer_of(request)
    frame = {
        "here": here,
        "unread": SimpleLazyObject(lambda: unread(viewer)),
        "officer": SimpleLazyObject(lambda: viewer.is_officer),
    }
    return render(request, f"procedures/citizen/{template}", {**frame, **context}, status=status)
