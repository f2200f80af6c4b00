"""A dossier from its applicant's side: what is asked of her, what was promised anew, whom to phone, how it ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from kinhbac.base.text import Text
from kinhbac.base.worktime.due import Due
from kinhbac.kernel import definitions
from kinhbac.kernel import reads as cases
from kinhbac.kernel.clocks import sum_of
from kinhbac.kernel.directory.types import Office
from kinhbac.kernel.reads import NotFound
from kinhbac.kernel.types import CaseState, Entry, Holder, Viewer
from kinhbac.services.procedures.reads import phrases
from kinhbac.services.procedures.reads.endings import ending_of
from kinhbac.services.procedures.reads.mandates import case_or_reason
from kinhbac.services.procedures.reads.published import procedure_of
from kinhbac.services.procedures.rules import names
from kinhbac.services.procedures.rules.answers import current_answers, standing
from kinhbac.services.procedures.rules.firms import is_firms
from kinhbac.services.procedures.rules.mandates import mandate_in
from kinhbac.services.procedures.rules.own_turns import OwnTurn, own_turns
from kinhbac.services.procedures.rules.state import citizen_wait, lawful_due, running
from kinhbac.services.procedures.rules.statuses import due_of
from kinhbac.services.procedures.rules.who import is_applicant
from kinhbac.tools.grammar.types import Procedure

REQUESTED = "dossier.supplement_requested"
RECEIVES = Text(
    vi="Nơi nhận hồ sơ và trả kết quả", en="Where the dossier came in and the result is handed over"
)
RESOLVES = Text(vi="Cơ quan giải quyết", en="The office that decides")
WATCHES = Text(
    vi="Một cửa của cơ quan giải quyết, nơi theo dõi", en="That office's own one-stop desk, which watches"
)
REASONS = (
    "dossier.refused",
    "dossier.refusal_proposed",
    "dossier.stopped_by_law",
    "dossier.stopped_by_person",
)
"""Entries whose reason is why a dossier ended."""


@dataclass(frozen=True, slots=True)
class AskedOfHer:
    """What the applicant is asked to add: the exact list, why, by whom, and until when with the sum behind it.

    `seq` is the place of the request in the journal, where its letter (form 02) is found.
    """

    seq: int
    wait: str
    items: tuple[str, ...]
    reason: str
    asked_at: datetime
    asked_by: Text
    until: Due | None
    is_over: bool = False
    """That moment has passed; until the dossier is closed, an answer is still taken."""


@dataclass(frozen=True, slots=True)
class Reappointment:
    """An apology: when, why, the lawful due moment that is missed, and the new one; `seq` as in a request."""

    seq: int
    at: datetime
    reason: str
    lawful_due: datetime | None
    new_due: datetime


@dataclass(frozen=True, slots=True)
class PartyOffice:
    """An office that has to do with the dossier: what it does there, and how to phone it."""

    does: Text
    name: Text
    phone: str


@dataclass(frozen=True, slots=True)
class Ended:
    """How a dossier ended: its name among the endings, why, and what can be done now."""

    name: Text
    reason: str
    then: Text


@dataclass(frozen=True, slots=True)
class OwnSide:
    """All of it, with the turns that are open to her, and the answers of the form as they stand."""

    person: UUID
    hers: bool
    """Whether the viewer is the applicant herself; else she acts for the firm whose it is, and reads."""
    state: CaseState
    procedure: Procedure
    answers: Mapping[str, Any]
    filed_at: datetime
    turns: tuple[OwnTurn, ...]
    asked: AskedOfHer | None
    reappointed: Reappointment | None
    parties: tuple[PartyOffice, ...]
    ended: Ended | None
    due_at: datetime | None
    """Until when the sentence holds."""
    refused: str
    """Why the result is a refusal, "" where it is none."""

    @property
    def code(self) -> str:
        """The dossier's number."""
        return str(self.state.code)

    @property
    def phone(self) -> str:
        """The number of the desk where it was handed in."""
        return self.parties[0].phone


def own_side(code: str, viewer: Viewer, now: datetime) -> OwnSide:
    """Return the applicant's side of a dossier.

    Raises:
        NotFound: there is none of that code, or the viewer neither is its applicant nor acts for the firm whose it is.
    """
    state = case_or_reason(code, viewer, now)
    hers, under = is_applicant(state, viewer.person), mandate_in(state, viewer)
    if viewer.person is None or not (hers or under or is_firms(state, viewer)):
        raise NotFound(code)
    entries, contents = cases.entries_of(state.case), cases.contents_of(state.case)
    procedure = procedure_of(state.definition)
    return OwnSide(
        person=viewer.person,
        hers=hers,
        state=state,
        procedure=procedure,
        answers=current_answers(entries, contents),
        filed_at=entries[0].at,
        turns=_turns(own_turns(state, procedure, now), hers=hers, under=under is not None),
        asked=_asked(state, entries, contents, now),
        reappointed=_reappointed(state, entries, contents),
        parties=parties_of(state, procedure, now),
        ended=None if state.is_open else _ended(state, procedure, entries, contents),
        due_at=due_of(state),
        refused=_reason(entries, contents) if state.facts.get("result") == names.REFUSAL else "",
    )


def _turns(turns: tuple[OwnTurn, ...], *, hers: bool, under: bool) -> tuple[OwnTurn, ...]:
    """Return those of the turns that are the viewer's: rating is the applicant's alone, a firm's people only read."""
    if hers:
        return turns
    return tuple(turn for turn in turns if turn is not OwnTurn.RATE) if under else ()


def _asked(
    state: CaseState, entries: Sequence[Entry], contents: Mapping[int, Mapping[str, Any]], now: datetime
) -> AskedOfHer | None:
    wait, entry = citizen_wait(state), _latest(entries, REQUESTED)
    if wait is None or entry is None:
        return None
    content = contents.get(entry.seq, {})
    clock = running(state, names.SILENCE)
    return AskedOfHer(
        seq=entry.seq,
        wait=wait.key,
        items=tuple(str(each) for each in content.get("items") or ()),
        reason=str(content.get("reason") or ""),
        asked_at=entry.at,
        asked_by=phrases.holder_name(Holder(str(entry.actor.office), str(entry.actor.role))),
        until=sum_of(clock, definitions.current_calendar()) if clock is not None else None,
        is_over=clock is not None and clock.due_at is not None and now > clock.due_at,
    )


def _reappointed(
    state: CaseState, entries: Sequence[Entry], contents: Mapping[int, Mapping[str, Any]]
) -> Reappointment | None:
    entry, new_due = _latest(entries, "dossier.apologised"), state.facts.get("appointed_at")
    if entry is None or not new_due:
        return None
    return Reappointment(
        seq=entry.seq,
        at=entry.at,
        reason=str(contents.get(entry.seq, {}).get("reason") or ""),
        lawful_due=lawful_due(state),
        new_due=datetime.fromisoformat(str(new_due)),
    )


def parties_of(state: CaseState, procedure: Procedure, now: datetime) -> tuple[PartyOffice, ...]:
    """Return the offices of a dossier: where it came in, which one decides, and that one's own desk where it watches."""
    receiving, resolving = phrases.offices(state, procedure, now)
    home = phrases.home_of(state, now)
    return (
        _party(RECEIVES, receiving),
        _party(RESOLVES, resolving),
        *([_party(WATCHES, home)] if home is not None else []),
    )


def _party(does: Text, office: Office) -> PartyOffice:
    return PartyOffice(does, office.name, office.phone)


def _ended(
    state: CaseState,
    procedure: Procedure,
    entries: Sequence[Entry],
    contents: Mapping[int, Mapping[str, Any]],
) -> Ended:
    ending, known = ending_of(state.outcome), procedure.turns.outcomes.get(str(state.outcome))
    told = state.outcome in (names.OUTCOME_RETURNED, names.OUTCOME_WITHDRAWN)
    return Ended(
        name=known.name if known is not None else ending.sentence,
        reason="" if told else _reason(entries, contents),
        then=ending.then,
    )


def _reason(entries: Sequence[Entry], contents: Mapping[int, Mapping[str, Any]]) -> str:
    entry = _latest(entries, *REASONS)
    content = contents.get(entry.seq, {}) if entry is not None else {}
    return ". ".join(str(content[key]) for key in ("law", "reason") if content.get(key))


def _latest(entries: Sequence[Entry], *named: str) -> Entry | None:
    return next((entry for entry in reversed(standing(entries)) if entry.name in named), None)
