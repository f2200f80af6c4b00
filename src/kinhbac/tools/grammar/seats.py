"""Seats of the grammar: whoever files under procedures tells what was filed, so that a change can be tried on it.

Filled at start-up by the service that files; read by the one that publishes. The two never meet.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Filed:
    """Something handed in under a procedure, as far as its path, due moment and fee depend on it.

    Attributes:
        definition: the version under which it was received.
        filed_at: aware; when it was handed in.
        received_at: aware; when it was received, None where it never was.
        answers: of the form, as they stand; empty where they were lawfully removed. Never shown.
        mark: where to go on after it.
        found: the case that an officer found, "" where none did.
        facts: what the fee rested on besides the answers, such as an e-identity.
    """

    case: UUID
    code: str
    definition: str
    channel: str
    filed_at: datetime
    received_at: datetime | None
    answers: Mapping[str, Any]
    mark: str
    found: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


class Filings(Protocol):
    """What was filed under procedures. For callers who have asked who wants to know; it goes through no scope."""

    def count(self, procedure: str, since: datetime, until: datetime) -> int:
        """Return how much was handed in under a procedure between two moments, all versions together."""

    def page(
        self, procedure: str, since: datetime, until: datetime, *, after: str, most: int
    ) -> tuple[Filed, ...]:
        """Return the next of it in the order of handing in, after a mark ("" for the first), at most so many."""


class Seats:
    """The filled seats. One object, `seats`, serves the process."""

    def __init__(self) -> None:
        self.filings: Filings | None = None

    def seat_filings(self, filings: Filings) -> None:
        """Make known who files under procedures."""
        self.filings = filings


seats = Seats()
