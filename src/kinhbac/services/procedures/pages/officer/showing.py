"""A dossier on the desk: its page, whole, with the acts of the moment and whatever stood in the way of the last one."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kinhbac.base.text import Text
from kinhbac.services.procedures.pages.officer.forms import Attempt, forms_for
from kinhbac.services.procedures.pages.officer.lists import lists_of
from kinhbac.services.procedures.pages.officer.material import (
    Correction,
    Material,
    material_of,
    now_here,
    viewer_of,
)
from kinhbac.services.procedures.reads.dossiers import dossier_coded
from kinhbac.services.procedures.types import Answer, AnswerGroup, Dossier, Happening, PathStep, StepStatus
from kinhbac.tools.files.reads import file_for_case
from kinhbac.tools.files.types import Kind
from kinhbac.tools.grammar.rules import components_for
from kinhbac.tools.grammar.types import Procedure


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
    """Return the page of a dossier and record that the viewer opened it; raises `NotFound`."""
    viewer, now = viewer_of(request), now_here()
    material = material_of(code, viewer)
    dossier = dossier_coded(code, viewer, now, purpose=material.purpose(viewer))
    lists = lists_of(viewer, now)
    context = {
        "dossier": dossier,
        "forms": forms_for(
            dossier.offers, components_for(material.procedure, material.answers), dossier.seq, attempt
        ),
        "attempt": attempt,
        "homeless": homeless(attempt, dossier),
        "changed": changed(attempt, dossier),
        "done": done_name(material.procedure, request.GET.get("done", "")),
        "undo_key": uuid4(),
        "groups": groups(dossier.groups, material),
        "steps": [step_mark(each) for each in dossier.path],
        "now": [each for each in dossier.path if each.status is StepStatus.NOW],
        "lines": lines(dossier.history, material),
        "lists": lists,
    }
    return render(request, "procedures/officer/dossier.html", context, status=status)


def homeless(attempt: Attempt | None, dossier: Dossier) -> bool:
    """Say whether words were typed for an act that is not on offer any more."""
    offered = {offer.key for offer in dossier.offers}
    return attempt is not None and attempt.act not in offered


def changed(attempt: Attempt | None, dossier: Dossier) -> tuple[Happening, ...]:
    """Return what others did since the viewer's page was made."""
    places = {entry.seq for entry in attempt.changes} if attempt else set()
    return tuple(each for each in dossier.history if each.seq in places)


def done_name(procedure: Procedure, key: str) -> Text | None:
    """Return the name of the act just done, None where the address names none."""
    acts = {act.key: act.name for step in procedure.steps for act in step.acts}
    extra = {
        "undo": Text(vi="Hoàn tác", en="Taken back"),
        "correct": Text(vi="Đính chính", en="Corrected"),
    }
    return {**acts, **extra}.get(key)


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
