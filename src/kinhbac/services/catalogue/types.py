"""What leaves the workshop: drafts, what a check found, versions with who published them, previews. All values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from kinhbac.base.definitions import Fault
from kinhbac.base.text import Text
from kinhbac.tools.grammar.types import Procedure

Texts = Mapping[str, str]
"""The files of one procedure: the text of each by its name."""

DRAFT_LIMIT = 400_000
"""Letters of one file at most; the largest of the catalogue has a tenth of it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A procedure being written: its files as they were last saved.

    Attributes:
        edition: counts the savings; whoever saves names the one she began with.
        based_on: the hash of the stored texts it began with, "" where it began with nothing.
        changed_by: the name of whoever saved last.
    """

    id: UUID
    key: str
    texts: Texts
    edition: int
    based_on: str
    begun_at: datetime
    changed_at: datetime
    changed_by: str
    published: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that an example expects, and what came out; `found` is None where it came out as expected."""

    name: str
    expected: str
    found: Text | None = None

    @property
    def holds(self) -> bool:
        """Whether it came out as expected."""
        return self.found is None


@dataclass(frozen=True, slots=True)
class Ran:
    """An example that was run, with the answers it gives.

    Attributes:
        said: what came out otherwise, or why it could not be run, in sentences; none where the example holds.
        trouble: why it could not be run, None where it could.
    """

    key: str
    name: Text
    file: str
    line: int
    filed_at: datetime
    channel: str
    lines: tuple[Line, ...]
    answers: Mapping[str, Any]
    said: tuple[Text, ...] = ()
    trouble: Text | None = None

    @property
    def holds(self) -> bool:
        """Whether everything came out as expected."""
        return not self.said


@dataclass(frozen=True, slots=True)
class Judged:
    """What a check found: the procedure, if the files make one; every fault; the examples as they ran."""

    procedure: Procedure | None
    faults: tuple[Fault, ...]
    examples: tuple[Ran, ...]

    @property
    def failing(self) -> int:
        """How many examples do not hold."""
        return sum(not each.holds for each in self.examples)

    @property
    def may_be_published(self) -> bool:
        """Whether there is a procedure with examples, no fault, and no example that does not hold."""
        return self.procedure is not None and not self.faults and bool(self.examples) and not self.failing


class Standing(StrEnum):
    """Where a published version stands on a day."""

    TO_COME = "to_come"
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class Version:
    """A version as it was published.

    Attributes:
        number: counts the publications of the procedure; 0 is the one that came with the catalogue's files.
        texts: hash of its stored texts, "" where none were stored.
        ends: whether it was published to end the procedure.
        by: who published it.
    """

    number: int
    definition: str
    texts: str
    said: str
    from_on: date
    at: datetime
    by: str
    why: str
    decision: str
    decided_on: date | None
    ends: bool
    standing: Standing
    taken_back_at: datetime | None = None
    taken_back_why: str = ""


@dataclass(frozen=True, slots=True)
class Announced:
    """The decision of announcement (quyết định công bố): its number and its day."""

    number: str
    on: date


class Effect(StrEnum):
    """In what a dossier would differ."""

    PATH = "path"
    DUE = "due"
    FEE = "fee"
    UNFIT = "unfit"
    """Its answers cannot be counted under the new version, or could not under the old one."""


EFFECTS: Mapping[Effect, Text] = {
    Effect.PATH: Text(vi="Khác đường đi", en="Another path"),
    Effect.DUE: Text(vi="Khác ngày hẹn trả", en="Another due moment"),
    Effect.FEE: Text(vi="Khác mức thu", en="Another fee"),
    Effect.UNFIT: Text(vi="Không tính được", en="Cannot be computed"),
}


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A dossier that would differ: its code, and what it has and would have. Nothing of what was answered."""

    place: int
    code: str
    received_at: datetime
    effects: frozenset[Effect]
    before: Mapping[str, str]
    after: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Preview:
    """A change tried on the dossiers of a year: how far it is, and how many would differ in what."""

    id: UUID
    draft: UUID | None
    procedure: str
    name: Text
    on: date
    since: datetime
    until: datetime
    total: int
    done: int
    tried: int
    finished: bool
    fault: str
    asked_at: datetime
    edition: int
    counts: Mapping[Effect, int]
    any: int
