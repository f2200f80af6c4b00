"""What all pages of the counter share: in which post the officer receives, at which desk, and their frame."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kinhbac.base.clock import HCM
from kinhbac.kernel import actions as cases
from kinhbac.kernel import definitions
from kinhbac.kernel.directory.types import Office
from kinhbac.kernel.types import Position, Viewer
from kinhbac.services.procedures.actions.counter import post_at_counter
from kinhbac.tools.identity.types import SignedIn

WRONG = 422
"""The status of a page shown again because something on it is missing or wrong."""
NOT_DONE = 409
LONGEST_NOTE = 2_000


@dataclass(frozen=True, slots=True)
class Place:
    """An officer at her counter: who looks, in which post, at which desk, and when."""

    viewer: Viewer
    post: Position
    desk: Office
    now: datetime

    @property
    def today(self) -> date:
        """The day in Vietnam."""
        return self.now.date()


def place_of(request: HttpRequest) -> Place:
    """Return where the officer at the page receives.

    Raises:
        Refused: she holds no post at a one-stop desk; the refusal says so and what to do.
    """
    who: SignedIn = request.who  # type: ignore[attr-defined]  # put there by identity's middleware
    post = post_at_counter(who.viewer)
    desk = definitions.current_directory().office(post.office)
    return Place(who.viewer, post, desk, cases.clock.now().astimezone(HCM))


def show(
    request: HttpRequest,
    template: str,
    place: Place,
    context: Mapping[str, Any],
    *,
    here: str = "",
    status: int = 200,
) -> HttpResponse:
    """Return a page of the counter; `here` names the entry of its ways that stands for it."""
    return render(
        request, f"procedures/counter/{template}", {"place": place, "here": here, **context}, status=status
    )


def written(posted: Mapping[str, Any], name: str, longest: int = 200) -> str:
    """Return what was written in a box, in one line."""
    return " ".join(str(posted.get(name, "")).replace("\x00", "").split())[:longest]


def written_lines(posted: Mapping[str, Any], name: str) -> str:
    """Return what was written in a large box."""
    return str(posted.get(name, "")).replace("\x00", "").strip()[:LONGEST_NOTE]
