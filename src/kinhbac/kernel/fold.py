"""Fold: a case's state from its entries, one after the other. Replay and daily work use this same function."""

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any

from kinhbac.kernel.types import (
    CaseState,
    Clock,
    ClockPaused,
    ClockRecomputed,
    ClockRestored,
    ClockResumed,
    ClockStarted,
    ClockStopped,
    Closed,
    ContentRemoved,
    DefinitionMoved,
    Effect,
    Entry,
    FactsSet,
    Link,
    Linked,
    Observer,
    ObserverJoined,
    Opened,
    Party,
    PartyJoined,
    Reopened,
    Step,
    StepBegun,
    StepEnded,
    StepHanded,
    StepRecomputed,
    StepRestored,
    Wait,
    WaitBegun,
    WaitEnded,
    WaitRestored,
)


class FoldFault(Exception):  # noqa: N818 - it names what is wrong with entries, as all faults here do
    """Entries that do not follow from one another: the journal was written or changed by another hand."""


class Folding:
    """A case under its entries: changed in place, entry by entry. `state` is what it looks like; it never changes."""

    __slots__ = ("_mine", "fields", "head", "seq")

    def __init__(self, state: CaseState | None = None) -> None:
        self._mine: set[str] = set()
        self.fields: dict[str, Any] = {}
        self.seq = 0
        self.head = ""
        if state is not None:
            self.fields = {name: getattr(state, name) for name in _FIELDS}
            self.seq, self.head = state.seq, state.head

    def add(self, entry: Entry) -> None:
        """Change the case as the next entry says.

        Raises:
            FoldFault: the entry does not follow (a gap, a step that never began, a first entry that opens nothing).
        """
        if not self.fields:
            self.fields = _opened(entry)
        elif entry.seq != self.seq + 1 or entry.case != self.fields["case"]:
            raise FoldFault(
                f"entry {entry.seq} of {entry.case} follows entry {self.seq} of {self.fields['case']}"
            )
        try:
            for effect in entry.effects:
                _CHANGES[type(effect)](self, effect, entry)
        except KeyError as missing:
            raise FoldFault(
                f"entry {entry.seq} ({entry.name}) changes {missing}, which is not there"
            ) from missing
        except (AttributeError, TypeError) as strange:
            raise FoldFault(
                f"entry {entry.seq} ({entry.name}) holds what no act writes: {strange}"
            ) from strange
        self.seq, self.head = entry.seq, entry.hash

    def state(self) -> CaseState:
        """Return the case as it is after the entries so far, at least one."""
        for name in self._mine:
            self.fields[name] = MappingProxyType(self.fields[name])
        self._mine.clear()
        return CaseState(seq=self.seq, head=self.head, **self.fields)

    def held(self, name: str) -> dict[str, Any]:
        """Return steps, waits, clocks or facts to be changed; what an earlier state shows is left alone."""
        if name not in self._mine:
            self.fields[name] = dict(self.fields[name])
            self._mine.add(name)
        held: dict[str, Any] = self.fields[name]
        return held


def fold(state: CaseState | None, entry: Entry) -> CaseState:
    """Return the state after `entry`.

    Args:
        state: the state before, or None before the first entry.
        entry: the next entry of the same case.

    Raises:
        FoldFault: as `Folding.add`.
    """
    folding = Folding(state)
    folding.add(entry)
    return folding.state()


def fold_all(entries: Iterable[Entry]) -> CaseState | None:
    """Return the state after all entries of one case, or None where there are none."""
    folding = Folding()
    for entry in entries:
        folding.add(entry)
    return folding.state() if folding.seq else None


def _opened(entry: Entry) -> dict[str, Any]:
    first = entry.effects[0] if entry.effects else None
    if not isinstance(first, Opened) or entry.seq != 1:
        raise FoldFault(f"entry {entry.seq} ({entry.name}) is the first of its case but opens none")
    opened = CaseState(
        case=entry.case,
        kind=first.kind,
        definition=entry.definition,
        seq=0,
        head="",
        opened_at=entry.at,
        code=first.code,
        area=first.area,
    )
    return {name: getattr(opened, name) for name in _FIELDS}


def _begin_step(case: Folding, effect: StepBegun, entry: Entry) -> None:
    case.held("steps")[effect.key] = Step(
        key=effect.key,
        name=effect.name,
        holder=effect.holder,
        begun_at=entry.at,
        due_at=effect.due_at,
        term=effect.term,
        calendar=effect.calendar,
    )


def _end_step(case: Folding, effect: StepEnded, entry: Entry) -> None:
    _change(case, "steps", effect.key, ended_at=entry.at, how=effect.how)


def _hand_step(case: Folding, effect: StepHanded, _entry: Entry) -> None:
    _change(case, "steps", effect.key, holder=effect.holder)


def _recompute_step(case: Folding, effect: StepRecomputed, _entry: Entry) -> None:
    _change(case, "steps", effect.key, due_at=effect.due_at, calendar=effect.calendar)


def _restore_step(case: Folding, effect: StepRestored, _entry: Entry) -> None:
    case.held("steps")[effect.step.key] = effect.step


def _begin_wait(case: Folding, effect: WaitBegun, entry: Entry) -> None:
    case.held("waits")[effect.key] = Wait(key=effect.key, on=effect.on, begun_at=entry.at)


def _end_wait(case: Folding, effect: WaitEnded, entry: Entry) -> None:
    _change(case, "waits", effect.key, ended_at=entry.at)


def _restore_wait(case: Folding, effect: WaitRestored, _entry: Entry) -> None:
    case.held("waits")[effect.wait.key] = effect.wait


def _start_clock(case: Folding, effect: ClockStarted, _entry: Entry) -> None:
    case.held("clocks")[effect.key] = Clock(
        key=effect.key,
        term=effect.term,
        counted_from=effect.counted_from,
        due_at=effect.due_at,
        calendar=effect.calendar,
        after_15=effect.after_15,
        provisional=effect.provisional,
    )


def _pause_clock(case: Folding, effect: ClockPaused, _entry: Entry) -> None:
    _change(case, "clocks", effect.key, state="paused")


def _resume_clock(case: Folding, effect: ClockResumed, _entry: Entry) -> None:
    _change(
        case,
        "clocks",
        effect.key,
        state="running",
        term=effect.term,
        counted_from=effect.counted_from,
        due_at=effect.due_at,
        calendar=effect.calendar,
        after_15=effect.after_15,
        provisional=effect.provisional,
    )


def _recompute_clock(case: Folding, effect: ClockRecomputed, _entry: Entry) -> None:
    _change(
        case,
        "clocks",
        effect.key,
        due_at=effect.due_at,
        calendar=effect.calendar,
        provisional=effect.provisional,
    )


def _stop_clock(case: Folding, effect: ClockStopped, _entry: Entry) -> None:
    _change(case, "clocks", effect.key, state="stopped", how=effect.how)


def _restore_clock(case: Folding, effect: ClockRestored, _entry: Entry) -> None:
    case.held("clocks")[effect.clock.key] = effect.clock


def _change(case: Folding, piece: str, key: str, **changes: Any) -> None:
    held = case.held(piece)
    held[key] = replace(held[key], **changes)


def _set_facts(case: Folding, effect: FactsSet, _entry: Entry) -> None:
    facts = case.held("facts")
    for key, value in effect.facts.items():
        if value is None:
            facts.pop(key, None)
        else:
            facts[key] = value


def _link(case: Folding, effect: Linked, _entry: Entry) -> None:
    _join_up(case, "links", Link(kind=effect.kind, case=effect.case))


def _join(case: Folding, effect: PartyJoined, _entry: Entry) -> None:
    _join_up(case, "parties", Party(role=effect.role, person=effect.person))


def _observe(case: Folding, effect: ObserverJoined, _entry: Entry) -> None:
    _join_up(case, "observers", Observer(role=effect.role, office=effect.office))


def _join_up(case: Folding, piece: str, value: Link | Party | Observer) -> None:
    if value not in case.fields[piece]:
        case.fields[piece] = (*case.fields[piece], value)


def _move_definition(case: Folding, effect: DefinitionMoved, _entry: Entry) -> None:
    case.fields["definition"] = effect.definition


def _close(case: Folding, effect: Closed, entry: Entry) -> None:
    case.fields.update(outcome=effect.outcome, closed_at=effect.at or entry.at)


def _reopen(case: Folding, _effect: Reopened, _entry: Entry) -> None:
    case.fields.update(outcome=None, closed_at=None)


def _leave_as_it_is(_case: Folding, _effect: Effect, _entry: Entry) -> None:
    """What the state does not show: how the case was opened, content that was removed."""


_FIELDS = tuple(each.name for each in fields(CaseState) if each.name not in ("seq", "head"))
_CHANGES: dict[type, Callable[[Folding, Any, Entry], None]] = {
    Opened: _leave_as_it_is,
    PartyJoined: _join,
    ObserverJoined: _observe,
    Linked: _link,
    StepBegun: _begin_step,
    StepEnded: _end_step,
    StepHanded: _hand_step,
    StepRecomputed: _recompute_step,
    StepRestored: _restore_step,
    WaitBegun: _begin_wait,
    WaitEnded: _end_wait,
    WaitRestored: _restore_wait,
    ClockStarted: _start_clock,
    ClockPaused: _pause_clock,
    ClockResumed: _resume_clock,
    ClockRecomputed: _recompute_clock,
    ClockStopped: _stop_clock,
    ClockRestored: _restore_clock,
    FactsSet: _set_facts,
    DefinitionMoved: _move_definition,
    ContentRemoved: _leave_as_it_is,
    Closed: _close,
    Reopened: _reopen,
}
