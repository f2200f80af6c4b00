"""The values that leave identity: who is signed in, and what is known of a person."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from kinhbac.base.text import Text
from kinhbac.kernel.types import Viewer

ADMINISTRATOR = "administrator"
"""The role of whoever keeps the province's catalogue and its posts (quản trị danh mục); no dossier comes to it."""

DEMO = "demo"
"""The way of whoever was chosen on the demo's page of people."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody at the page: as a viewer, with a name and a title to greet by, and the names of those she stands in for.

    `way`, `level` and `proved_at` say how she came in, as in `Entry`.
    """

    viewer: Viewer
    name: str
    title: Text | None = None
    instead_of: tuple[str, ...] = ()
    way: str = ""
    level: int = 0
    proved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """How somebody came in: as which account, which way, and how sure that way is of her.

    Attributes:
        way: the key of a provider, or `DEMO`.
        level: of the identification (mức độ định danh): 0 where none is known, then 1 and 2.
        opens_posts: whether she may act in her posts too; otherwise she is here as a citizen alone.
        proved_at: when she last proved who she is, where that was before she came in.
        lasts: after how long the session ends in any case; None leaves it to the machine's settings.
    """

    account: UUID
    way: str
    level: int
    opens_posts: bool
    at: datetime
    proved_at: datetime | None = None
    lasts: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Presented:
    """Whom a provider presents, in the words of the house; `firm_code` and `firm_name` where she comes for a firm."""

    provider: str
    subject: str
    identity_number: str
    full_name: str
    born_on: date
    level: int
    firm_code: str = ""
    firm_name: str = ""


@dataclass(frozen=True, slots=True)
class SessionSeen:
    """One of somebody's sessions; `mark` names it without opening it, `is_this` is the one that asks.

    `browser` and `source` say where she came in, `until` when it ends in any case.
    """

    mark: str
    way: str
    level: int
    at: datetime
    until: datetime
    browser: str
    source: str
    is_this: bool


@dataclass(frozen=True, slots=True)
class SignInSeen:
    """That somebody came in as oneself or was refused: when, which way, from where, and why not.

    Where an administrator ended the session, `by` is her name and `reason` what she wrote.
    """

    at: datetime
    outcome: str
    way: str
    code: str
    source: str
    browser: str
    reason: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person's own record, for prefilling her own forms."""

    person: UUID
    full_name: str
    identity_number: str
    born_on: date
    sex: str
    ethnicity: str
    nationality: str
    phone: str
    commune: str
    address: str
    source: Text
    marriage_registered_at: str = ""
    spouse: UUID | None = None


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One of the demo's people, for the page that switches between them."""

    account: str
    name: str
    title: Text
    office: str | None
    role: str | None


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody who holds a post at an office, as colleagues know her; `instead_of` where it is held during a leave."""

    post: UUID
    person: UUID
    name: str
    title: Text
    role: str
    office: str
    instead_of: UUID | None = None


@dataclass(frozen=True, slots=True)
class Substitution:
    """A post held during somebody's leave, from a day to a day (both inclusive), with who arranged it and why."""

    post: UUID
    office: str
    role: str
    absent: str
    substitute: str
    first: date
    last: date
    reason: str
    arranged_by: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class WalkIn:
    """The least that is asked of a person whom no record knows, to act for her at a counter."""

    identity_number: str
    full_name: str
    born_on: date
    sex: str
    phone: str = ""
    address: str = ""


COUNTER = "counter"
"""For what a record was opened: somebody stands at a counter."""


@dataclass(frozen=True, slots=True)
class RecordSeen:
    """Who, or which system, opened a person's record, when, at which office and for what; `reason` where one was asked."""

    at: datetime
    who: str
    office: str
    role: str
    purpose: str
    by: UUID | None = None
    system: str = ""
    reason: str = ""
    dossier: str = ""


@dataclass(frozen=True, slots=True)
class FirmCard:
    """A firm for which somebody may act: what the register says, her title there, and on which days."""

    firm: UUID
    name: str
    enterprise_code: str
    head_office: str
    representative: str
    title: Text
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class ChildCard:
    """A child of somebody as a record tells."""

    key: UUID
    parent: UUID
    full_name: str
    born_on: date
    source: Text


@dataclass(frozen=True, slots=True)
class PostHeld:
    """A post at an office, for whoever keeps its posts: by whom, as what, from when to when."""

    key: UUID
    person: UUID
    name: str
    role: str
    title: Text
    first: date
    last: date | None
    instead_of: bool

    def is_over(self, day: date) -> bool:
        """Say whether it ended before a day."""
        return self.last is not None and self.last < day


@dataclass(frozen=True, slots=True)
class PostActDone:
    """What was done to a post: given, ended or moved, whose, by whom, when and why."""

    act: str
    name: str
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class EidPaper:
    """A paper integrated in somebody's e-identity (giấy tờ tích hợp trên VNeID): by its key, since a day."""

    key: str
    name: Text
    since: date


@dataclass(frozen=True, slots=True)
class EidCard:
    """Somebody's e-identity: its level, the papers integrated in it, since when, and whose word that is."""

    level: int
    since: date
    source: Text
    papers: tuple[EidPaper, ...] = ()


class Basis(StrEnum):
    """On what a mandate rests: given by herself online, a paper kept at a desk, or being somebody's parent."""

    GIVEN = "given"
    PAPER = "paper"
    PARENT = "parent"


class MandateState(StrEnum):
    """How a mandate stands on a day."""

    WAITING = "waiting"
    COMING = "coming"
    HOLDS = "holds"
    EXPIRED = "expired"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    GIVEN_UP = "given_up"


OPEN_MANDATES = frozenset({MandateState.WAITING, MandateState.COMING, MandateState.HOLDS})
"""How a mandate stands that has not ended."""


@dataclass(frozen=True, slots=True)
class MandateCard:
    """A mandate (ủy quyền, đại diện): who acts for whom, for what, from when to when (both inclusive), on what it rests.

    Attributes:
        procedures: the keys of those that it covers; none named means all.
        paper: the file kept, where it rests on a paper; `paper_said` names that paper.
        office: the desk that kept it, "" where she gave it herself.
        how: how it ended, "" where it has not: one of `MandateState`'s last three.
    """

    key: UUID
    principal: UUID
    principal_name: str
    agent: UUID
    agent_name: str
    basis: Basis
    procedures: tuple[str, ...]
    valid_from: date
    valid_to: date
    given_at: datetime
    office: str = ""
    paper: UUID | None = None
    paper_said: str = ""
    accepted_at: datetime | None = None
    ended_at: datetime | None = None
    how: str = ""

    def covers(self, procedure: str) -> bool:
        """Say whether a procedure is within its scope."""
        return not self.procedures or procedure in self.procedures

    def state_on(self, day: date) -> MandateState:
        """Return how it stands on a day."""
        if self.ended_at is not None:
            return MandateState(self.how)
        if self.valid_to < day:
            return MandateState.EXPIRED
        if self.accepted_at is None:
            return MandateState.WAITING
        return MandateState.HOLDS if self.valid_from <= day else MandateState.COMING
