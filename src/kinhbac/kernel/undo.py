"""Undo: the effects that take back one's last act, on its day and before anybody else has acted.

Nothing is removed: it is an act too. Whoever was told of the act relies on it from the next day on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel.fold import fold, fold_all
from kinhbac.kernel.types import (
    Act,
    Actor,
    CaseState,
    ClockRestored,
    Closed,
    Effect,
    Entry,
    FactsSet,
    Refusal,
    Reopened,
    StepRestored,
    WaitRestored,
)

UNDONE = "undone"

_CORRECT_INSTEAD = Text(
    vi="Hãy dùng chức năng đính chính và ghi lý do.", en="Correct it instead, and give the reason."
)
NOT_YOURS = Refusal(
    code="undo.not_yours",
    reason=Text(
        vi="Sau việc của bạn đã có việc của người khác, nên không hoàn tác được nữa.",
        en="Somebody else has acted since, so your act can no longer be undone.",
    ),
    remedy=_CORRECT_INSTEAD,
)
NOT_UNDOABLE = Refusal(
    code="undo.not_undoable",
    reason=Text(vi="Việc gần nhất không thể hoàn tác.", en="The latest act cannot be undone."),
    remedy=_CORRECT_INSTEAD,
)


DAY_OVER = Refusal(
    code="undo.day_over",
    reason=Text(
        vi="Chỉ hoàn tác được trong ngày đã làm việc đó.",
        en="An act can be undone only on the day on which it was done.",
    ),
    remedy=Text(
        vi="Hãy làm việc tiếp theo của hồ sơ, hoặc đính chính và ghi lý do.",
        en="Do what comes next, or correct it and give the reason.",
    ),
)


def undo(entries: Sequence[Entry], actor: Actor, undoable: frozenset[str], now: datetime) -> Act | Refusal:
    """Return the act that takes back the last entry, or why it cannot be taken back.

    Args:
        entries: all entries of the case, in order, at least one.
        actor: who asks; only the hand that did the act may take it back.
        undoable: names of acts that their kind allows to be undone.
        now: aware; an act is taken back on its day in Vietnam.
    """
    last = entries[-1]
    if not last.actor.same_hand(actor):
        return NOT_YOURS
    before = fold_all(entries[:-1])
    if last.name not in undoable or before is None:
        return NOT_UNDOABLE
    if last.at.astimezone(HCM).date() != now.astimezone(HCM).date():
        return DAY_OVER
    after = fold(before, last)
    if _lasting(before) != _lasting(after):
        return NOT_UNDOABLE
    return Act(name=UNDONE, effects=tuple(_inverse(before, after, last)), corrects=last.seq)


def _lasting(state: CaseState) -> tuple[object, ...]:
    """Return what no effect takes back: a party stays a party, a link a link; a version moves on by its own act."""
    return state.parties, state.observers, state.links, state.definition


def _inverse(before: CaseState, after: CaseState, last: Entry) -> Iterator[Effect]:
    for key, step in _differing(before.steps, after.steps):
        yield StepRestored(before.steps.get(key, replace(step, ended_at=last.at, how=UNDONE)))
    for key, clock in _differing(before.clocks, after.clocks):
        yield ClockRestored(before.clocks.get(key, replace(clock, state="stopped", how=UNDONE)))
    for key, wait in _differing(before.waits, after.waits):
        yield WaitRestored(before.waits.get(key, replace(wait, ended_at=last.at)))
    if before.facts != after.facts:
        keys = sorted(
            key for key in {*before.facts, *after.facts} if before.facts.get(key) != after.facts.get(key)
        )
        yield FactsSet({key: before.facts.get(key) for key in keys})
    if before.closed_at != after.closed_at:
        yield Reopened() if before.closed_at is None else Closed(str(before.outcome), at=before.closed_at)


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [(key, value) for key, value in after.items() if before.get(key) != value]
