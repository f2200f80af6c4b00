"""Recognise: who is at the page. Looked up only when a page asks, and at most once a request."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from kinhbac.base.clock import HCM
from kinhbac.tools.identity.actions.entering import end_session, trait_of
from kinhbac.tools.identity.doors import refused
from kinhbac.tools.identity.reads.entries import SESSION
from kinhbac.tools.identity.reads.who import NOBODY
from kinhbac.tools.identity.types import SignedIn

Answer = Callable[[HttpRequest], HttpResponse]
MOVED = "session.other_browser"
"""The code under which a session shown by another browser than it began in is recorded."""


class recognise:  # noqa: N801 - a middleware reads as what it does
    """Puts `request.who` (a `SignedIn`) on every request, and keeps closed every door that names no rule."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.who = SimpleLazyObject(lambda: _who(request))  # type: ignore[attr-defined]
        return self.answer(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """Ask the door of the view; a view without one is closed to everybody."""
        return refused(request, view)


def _who(request: HttpRequest) -> SignedIn:
    entry = request.session.get(SESSION)
    if entry is None:
        return NOBODY
    now = datetime.now(HCM)
    if entry["trait"] != trait_of(request):
        end_session(request, now, outcome="refused", code=MOVED)  # for both: nobody can tell who is whom
        return NOBODY
    who = replace(
        request.session.who(UUID(entry["account"]), now.date()),  # type: ignore[attr-defined]  # our own store
        way=str(entry["way"]),
        level=int(entry["level"]),
        proved_at=datetime.fromisoformat(entry.get("proved", entry["at"])),
    )
    return who if entry["posts"] else _as_citizen(who)


def _as_citizen(who: SignedIn) -> SignedIn:
    """Return somebody without her posts: how she came in does not open them."""
    return replace(who, viewer=replace(who.viewer, positions=()), title=None, instead_of=())
