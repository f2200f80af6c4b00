"""Parts: the tables that repeat pieces of a case's state, so that offices and clocks can be found by query."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from kinhbac.kernel import models as tables
from kinhbac.kernel.rows import Row, upsert
from kinhbac.kernel.types import CaseState, Clock, Link, Observer, Party, Step, Wait


@dataclass(frozen=True, slots=True)
class Part:
    """One such table: which piece of the state it repeats, how many columns say which row, and all columns in order.

    `values` gives the columns of one value, the case's key apart.
    """

    table: type[models.Model]
    piece: str
    place: int
    columns: tuple[str, ...]
    values: Callable[[Any], tuple[Any, ...]]

    def pieces(self, state: CaseState | None) -> tuple[Any, ...]:
        """Return the values of this piece of a state."""
        held = getattr(state, self.piece) if state is not None else ()
        return tuple(held.values()) if isinstance(held, Mapping) else tuple(held)

    def rows(self, state: CaseState) -> list[Row]:
        """Return all rows that a state gives to the table."""
        return [(state.case, *self.values(value)) for value in self.pieces(state)]

    def changed(self, before: CaseState | None, after: CaseState) -> list[Row]:
        """Return the rows that differ from those of an earlier state of the same case."""
        if before is not None and getattr(before, self.piece) is getattr(after, self.piece):
            return []
        old = self.pieces(before)
        return [(after.case, *self.values(value)) for value in self.pieces(after) if value not in old]

    def write(self, rows: Sequence[Row]) -> None:
        """Insert rows, or bring those that stand in their places to the new values."""
        upsert(self.table, ("case_id", *self.columns), self.place + 1, rows)


def _step(step: Step) -> tuple[Any, ...]:
    holder = step.holder
    return (
        step.key,
        step.name,
        holder.office,
        holder.role,
        holder.person,
        step.begun_at,
        step.due_at,
        step.ended_at,
        step.how,
        step.calendar,
    )


def _wait(wait: Wait) -> tuple[Any, ...]:
    return wait.key, wait.on, wait.begun_at, wait.ended_at


def _clock(clock: Clock) -> tuple[Any, ...]:
    return clock.key, clock.due_at, clock.calendar, clock.state


def _party(party: Party) -> tuple[Any, ...]:
    return party.role, party.person


def _observer(observer: Observer) -> tuple[Any, ...]:
    return observer.role, observer.office


def _link(link: Link) -> tuple[Any, ...]:
    return link.kind, link.case


_STEP_COLUMNS = (
    "key",
    "name",
    "office",
    "role",
    "person",
    "begun_at",
    "due_at",
    "ended_at",
    "how",
    "calendar",
)
PARTS = (
    Part(tables.Step, "steps", 1, _STEP_COLUMNS, _step),
    Part(tables.Wait, "waits", 1, ("key", "on", "begun_at", "ended_at"), _wait),
    Part(tables.Clock, "clocks", 1, ("key", "due_at", "calendar", "state"), _clock),
    Part(tables.Party, "parties", 2, ("role", "person"), _party),
    Part(tables.Observer, "observers", 2, ("role", "office"), _observer),
    Part(tables.Link, "links", 2, ("kind", "other"), _link),
)
