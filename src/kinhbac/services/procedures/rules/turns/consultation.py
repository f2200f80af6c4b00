"""Opinions of other offices (lấy ý kiến), each a step of its own beside the path, with its own term; and field visits.

NĐ 118/2025 Điều 19 khoản 4: an opinion is asked with its content and time limit; sector laws say where silence counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kinhbac.base.clock import HCM
from kinhbac.base.errors import PlainError
from kinhbac.base.worktime.due import due
from kinhbac.base.worktime.terms import TermError, parse_term
from kinhbac.kernel.directory.types import UnitRef
from kinhbac.kernel.flow import leave
from kinhbac.kernel.types import (
    Effect,
    FactsSet,
    Holder,
    Refusal,
    Step,
    StepBegun,
    StepEnded,
    WaitBegun,
    WaitEnded,
)
from kinhbac.services.procedures.rules import names
from kinhbac.services.procedures.rules.meaning import Asked, Meant
from kinhbac.services.procedures.rules.refusals import REASON_MISSING
from kinhbac.services.procedures.rules.state import consulted_steps, open_opinions
from kinhbac.services.procedures.rules.turns import refusals
from kinhbac.tools.grammar.turns import Silence

OPINIONS = "opinions"
"""The fact that holds what was asked, by the key of its step: consultation, silence, awaited, answer."""


@dataclass(frozen=True, slots=True)
class _Request:
    """An opinion to be asked: of whom, until when, and what silence means."""

    office: str
    role: str
    term: str
    consultation: str | None = None
    silence: str = str(Silence.DOES_NOT_COUNT)
    awaited: bool = False


def consult(asked: Asked) -> Meant | Refusal:
    """Ask another office, beside whatever else goes on; several may be asked at once."""
    request = _request(asked)
    if isinstance(request, Refusal):
        return request
    visit = 1 + sum(1 for step in asked.state.steps.values() if step.name == names.OPINION)
    key = f"{names.OPINION}.{visit}"
    moment = due(asked.now, parse_term(request.term), asked.context.calendar)
    noted = {
        "consultation": request.consultation,
        "silence": request.silence,
        "awaited": request.awaited,
        "answer": None,
    }
    effects = (
        StepBegun(
            key=key,
            name=names.OPINION,
            holder=Holder(office=request.office, role=request.role),
            due_at=moment.at,
            term=request.term,
            calendar=asked.context.calendar.version,
        ),
        WaitBegun(key=key, on=names.ON_OFFICE),
        _opinions(asked, key, noted),
    )
    content = {"step": key, "question": asked.words("question")}
    return Meant(effects, content)


def give_opinion(asked: Asked) -> Meant | Refusal:
    """The consulted office agrees or does not; who disagrees says why."""
    agrees = asked.command.values.get("agrees")
    if not isinstance(agrees, bool):
        return refusals.OPINION_UNCLEAR
    if not agrees and not asked.words("words"):
        return REASON_MISSING
    content = {"step": asked.at.key, "agrees": agrees, "words": asked.words("words")}
    return Meant(_answered(asked, asked.at, "agrees" if agrees else "disagrees"), content)


def count_silence(asked: Asked) -> Meant | Refusal:
    """After an opinion's term, record that its office was silent, where the law counts that as agreement."""
    key = asked.words("step")
    out = (*open_opinions(asked.state), *consulted_steps(asked.state, asked.procedure))
    step = next((each for each in out if each.key == key), None)
    if step is None:
        return refusals.NO_SUCH_OPINION
    if _silence(asked, step) != Silence.AGREES:
        return refusals.SILENCE_DOES_NOT_COUNT
    if step.due_at is not None and asked.now <= step.due_at:
        return refusals.opinion_term_runs(step.due_at)
    return Meant(_answered(asked, step, "silence"), {"step": key})


def verify_in_field(asked: Asked) -> Meant | Refusal:
    """Record a field verification: when, where, who was there, what was found."""
    people = asked.command.values.get("people")
    there = (
        [str(each).strip() for each in people]
        if isinstance(people, (list, tuple))
        else [asked.words("people")]
    )
    there = [each for each in there if each]
    at = moment_of(asked.command.values.get("at"))
    if at is None or not there or not asked.words("place") or not asked.words("found"):
        return refusals.VERIFICATION_INCOMPLETE
    if at > asked.now:
        return refusals.VERIFICATION_TO_COME
    content = {
        "at": at.isoformat(),
        "place": asked.words("place"),
        "people": there,
        "found": asked.words("found"),
    }
    return Meant((), content)


def awaited(asked: Asked) -> bool:
    """Say whether an opinion is out without which the dossier is not proposed.

    One that the path asks for always is. Of the others, one that must be awaited holds it until it is given or its
    silence counted; any other only while its term runs.
    """
    return bool(consulted_steps(asked.state, asked.procedure)) or any(
        _noted(asked, step).get("awaited") or step.due_at is None or asked.now <= step.due_at
        for step in open_opinions(asked.state)
    )


def let_go(asked: Asked) -> tuple[Effect, ...]:
    """Return the effects that end requests whose term has passed and that need not be awaited."""
    ends: list[Effect] = []
    for step in open_opinions(asked.state):
        ends += [StepEnded(key=step.key, how="not_awaited"), WaitEnded(step.key)]
    return tuple(ends)


def moment_of(value: Any) -> datetime | None:
    """Return an aware moment, as it is or as ISO text, in Vietnam's zone; None where it is none."""
    try:
        at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return at.astimezone(HCM) if at.utcoffset() is not None else None


def _request(asked: Asked) -> _Request | Refusal:
    key = asked.words("consultation")
    return _named(asked, key) if key else _free(asked)


def _named(asked: Asked, key: str) -> _Request | Refusal:
    """Return one of the procedure's own consultations; its office is found by its competence."""
    rule = asked.procedure.consultation(key)
    if rule is None:
        return refusals.CONSULTATION_UNKNOWN
    if any(_noted(asked, step).get("consultation") == key for step in open_opinions(asked.state)):
        return refusals.ALREADY_CONSULTED
    area = UnitRef.parse(str(asked.state.area))
    office = asked.context.directory.competent_office(rule.competence, area, asked.now.date())
    return _Request(office.key, rule.role, rule.term, key, str(rule.silence), rule.awaited)


def _free(asked: Asked) -> _Request | Refusal:
    """Return a request that the specialist words herself; its silence never counts."""
    if not asked.words("office"):
        return refusals.CONSULTATION_UNKNOWN
    office = office_in_force(asked, asked.words("office"))
    if office is None:
        return refusals.OFFICE_UNKNOWN
    if any(step.holder.office == office for step in asked.state.open_steps()):
        return refusals.SAME_OFFICE
    try:
        term = parse_term(asked.words("term"))
    except TermError:
        return refusals.QUESTION_MISSING
    if term.is_none or not asked.words("question"):
        return refusals.QUESTION_MISSING
    return _Request(office, names.SPECIALIST, str(term))


def office_in_force(asked: Asked, key: str) -> str | None:
    """Return the key of an office that exists on the day, None where it does not."""
    try:
        now = asked.context.directory.office_on(key, asked.now.date())
    except PlainError:
        return None
    return key if now.key == key else None


def _answered(asked: Asked, step: Step, answer: str) -> tuple[Effect, ...]:
    noted = {**_noted(asked, step), "answer": answer}
    ended = StepEnded(key=step.key, how=answer)
    if step.name == names.OPINION:
        return ended, WaitEnded(step.key), _opinions(asked, step.key, noted)
    _, *follows = leave(
        asked.flow,
        step,
        "give_opinion",
        asked.state,
        asked.context.directory,
        asked.context.calendar,
        asked.now,
    )
    return ended, *follows, _opinions(asked, step.key, noted)


def _silence(asked: Asked, step: Step) -> str | None:
    """Return what an office's silence means, as it was asked or as the path says."""
    if step.name == names.OPINION:
        return _noted(asked, step).get("silence")
    return asked.procedure.step(step.name).silence


def _opinions(asked: Asked, key: str, noted: Mapping[str, Any]) -> FactsSet:
    return FactsSet({OPINIONS: {**asked.state.facts.get(OPINIONS, {}), key: dict(noted)}})


def _noted(asked: Asked, step: Step) -> Mapping[str, Any]:
    noted: Mapping[str, Any] = asked.state.facts.get(OPINIONS, {}).get(step.key, {})
    return noted
