"""What is told to the applicant: a letter for each event of the dossier that has one, told after the commit."""

from collections.abc import Callable, Mapping
from datetime import datetime

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel.reads import contents_of, entries_of
from kinhbac.kernel.types import CaseState, Entry
from kinhbac.kernel.undo import UNDONE
from kinhbac.services.procedures.reads import phrases
from kinhbac.services.procedures.reads.published import procedure_of
from kinhbac.services.procedures.rules.answers import current_answers
from kinhbac.services.procedures.rules.dossier import APPLICANT, KIND, RECEPTION
from kinhbac.tools.grammar.types import RESOLUTION, Letter
from kinhbac.tools.notices.actions import notify
from kinhbac.tools.notices.types import Notice

EVENTS = {
    "dossier.submitted": "submitted",
    "dossier.received": "received",
    "dossier.result_issued": "result_ready",
    "dossier.handed_over": "handed_over",
}
HOURS = Text(vi="trong giờ làm việc", en="during working hours")
APPLICANT_SELF = Text(vi="bạn", en="you")
APPLICANT_PROXY = Text(vi="người được bạn ủy quyền", en="the person you authorised")


def tell_applicant(entry: Entry, state: CaseState) -> None:
    """Write the letter of an entry, if its procedure has one, into the applicants' boxes."""
    event = _event(entry) if state.kind == KIND else None
    if event is None:
        return
    letter = procedure_of(state.definition).letters.get(event)
    if letter is None:
        return
    title, body = letter.filled(_blanks(letter, entry, state))
    for party in state.parties:
        if party.role == APPLICANT:
            notify(
                Notice(
                    person=party.person, case=entry.case, seq=entry.seq, at=entry.at, subject=title, body=body
                )
            )


def _event(entry: Entry) -> str | None:
    """Return the event of an entry; taking back an act that was told of is one too."""
    if entry.name != UNDONE:
        return EVENTS.get(entry.name)
    taken_back = next(each for each in entries_of(entry.case) if each.seq == entry.corrects)
    return "taken_back" if taken_back.name in EVENTS else None


def _blanks(letter: Letter, entry: Entry, state: CaseState) -> Mapping[str, Text | str]:
    """Return what stands in the letter's blanks; only what it names is looked up."""
    return {blank: BLANKS[blank](entry, state) for blank in letter.blanks}


def _receiving(entry: Entry, state: CaseState) -> Text:
    return phrases.offices(state, procedure_of(state.definition), entry.at)[0].name


def _resolving(entry: Entry, state: CaseState) -> Text:
    return phrases.offices(state, procedure_of(state.definition), entry.at)[1].name


def _about(_entry: Entry, state: CaseState) -> str:
    answers = current_answers(entries_of(state.case), contents_of(state.case))
    return phrases.about(procedure_of(state.definition), answers)


def _due(state: CaseState, key: str) -> Text | str:
    clock = state.clocks.get(key)
    return _moment(clock.due_at) if clock is not None and clock.due_at is not None else ""


def _moment(at: datetime) -> str:
    return f"{at.astimezone(HCM):%H:%M %d/%m/%Y}"


BLANKS: Mapping[str, Callable[[Entry, CaseState], Text | str]] = {
    "code": lambda _entry, state: str(state.code),
    "about": _about,
    "moment": lambda entry, _state: _moment(entry.at),
    "receiver": _receiving,
    "office": _resolving,
    "place": _receiving,
    "hours": lambda _entry, _state: HOURS,
    "number": lambda _entry, state: str(state.facts.get("result_number", "")),
    "recipient": lambda _entry, state: (
        APPLICANT_PROXY if state.facts.get("handed_to") == "proxy" else APPLICANT_SELF
    ),
    "reception_due": lambda _entry, state: _due(state, RECEPTION),
    "due": lambda _entry, state: _due(state, RESOLUTION),
}
"""What can stand in the blanks of letters."""
