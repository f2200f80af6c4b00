"""A line of the register (form 07) in words, as the sheet and the workbook show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kinhbac.base.clock import HCM
from kinhbac.kernel.directory.types import Office
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.actions.register import Line
from kinhbac.services.procedures.pages.officer.material import Material
from kinhbac.services.procedures.pages.officer.printed import REGISTER, answer_lines, subject_of
from kinhbac.services.procedures.reads import phrases
from kinhbac.services.procedures.reads.published import procedure_of
from kinhbac.services.procedures.rules.answers import current_answers
from kinhbac.services.procedures.rules.names import APPLICANT, OUTCOME_RETURNED, POST, PROXY
from kinhbac.services.procedures.rules.state import lawful_due
from kinhbac.tools.identity.reads import names_of

SETS = 1
WAYS = {APPLICANT: "Trực tiếp", PROXY: "Người được ủy quyền", POST: "Bưu chính"}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the register in words; columns as procedures facts 2.4 lists them."""

    number: int
    code: str
    subject: str
    sets: int
    name: str
    contact: tuple[str, ...]
    office: str
    received_on: date
    due_at: datetime | None
    returned_on: date | None
    way: str
    note: str


def rows_of(lines: Sequence[Line], viewer: Viewer) -> list[Row]:
    """Return opened lines in words."""
    parties = [each for line in lines for each in line.story.state.parties if each.role == APPLICANT]
    names = names_of(frozenset(each.person for each in parties), viewer)
    return [_row(line, names) for line in lines]


def _row(line: Line, names: Mapping[UUID, str]) -> Row:
    state = line.story.state
    material = Material(
        state=state,
        procedure=procedure_of(state.definition),
        entries=line.story.entries,
        contents=line.story.contents,
        answers=current_answers(line.story.entries, line.story.contents),
    )
    returned = material.last("dossier.handed_over")
    applicants = [names.get(each.person, "") for each in state.parties if each.role == APPLICANT]
    return Row(
        number=line.number,
        code=str(state.code),
        subject=subject_of(material),
        sets=SETS,
        name=", ".join(applicants),
        contact=tuple(each.words for each in answer_lines(material, REGISTER, blanks=False)),
        office=_resolving(material, line.entered_at).short_name.vi,
        received_on=line.entered_at.date(),
        due_at=lawful_due(state),
        returned_on=returned.at.astimezone(HCM).date() if returned else None,
        way=WAYS.get(str(state.facts.get("handed_to", "")), ""),
        note=_note(material),
    )


def _resolving(material: Material, at: datetime) -> Office:
    return phrases.offices(material.state, material.procedure, at)[1]


def _note(material: Material) -> str:
    """Return how the dossier ended, where not by its result, and to when it was put off."""
    state = material.state
    outcome = material.procedure.turns.outcomes.get(state.outcome or "")
    ended = outcome.name.vi if outcome is not None and outcome.key != OUTCOME_RETURNED else ""
    again = str(state.facts.get("appointed_at") or "")
    put_off = f"Hẹn lại {datetime.fromisoformat(again).astimezone(HCM):%H:%M %d/%m/%Y}" if again else ""
    return ". ".join(filter(None, [ended, put_off]))
