"""The desk's words: what a kind of work brings to it, and what an officer is shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from kinhbac.base.text import Text
from kinhbac.kernel.types import CaseState, Command

NEVER = datetime(9000, 1, 1, tzinfo=UTC)
"""When something is due for which nothing runs: after everything else."""

NO_WORDS = Text(vi="", en="")

CommandOf = Callable[[CaseState], Command]
"""What is asked of a case, once its state is known."""


@dataclass(frozen=True, slots=True)
class Queue:
    """A list that a kind of work sorts its items into; two kinds that name the same key share it."""

    key: str
    name: Text


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a step of a case stands on the desk.

    Attributes:
        step: the key of the visit.
        queue: None where the step is over and only remembered.
        state: a key of the `states` of its kind.
        due_at: the moment by which the list sorts; None where nothing runs.
        ended_at: for a step that is over; by default when the step of that key ended.
    """

    step: str
    queue: str | None
    office: str
    role: str
    person: UUID | None
    since: datetime
    due_at: datetime | None
    state: str
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """What a case is called in lists.

    Attributes:
        title: what it is about, in the words of the case; personal content.
        words: what else finds it; never an identity number.
        subject: key of what it is a case of (a procedure, a topic).
        field: key of the field (lĩnh vực), "" where there is none.
    """

    title: str
    words: str
    subject: str
    subject_name: Text
    field: str = ""
    field_name: Text = NO_WORDS


@dataclass(frozen=True, slots=True)
class BulkAct:
    """An act that may be done to many at once.

    Attributes:
        roles: who is offered it; whether she may is decided case by case.
        queues: where it makes sense; everywhere where none is named.
        asks: name of the one value it needs, with its question; "" where it needs none.
    """

    key: str
    name: Text
    roles: frozenset[str]
    queues: frozenset[str] = frozenset()
    asks: str = ""
    question: Text = NO_WORDS


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the list: a step of a case.

    Attributes:
        number: its place among those due at the same moment.
        case_code: what people call the case; its key where it has no number.
        ended_at: when it was over, None while it is open.
    """

    number: int
    case: UUID
    step: str
    kind: str
    case_code: str
    title: str
    subject: str
    subject_name: Text
    queue: str
    state: str
    office: str
    role: str
    person: UUID | None
    since: datetime
    due_at: datetime | None
    sort_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a list: after (or before) the item of that moment and number."""

    sort_at: datetime
    number: int
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """What an officer has narrowed her list to.

    Attributes:
        queue: a queue's key, "late", "tomorrow", "" for everything open, or "ended".
        whose: "" for all of hers, "mine", "free" (nobody's own), or "office" (a leader: all of the office).
        sought: as typed.
    """

    queue: str = ""
    subject: str = ""
    field: str = ""
    whose: str = ""
    sought: str = ""


LATE, TOMORROW, ENDED, EVERYWHERE = "late", "tomorrow", "ended", "all"
MINE, FREE, OFFICE = "mine", "free", "office"


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of a list, with what leads to the pages beside it."""

    items: tuple[Item, ...]
    before: Cursor | None
    after: Cursor | None


@dataclass(frozen=True, slots=True)
class Subject:
    """What one may narrow a list to, and how many of it are open."""

    key: str
    name: Text
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """How many open items of a queue are of one subject and field; how many of them are late or come by tomorrow."""

    queue: str
    subject: str
    field: str
    count: int
    late: int
    tomorrow: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How much waits, from the same scope as the list, counted in one statement at `at`."""

    at: datetime
    groups: tuple[Group, ...] = ()
    subjects: tuple[Subject, ...] = ()
    fields: tuple[Subject, ...] = ()

    def of(self, asked: Filter) -> int:
        """Return how many items a filter of open ones lets through; words are not looked at."""
        groups = [
            each
            for each in self.groups
            if asked.subject in ("", each.subject) and asked.field in ("", each.field)
        ]
        if asked.queue == LATE:
            return sum(each.late for each in groups)
        if asked.queue == TOMORROW:
            return sum(each.tomorrow for each in groups)
        return sum(each.count for each in groups if asked.queue in ("", each.queue))


@dataclass(frozen=True, slots=True)
class Left:
    """How much time is left: a sign (late, soon, ontime, neutral, done) and the word for it."""

    sign: str
    word: Text


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of the items chosen for a bulk act."""

    case: UUID
    step: str


@dataclass(frozen=True, slots=True)
class BulkLine:
    """What became of one item: "" waiting, "would", "done", "refused".

    `reason` is why it was refused; elsewhere what the act means for it, where that is not what it means for most.
    """

    place: int
    case: UUID
    step: str
    case_code: str
    title: str
    outcome: str
    reason: Text = NO_WORDS
    remedy: Text = NO_WORDS


@dataclass(frozen=True, slots=True)
class Bulk:
    """Many acts asked for at once: where it stands and what has become of each.

    Attributes:
        phase: "trying", "tried", "running", "done".
    """

    key: UUID
    kind: str
    act: str
    values: Mapping[str, Any]
    phase: str
    asked_at: datetime
    finished_at: datetime | None
    total: int
    ready: int
    refused: int
