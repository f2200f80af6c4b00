"""What the workshop's pages share: who is there, what time it is, their frame, and how words of a form are read."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kinhbac.base.clock import HCM
from kinhbac.kernel import actions as cases
from kinhbac.kernel.types import Viewer
from kinhbac.services.catalogue.reads.drafts import draft_of
from kinhbac.services.catalogue.reads.judging import beside_now, judge
from kinhbac.services.catalogue.types import Draft, Judged
from kinhbac.tools.identity.types import SignedIn

NOT_DONE = 409
WRONG = 422


def viewer_of(request: HttpRequest) -> Viewer:
    """Return who is at the page, as a viewer."""
    who: SignedIn = request.who  # type: ignore[attr-defined]  # put there by identity's middleware
    return who.viewer


def now_here() -> datetime:
    """Return this moment in Vietnam, from the one clock of the house."""
    return cases.clock.now().astimezone(HCM)


def show(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, here: str = "", status: int = 200
) -> HttpResponse:
    """Return a page of the workshop; `here` names the entry of its ways that stands for it."""
    return render(request, f"catalogue/{template}", {"here": here, **context}, status=status)


def judged_draft(request: HttpRequest, draft: UUID) -> tuple[Draft, Judged]:
    """Return a draft and what a check of it finds now; raises `NotFound` where it is none of the viewer's."""
    found = draft_of(draft, viewer_of(request))
    return found, judge(found.texts, beside_now())


def line(given: Mapping[str, Any], name: str, longest: int = 500) -> str:
    """Return what was written in a box, in one line."""
    return " ".join(str(given.get(name, "")).replace("\x00", "").split())[:longest]


def day_in(given: Mapping[str, Any], name: str) -> date | None:
    """Return a day that a form names, None where it names none."""
    try:
        return date.fromisoformat(line(given, name, 10))
    except ValueError:
        return None


def whole_in(given: Mapping[str, Any], name: str) -> int:
    """Return a small whole number that a form names, -1 where it names none."""
    written = line(given, name, 9)
    return int(written) if written.isdecimal() and written.isascii() else -1
