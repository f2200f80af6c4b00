"""The stays of a dossier, from its whole history. One dossier has one keeper of each sort at any moment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from kinhbac.kernel.types import CaseState, Entry, Opened
from kinhbac.services.procedures.rules.figures import stay as words
from kinhbac.services.procedures.rules.figures.looks import looks_at
from kinhbac.services.procedures.rules.figures.stay import Dossier, Stay, judged
from kinhbac.services.procedures.rules.figures.turns import Ends, Place, Turn, none_ends, turns_of

PARENT = "parent"
ONLINE_CHANNELS = frozenset({"online", "vneid"})
FULL = "full"
PARTIAL = "partial"


def stays_of(entries: Sequence[Entry], ends: Ends = none_ends) -> tuple[Stay, ...]:
    """Return all stays of a dossier: first those with offices, then those with officers, each sort in order.

    Args:
        entries: its whole history, in order; empty gives none.
        ends: which offices have ended, and who took their work over.

    Raises:
        FoldFault: the entries do not follow from one another.
    """
    if not entries:
        return ()
    looks = looks_at(entries)
    dossier = _dossier(entries[0], looks[-1].state)
    turns = tuple(turns_of(looks, ends))
    return tuple(
        stay for keeper in (words.OFFICE, words.OFFICER) for stay in _with_keeper(dossier, keeper, turns)
    )


def _dossier(entry: Entry, state: CaseState) -> Dossier:
    first = entry.effects[0]
    channel = str(state.facts.get("channel", ""))
    return Dossier(
        case=state.case,
        code=str(first.code or "") if isinstance(first, Opened) else "",
        procedure=str(state.facts.get("procedure", "")),
        definition=state.definition,
        channel=channel,
        online=str(state.facts.get("online", PARTIAL)) if channel in ONLINE_CHANNELS else "",
        parent=next((link.case for link in state.links if link.kind == PARENT), None),
    )


@dataclass(frozen=True, slots=True)
class _Begun:
    """A stay that has not ended: where it is now, since when, and how it came."""

    place: Place
    since: datetime
    came: str


def _with_keeper(dossier: Dossier, keeper: str, turns: Sequence[Turn]) -> Iterator[Stay]:
    begun: _Begun | None = None
    for turn in turns:
        new = _kept(turn.place, keeper)
        if turn.never and new is not None:
            yield _ended(dossier, keeper, _Begun(new, turn.at, words.NEVER), turn.at, turn.way)
            continue
        left, came = _ways(begun.place if begun else None, new, turn.way)
        if begun is not None and left:
            yield _ended(dossier, keeper, begun, turn.at, left)
            begun = None
        if new is not None:
            begun = replace(begun, place=new) if begun is not None else _Begun(new, turn.at, came)
    if begun is not None:
        yield _stay(dossier, keeper, begun, None, None)


def _kept(place: Place | None, keeper: str) -> Place | None:
    return replace(place, person=None) if place is not None and keeper == words.OFFICE else place


def _ways(old: Place | None, new: Place | None, way: str) -> tuple[str, str]:
    """Return how the old stay ends ("": it goes on) and how the new one begins."""
    if old is None or new is None:
        return (way, "") if new is None else ("", way)
    if (old.office, old.person) != (new.office, new.person):
        return words.TRANSFERRED_OUT, words.TRANSFERRED_IN
    if old.state != new.state:
        turn = words.PAUSED if new.state == words.PAUSED else words.RESUMED
        return turn, turn
    return "", ""


def _ended(dossier: Dossier, keeper: str, begun: _Begun, at: datetime, left: str) -> Stay:
    place, punctuality = begun.place, None
    if begun.came != words.NEVER and left in words.ENDINGS:
        punctuality = judged(place.due_at, place.halted_at or at, place.supplements)
    elif left == words.CORRECTED:
        punctuality = judged(place.due_at, at, 0)
    return replace(_stay(dossier, keeper, begun, at, left), punctuality=punctuality)


def _stay(dossier: Dossier, keeper: str, begun: _Begun, until: datetime | None, left: str | None) -> Stay:
    place = begun.place
    person: UUID | None = place.person
    return Stay(
        dossier=dossier,
        keeper=keeper,
        office=place.office,
        person=person,
        state=place.state,
        since=begun.since,
        until=until,
        came=begun.came,
        left=left,
        due_at=place.due_at,
        halted_at=place.halted_at,
        supplements=place.supplements,
        punctuality=None,
    )
