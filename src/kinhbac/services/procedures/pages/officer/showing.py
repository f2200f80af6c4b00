"""A dossier on the desk: its page, whole, with the acts of the moment and whatever stood in the way of the last one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kinhbac.base.text import Text
from kinhbac.kernel import definitions
from kinhbac.services.procedures.pages.officer.forms import Attempt
from kinhbac.services.procedures.pages.officer.material import (
    Correction,
    Material,
    material_of,
    now_here,
    viewer_of,
)
from kinhbac.services.procedures.pages.officer.offering import APOLOGISE, link_to, offering_of
from kinhbac.services.procedures.pages.officer.sheets.links import sheets_of
from kinhbac.services.procedures.reads.bundles import is_bundle, is_part
from kinhbac.services.procedures.reads.dossiers import APPROVE, APPROVE_REFUSAL, dossier_coded
from kinhbac.services.procedures.reads.work import surroundings_of
from kinhbac.services.procedures.rules.asking.table import ACTS, ADJUST, CORRECT
from kinhbac.services.procedures.rules.bundles.names import BUNDLE
from kinhbac.services.procedures.rules.names import REFUSAL
from kinhbac.services.procedures.rules.state import citizen_wait, lawful_due
from kinhbac.services.procedures.types import Answer, AnswerGroup, Dossier, Happening, PathStep, StepStatus
from kinhbac.tools.desk.pages.frame import Panes, panes
from kinhbac.tools.desk.rules.left import tomorrow_ends
from kinhbac.tools.files.reads import file_for_case
from kinhbac.tools.files.types import Kind


@dataclass(frozen=True, slots=True)
class Paper:
    """A file of an answer: a picture is shown small, anything else by its name."""

    key: UUID
    name: str
    is_picture: bool


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """An answer with its papers; `page` is where it is corrected by itself, "" where its group is, or papers are."""

    answer: Answer
    papers: tuple[Paper, ...]
    page: str = ""


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Answers that stand together: a page of the form under its title, or single questions, which need no title."""

    title: Text | None
    page: str
    answers: tuple[ShownAnswer, ...]


@dataclass(frozen=True, slots=True)
class StepMark:
    """A step of the path as the component shows it."""

    name: Text
    state: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the history with what it corrected."""

    happening: Happening
    corrections: tuple[Correction, ...]


def show(
    request: HttpRequest, code: str, *, attempt: Attempt | None = None, status: int = 200
) -> HttpResponse:
    """Return the page of a dossier beside the list, and record that the viewer opened it; raises `NotFound`."""
    viewer, now = viewer_of(request), now_here()
    material = material_of(code, viewer)
    dossier = dossier_coded(code, viewer, now)
    beside = panes(request, code)
    desk: Panes = beside["desk"]
    page = f"{reverse('desk_dossier', args=[code])}{desk.keep}"
    offering = offering_of(dossier.offers, material, now, page, attempt, request.GET.get("act", ""))
    context = {
        "dossier": dossier,
        "offering": offering,
        "attempt": attempt,
        "homeless": attempt is not None and attempt.act not in offering.acts,
        "changed": changed(attempt, dossier),
        "done": done_name(material, request.GET.get("done", "")),
        "undo_key": uuid4(),
        "groups": groups(dossier.groups, material),
        "steps": [step_mark(each) for each in dossier.path],
        "waits": citizen_wait(material.state) is not None,
        "now": [each for each in dossier.path if each.status is StepStatus.NOW],
        "lines": lines(dossier.history, material),
        "around": surroundings_of(
            material.state, material.procedure, material.entries, material.contents, now
        ),
        "sheets": sheets_of(material, for_officer=True),
        "holds": desk.holding is not None and _is_open(material, desk.holding.item.step),
        "late_soon": _late_soon(material, dossier, now, page),
        "page": page,
        "sees_whole": is_part(material.state)
        and is_bundle(str(material.state.facts[BUNDLE]["code"]), viewer),
    }
    return render(request, "procedures/officer/dossier.html", beside | context, status=status)


def _is_open(material: Material, step: str) -> bool:
    found = material.state.steps.get(step)
    return found is not None and found.is_open


def _late_soon(material: Material, dossier: Dossier, now: datetime, page: str) -> str:
    """Return where to apologise, where the dossier is late or will be by tomorrow and that may be done; else ""."""
    due_at = lawful_due(material.state)
    may = any(offer.key == APOLOGISE for offer in dossier.offers)
    soon_until = tomorrow_ends(now, definitions.current_calendar())
    return link_to(page, APOLOGISE) if may and due_at is not None and due_at <= soon_until else ""


def changed(attempt: Attempt | None, dossier: Dossier) -> tuple[Happening, ...]:
    """Return what others did since the viewer's page was made."""
    places = {entry.seq for entry in attempt.changes} if attempt else set()
    return tuple(each for each in dossier.history if each.seq in places)


def done_name(material: Material, key: str) -> Text | None:
    """Return the name of the act just done, None where the address names none."""
    acts = {act.key: act.name for step in material.procedure.steps for act in step.acts}
    if material.state.facts.get("result") == REFUSAL:
        acts[APPROVE] = APPROVE_REFUSAL
    extra = {
        "undo": Text(vi="Hoàn tác", en="Taken back"),
        CORRECT: Text(vi="Đính chính", en="Corrected"),
        ADJUST: Text(vi="Điều chỉnh theo đề nghị của người nộp", en="Adjusted at the applicant's wish"),
    }
    own = {act: asked.name for act, asked in ACTS.items()}
    return {**own, **acts, **extra}.get(key)


def groups(found: Sequence[AnswerGroup], material: Material) -> tuple[ShownGroup, ...]:
    """Return the answers with their papers, and where each is corrected; single questions stand together."""
    shown: list[ShownGroup] = []
    for group in found:
        page = "" if all(each.files for each in group.answers) else _page(group, material)
        if len(group.answers) > 1:
            answers = tuple(ShownAnswer(each, _papers(each)) for each in group.answers)
            shown.append(ShownGroup(group.title, page, answers))
            continue
        single = tuple(ShownAnswer(each, _papers(each), page) for each in group.answers)
        if shown and shown[-1].title is None:
            shown[-1] = ShownGroup(None, "", (*shown[-1].answers, *single))
        else:
            shown.append(ShownGroup(None, "", single))
    return tuple(shown)


def step_mark(step: PathStep) -> StepMark:
    """Return a step as the component shows it."""
    return StepMark(name=step.name, state=str(step.status))


def lines(history: Sequence[Happening], material: Material) -> list[Line]:
    """Return the history, corrections with what stood there before."""
    corrections = material.corrections()
    return [Line(each, corrections.get(each.seq, ())) for each in history]


def _page(group: AnswerGroup, material: Material) -> str:
    return material.page_with(group.answers[0].path).key


def _papers(answer: Answer) -> tuple[Paper, ...]:
    keys = {UUID(str(each["file"])): str(each.get("name", "")) for each in answer.files}
    kept = [(file_for_case(key, frozenset(keys)), name) for key, name in keys.items()]
    return tuple(Paper(each.id, name, each.kind is Kind.JPEG) for each, name in kept if each is not None)
