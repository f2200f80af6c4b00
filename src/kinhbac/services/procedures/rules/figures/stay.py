"""A stay: the time that a dossier is with one keeper, in one state, with how it came and how it left.

Stays of a dossier with a keeper follow one another without a gap, so whatever comes to a keeper in a period either
leaves it or is there at the end. That is why the figures add up. See docs/decisions/0015-figures.md.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kinhbac.base.clock import HCM

OFFICE = "office"
OFFICER = "officer"

PROGRESS = "progress"
PAUSED = "paused"
CORRECTION = "correction"
APART = "apart"
"""The states of a stay. Only the first two are in the balance of the figures; the others stand in lines of their own."""

RECEIVED = "received"
TRANSFERRED_IN = "transferred_in"
RESUMED = "resumed"
REOPENED = "reopened"
NEVER = "never"
"""How a stay began; PAUSED is one too. NEVER: the dossier ended before it was received."""

GRANTED = "granted"
REFUSED = "refused"
WITHDRAWN = "withdrawn"
STOPPED = "stopped"
STOPPED_BY_LAW = "stopped_by_law"
CLOSED = "closed"
TRANSFERRED_OUT = "transferred_out"
CORRECTED = "corrected"
REFUSED_AT_RECEPTION = "refused_at_reception"
ENDINGS = (GRANTED, REFUSED, WITHDRAWN, STOPPED, STOPPED_BY_LAW, CLOSED)
"""How a stay ended when the dossier itself was done; PAUSED, RESUMED and TRANSFERRED_OUT only end the stay."""

EARLY = "early"
ON_TIME = "on_time"
LATE = "late"
NO_TERM = "no_term"
"""Whether what was done was done in time."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """What every stay of a dossier repeats of it; `channel` and `online` as they were received."""

    case: UUID
    code: str
    procedure: str
    definition: str
    channel: str
    online: str
    parent: UUID | None


@dataclass(frozen=True, slots=True)
class Stay:
    """A dossier with a keeper.

    Attributes:
        dossier: which.
        keeper: OFFICE, or OFFICER for a person of the office.
        office: its key.
        person: of an officer; None of an office, and while nobody has taken the work.
        state: PROGRESS, PAUSED (it waits for the citizen), CORRECTION (an error of the office), APART (never received).
        since: aware.
        until: aware; None while it lasts. May equal `since`.
        came: RECEIVED, TRANSFERRED_IN, PAUSED, RESUMED, REOPENED or NEVER.
        left: one of ENDINGS, or PAUSED, RESUMED, TRANSFERRED_OUT, CORRECTED, REFUSED_AT_RECEPTION; None while it lasts.
        due_at: the lawful due moment at its end, or now; None where there is no term.
        halted_at: since when it waits for the citizen, None while it does not.
        supplements: how often a supplement had been asked for by its end.
        punctuality: of what was done at its end; None where nothing was.
    """

    dossier: Dossier
    keeper: str
    office: str
    person: UUID | None
    state: str
    since: datetime
    until: datetime | None
    came: str
    left: str | None
    due_at: datetime | None
    halted_at: datetime | None
    supplements: int
    punctuality: str | None


def judged(due_at: datetime | None, done_at: datetime, supplements: int) -> str:
    """Return whether a thing was done in time: EARLY on a day before the due day, ON_TIME up to the due moment.

    Law:
        Decision 766/QĐ-TTg as the portal counts it: a dossier supplemented more than once is late, whatever its day.
        The same as `rules.punctuality`, which judges a dossier whole; tests compare both.
    """
    if due_at is None:
        return NO_TERM
    if done_at > due_at or supplements > 1:
        return LATE
    return EARLY if done_at.astimezone(HCM).date() < due_at.astimezone(HCM).date() else ON_TIME
