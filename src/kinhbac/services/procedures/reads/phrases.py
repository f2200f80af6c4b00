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
from kinhbac.services.procedures.reads.endings import ending_of
from kinhbac.services.procedures.reads.published import choices
from kinhbac.services.procedures.rules.files import files_in
from kinhbac.services.procedures.rules.names import (
    CORRECTION,
    HOME,
    RECEIVING,
    RECEPTION,
    REFUSAL,
    RESOLVING,
    SILENCE,
    TRANSFER,
)
from kinhbac.services.procedures.rules.state import citizen_wait, own_steps
from kinhbac.services.procedures.types import Answer, AnswerGroup, PathStep, Phase, StepStatus
from kinhbac.tools.forms.journey import reach
from kinhbac.tools.forms.paths import at
from kinhbac.tools.forms.review import shown_answer
from kinhbac.tools.forms.types import Form, Widget
from kinhbac.tools.grammar.types import RESOLUTION, Procedure

PHASES = {
    RECEPTION: Text(vi="Trả lời tiếp nhận", en="Answer about reception"),
    RESOLUTION: Text(vi="Giải quyết hồ sơ", en="Resolution"),
    SILENCE: Text(vi="Chờ bạn bổ sung", en="Waiting for your supplement"),
    TRANSFER: Text(vi="Chuyển hồ sơ giấy", en="Passing the paper on"),
    CORRECTION: Text(vi="Sửa sai sót của cơ quan", en="Correcting the office's error"),
}
TOLD_PHASES = (SILENCE, CORRECTION, RESOLUTION, RECEPTION)
"""The terms that are a person's business; that of passing paper on is between offices."""
ENDED_AT = frozenset({"stop", "withdraw", "close_silent", "stop_by_law"})
"""How a step ends that nobody finished: the dossier ended there."""
NOTHING = Text(vi="", en="")
WAITS = Text(vi="Hồ sơ đang chờ bạn bổ sung", en="The dossier is waiting for your supplement")
REFUSED = Text(
    vi="Hồ sơ không đủ điều kiện giải quyết. Văn bản từ chối và giấy tờ đã nộp có tại {holder}, mời bạn đến nhận",
    en="The dossier does not meet the conditions. Please collect the refusal and your papers at {holder}",
)
GIVES_OPINION = Text(
    vi="{holder} đang cho ý kiến về hồ sơ", en="{holder} is giving an opinion on the dossier"
)
OPINION_TOO = Text(vi="{holder} đang cho ý kiến", en="{holder} is giving an opinion")
OPINION = Text(vi="Cho ý kiến", en="Opinion of another office")


def holder_name(holder: Holder) -> Text:
    """Return who holds a step, in words: the role and the office."""
    office = definitions.current_directory().office(holder.office)
    role = role_name(holder.role)
    return Text(vi=f"{role.vi} – {office.short_name.vi}", en=f"{role.en}, {office.short_name.en}")


def role_name(key: str) -> Text:
    """Return what a role is called in the catalogue."""
    roles = definitions.current_directory().roles
    return next((each.name for each in roles if each.key == key), Text(vi=key, en=key))


def sentence(state: CaseState, procedure: Procedure) -> Text:
    """Return the one sentence of a dossier's page: who holds it and does what, what is waited for, or how it ended."""
    if not state.is_open:
        return ending_of(state.outcome).sentence
    if citizen_wait(state) is not None:
        return WAITS
    own = next(iter(own_steps(state, procedure)), None)
    others = [step for step in state.open_steps() if own is None or step.key != own.key]
    if own is None:
        return _held(GIVES_OPINION, others[0].holder) if others else ending_of(None).sentence
    refused = state.facts.get("result") == REFUSAL and own.name == procedure.returning
    said = _held(REFUSED if refused else procedure.step(own.name).status, own.holder)
    if not others:
        return said
    told = [_held(OPINION_TOO, step.holder) for step in others]
    vi, en = "; ".join(each.vi for each in told), "; ".join(each.en for each in told)
    return Text(vi=f"{said.vi} (đồng thời {vi})", en=f"{said.en} (while {en})")


def _held(said: Text, holder: Holder) -> Text:
    name = holder_name(holder)
    return Text(vi=said.vi.replace("{holder}", name.vi), en=said.en.replace("{holder}", name.en))


def path_of(state: CaseState, procedure: Procedure) -> tuple[PathStep, ...]:
    """Return the line of steps in the order of the procedure: done, now, next; what will not come is left out.

    Opinions of other offices stand behind the step that asked for them. A step off the ordinary way, such as one to
    which only a return leads, stands there once it has begun.
    """
    order = [each.key for each in procedure.steps]
    latest: dict[str, Step] = {}
    beside: dict[str, list[Step]] = {}
    for step in state.steps.values():
        if step.how == "undone":
            continue
        if step.name in order:
            latest[step.name] = step
        else:
            asked = [each for each in latest.values() if each.begun_at <= step.begun_at]
            beside.setdefault(asked[-1].name if asked else procedure.start, []).append(step)
    now = max(
        (order.index(step.name) for step in state.open_steps() if step.name in order), default=len(order)
    )
    ahead = procedure.steps_from(*(step.name for step in state.open_steps() if step.name in order))
    line: list[PathStep] = []
    for place, each in enumerate(procedure.steps):
        visit = latest.get(each.key)
        if visit is not None or (each.key in procedure.ordinary and each.key in ahead):
            line.append(_path_step(each.name, visit, to_come=place > now and each.key in ahead))
        line += [_path_step(OPINION, opinion, to_come=False) for opinion in beside.get(each.key, ())]
    return tuple(line)


def _path_step(name: Text, step: Step | None, *, to_come: bool) -> PathStep:
    if step is None or (to_come and not step.is_open):
        return PathStep(name=name, status=StepStatus.NEXT)
    return PathStep(
        name=name,
        status=_stands(step),
        holder=holder_name(step.holder),
        begun_at=step.begun_at,
        ended_at=step.ended_at,
    )


def _stands(step: Step) -> StepStatus:
    if step.is_open:
        return StepStatus.NOW
    return StepStatus.HALTED if step.how in ENDED_AT else StepStatus.DONE


def phases(state: CaseState) -> tuple[Phase, ...]:
    """Return the terms of a dossier with their sums, computed from what their clocks were started with."""
    calendar = definitions.current_calendar()
    return tuple(
        Phase(
            key=clock.key,
            name=PHASES.get(clock.key, Text(vi=clock.key, en=clock.key)),
            due=sum_of(clock, calendar),
            running=clock.state == "running",
            how=clock.how or clock.state,
        )
        for clock in state.clocks.values()
        if clock.how != "undone"
    )


def offices(state: CaseState, procedure: Procedure, now: datetime) -> tuple[Office, Office]:
    """Return the receiving one-stop desk and the resolving office, as they are now."""
    directory = definitions.current_directory()
    day = now.astimezone(HCM).date()
    receiving = directory.office_on(str(state.facts[RECEIVING]), day)
    if state.facts.get(RESOLVING):
        return receiving, directory.office_on(str(state.facts[RESOLVING]), day)
    return receiving, directory.competent_office(
        procedure.competence.key, UnitRef.parse(str(state.area)), day
    )


def home_of(state: CaseState, now: datetime) -> Office | None:
    """Return the resolving office's own one-stop desk where another received the dossier (NĐ 118/2025 Điều 20)."""
    home = str(state.facts.get(HOME) or "")
    if not home or home == state.facts.get(RECEIVING):
        return None
    return definitions.current_directory().office_on(home, now.astimezone(HCM).date())


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
    files = tuple(value) if field.widget is Widget.UPLOAD and isinstance(value, list) else ()
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
