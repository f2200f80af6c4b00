"""Succeeding: where an office has ended, the steps it still held and the cases it watched go to what it has become.

Pure. A step finds its office when it begins; one that is open while its office ends would lie with nobody.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kinhbac.kernel.directory.directory import Directory
from kinhbac.kernel.directory.errors import Divided, NoSuccessor, NotListed
from kinhbac.kernel.types import Act, Actor, CaseState, Effect, Observer, ObserverJoined, StepHanded

SUCCEEDED = "offices.succeeded"
HAND = Actor(system="directory")
"""Whose hand it is: nobody's; the directory says who took over."""


def succeeded(state: CaseState, directory: Directory, day: date) -> Act | None:
    """Return the act that hands an open case's steps on to the successors of offices that ended before a day.

    What somebody had taken for herself is free again, for she may work elsewhere now. An office that was divided, or
    that nobody continues, keeps its steps: a person has to say where each of them goes.

    Args:
        state: of the case.
        directory: units and offices with their days.
        day: from which on the successors work.

    Returns:
        The act, None where every office goes on, or the case has ended.
    """
    if not state.is_open:
        return None
    effects = (*_handed(state, directory, day), *_watching(state, directory, day))
    return Act(name=SUCCEEDED, effects=effects) if effects else None


def _handed(state: CaseState, directory: Directory, day: date) -> Iterator[Effect]:
    for step in state.open_steps():
        now = successor(step.holder.office, directory, day)
        if now is not None:
            yield StepHanded(step.key, replace(step.holder, office=now, person=None))


def _watching(state: CaseState, directory: Directory, day: date) -> Iterator[Effect]:
    for each in state.observers:
        now = successor(each.office, directory, day)
        if now is not None and Observer(each.role, now) not in state.observers:
            yield ObserverJoined(role=each.role, office=now)


def successor(office: str, directory: Directory, day: date) -> str | None:
    """Return the one office that has taken an ended one's place by a day, None where there is no such change."""
    try:
        now = directory.office_on(office, day).key
    except (Divided, NoSuccessor, NotListed):
        return None
    return now if now != office else None
