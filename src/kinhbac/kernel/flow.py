"""Flow: how a definition's steps follow one another, in sequence and in parallel, and who comes to hold them.

A step names a role and a competence (or a place: an office that the case remembers), never a fixed office; the
office is found when the step begins, so that a merger breaks nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from kinhbac.base.clock import HCM
from kinhbac.base.worktime.calendar import Calendar
from kinhbac.base.worktime.due import due
from kinhbac.base.worktime.terms import parse_term
from kinhbac.kernel.directory.directory import Directory
from kinhbac.kernel.directory.types import UnitRef
from kinhbac.kernel.types import CaseState, Effect, Holder, Step, StepBegun, StepEnded


@dataclass(frozen=True, slots=True)
class StepRule:
    """One step of a definition.

    `competence` or `place` says where the office comes from; `place` is the name of a fact that holds an office
    key. `ways` maps each way out to the steps that it begins (none: the path ends there). `joins` are steps of
    which no visit may be open when this one begins: it waits for the last of them.
    """

    name: str
    role: str
    competence: str | None = None
    place: str | None = None
    term: str | None = None
    ways: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    joins: tuple[str, ...] = ()


Flow = Mapping[str, StepRule]


def holder_of(rule: StepRule, state: CaseState, directory: Directory, now: datetime) -> Holder:
    """Return who holds a step that begins now.

    Raises:
        NoCompetentOffice, Divided: the directory cannot say which office it is; its text says what to do.
    """
    day = now.astimezone(HCM).date()
    if rule.place is not None:
        office = directory.office_on(str(state.facts[rule.place]), day)
    else:
        office = directory.competent_office(str(rule.competence), UnitRef.parse(str(state.area)), day)
    return Holder(office=office.key, role=rule.role)


def begin(
    flow: Flow, name: str, state: CaseState, directory: Directory, calendar: Calendar, now: datetime
) -> StepBegun:
    """Return the effect that begins the next visit of a step, with its own due moment where it has a term."""
    rule = flow[name]
    visit = 1 + sum(1 for step in state.steps.values() if step.name == name)
    return StepBegun(
        key=f"{name}.{visit}",
        name=name,
        holder=holder_of(rule, state, directory, now),
        due_at=due(now, parse_term(rule.term), calendar).at if rule.term else None,
        term=rule.term,
        calendar=calendar.version if rule.term else None,
    )


def leave(
    flow: Flow,
    step: Step,
    way: str,
    state: CaseState,
    directory: Directory,
    calendar: Calendar,
    now: datetime,
) -> tuple[Effect, ...]:
    """Return the effects of leaving an open step by one of its ways: it ends, and what follows begins.

    A following step that joins others begins only when no visit of those is open any more, and none begins here.

    Raises:
        KeyError: the definition knows no such way out of this step.
    """
    following = dict.fromkeys(flow[step.name].ways[way])
    still_open = {each.name for each in state.open_steps() if each.key != step.key}
    awaited = still_open.union(following)
    begun = tuple(
        begin(flow, name, state, directory, calendar, now)
        for name in following
        if name not in still_open and not awaited.intersection(flow[name].joins)
    )
    return (StepEnded(key=step.key, how=way), *begun)


def take(step: Step, holder: Holder) -> Holder:
    """Return the holder of a step when a person of its office and role takes it."""
    return replace(step.holder, person=holder.person)
