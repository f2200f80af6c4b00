"""From where a case stands to the rows of the desk: which are new, which have changed, which are gone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from kinhbac.kernel.types import CaseState
from kinhbac.tools.desk.types import NEVER, Placed

COLUMNS = (
    "case_id",
    "step",
    "kind",
    "queue",
    "state",
    "office",
    "role",
    "person",
    "since",
    "due_at",
    "sort_at",
    "ended",
    "superseded",
    "subject",
    "field",
)
PLACE = 2
"""How many columns say which row."""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A row of the table of items, in the order of its columns, without the last two: subject and field."""

    case: UUID
    step: str
    kind: str
    queue: str
    state: str
    office: str
    role: str
    person: UUID | None
    since: datetime
    due_at: datetime | None
    sort_at: datetime
    ended: bool
    superseded: bool

    def values(self, subject: str, field: str) -> tuple[Any, ...]:
        """Return the row as values."""
        return (
            self.case,
            self.step,
            self.kind,
            self.queue,
            self.state,
            self.office,
            self.role,
            self.person,
            self.since,
            self.due_at,
            self.sort_at,
            self.ended,
            self.superseded,
            subject,
            field,
        )


def rows_of(state: CaseState, placed: Sequence[Placed]) -> dict[str, ItemRow]:
    """Return the rows of a case by the key of their step; of several at one post only the last is not superseded."""
    last = {(each.office, each.role): each.step for each in placed}
    return {
        each.step: _row(state, each, superseded=last[each.office, each.role] != each.step) for each in placed
    }


def _row(state: CaseState, placed: Placed, *, superseded: bool) -> ItemRow:
    ended = placed.queue is None
    return ItemRow(
        case=state.case,
        step=placed.step,
        kind=state.kind,
        queue=placed.queue or "",
        state=placed.state,
        office=placed.office,
        role=placed.role,
        person=placed.person,
        since=placed.since,
        due_at=placed.due_at,
        sort_at=_ended_at(state, placed) if ended else placed.due_at or NEVER,
        ended=ended,
        superseded=ended and superseded,
    )


def _ended_at(state: CaseState, placed: Placed) -> datetime:
    step = state.steps.get(placed.step)
    return placed.ended_at or (step.ended_at if step else None) or state.closed_at or placed.since
