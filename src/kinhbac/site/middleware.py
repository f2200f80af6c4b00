"""The site's own middleware: safe headers, the language of the page, and faults explained in plain words."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import DatabaseError, DataError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, UnreadablePostError
from django.utils import translation

from kinhbac.base.errors import PlainError
from kinhbac.kernel.reads import NotFound
from kinhbac.kernel.types import Conflict, Refused
from kinhbac.site import failures
from kinhbac.tools.files.uploads import TurnedAway, UploadLimitMiddleware
from kinhbac.tools.identity.sealing import NumberFault
from kinhbac.tools.limits.types import TooMany
from kinhbac.tools.looking.types import ReasonNeeded
from kinhbac.tools.sign_in import cookies


class UploadLimit(UploadLimitMiddleware):
    """Turns away what is far too large before it is read, in the site's own words."""

    def turn_away(self, request: HttpRequest, why: TurnedAway) -> HttpResponse:
        """Return the page for what was not read."""
        return failures.failure(request, why.status, why.code, why.what, why.safe, why.todo)


Answer = Callable[[HttpRequest], HttpResponse]
LANGUAGE_COOKIE = "kinhbac_language"

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def protect(answer: Answer) -> Answer:
    """Set the headers that keep a page to itself: nothing from outside, no inline script, no frame."""

    def answered(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        leads_to = getattr(response, "leads_to", ())  # other systems, to which a form of this very page leads
        if leads_to:
            response["Content-Security-Policy"] = POLICY.replace(
                "form-action 'self'", f"form-action 'self' {' '.join(leads_to)}"
            )
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if settings.SECURE_HSTS_SECONDS and request.is_secure():
            response.headers.setdefault(
                "Strict-Transport-Security", f"max-age={settings.SECURE_HSTS_SECONDS}"
            )
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return answered


def speak(answer: Answer) -> Answer:
    """Choose the language: Vietnamese, unless the person has chosen English."""

    def answered(request: HttpRequest) -> HttpResponse:
        language = "en" if cookies.shown(request, LANGUAGE_COOKIE) == "en" else "vi"
        with translation.override(language):
            response = answer(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return answered


def know_host(answer: Answer) -> Answer:
    """Refuse what comes under a name that is not this server's: a stranger's page may have had it point here."""

    def answered(request: HttpRequest) -> HttpResponse:
        request.get_host()  # raises what becomes a 400
        return answer(request)

    return answered


class explain:  # noqa: N801 - a middleware reads as what it does
    """Turns refusals, conflicts, wrong methods and faults of the database into pages (or JSON) that say what to do."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return failures.wrong_method(request, response)
        return response

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Return the page for a fault that has an explanation; any other is a fault of ours."""
        for kind, page in EXPLANATIONS:
            if isinstance(fault, kind):
                return page(request, fault)
        return None


EXPLANATIONS: tuple[tuple[type[Exception], Callable[[HttpRequest, Any], HttpResponse]], ...] = (
    (UnreadablePostError, failures.bad_request),  # before OSError, of which it is one
    (NotFound, failures.not_found),
    (ReasonNeeded, failures.reason_needed),  # before Refused, of which it is one
    (TooMany, failures.too_many),  # as above
    (Refused, lambda request, fault: failures.refused(request, fault.refusal)),
    (
        NumberFault,
        failures.storage,
    ),  # before PlainError, of which it is one: whoever asks can do nothing about it
    (PlainError, failures.unfit),
    (Conflict, lambda request, fault: failures.overtaken(request, fault.changes)),
    (DataError, failures.bad_request),  # it holds what no database can keep
    (DatabaseError, failures.storage),
    (OSError, failures.storage),
)
