"""Asks what time it is, so that nobody else has to. Only `actions`, commands and tests enter with a real clock."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

HCM = ZoneInfo("Asia/Ho_Chi_Minh")
"""The one zone of the country, +07:00; from the machine's zone files, or the package tzdata without them."""


class Clock(Protocol):
    """Whatever can say what time it is."""

    def now(self) -> datetime:
        """Return this moment: aware, in Vietnam's zone."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return this moment: aware, in Vietnam's zone."""
        return datetime.now(HCM)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still, for rules, examples and tests."""

    at: datetime

    def __post_init__(self) -> None:
        if self.at.utcoffset() is None:
            raise ValueError("a clock needs a moment with a time zone")

    def now(self) -> datetime:
        """Return the moment at which it stands, in Vietnam's zone."""
        return self.at.astimezone(HCM)
