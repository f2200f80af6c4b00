"""Changing answers: choose a group, change it, say why; the old value stays in the journal.

Who holds the dossier corrects what was entered (đính chính); the counter adjusts it at the applicant's wish (điều chỉnh).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinhbac.base.text import Text
from kinhbac.kernel.types import Conflict, Recorded, Refused
from kinhbac.services.procedures.actions import dossiers, turns
from kinhbac.services.procedures.pages.officer import correction
from kinhbac.services.procedures.pages.officer.forms import Attempt, attempt_of
from kinhbac.services.procedures.pages.officer.material import Material, material_of, now_here, viewer_of
from kinhbac.services.procedures.pages.officer.showing import changed
from kinhbac.services.procedures.reads.dossiers import dossier_coded
from kinhbac.services.procedures.rules import refusals
from kinhbac.services.procedures.rules.asking.table import ADJUST, CORRECT
from kinhbac.services.procedures.types import Dossier, Incomplete
from kinhbac.tools.identity.doors import for_officers

WRONG = 422
NOT_DONE = 409


@dataclass(frozen=True, slots=True)
class Way:
    """A way of changing answers: who may, how it is recorded, and what its page says."""

    act: str
    route: str
    may: Callable[[Dossier], bool]
    record: Callable[[UUID, Mapping[str, Any], str, dossiers.Asked], Recorded]
    name: Text
    told: Text
    why: Text
    button: Text


CORRECTING = Way(
    act=CORRECT,
    route="desk_correct",
    may=lambda dossier: dossier.may_correct,
    record=dossiers.correct,
    name=Text(vi="Đính chính", en="Correct"),
    told=Text(
        vi="Giá trị cũ vẫn còn trong nhật ký, cùng lý do và tên của bạn. Người nộp hồ sơ đọc được.",
        en="The old value stays in the journal, with the reason and your name. The applicant can read it.",
    ),
    why=Text(vi="Lý do đính chính", en="Reason for the correction"),
    button=Text(vi="Ghi đính chính", en="Record the correction"),
)
ADJUSTING = Way(
    act=ADJUST,
    route="desk_adjust",
    may=lambda dossier: dossier.may_adjust,
    record=lambda case, changes, reason, asked: turns.adjust(
        case, changes=changes, reason=reason, asked=asked
    ),
    name=Text(vi="Điều chỉnh theo đề nghị của người nộp", en="Adjust at the applicant's wish"),
    told=Text(
        vi="Làm khi chính người nộp đề nghị, trước khi có quyết định. Giá trị cũ vẫn còn trong nhật ký.",
        en="For when the applicant asks for it, before the decision. The old value stays in the journal.",
    ),
    why=Text(vi="Lý do người nộp nêu (không bắt buộc)", en="Reason that the applicant gives (optional)"),
    button=Text(vi="Ghi điều chỉnh", en="Record the adjustment"),
)


@for_officers
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, code: str) -> HttpResponse:
    """Show the groups of answers, or one of them to be corrected; corrected, record it."""
    return _change(request, code, CORRECTING)


@for_officers
@require_http_methods(["GET", "POST"])
def adjust(request: HttpRequest, code: str) -> HttpResponse:
    """The same at the counter, for the applicant."""
    return _change(request, code, ADJUSTING)


def _change(request: HttpRequest, code: str, way: Way) -> HttpResponse:
    material = material_of(code, viewer_of(request))
    if request.method == "POST":
        return _send(request, material, way)
    pages = correction.chosen(material, request.GET.getlist("group"))
    if request.GET.get("group") and not pages:
        raise Http404
    return _page(request, material, way, correction.Written(pages))


def _send(request: HttpRequest, material: Material, way: Way) -> HttpResponse:
    attempt = attempt_of(way.act, request.POST)
    pages = correction.chosen(material, request.POST.getlist("group"))
    written = correction.read_written(material, pages, request.POST)
    if written.faults or not pages:
        return _page(request, material, way, written, attempt, status=WRONG)
    changes = correction.changes_of(material, written)
    asked = dossiers.Asked(viewer=viewer_of(request), seen=attempt.seen, key=attempt.key)
    try:
        way.record(material.case, changes, attempt.note, asked)
    except Incomplete as incomplete:
        written = correction.with_faults(material, written, incomplete.faults)
        return _page(request, material, way, written, attempt, status=WRONG)
    except Refused as refused:
        attempt = replace(attempt, refusal=refused.refusal)
        return _page(request, material, way, written, attempt, status=NOT_DONE)
    except Conflict as conflict:
        attempt = replace(attempt, overtaken=True, changes=conflict.changes)
        return _page(request, material, way, written, attempt, status=NOT_DONE)
    return HttpResponseRedirect(f"{reverse('desk_dossier', args=[material.state.code])}?done={way.act}")


def _page(
    request: HttpRequest,
    material: Material,
    way: Way,
    written: correction.Written,
    attempt: Attempt | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the change to whoever may make it, and record that the file was opened."""
    viewer = viewer_of(request)
    dossier = dossier_coded(str(material.state.code), viewer, now_here())
    if not way.may(dossier) and attempt is None:
        raise Refused(refusals.NOT_YOURS)
    views = correction.views_of(material, written)
    context: dict[str, Any] = {
        "dossier": dossier,
        "way": way,
        "page": reverse(way.route, args=[dossier.summary.code]),
        "pages": views,
        "problems": correction.problems_of(views, written),
        "groups": [
            (page.key, material.procedure.form.title_of(page)) for page in correction.correctable(material)
        ],
        "attempt": attempt,
        "changed": changed(attempt, dossier),
        "key": uuid4(),
        "reason_missing": _reason_missing(attempt),
    }
    return render(request, "procedures/officer/correct.html", context, status=status)


def _reason_missing(attempt: Attempt | None) -> bool:
    return attempt is not None and attempt.refusal is refusals.REASON_MISSING
