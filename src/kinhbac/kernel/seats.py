"""Seats: what a higher floor fills at start-up, so that nothing below ever imports it.

Filled in the `ready` of each app; read by the kernel when it decides, tells and verifies.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from kinhbac.kernel.types import CaseState, Command, Context, Decision, Entry, Refusal


class Kind(Protocol):
    """A kind of work: a dossier, a field report, a work file, an inspection.

    `assigners` are the roles that may say, at their office, whose own a step becomes.
    """

    name: str
    undoable: frozenset[str]
    assigners: frozenset[str]

    def read_definition(self, plain: Mapping[str, Any]) -> Any:
        """Return the kind's own value of a stored definition."""

    def decide(self, state: CaseState | None, command: Command, context: Context) -> Decision | Refusal:
        """Say what a command does to a case (None: it opens one). Pure."""


Listener = Callable[[Entry, CaseState], None]
"""Told of every entry after its commit, at least once and in the order of its case; it must bear repetition."""

Follower = Callable[[CaseState, tuple[Entry, ...]], None]
"""Told of a case that moved, once, after the commit, with its whole history; it must bear repetition."""

Interest = Callable[[CaseState, UUID, frozenset[UUID]], Refusal | None]
"""Says why a person may hold no step of a case, though she is no party: what she stands for that day is told. Pure."""

Check = Callable[[], Iterator[str]]
"""Yields what does not hold in a tool's or service's own tables, for `verify`."""


Key = UUID | str
"""What a record is about: a case (by its key or its code), a person, an account."""

Need = Callable[[Collection[Key]], Collection[Key]]
"""Says which of these something that is still open needs: what is recorded about them stays."""


@dataclass(frozen=True, slots=True)
class Swept:
    """A page of a sweep: what is over, how much more would be and is still needed, behind which key it goes on.

    `after` is "" at the end.
    """

    over: tuple[Any, ...]
    needed: int = 0
    after: str = ""


class Sweep(Protocol):
    """Finds what was kept long enough, of one table or folder, and ends it; see `tools.retention`."""

    def page(self, before: datetime, after: str, most: int) -> Swept:
        """Return the next page of what began before a moment (aware), from behind a key on; at most so many."""

    def end(self, over: tuple[Any, ...], before: datetime) -> int:
        """Erase these, or make them nameless, those that still began before the moment; return how many."""


@dataclass(frozen=True, slots=True)
class Change:
    """What the acts of one transaction made of a case.

    `entries` are those between the two states, `contents` their personal content by the place of the entry. Where
    `before` is None, everything there is of the case is here: it is new, or its projections are made again.
    """

    before: CaseState | None
    after: CaseState
    entries: tuple[Entry, ...]
    contents: Mapping[int, Mapping[str, Any]]


class Projection(Protocol):
    """Tables of a tool or service that repeat cases, always as new as the cases themselves.

    A failure in it undoes the acts, so it writes rows and nothing else.
    """

    def write(self, changes: Sequence[Change]) -> None:
        """Bring the rows of these cases up to date, inside the transaction of the acts; once for all its cases.

        Where `before` is None, whatever rows there are of the case give way.
        """

    def clear(self) -> None:
        """Empty the tables; every case is written anew after this."""


class Seats:
    """The filled seats. One object, `seats`, serves the process."""

    def __init__(self) -> None:
        self.kinds: dict[str, Kind] = {}
        self.listeners: dict[str, Listener] = {}
        self.followers: dict[str, Follower] = {}
        self.projections: dict[str, Projection] = {}
        self.checks: dict[str, Check] = {}
        self.interests: dict[str, Interest] = {}
        self.sweeps: dict[str, tuple[Sweep, ...]] = {}
        self.needs: dict[str, Need] = {}
        self.uses: dict[str, Need] = {}

    def seat_kind(self, kind: Kind) -> None:
        """Make a kind of work known by its name."""
        self.kinds[kind.name] = kind

    def seat_interest(self, kind: str, interest: Interest) -> None:
        """Have `interest` asked before a step of that kind becomes somebody's own."""
        self.interests[kind] = interest

    def seat_listener(self, name: str, listener: Listener) -> None:
        """Have every entry told to `listener`; a second one of the same name takes its place."""
        self.listeners[name] = listener

    def seat_follower(self, name: str, follower: Follower) -> None:
        """Have every case that moved told to `follower`; a second one of the same name takes its place."""
        self.followers[name] = follower

    def seat_projection(self, name: str, projection: Projection) -> None:
        """Have every change written by `projection` too, in the transaction of the acts."""
        self.projections[name] = projection

    def seat_check(self, name: str, check: Check) -> None:
        """Have `verify` ask `check` too."""
        self.checks[name] = check

    def seat_sweeps(self, kind: str, *sweeps: Sweep) -> None:
        """Have what is kept of a kind of personal record found by `sweeps`, once the rule's time is over."""
        self.sweeps[kind] = sweeps

    def seat_need(self, name: str, need: Need) -> None:
        """Have every sweep ask `need` too."""
        self.needs[name] = need

    def seat_use(self, name: str, use: Need) -> None:
        """Have `use` say of which people and accounts anything is kept: they are not erased as unused."""
        self.uses[name] = use


seats = Seats()
