"""Turns: the moments at which a dossier comes to an office, changes hands or state there, and leaves it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from kinhbac.kernel.types import CaseState
from kinhbac.services.procedures.rules.figures import stay as words
from kinhbac.services.procedures.rules.figures.looks import Look
from kinhbac.services.procedures.rules.names import CORRECTION
from kinhbac.services.procedures.rules.state import lawful_due

RECEIVED = "dossier.received"
ISSUED = "dossier.result_issued"
REOPENED = "dossier.reopened_for_error"
RESOLVING = "resolving"
RECEIVING = "receiving"
WAITED_FOR = frozenset({"citizen", "payment"})
"""On whom a dossier waits while its stay is paused (national statuses 5 and 6)."""
OUTCOMES = {
    "refused_at_reception": words.REFUSED_AT_RECEPTION,
    "refused_after_appraisal": words.REFUSED,
    "closed_no_supplement": words.CLOSED,
    "stopped_by_person": words.STOPPED,
    "withdrawn": words.WITHDRAWN,
    "stopped_by_law_change": words.STOPPED_BY_LAW,
}

Ends = Callable[[str], tuple[datetime, str] | None]
"""Says of an office when it ended and which one office took its work over; None where it goes on, or was divided."""


def none_ends(_office: str) -> None:
    """Say of every office that it goes on."""


@dataclass(frozen=True, slots=True)
class Place:
    """With whom a dossier is, and how: see `Stay` for the fields."""

    office: str
    person: UUID | None
    state: str
    due_at: datetime | None
    halted_at: datetime | None
    supplements: int


@dataclass(frozen=True, slots=True)
class Turn:
    """From `at` on a dossier is at a place, or with nobody; `way` says how it came there from nobody, or ended."""

    at: datetime
    place: Place | None
    way: str = ""
    never: bool = False


def turns_of(looks: Sequence[Look], ends: Ends = none_ends) -> Iterator[Turn]:
    """Yield the turns of a dossier in order; several may fall on one moment.

    Args:
        looks: at the dossier after each of its entries, in order.
        ends: which offices have ended; a dossier goes with the work of its office, on that very moment.
    """
    place: Place | None = None
    for turn in _Walk(ends).turns(looks):
        yield from _moved_by_law(place, turn.at, ends)
        here = _today(turn, ends)
        yield here
        place = here.place
    yield from _moved_by_law(place, None, ends)


def _today(turn: Turn, ends: Ends) -> Turn:
    """Return the turn with the office that has the work of its office by then."""
    if turn.place is None:
        return turn
    return replace(turn, place=replace(turn.place, office=_line(turn.place.office, turn.at, ends)[-1]))


def _line(office: str, at: datetime, ends: Ends) -> list[str]:
    """Return an office and those that have followed it by a moment."""
    line = [office]
    while (end := ends(line[-1])) is not None and end[0] <= at:
        line.append(end[1])
    return line


def _moved_by_law(place: Place | None, until: datetime | None, ends: Ends) -> Iterator[Turn]:
    """Yield the turns by which a dossier passes to the successors of its office before a moment."""
    while place is not None and (end := ends(place.office)) is not None and (until is None or end[0] < until):
        place = replace(place, office=end[1])
        yield Turn(end[0], place)


class _Walk:
    """A walk along the looks at a dossier; it remembers the office that answers for it and who had it last."""

    def __init__(self, ends: Ends) -> None:
        self.ends = ends
        self.resolving = ""  # the fact, as it last was
        self.office = ""  # who answers: the fact, or whoever an open step of it was handed to since
        self.place: Place | None = None
        self.before: CaseState | None = None
        self.done = False

    def turns(self, looks: Sequence[Look]) -> Iterator[Turn]:
        for look in looks:
            self._find_office(look.state)
            if self.place is None:
                yield from self._enter(look)
            if self.place is not None:
                yield from self._stay(look)
            self.before = look.state

    def _enter(self, look: Look) -> Iterator[Turn]:
        """Begin to be with somebody: by reception, or because an error is to be put right."""
        if self.done:
            if look.entry.name == REOPENED:
                self.place = self._place(look, words.CORRECTION)
                yield Turn(look.entry.at, self.place, words.REOPENED)
        elif look.entry.name == RECEIVED or look.state.facts.get("received_at"):
            self.place = self._place(look, words.PROGRESS)
            yield Turn(look.entry.at, self.place, words.RECEIVED)
        elif not look.state.is_open:
            self.done = True
            yield Turn(look.entry.at, self._apart(look), _ending(look.state), never=True)

    def _stay(self, look: Look) -> Iterator[Turn]:
        assert self.place is not None
        correcting = self.place.state == words.CORRECTION
        ended = look.entry.name == ISSUED or not look.state.is_open
        if ended or (not correcting and look.state.facts.get("finished_at")):
            self.done, self.place = True, None
            yield Turn(look.entry.at, None, words.CORRECTED if correcting else _ending(look.state))
            return
        state = words.CORRECTION if correcting else _state(look.state)
        now = self._place(look, state)
        if now != self.place:
            self.place = now
            yield Turn(look.entry.at, now)

    def _find_office(self, state: CaseState) -> None:
        resolving = str(state.facts.get(RESOLVING, ""))
        if resolving and resolving != self.resolving:
            self.resolving = self.office = resolving
        elif self.office and self.before is not None:
            self.office = _handed_to(self.office, self.before, state)
        elif not resolving:
            self.office = ""

    def _place(self, look: Look, state: str) -> Place:
        self.office = self.office or _first_office(look.state)
        holds, person = look.doer_at(_line(self.office, look.entry.at, self.ends))
        last = self.place if self.place is not None and self.place.office == self.office else None
        if not holds and last is not None:
            person = last.person  # between its steps a dossier stays with whoever had it
        halted = state == words.PAUSED
        due_at = self.place.due_at if self.place is not None else None
        if not halted or self.place is None:  # while it waits, the moment stands that stood when it began to
            due_at = _due(look.state, correcting=state == words.CORRECTION)
        return Place(
            office=self.office,
            person=person,
            state=state,
            due_at=due_at,
            halted_at=((self.place and self.place.halted_at) or look.entry.at) if halted else None,
            supplements=int(look.state.facts.get("supplements", 0)),
        )

    def _apart(self, look: Look) -> Place:
        """Return where a dossier ended that was never received: at the office of whoever ended it."""
        actor = look.entry.actor
        office = actor.office or self.office or str(look.state.facts.get(RECEIVING, ""))
        return Place(office, actor.person if actor.office else None, words.APART, None, None, 0)


def _state(state: CaseState) -> str:
    waits = any(wait.on in WAITED_FOR and wait.ended_at is None for wait in state.waits.values())
    return words.PAUSED if waits else words.PROGRESS


def _handed_to(office: str, before: CaseState, after: CaseState) -> str:
    """Return who answers now, if an open step of the office was handed to another office."""
    for key, step in before.steps.items():
        now = after.steps.get(key)
        if step.holder.office == office and now is not None and now.holder.office != office:
            return now.holder.office
    return office


def _first_office(state: CaseState) -> str:
    """Return the office that a dossier went to with its reception, where no fact says which resolves it."""
    receiving = str(state.facts.get(RECEIVING, ""))
    offices = [step.holder.office for step in state.open_steps()]
    return next((office for office in offices if office != receiving), receiving)


def _due(state: CaseState, *, correcting: bool) -> datetime | None:
    if not correcting:
        return lawful_due(state)
    clock = state.clocks.get(CORRECTION)
    return clock.due_at if clock is not None else None


def _ending(state: CaseState) -> str:
    if state.outcome in OUTCOMES:
        return OUTCOMES[state.outcome]
    refused = state.facts.get("result") == "refusal" or state.facts.get("proposal") == "refuse"
    return words.REFUSED if refused else words.GRANTED
