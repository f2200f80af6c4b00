"""Hand-overs of a dossier (giao nhận): who gave it, who took it, when, by when, and whether that was kept. Pure.

Read from the journal, so nothing of it can be written over; what was taken back is left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from kinhbac.base.clock import HCM
from kinhbac.kernel.types import (
    Actor,
    Effect,
    Entry,
    Holder,
    StepBegun,
    StepEnded,
    StepHanded,
    StepRecomputed,
    WaitBegun,
    WaitEnded,
)
from kinhbac.services.procedures.rules.answers import standing
from kinhbac.services.procedures.rules.names import ON_CITIZEN

BREAKS = frozenset({"supplemented", "close_silent", "stop", "withdraw", "stop_by_law", "report_error"})
"""Ways in which a step ends without having been done."""


class Kept(StrEnum):
    """How the term of a step was kept: ended on a day before the due day, by the moment, after it, or not ended."""

    BEFORE = "before"
    ON = "on"
    AFTER = "after"
    RUNNING = "running"
    OVERDUE = "overdue"
    PAUSED = "paused"
    NO_TERM = "no_term"


@dataclass(frozen=True, slots=True)
class HandOver:
    """A dossier passes from one hand into another.

    Attributes:
        key: of the step or the wait; `step` is the name of the step, "" for a wait.
        at: the moment of giving and taking, aware.
        gave: who did the act that passed it on.
        took: the post that holds it now; None where somebody outside is waited for, whom `waits_on` names.
        done_by: who did what was to be done, None while nobody has.
        ended_seq: the entry with which it left, None while it is there.
        broken_off: it went into another hand within the same step, began anew after a supplement, or the dossier
            ended without it; nothing is judged here.
        paused: the applicant is waited for, so that nobody is late.
    """

    key: str
    step: str
    at: datetime
    gave: Actor
    took: Holder | None
    waits_on: str = ""
    term: str | None = None
    due_at: datetime | None = None
    ended_at: datetime | None = None
    done_by: Actor | None = None
    ended_seq: int | None = None
    broken_off: bool = False
    paused: bool = False

    def kept(self, now: datetime) -> Kept:
        """Say how the term was kept; one that has not ended is judged at `now`."""
        if self.due_at is None or self.broken_off:
            return Kept.NO_TERM
        if self.ended_at is None and self.paused:
            return Kept.PAUSED
        if self.ended_at is None:
            return Kept.RUNNING if now <= self.due_at else Kept.OVERDUE
        if self.ended_at > self.due_at:
            return Kept.AFTER
        same_day = self.ended_at.astimezone(HCM).date() == self.due_at.astimezone(HCM).date()
        return Kept.ON if same_day else Kept.BEFORE


def hand_overs(entries: Sequence[Entry]) -> tuple[HandOver, ...]:
    """Return the hand-overs of a dossier in their order.

    Args:
        entries: all entries of one case, in order.
    """
    walk = _Walk()
    for entry in standing(entries):
        walk.follow(entry)
    waits = any(each.waits_on == ON_CITIZEN and each.ended_at is None for each in walk.rows)
    return tuple(replace(each, paused=waits and each.ended_at is None) for each in walk.rows)


class _Walk:
    """The hand-overs so far, and where in them each open step or wait has its last one."""

    def __init__(self) -> None:
        self.rows: list[HandOver] = []
        self.places: dict[str, int] = {}

    def follow(self, entry: Entry) -> None:
        for effect in _ends_first(entry.effects):
            if isinstance(effect, StepBegun):
                self._begin(
                    HandOver(
                        key=effect.key,
                        step=effect.name,
                        at=entry.at,
                        gave=entry.actor,
                        took=effect.holder,
                        term=effect.term,
                        due_at=effect.due_at,
                    )
                )
            elif isinstance(effect, WaitBegun):
                self._begin(
                    HandOver(effect.key, "", entry.at, gave=entry.actor, took=None, waits_on=effect.on)
                )
            elif isinstance(effect, StepHanded):
                self._pass_on(effect, entry)
            elif isinstance(effect, StepRecomputed):
                self._change(effect.key, due_at=effect.due_at)
            elif isinstance(effect, (StepEnded, WaitEnded)):
                self._end(effect, entry)

    def _begin(self, row: HandOver) -> None:
        self.places[row.key] = len(self.rows)
        self.rows.append(row)

    def _end(self, effect: StepEnded | WaitEnded, entry: Entry) -> None:
        broken = isinstance(effect, StepEnded) and effect.how in BREAKS
        self._change(
            effect.key, ended_at=entry.at, done_by=entry.actor, ended_seq=entry.seq, broken_off=broken
        )

    def _pass_on(self, effect: StepHanded, entry: Entry) -> None:
        if effect.key not in self.places:
            return
        before = self.rows[self.places[effect.key]]
        self._change(effect.key, ended_at=entry.at, ended_seq=entry.seq, broken_off=True)
        self._begin(replace(before, at=entry.at, gave=entry.actor, took=effect.holder))

    def _change(self, key: str, **changes: object) -> None:
        if key in self.places:
            place = self.places[key]
            self.rows[place] = replace(self.rows[place], **changes)  # type: ignore[arg-type]


def _ends_first(effects: Iterable[Effect]) -> list[Effect]:
    """Return the effects of one entry, what leaves a hand before what comes into one."""
    return sorted(effects, key=lambda each: not isinstance(each, (StepEnded, WaitEnded)))
