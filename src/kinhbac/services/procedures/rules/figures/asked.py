"""What is asked of the figures and what is answered: a period, what it is narrowed to, and a line for each thing."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from kinhbac.base.text import Text
from kinhbac.services.procedures.rules.figures.columns import Period
from kinhbac.services.procedures.rules.figures.counting import Counts
from kinhbac.services.procedures.rules.figures.stay import OFFICE, OFFICER

BY_OFFICE = "office"
BY_OFFICER = "officer"
BY_FIELD = "field"
BY_PROCEDURE = "procedure"
BY_DAY = "day"
NOBODY = "nobody"
"""The officer of what nobody has taken yet."""
TOTAL = "total"
"""The key of the last line."""
MOST_DAYS = 92
"""Days that are shown one by one."""

BREAKDOWNS = {
    BY_OFFICE: Text(vi="Cơ quan, đơn vị", en="Office"),
    BY_OFFICER: Text(vi="Công chức", en="Officer"),
    BY_FIELD: Text(vi="Lĩnh vực", en="Field"),
    BY_PROCEDURE: Text(vi="Thủ tục", en="Procedure"),
    BY_DAY: Text(vi="Ngày", en="Day"),
}
"""What a line can stand for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Days from and to, both counted; what lines stand for; what is narrowed to ("" or None: nothing)."""

    first: date
    last: date
    by: str = BY_OFFICE
    office: str = ""
    field: str = ""
    procedure: str = ""
    officer: str = ""

    @property
    def keeper(self) -> str:
        """Whose stays are counted: those of officers where an officer is meant, of offices everywhere else."""
        return OFFICER if self.by == BY_OFFICER or self.officer else OFFICE

    @property
    def person(self) -> UUID | None:
        """The officer asked for, None for nobody and for all."""
        return UUID(self.officer) if self.officer not in ("", NOBODY) else None

    def narrowed(self, line: str) -> "Asked":
        """Return the same asked of one line alone; of the last line, the same.

        Raises:
            ValueError: no line bears such a key.
        """
        if line == TOTAL:
            return self
        if self.by == BY_DAY:
            return replace(self, first=date.fromisoformat(line), last=date.fromisoformat(line))
        if self.by == BY_OFFICER:
            office, _, officer = line.rpartition("|")
            return replace(self, office=office, officer=NOBODY if officer == NOBODY else str(UUID(officer)))
        if self.by == BY_OFFICE:
            return replace(self, office=line)
        return replace(self, field=line) if self.by == BY_FIELD else replace(self, procedure=line)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the figures."""

    key: str
    name: Text
    counts: Counts


@dataclass(frozen=True, slots=True)
class Age:
    """How old figures are: counted when, how many dossiers moved since and are not in them yet, the oldest when."""

    counted_at: datetime
    untold: int = 0

    @property
    def stale(self) -> bool:
        """Whether something that has happened is not in the figures."""
        return self.untold > 0


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures that were asked for."""

    asked: Asked
    period: Period
    lines: tuple[Line, ...]
    total: Counts
    age: Age


@dataclass(frozen=True, slots=True)
class CellRow:
    """A dossier of a cell: which, how it came to its keeper and left, until when it was due."""

    key: str
    code: str
    procedure: Text
    field: Text
    office: Text
    officer: str
    since: datetime
    came: str
    until: datetime | None
    left: str | None
    due_at: datetime | None
    punctuality: str | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class CellRows:
    """A page of the dossiers of a cell, how many there are in all, and where the next page begins (None: nowhere)."""

    rows: tuple[CellRow, ...]
    count: int
    following: str | None
