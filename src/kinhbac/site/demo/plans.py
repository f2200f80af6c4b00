"""The words of a planned dossier: who files what where and when, and what then happens to it, each act at its moment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kinhbac.site.demo.cast import Member

Values = Mapping[str, Any] | Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""What an act says, or how to say it from the answers of the form."""

TAKE, ASSIGN = "take", "assign"
"""The acts of the kernel among the planned ones: the specialist makes the work hers, or the leader does it for her."""


@dataclass(frozen=True, slots=True)
class Planned:
    """An act to come: its name is that of its command. `step` names an open step where the act does not say which."""

    at: datetime
    name: str
    values: Values = field(default_factory=dict)
    step: str = ""


@dataclass(frozen=True, slots=True)
class Filing:
    """A dossier as it is filed.

    Attributes:
        number: its place in the demo; the dossier's key and its chances come from it.
        procedure: key.
        commune: of today, where it is decided; its team acts.
        area: the same place as `edition/code` of the day of filing.
        applicant: who files.
        channel: key.
        desk: key of the one-stop desk where it is handed in, "" online.
        filed_at: aware, in Vietnam's zone.
    """

    number: int
    procedure: str
    commune: str
    area: str
    applicant: Member
    channel: str
    desk: str
    filed_at: datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """A filing and what happens to it; letters are written for the cast's own dossiers alone."""

    filing: Filing
    acts: tuple[Planned, ...]

    def until(self, now: datetime) -> "Plan":
        """Return it without what lies after a moment."""
        return Plan(self.filing, tuple(act for act in self.acts if act.at <= now))
