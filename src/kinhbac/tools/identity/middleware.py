"""Recognise: who is at the page. Looked up only when a page asks, and at most once a request."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from kinhbac.base.clock import HCM
from kinhbac.tools.identity.actions import SESSION_ACCOUNT
from kinhbac.tools.identity.doors import refused
from kinhbac.tools.identity.reads import NOBODY, signed_in
from kinhbac.tools.identity.types import SignedIn

Answer = Callable[[HttpRequest], HttpResponse]


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
    account = request.session.get(SESSION_ACCOUNT)
    return signed_in(UUID(account), datetime.now(HCM).date()) if account else NOBODY
