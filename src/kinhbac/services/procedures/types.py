"""What leaves the room: a dossier as its applicant and its officers see it. All values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from kinhbac.base.text import Text
from kinhbac.base.worktime.due import Due
from kinhbac.tools.forms.types import FieldFault
from kinhbac.tools.grammar.dated import Dated
from kinhbac.tools.identity.types import EidCard
from kinhbac.tools.notices.types import Notice


class StepStatus(StrEnum):
    """Where a step of the path stands."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"
    HALTED = "halted"
    """The dossier ended here, before the step was done."""


@dataclass(frozen=True, slots=True)
class PathStep:
    """A step in the line of steps: its name, where it stands, who holds or held it, since and until when."""

    name: Text
    status: StepStatus
    holder: Text | None = None
    begun_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ActOffer:
    """An act that the viewer may do now.

    `asks` names the values that it may be told besides, `instead_of` whoever it is done for, on leave; "" for nobody.
    """

    key: str
    name: Text
    asks: frozenset[str] = frozenset()
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the history: when, who, what, and what was said.

    The system has no name (`who` is ""), only its title.
    """

    seq: int
    at: datetime
    what: Text
    who: str
    title: Text | None
    note: str = ""
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """Who, or which system, opened the file, in which post and why; repeated openings are one, with how often.

    Attributes:
        at: the latest of them.
        first_at: the earliest.
        times: how often the file was opened; its single papers are counted in `papers`.
        reason: what was given where no work justified it, else "".
        dossier: the code of the file, "" for a person's record.
    """

    at: datetime
    first_at: datetime
    who: str
    title: Text | None
    purpose: Text
    times: int
    papers: int
    reason: str
    dossier: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the form, ready to read: its question, what was said, and where it was known from."""

    path: str
    question: Text
    value: Text
    files: tuple[Mapping[str, Any], ...] = ()
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """The answers of one page of the form."""

    title: Text
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """A term of the dossier with its sum: what it is for, whether it still runs, and else how it ended or stands."""

    key: str
    name: Text
    due: Due
    running: bool
    ended_at: datetime | None = None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Fee:
    """What the applicant pays: whole dong, or None where the amount is not known here; and on what ground."""

    amount_vnd: int | None
    ground: Text
    law: Text
    verified: bool = False


@dataclass(frozen=True, slots=True)
class DossierSummary:
    """A dossier in a list; `firm` is the name of the firm whose it is, "" where it is a person's."""

    case: UUID
    code: str
    procedure: str
    name: Text
    about: str
    status: int
    status_name: Text
    sentence: Text
    due_at: datetime | None
    opened_at: datetime
    tag: str
    is_open: bool
    may_rate: bool = False
    firm: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier, whole, for somebody who may see it."""

    summary: DossierSummary
    seq: int
    path: tuple[PathStep, ...]
    phases: tuple[Phase, ...]
    groups: tuple[AnswerGroup, ...]
    history: tuple[Happening, ...]
    openings: tuple[Seen, ...]
    notices: tuple[Notice, ...]
    offers: tuple[ActOffer, ...]
    may_undo: bool
    fee: Fee
    receiving: Text
    resolving: Text
    phone: str
    applicant: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    may_correct: bool = False
    may_adjust: bool = False
    case: Text | None = None
    """Its case of the procedure, where there are such."""
    eid: EidCard | None = None
    """The applicant's e-identity, where the fee is what it is because of it."""

    @property
    def received_at(self) -> datetime | None:
        """When the dossier was received, None before."""
        return next((phase.due.received_at for phase in self.phases if phase.key == "resolution"), None)


@dataclass(frozen=True, slots=True)
class Glance:
    """What a bearer of the code sees: where the dossier stands and until when; nothing about any person."""

    code: str
    name: Text
    status_name: Text
    sentence: Text
    path: tuple[PathStep, ...]
    phases: tuple[Phase, ...]
    tag: str
    phone: str


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long an unsent form is kept after its last change, how long consent to be helped lasts, and by which act."""

    days: int
    help_hours: int
    act: Text
    verified: bool


KeepingRule = Dated[Keeping]


@dataclass(frozen=True, slots=True)
class Mandating:
    """What the rules say of mandates: what nobody does for another, the age of majority, how long one may last."""

    in_person: frozenset[str]
    adult_at: int
    longest_days: int
    act: Text
    verified: bool


MandatingRule = Dated[Mandating]


@dataclass(frozen=True, slots=True)
class Births:
    """Which dossiers of this house tell of a child: of what procedure, and which answers say its name and birth."""

    procedure: str
    name: str
    born_on: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """What a parent is reminded of before a child reaches an age; in force from a day to a day, both inclusive."""

    key: str
    from_on: date
    to_on: date | None
    age: int
    days_before: int
    procedure: str
    procedure_name: Text
    births: tuple[Births, ...]
    title: Text
    body: Text


class Incomplete(Exception):  # noqa: N818 - it names what is wrong
    """A form cannot be submitted yet; `faults` says where and why."""

    def __init__(self, faults: tuple[FieldFault, ...]) -> None:
        super().__init__(f"{len(faults)} answers are missing or wrong")
        self.faults = faults
