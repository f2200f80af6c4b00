"""Record: decisions become rows, all in one transaction: entries, contents and projections together.

A `Record` gathers what was decided for one case or for thousands and writes each table once.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from kinhbac.kernel import chain
from kinhbac.kernel import models as tables
from kinhbac.kernel.fold import fold
from kinhbac.kernel.parts import PARTS
from kinhbac.kernel.rows import Row, insert, update
from kinhbac.kernel.seats import Change, seats
from kinhbac.kernel.snapshot import state_parts, state_text
from kinhbac.kernel.types import Act, Actor, CaseState, Entry


class Overtaken(Exception):  # noqa: N818 - it names what happened
    """The row of a case is no longer what it was when the decision was made; nothing may be committed."""

    def __init__(self, case: UUID, seq: int) -> None:
        super().__init__(f"case {case} has moved on from entry {seq}")
        self.case = case
        self.seq = seq


@dataclass
class Record:
    """What is to be written: for each case its state before (None: new) and after, and the entries between."""

    before: dict[UUID, CaseState | None] = field(default_factory=dict)
    after: dict[UUID, CaseState] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    contents: list[tuple[Entry, chain.Content]] = field(default_factory=list)

    def add(
        self,
        case: UUID,
        state: CaseState | None,
        acts: Sequence[Act],
        *,
        actor: Actor,
        now: datetime,
        definition: str,
        key: str | None,
    ) -> CaseState:
        """Add the acts decided on a case, at least one, the last under the idempotency key; return the state after."""
        self.before.setdefault(case, state)
        keys = [None] * (len(acts) - 1) + [key]
        for act, its_key in zip(acts, keys, strict=True):
            content = chain.seal_content(act.content) if act.content is not None else None
            entry = chain.write(
                case=case,
                seq=state.seq + 1 if state else 1,
                previous=state.head if state else "",
                at=now,
                act=act,
                actor=actor,
                definition=definition,
                key=its_key,
                digest=content.digest if content else None,
            )
            state = fold(state, entry)
            self.entries.append(entry)
            if content:
                self.contents.append((entry, content))
        assert state is not None
        self.after[case] = state
        return state

    def join(self, other: "Record") -> None:
        """Add what another record holds, decided after what is here."""
        for case, before in other.before.items():
            self.before.setdefault(case, before)
        self.after.update(other.after)
        self.entries += other.entries
        self.contents += other.contents

    @property
    def of_case(self) -> Mapping[UUID, list[Entry]]:
        """The entries by case, each case's in order."""
        entries: dict[UUID, list[Entry]] = {case: [] for case in self.after}
        for entry in self.entries:
            entries[entry.case].append(entry)
        return entries

    def changes(self) -> list[Change]:
        """Return what is written of each case: its entries, and their contents as they will be read again."""
        entries = self.of_case
        contents: dict[UUID, dict[int, Mapping[str, Any]]] = {case: {} for case in self.after}
        for entry, content in self.contents:
            contents[entry.case][entry.seq] = json.loads(content.body)
        return [
            Change(self.before[case], after, tuple(entries[case]), contents[case])
            for case, after in self.after.items()
        ]

    def write(self) -> None:
        """Write everything, the seated projections last. Call inside a transaction.

        Raises:
            Overtaken: a case moved on since it was read.
            django.db.IntegrityError: an idempotency key or a code was used before.
        """
        self._write_cases()
        insert(tables.Entry, _ENTRY, [_entry_row(entry) for entry in self.entries])
        insert(tables.Content, _CONTENT, [_content_row(entry, content) for entry, content in self.contents])
        self._write_parts()
        if seats.projections and self.after:
            changes = self.changes()
            for projection in seats.projections.values():
                projection.write(changes)

    def _write_cases(self) -> None:
        new: list[Row] = []
        for case, after in self.after.items():
            before, columns = self.before[case], case_columns(after)
            if before is None:
                new.append((case, *columns.values(), 0))
            elif (
                update(tables.Case, tuple(columns), ("id", "seq"), (*columns.values(), case, before.seq)) != 1
            ):
                raise Overtaken(case, before.seq)
        if new:
            insert(tables.Case, ("id", *columns, "told"), new)

    def _write_parts(self) -> None:
        for part in PARTS:
            part.write(
                [row for case, after in self.after.items() for row in part.changed(self.before[case], after)]
            )


_ENTRY = ("case_id", "seq", "at", "name", "key", "body", "hash")
_CONTENT = ("case_id", "seq", "salt", "body", "digest")


def case_columns(state: CaseState) -> dict[str, Any]:
    """Return the columns of a case's row that its state decides."""
    return {
        "kind": state.kind,
        "definition": state.definition,
        "code": state.code,
        "area": state.area,
        "opened_at": state.opened_at,
        "closed_at": state.closed_at,
        "outcome": state.outcome,
        "due_at": state.due_at(),
        "seq": state.seq,
        "head": state.head,
        "state": state_text(state),
    }


def case_state(row: tables.Case) -> CaseState:
    """Return the state that a case's row holds."""
    return CaseState(
        case=row.id,
        kind=row.kind,
        definition=row.definition,
        seq=row.seq,
        head=row.head,
        opened_at=row.opened_at,
        code=row.code,
        area=row.area,
        outcome=row.outcome,
        closed_at=row.closed_at,
        **state_parts(row.state),
    )


def _entry_row(entry: Entry) -> Row:
    return entry.case, entry.seq, entry.at, entry.name, entry.key, entry.body, entry.hash


def _content_row(entry: Entry, content: chain.Content) -> Row:
    return entry.case, entry.seq, content.salt, content.body, content.digest
