"""What surrounds a dossier for whoever works on it: supplements, opinions, the apology, and the offices that are party to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kinhbac.base.text import Text
from kinhbac.kernel import definitions
from kinhbac.kernel.types import CaseState, Entry, Step
from kinhbac.services.procedures.reads import phrases
from kinhbac.services.procedures.reads.own_side import PartyOffice, parties_of
from kinhbac.services.procedures.rules import names
from kinhbac.services.procedures.rules.answers import standing
from kinhbac.services.procedures.rules.asking.fits import silence_of
from kinhbac.services.procedures.rules.state import is_refusal_proposed, lawful_due, running
from kinhbac.services.procedures.rules.turns.consultation import OPINIONS
from kinhbac.tools.grammar.turns import Silence
from kinhbac.tools.grammar.types import Procedure

AGREES, DISAGREES, SILENT, NOT_AWAITED, OUT, LATE = (
    "agrees",
    "disagrees",
    "silence",
    "not_awaited",
    "out",
    "late",
)
ANSWERS: Mapping[str, tuple[str, Text]] = {
    AGREES: ("done", Text(vi="Đồng ý", en="Agrees")),
    DISAGREES: ("late", Text(vi="Không đồng ý", en="Does not agree")),
    SILENT: ("neutral", Text(vi="Im lặng, tính là đồng ý", en="Silent, which counts as agreement")),
    NOT_AWAITED: ("neutral", Text(vi="Không trả lời, không chờ nữa", en="No answer, awaited no longer")),
    OUT: ("paused", Text(vi="Đang chờ trả lời", en="Awaited")),
    LATE: ("late", Text(vi="Quá hạn trả lời", en="Answer overdue")),
}
"""How a request for an opinion stands: its sign and its words."""
COUNTS = Text(vi="Im lặng tính là đồng ý", en="Silence counts as agreement")
DOES_NOT_COUNT = Text(vi="Phải có trả lời", en="An answer is needed")
Contents = Mapping[int, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Opinion:
    """A request for an opinion: of whom, about what, until when, and what came back."""

    step: str
    office: Text
    name: Text
    question: str
    asked_at: datetime
    due_at: datetime | None
    silence: Text | None
    sign: str
    stands: Text
    words: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Supplied:
    """One thing that was asked for, with what was answered and the papers that came with it (key and name)."""

    item: str
    text: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Supplement:
    """A supplement: what was asked for and why, until when it is awaited, and what came."""

    asked_at: datetime
    reason: str
    items: tuple[Supplied, ...]
    until: datetime | None
    answered_at: datetime | None
    changed: bool


@dataclass(frozen=True, slots=True)
class Apology:
    """An apology that was sent: why, instead of which moment, to which one, and whether in time."""

    at: datetime
    reason: str
    lawful_due: datetime | None
    new_due: datetime | None
    in_time: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All of it."""

    parties: tuple[PartyOffice, ...]
    opinions: tuple[Opinion, ...]
    supplements: tuple[Supplement, ...]
    apology: Apology | None
    refusal: str
    """Why the dossier is to be refused, while that waits for the leader; "" where it does not."""


def surroundings_of(
    state: CaseState, procedure: Procedure, entries: Sequence[Entry], contents: Contents, now: datetime
) -> Surroundings:
    """Return what surrounds a dossier that the caller was allowed to see.

    Args:
        state: of the dossier.
        procedure: its version.
        entries: all of them, in order.
        contents: their personal content.
        now: aware; for what is overdue.
    """
    kept = standing(entries)
    return Surroundings(
        parties=parties_of(state, procedure, now),
        opinions=_opinions(state, procedure, kept, contents, now),
        supplements=_supplements(state, kept, contents),
        apology=_apology(state, kept, contents),
        refusal=_refusal(state, kept, contents),
    )


def _refusal(state: CaseState, kept: Sequence[Entry], contents: Contents) -> str:
    if not is_refusal_proposed(state):
        return ""
    proposals = [each for each in kept if each.name == "dossier.refusal_proposed"]
    return str(contents.get(proposals[-1].seq, {}).get("reason") or "") if proposals else ""


def office_of(step: Step) -> Text:
    """Return the name of the office that holds a step."""
    return definitions.current_directory().office(step.holder.office).name


def _opinions(
    state: CaseState, procedure: Procedure, entries: Sequence[Entry], contents: Contents, now: datetime
) -> tuple[Opinion, ...]:
    consulted = {step.key for step in procedure.steps if step.office == names.CONSULTED}
    said = {str(found["step"]): found for each in entries if "step" in (found := contents.get(each.seq, {}))}
    asked = [
        step
        for step in state.steps.values()
        if step.how != "undone" and (step.name == names.OPINION or step.name in consulted)
    ]
    questions = {
        str(contents[each.seq]["step"]): str(contents[each.seq].get("question") or "")
        for each in entries
        if each.name == "dossier.consulted" and "step" in contents.get(each.seq, {})
    }
    return tuple(
        _opinion(step, state, procedure, questions.get(step.key, ""), said.get(step.key, {}), now)
        for step in asked
    )


def _opinion(
    step: Step,
    state: CaseState,
    procedure: Procedure,
    question: str,
    said: Mapping[str, Any],
    now: datetime,
) -> Opinion:
    noted = state.facts.get(OPINIONS, {}).get(step.key, {})
    known = procedure.consultation(str(noted.get("consultation") or ""))
    name = known.name if known is not None else phrases.OPINION
    silence = silence_of(step, state, procedure)
    late = step.is_open and step.due_at is not None and step.due_at < now
    sign, stands = ANSWERS.get(
        (LATE if late else OUT) if step.is_open else str(step.how), ("neutral", phrases.OPINION)
    )
    return Opinion(
        step=step.key,
        office=office_of(step),
        name=name if step.name == names.OPINION else procedure.step(step.name).name,
        question=question,
        asked_at=step.begun_at,
        due_at=step.due_at,
        silence=None if silence is None else COUNTS if silence == Silence.AGREES else DOES_NOT_COUNT,
        sign=sign,
        stands=stands,
        words=str(said.get("words") or ""),
        answered_at=step.ended_at,
    )


def _supplements(state: CaseState, entries: Sequence[Entry], contents: Contents) -> tuple[Supplement, ...]:
    answers = [each for each in entries if each.name == "dossier.supplemented"]
    silence = running(state, names.SILENCE)
    until = silence.due_at if silence is not None else None
    return tuple(
        _supplement(
            asked,
            next((each for each in answers if each.seq > asked.seq), None),
            contents,
            until,
        )
        for asked in entries
        if asked.name == "dossier.supplement_requested"
    )


def _supplement(asked: Entry, answer: Entry | None, contents: Contents, until: datetime | None) -> Supplement:
    content = contents.get(asked.seq, {})
    came = contents.get(answer.seq, {}) if answer is not None else {}
    by_item = {str(each.get("item")): each for each in came.get("answers", ())}
    return Supplement(
        asked_at=asked.at,
        reason=str(content.get("reason") or ""),
        items=tuple(_supplied(str(item), by_item.get(str(item), {})) for item in content.get("items") or ()),
        until=until if answer is None else None,
        answered_at=answer.at if answer is not None else None,
        changed=bool(came.get("changes")),
    )


def _supplied(item: str, answer: Mapping[str, Any]) -> Supplied:
    files = tuple((str(each["file"]), str(each.get("name") or "")) for each in answer.get("files", ()))
    return Supplied(item, str(answer.get("text") or ""), files)


def _apology(state: CaseState, entries: Sequence[Entry], contents: Contents) -> Apology | None:
    entry = next((each for each in reversed(entries) if each.name == "dossier.apologised"), None)
    if entry is None:
        return None
    appointed = state.facts.get("appointed_at")
    return Apology(
        at=entry.at,
        reason=str(contents.get(entry.seq, {}).get("reason") or ""),
        lawful_due=lawful_due(state),
        new_due=datetime.fromisoformat(str(appointed)) if appointed else None,
        in_time=bool(state.facts.get("apology_in_time")),
    )
