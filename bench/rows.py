"""The rows that an act writes, taken from a dossier that was really walked, so that the floors write the same."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

ACTS = ("receive", "propose", "approve", "issue_result", "hand_over")
"""The acts of a normal day, in their order."""

NOTES = {"propose": "Hồ sơ hợp lệ, đủ thành phần; kính trình lãnh đạo xem xét."}
"""What is written beside an act: the specialist's proposal has a few words, the others have none."""

Columns = Mapping[str, Any]


@dataclass(frozen=True)
class ActRows:
    """What one act leaves in the tables, the keys of case and row apart.

    Attributes:
        entry: the journal's row.
        content: its personal content, where it has any.
        case: the columns of the case's row that it sets.
        steps: rows put in, or put in the place of one with the same key.
        clocks: as `steps`.
        series: the series of numbers from which it takes one, where it does.
    """

    entry: Columns
    content: Columns | None
    case: Columns
    steps: tuple[Columns, ...]
    clocks: tuple[Columns, ...]
    series: str | None

    @property
    def count(self) -> int:
        """How many rows are written."""
        return 2 + (self.content is not None) + len(self.steps) + len(self.clocks) + (self.series is not None)

    @property
    def size(self) -> int:
        """How many bytes their texts have."""
        rows = [self.entry, self.content or {}, self.case, *self.steps, *self.clocks]
        return sum(len(str(value).encode()) for row in rows for value in row.values() if value is not None)


def read_rows(file: Path) -> dict[str, ActRows]:
    """Return the rows of each act, from the file that `province` wrote."""
    plain = json.loads(file.read_text(encoding="utf-8"))
    return {act: _act_rows(rows) for act, rows in plain.items()}


def _act_rows(plain: Mapping[str, Any]) -> ActRows:
    return ActRows(
        entry=_columns(plain["entry"]),
        content=_columns(plain["content"]) if plain["content"] else None,
        case=_columns(plain["case"]),
        steps=tuple(_columns(each) for each in plain["steps"]),
        clocks=tuple(_columns(each) for each in plain["clocks"]),
        series=plain["series"],
    )


def _columns(plain: Columns) -> Columns:
    return {name: _value(name, value) for name, value in plain.items()}


def _value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name == "at" or name.endswith("_at"):
        return datetime.fromisoformat(value)
    return UUID(value) if name == "person" else value
