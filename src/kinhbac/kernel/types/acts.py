"""Acts: what somebody asks for, what is decided, what is written down, and how a refusal reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from kinhbac.base.text import Text
from kinhbac.base.worktime.calendar import Calendar
from kinhbac.kernel.directory.directory import Directory
from kinhbac.kernel.types.effects import Effect
from kinhbac.kernel.types.people import Actor


@dataclass(frozen=True, slots=True)
class Command:
    """What somebody asks to be done to a case: a verb of its kind, with its values."""

    name: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Context:
    """Everything that deciding may know besides the state: nothing is looked up, nothing is asked of the clock."""

    actor: Actor
    now: datetime
    calendar: Calendar
    directory: Directory
    definition: Any
    definition_hash: str


@dataclass(frozen=True, slots=True)
class Act:
    """One thing decided. `content` is personal and goes apart, under a salted digest; `corrects` names an entry."""

    name: str
    effects: tuple[Effect, ...] = ()
    content: Mapping[str, Any] | None = None
    corrects: int | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """Another case to be opened with this decision, of a kind known only by its name."""

    kind: str
    definition: str
    command: Command
    link: str = "caused_by"


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be written down: one act or more, and other cases to open."""

    acts: tuple[Act, ...]
    opens: tuple[Opening, ...] = ()

    def __post_init__(self) -> None:
        if not self.acts:
            raise ValueError("A decision has at least one act; what changes nothing is refused instead.")


NOTHING_TO_ADD = Text(vi="", en="")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something is not done: a stable code, what happened and what to do, and the law where one says so."""

    code: str
    reason: Text
    remedy: Text = NOTHING_TO_ADD
    law: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One act written down. `body` is the stored text, from which all the rest was read; `hash` covers it."""

    case: UUID
    seq: int
    at: datetime
    name: str
    actor: Actor
    definition: str
    effects: tuple[Effect, ...]
    content_digest: str | None
    corrects: int | None
    key: str | None
    body: str
    hash: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """The receipt of an act: where it stands now. `again` says that the same key had already done it."""

    case: UUID
    seq: int
    hash: str
    code: str | None
    again: bool = False


class Refused(Exception):  # noqa: N818 - it reads as a sentence where it is raised: raise Refused(refusal)
    """An act was refused by a rule; nothing was written."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason.vi)
        self.refusal = refusal


class Conflict(Exception):  # noqa: N818 - as above
    """Somebody else was quicker; nothing was written. `changes` are the entries that the asker had not seen."""

    def __init__(self, changes: tuple[Entry, ...]) -> None:
        super().__init__("The case has moved on.")
        self.changes = changes
