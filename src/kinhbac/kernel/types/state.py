"""What a case looks like now: the value that deciding reads and that folding its entries gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

EMPTY: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a step: an office, a role within it, and perhaps one person."""

    office: str
    role: str
    person: UUID | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One visit of a step. `key` is `name.visit`; it is open until `ended_at` is set; `how` names the way out.

    `term` counts from `begun_at` on the calendar of that hash.
    """

    key: str
    name: str
    holder: Holder
    begun_at: datetime
    due_at: datetime | None = None
    ended_at: datetime | None = None
    how: str | None = None
    term: str | None = None
    calendar: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody still holds it."""
        return self.ended_at is None


@dataclass(frozen=True, slots=True)
class Wait:
    """The case waits on somebody outside its steps (`on`: citizen, office, payment …), since a moment."""

    key: str
    on: str
    begun_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A term that runs: `state` is running, paused, stopped; `due_at` is None where the term is `none`."""

    key: str
    term: str
    counted_from: datetime
    due_at: datetime | None
    calendar: str
    after_15: bool = False
    provisional: bool = False
    state: str = "running"
    how: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A tie to another case: parent, duplicate or caused_by, as the newer one says it."""

    kind: str
    case: UUID


@dataclass(frozen=True, slots=True)
class Party:
    """A person whose case it is: applicant, subject, proxy …"""

    role: str
    person: UUID


@dataclass(frozen=True, slots=True)
class Observer:
    """An office that is party to a case and holds no step of it: it may see the case, in a role of its own."""

    role: str
    office: str


@dataclass(frozen=True, slots=True)
class CaseState:
    """A case after its entries up to `seq`. `facts` are the kind's own folded values, never personal content."""

    case: UUID
    kind: str
    definition: str
    seq: int
    head: str
    opened_at: datetime
    code: str | None = None
    area: str | None = None
    steps: Mapping[str, Step] = field(default_factory=lambda: EMPTY)
    waits: Mapping[str, Wait] = field(default_factory=lambda: EMPTY)
    clocks: Mapping[str, Clock] = field(default_factory=lambda: EMPTY)
    links: tuple[Link, ...] = ()
    parties: tuple[Party, ...] = ()
    observers: tuple[Observer, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    outcome: str | None = None
    closed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether the case has not ended (a reopened case is open again)."""
        return self.closed_at is None

    def open_steps(self) -> tuple[Step, ...]:
        """The steps held by somebody now, in the order in which they began."""
        return tuple(step for step in self.steps.values() if step.ended_at is None)

    def open_step(self, name: str) -> Step | None:
        """The open visit of the step of that name, if there is one."""
        return next(
            (step for step in self.steps.values() if step.name == name and step.ended_at is None), None
        )

    def due_at(self) -> datetime | None:
        """The earliest moment at which a running clock of the case ends."""
        moments = [
            clock.due_at for clock in self.clocks.values() if clock.state == "running" and clock.due_at
        ]
        return min(moments, default=None)
