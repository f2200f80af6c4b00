"""A dossier in words: the sentence that says who holds it until when, the line of steps, its terms, its answers."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel import definitions
from kinhbac.kernel.clocks import sum_of
from kinhbac.kernel.directory.types import Office, UnitRef
from kinhbac.kernel.types import CaseState, Holder, Step
from kinhbac.services.procedures.reads.published import choices
from kinhbac.services.procedures.rules.dossier import RECEPTION
from kinhbac.services.procedures.rules.files import files_in
from kinhbac.services.procedures.rules.path import RECEIVING
from kinhbac.services.procedures.types import Answer, AnswerGroup, PathStep, Phase, StepStatus
from kinhbac.tools.forms.journey import reach
from kinhbac.tools.forms.paths import at
from kinhbac.tools.forms.review import shown_answer
from kinhbac.tools.forms.types import Form
from kinhbac.tools.grammar.types import RESOLUTION, Procedure

ROLES = {
    "one_stop": Text(vi="Bộ phận Một cửa", en="One-stop officer"),
    "specialist": Text(vi="Công chức chuyên môn", en="Specialist"),
    "leader": Text(vi="Lãnh đạo", en="Leader"),
    "clerk": Text(vi="Văn thư", en="Clerk"),
}
PHASES = {
    RECEPTION: Text(vi="Trả lời tiếp nhận", en="Answer about reception"),
    RESOLUTION: Text(vi="Giải quyết hồ sơ", en="Resolution"),
}
NOTHING = Text(vi="", en="")
ENDED = Text(vi="Đã trả kết quả. Hồ sơ kết thúc.", en="The result was handed over. The dossier has ended.")


def holder_name(holder: Holder) -> Text:
    """Return who holds a step, in words: the role and the office."""
    office = definitions.current_directory().office(holder.office)
    role = ROLES.get(holder.role, Text(vi=holder.role, en=holder.role))
    return Text(vi=f"{role.vi} – {office.short_name.vi}", en=f"{role.en}, {office.short_name.en}")


def sentence(state: CaseState, procedure: Procedure) -> Text:
    """Return the one sentence of a dossier's page: who holds it now and what they do with it."""
    step = next(iter(state.open_steps()), None)
    if step is None or not state.is_open:
        return ENDED
    said = procedure.step(step.name).status
    name = holder_name(step.holder)
    return Text(vi=said.vi.replace("{holder}", name.vi), en=said.en.replace("{holder}", name.en))


def path_of(state: CaseState, procedure: Procedure) -> tuple[PathStep, ...]:
    """Return the line of steps in the order of the procedure: done, now, next."""
    latest: dict[str, Step] = {}
    for step in state.steps.values():
        if step.how != "undone":
            latest[step.name] = step
    order = [each.key for each in procedure.steps]
    now = max((order.index(step.name) for step in state.open_steps()), default=len(order))
    return tuple(
        _path_step(each.name, latest.get(each.key), order.index(each.key), now) for each in procedure.steps
    )


def _path_step(name: Text, step: Step | None, place: int, now: int) -> PathStep:
    if step is None or (place > now and not step.is_open):
        return PathStep(name=name, status=StepStatus.NEXT)
    return PathStep(
        name=name,
        status=StepStatus.NOW if step.is_open else StepStatus.DONE,
        holder=holder_name(step.holder),
        begun_at=step.begun_at,
        ended_at=step.ended_at,
    )


def phases(state: CaseState) -> tuple[Phase, ...]:
    """Return the terms of a dossier with their sums, computed from what their clocks were started with."""
    calendar = definitions.current_calendar()
    return tuple(
        Phase(
            key=clock.key,
            name=PHASES.get(clock.key, Text(vi=clock.key, en=clock.key)),
            due=sum_of(clock, calendar),
            running=clock.state == "running",
        )
        for clock in state.clocks.values()
        if clock.how != "undone"
    )


def offices(state: CaseState, procedure: Procedure, now: datetime) -> tuple[Office, Office]:
    """Return the receiving one-stop desk and the resolving office, as they are now."""
    directory = definitions.current_directory()
    day = now.astimezone(HCM).date()
    receiving = directory.office_on(str(state.facts[RECEIVING]), day)
    resolving = directory.competent_office(procedure.competence.key, UnitRef.parse(str(state.area)), day)
    return receiving, resolving


def about(procedure: Procedure, answers: Mapping[str, Any]) -> str:
    """Return what a dossier is about in a word or two, "" where nothing says so or its content was removed."""
    return str(at(answers, procedure.about) or "")


def groups(
    procedure: Procedure, answers: Mapping[str, Any], corrected: frozenset[str], day: date
) -> tuple[AnswerGroup, ...]:
    """Return the answers page by page, in words."""
    form = procedure.form
    found = []
    for page in reach(form, answers).pages:
        shown_here = tuple(_answer(form, path, answers, path in corrected, day) for path in page.fields)
        if any(each.value.vi or each.files for each in shown_here):
            found.append(AnswerGroup(title=form.title_of(page), answers=shown_here))
    return tuple(found)


def _answer(form: Form, path: str, answers: Mapping[str, Any], corrected: bool, day: date) -> Answer:  # noqa: FBT001 - a fact about the answer
    field = form.fields[path]
    value = at(answers, path)
    files = tuple(value) if isinstance(value, list) else ()
    return Answer(
        path=path,
        question=field.question,
        value=NOTHING if files else shown_answer(form, field, value, choices(day)) or NOTHING,
        files=files,
        corrected=corrected,
    )


def file_keys(form: Form, answers: Mapping[str, Any]) -> frozenset[UUID]:
    """Return the keys of all files among the answers."""
    return frozenset(key for _, key in files_in(form, answers))
