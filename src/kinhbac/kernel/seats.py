"""Seats: what a higher floor fills at start-up, so that nothing below ever imports it.

Filled in the `ready` of each app; read by the kernel when it decides, tells and verifies.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

from kinhbac.kernel.types import CaseState, Command, Context, Decision, Entry, Refusal


class Kind(Protocol):
    """A kind of work: a dossier, a field report, a work file, an inspection."""

    name: str
    undoable: frozenset[str]

    def read_definition(self, plain: Mapping[str, Any]) -> Any:
        """Return the kind's own value of a stored definition."""

    def decide(self, state: CaseState | None, command: Command, context: Context) -> Decision | Refusal:
        """Say what a command does to a case (None: it opens one). Pure."""


Listener = Callable[[Entry, CaseState], None]
"""Told of every entry after its commit, at least once and in the order of its case; it must bear repetition."""

Check = Callable[[], Iterator[str]]
"""Yields what does not hold in a tool's or service's own tables, for `verify`."""


class Seats:
    """The filled seats. One object, `seats`, serves the process."""

    def __init__(self) -> None:
        self.kinds: dict[str, Kind] = {}
        self.listeners: dict[str, Listener] = {}
        self.checks: dict[str, Check] = {}

    def seat_kind(self, kind: Kind) -> None:
        """Make a kind of work known by its name."""
        self.kinds[kind.name] = kind

    def seat_listener(self, name: str, listener: Listener) -> None:
        """Have every entry told to `listener`; a second one of the same name takes its place."""
        self.listeners[name] = listener

    def seat_check(self, name: str, check: Check) -> None:
        """Have `verify` ask `check` too."""
        self.checks[name] = check


seats = Seats()
