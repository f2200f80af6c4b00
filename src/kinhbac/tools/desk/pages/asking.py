"""What a page asks of the desk: who is there, at which moment, narrowed to what; read from the address, and written back."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from kinhbac.base.clock import HCM
from kinhbac.kernel import actions
from kinhbac.kernel.types import Viewer
from kinhbac.tools.desk.types import FREE, MINE, OFFICE, Chosen, Filter

LONGEST = 100
WHOSE = (MINE, FREE, OFFICE)
KEPT = ("queue", "whose", "subject", "field", "q", "at")
"""Words of the address that every link of the desk keeps."""


def viewer_of(request: HttpRequest) -> Viewer:
    """Return who is at the page."""
    viewer: Viewer = request.who.viewer  # type: ignore[attr-defined]
    return viewer


def now_here() -> datetime:
    """Return the moment of the request, from the one clock of the house, in Vietnam's zone."""
    return actions.clock.now().astimezone(HCM)


def asked_of(given: Mapping[str, str]) -> Filter:
    """Return what a list is narrowed to."""
    whose = given.get("whose", "")
    return Filter(
        queue=_line(given, "queue"),
        subject=_line(given, "subject"),
        field=_line(given, "field"),
        whose=whose if whose in WHOSE else "",
        sought=_line(given, "q"),
    )


def query_of(asked: Filter, **more: str) -> str:
    """Return the words of an address that ask for this, with a question mark; "" where nothing is asked."""
    words = {
        "queue": asked.queue,
        "whose": asked.whose,
        "subject": asked.subject,
        "field": asked.field,
        "q": asked.sought,
        **more,
    }
    kept = {key: value for key, value in words.items() if value}
    return f"?{urlencode(kept)}" if kept else ""


def chosen_of(text: str) -> Chosen | None:
    """Return the item that a form names, None where it names none."""
    case, _, step = text.partition(":")
    try:
        return Chosen(UUID(case), step[:60]) if step else None
    except ValueError:
        return None


def key_of(text: str) -> UUID | None:
    """Return the key that a form names, None where it names none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def back_to(request: HttpRequest, otherwise: str) -> str:
    """Return the page of ours from which a form was sent, as it says; else another one."""
    page = request.POST.get("next", "")
    return page if url_has_allowed_host_and_scheme(page, allowed_hosts=None) else otherwise


def _line(given: Mapping[str, str], name: str) -> str:
    return str(given.get(name, "")).replace("\x00", "").strip()[:LONGEST]
