"""What is told to the applicant, and to who filed it for her: a letter for each event that has one, after the commit."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel.reads import contents_of, entries_of
from kinhbac.kernel.types import CaseState, Entry, Holder
from kinhbac.kernel.undo import UNDONE
from kinhbac.services.procedures.reads import phrases
from kinhbac.services.procedures.reads.published import procedure_of
from kinhbac.services.procedures.rules.answers import current_answers
from kinhbac.services.procedures.rules.mandates import mandates_of
from kinhbac.services.procedures.rules.names import (
    APPLICANT,
    CORRECTION,
    KIND,
    POST,
    PROXY,
    RECEPTION,
    REFUSAL,
    SILENCE,
)
from kinhbac.services.procedures.rules.state import case_in, is_received, lawful_due
from kinhbac.tools.grammar.types import RESOLUTION, Letter
from kinhbac.tools.identity.reads.mandates import agents_under
from kinhbac.tools.notices.actions import notify
from kinhbac.tools.notices.types import Notice

HANDED_OVER = "dossier.handed_over"
SUPPLEMENTED = "dossier.supplemented"
APOLOGISED = "dossier.apologised"
EVENTS = {
    "dossier.submitted": "submitted",
    "dossier.received": "received",
    "dossier.result_issued": "result_ready",
    HANDED_OVER: "handed_over",
    "dossier.supplement_requested": "supplement_requested",
    SUPPLEMENTED: "supplemented",
    "dossier.refused": "refused",
    "dossier.refusal_approved": "refusal_ready",
    "dossier.closed_for_silence": "closed_silent",
    "dossier.stopped_by_person": "stopped",
    "dossier.withdrawn": "withdrawn",
    "dossier.adjusted": "adjusted",
    "dossier.stopped_by_law": "stopped_by_law",
    "dossier.transferred": "transferred",
    "dossier.field_verified": "verification",
    "dossier.case_found": "case_found",
    APOLOGISED: "apologised",
    "dossier.reopened_for_error": "error_reported",
}
HOURS = Text(vi="trong giờ làm việc", en="during working hours")
APPLICANT_SELF = Text(vi="bạn", en="you")
APPLICANT_PROXY = Text(vi="người được bạn ủy quyền", en="the person you authorised")


def tell_applicant(entry: Entry, state: CaseState) -> None:
    """Write the letter of an entry, if its procedure has one, into the applicants' boxes; who filed it is told that one came."""
    event = _event(entry, state) if state.kind == KIND else None
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
    for agent, name in agents_under(mandates_of(state), entry.at.astimezone(HCM).date()).items():
        words = _to_agent(str(state.code), name)
        notify(Notice(person=agent, case=entry.case, seq=entry.seq, at=entry.at, subject=title, body=words))


def _to_agent(code: str, name: str) -> Text:
    """Return what is written to who filed a dossier for another.

    No more than that something came: the rest is on the dossier's page, which a mandate opens while it holds and a letter
    in a box would keep open for ever.
    """
    return Text(
        vi=f"Hồ sơ {code} bạn nộp thay {name} có thư mới. Mở hồ sơ để xem; khi ủy quyền hết hiệu lực, bạn không xem được nữa.",
        en=f"There is news of dossier {code}, which you filed for {name}. Open it to read; once the mandate has ended, you "
        "cannot any more.",
    )


def _event(entry: Entry, state: CaseState) -> str | None:
    """Return the event of an entry; taking back an act that was told of is one too."""
    if entry.name == HANDED_OVER and state.facts.get("result") == REFUSAL:
        return "refusal_handed_over"  # handing over speaks of the result that was granted
    if entry.name != UNDONE:
        return EVENTS.get(entry.name)
    taken_back = next(each for each in entries_of(entry.case) if each.seq == entry.corrects)
    return "taken_back" if taken_back.name in EVENTS else None


def _blanks(letter: Letter, entry: Entry, state: CaseState) -> Mapping[str, Text | str]:
    """Return what stands in the letter's blanks; only what it names is looked up."""
    return {blank: BLANKS[blank](entry, state) for blank in letter.blanks}


def _receiving(entry: Entry, state: CaseState) -> Text:
    return phrases.offices(state, procedure_of(state.definition), entry.at)[0].name


def _phone(entry: Entry, state: CaseState) -> Text | str:
    receiving = phrases.offices(state, procedure_of(state.definition), entry.at)[0]
    return receiving.phone or receiving.name


def _office(entry: Entry, state: CaseState) -> Text:
    """Return who goes on with it: the resolving office, or the desk where it has not been received yet."""
    receiving, resolving = phrases.offices(state, procedure_of(state.definition), entry.at)
    return resolving.name if is_received(state) or entry.name != SUPPLEMENTED else receiving.name


def _officer(entry: Entry, _state: CaseState) -> Text:
    return phrases.holder_name(Holder(str(entry.actor.office), str(entry.actor.role)))


def _reason(entry: Entry, state: CaseState) -> str:
    """Return why: in the entry's own words, of an approved refusal in those of its proposal."""
    contents = contents_of(entry.case)
    content = contents.get(entry.seq, {})
    if entry.name == "dossier.refusal_approved":
        proposed = [each for each in entries_of(state.case) if each.name == "dossier.refusal_proposed"]
        content = contents.get(proposed[-1].seq, {}) if proposed else {}
    return ". ".join(str(content[key]) for key in ("law", "reason") if content.get(key))


def _items(entry: Entry, _state: CaseState) -> str:
    """Return what is asked for: one thing in the line, several below each other with their numbers."""
    items = [str(each) for each in _content(entry).get("items") or ()]
    if len(items) < 2:
        return "".join(items)
    return "".join(f"\n{number}. {each}" for number, each in enumerate(items, start=1))


def _visit(entry: Entry, _state: CaseState) -> str:
    said = str(_content(entry).get("at") or "")
    try:
        return _moment(datetime.fromisoformat(said))
    except ValueError:
        return said


def _content(entry: Entry) -> Mapping[str, Any]:
    return contents_of(entry.case).get(entry.seq, {})


def _until(entry: Entry, state: CaseState) -> Text | str:
    """Return until when is waited: for the supplement, or for the office to correct its error."""
    return _due(state, SILENCE if entry.name == "dossier.supplement_requested" else CORRECTION)


def _recipient(entry: Entry, state: CaseState) -> Text:
    """Return into whose hand the result went; by post, under which number it is on its way."""
    if state.facts.get("handed_to") == POST:
        tracking = str(_content(entry).get("tracking") or "")
        return Text(
            vi=f"bưu chính để gửi đến bạn (mã vận đơn {tracking})",
            en=f"the post to be brought to you (tracking number {tracking})",
        )
    return APPLICANT_PROXY if state.facts.get("handed_to") == PROXY else APPLICANT_SELF


def _due_now(entry: Entry, state: CaseState) -> Text | str:
    """Return until when: what the law says beside an apology, else the term that runs."""
    if entry.name == APOLOGISED:
        moment = lawful_due(state)
        return _moment(moment) if moment is not None else ""
    return _due(state, RESOLUTION if is_received(state) else RECEPTION)


def _appointed(_entry: Entry, state: CaseState) -> str:
    said = state.facts.get("appointed_at")
    return _moment(datetime.fromisoformat(str(said))) if said else ""


def _about(_entry: Entry, state: CaseState) -> str:
    answers = current_answers(entries_of(state.case), contents_of(state.case))
    return phrases.about(procedure_of(state.definition), answers)


def _due(state: CaseState, key: str) -> Text | str:
    clock = state.clocks.get(key)
    return _moment(clock.due_at) if clock is not None and clock.due_at is not None else ""


def _moment(at: datetime) -> str:
    return f"{at.astimezone(HCM):%H:%M %d/%m/%Y}"


def _case(_entry: Entry, state: CaseState) -> Text:
    procedure = procedure_of(state.definition)
    case = case_in(state, procedure)
    return case.name if case is not None else procedure.name


BLANKS: Mapping[str, Callable[[Entry, CaseState], Text | str]] = {
    "code": lambda _entry, state: str(state.code),
    "about": _about,
    "moment": lambda entry, _state: _moment(entry.at),
    "receiver": _receiving,
    "office": _office,
    "place": _receiving,
    "hours": lambda _entry, _state: HOURS,
    "number": lambda _entry, state: str(state.facts.get("result_number", "")),
    "recipient": _recipient,
    "reception_due": lambda _entry, state: _due(state, RECEPTION),
    "due": _due_now,
    "procedure": lambda _entry, state: procedure_of(state.definition).name,
    "items": _items,
    "reason": _reason,
    "officer": _officer,
    "until": _until,
    "phone": _phone,
    "visit": _visit,
    "place_visited": lambda entry, _state: str(_content(entry).get("place") or ""),
    "new_due": _appointed,
    "case": _case,
}
"""What stands in the blanks of letters; their names are the grammar's."""
