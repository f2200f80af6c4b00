"""The last page before sending: all answers, the fee, who will answer until when; then the form becomes a dossier."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from kinhbac.base.errors import PlainError
from kinhbac.base.text import Text
from kinhbac.kernel.types import Refusal, Refused
from kinhbac.services.procedures.actions.applications import submit
from kinhbac.services.procedures.pages.citizen.frame import now, show, viewer_of
from kinhbac.services.procedures.pages.citizen.journey import WRONG
from kinhbac.services.procedures.pages.citizen.walk import Walk, walk_of
from kinhbac.services.procedures.reads.promise import Promise, promise_of
from kinhbac.services.procedures.types import Incomplete
from kinhbac.tools.forms.journey import reachable_answers
from kinhbac.tools.forms.render import Problem, target_of
from kinhbac.tools.forms.review import check_view
from kinhbac.tools.forms.types import FieldFault
from kinhbac.tools.identity.doors import for_signed_in
from kinhbac.tools.identity.reads.eid import own_eid
from kinhbac.tools.identity.reads.mandates import names_behind
from kinhbac.tools.limits.doors import held_back
from kinhbac.tools.limits.types import TooMany
from kinhbac.tools.sign_in.doors import needs_level
from kinhbac.tools.sign_in.types import SUBMIT_DOSSIER

ONLINE = "online"


@dataclass(frozen=True, slots=True)
class _Outlook:
    """What sending the form would bring: the promise, or why there is none."""

    problems: tuple[Problem, ...] = ()
    promise: Promise | None = None


@for_signed_in
@needs_level(SUBMIT_DOSSIER)
@require_http_methods(["GET", "HEAD", "POST"])
def application_check(request: HttpRequest, application: UUID) -> HttpResponse:
    """Show everything that will be sent; send it. Sent twice, it is the same dossier."""
    if request.method == "POST":
        return _send(request, application)
    walk = walk_of(request, application)
    if walk.draft.case is not None or walk.open_page is not None:
        return redirect("application", application)
    return _check(request, walk)


def _send(request: HttpRequest, application: UUID) -> HttpResponse:
    try:
        recorded = submit(application=application, viewer=viewer_of(request), channel=ONLINE)
    except TooMany as fault:
        shown = _check(request, walk_of(request, application), refused=_told(fault.refusal))
        return held_back(shown, fault.left)
    except Refused as fault:  # a mandate withdrawn or over; the form stays
        return _check(request, walk_of(request, application), refused=_told(fault.refusal))
    except Incomplete as incomplete:
        return _check(request, walk_of(request, application), incomplete.faults)
    except PlainError as error:  # no office is competent, or the calendar ends
        return _check(request, walk_of(request, application), refused=_plain(error))
    return redirect("dossier_submitted", recorded.code)


def _check(
    request: HttpRequest,
    walk: Walk,
    faults: Sequence[FieldFault] = (),
    refused: Problem | None = None,
) -> HttpResponse:
    promised = _promised(walk) if walk.open_page is None else _Outlook()
    problems = (*(_problem(walk, fault) for fault in faults), *promised.problems)
    if refused is not None and refused not in problems:
        problems = (*problems, refused)
    context = {
        "sections": check_view(
            walk.form,
            walk.draft.answers,
            change=lambda key: _change(walk, key),
            sources=walk.known().sources,
            choices=walk.choices,
        ),
        "problems": problems,
        "promise": promised.promise,
        "back": walk.address(walk.pages[-1]),
        "procedure": walk.draft.procedure,
        "draft": walk.draft,
        "for_whom": _for_whom(walk),
    }
    return show(request, "check.html", context, status=WRONG if problems else 200)


def _promised(walk: Walk) -> _Outlook:
    procedure = walk.draft.procedure
    try:
        answers = reachable_answers(walk.form, walk.draft.answers)
        eid = own_eid(walk.viewer, walk.today) if _is_own(walk) else None
        return _Outlook(promise=promise_of(procedure, answers, ONLINE, now(), eid))
    except PlainError as error:
        return _Outlook(problems=(_plain(error),))


def _for_whom(walk: Walk) -> str:
    """Return for whom it is filed under a mandate that holds, "" for oneself."""
    mandate = walk.draft.mandate
    return names_behind(frozenset({mandate}), walk.viewer).get(mandate, "") if mandate is not None else ""


def _is_own(walk: Walk) -> bool:
    return walk.draft.firm is None and walk.draft.mandate is None


def _told(refusal: Refusal) -> Problem:
    words = (refusal.reason, refusal.remedy)
    law = f" ({refusal.law})" if refusal.law else ""
    return Problem(
        Text(vi=" ".join(each.vi for each in words) + law, en=" ".join(each.en for each in words) + law), ""
    )


def _plain(error: PlainError) -> Problem:
    return Problem(Text(vi=error.say("vi"), en=error.say("en")), "")


def _change(walk: Walk, key: str) -> str:
    page = walk.form.page(key)
    assert page is not None, "check_view asks for pages of this form only"
    return walk.address(page, checking=True)


def _problem(walk: Walk, fault: FieldFault) -> Problem:
    page = next((each for each in walk.pages if fault.path in each.fields), None)
    if page is None:
        return Problem(fault.message, "")
    target = target_of(walk.form.fields[fault.path])
    return Problem(fault.message, f"{walk.address(page, checking=True)}#{target}")
