"""What programs send and get. Answers are read from the room's own values by attribute; nothing is computed here."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from ninja import Schema
from pydantic import BeforeValidator, Field, model_validator

from kinhbac.base.worktime.due import Due
from kinhbac.services.procedures.api.moments import Moment
from kinhbac.services.procedures.types import StepStatus
from kinhbac.tools.files.types import Kind

Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,60}$", examples=["H05.27.1-260429-0001"])]
Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,40}$")]
Seen = Annotated[
    int | None, Field(ge=1, le=2**31 - 1, description="`seq` of the state on which it was decided.")
]


class Words(Schema):
    """One sentence in both languages."""

    vi: str
    en: str


class DueLine(Schema):
    """What one day adds to a sum."""

    date: date
    counted: int | None
    minutes: int | None
    reason: Words
    verified: bool
    provisional: bool


class DueOut(Schema):
    """A due moment with its sum."""

    due: str | None
    term: str
    received_at: str = Field(alias="from")
    counted_from: str
    provisional: bool
    sum: list[DueLine]


class ProcedureLine(Schema):
    """A procedure in the list of those on offer."""

    key: str
    version: str
    name: Words
    level: str
    from_on: date
    to_on: date | None
    who: Words
    what_you_get: Words


class FormPage(Schema):
    """One page of a form; asked where its condition (a JSON Schema over the answers) holds, always without one."""

    key: str
    title: Words
    fields: list[str]
    when: dict[str, Any] | None


class FormOut(Schema):
    """A form: the JSON Schema 2020-12 of its answers, and its pages in order."""

    answers: dict[str, Any]
    pages: list[FormPage]


class ProcedureOut(ProcedureLine):
    """A procedure with its form."""

    definition: str
    form: FormOut


class FirmOut(Schema):
    """A firm for which one may act, from a day to a day (both inclusive; null: no end is known)."""

    firm: UUID
    name: str
    enterprise_code: str
    title: Words
    valid_from: date
    valid_to: date | None


class MandateOut(Schema):
    """A mandate that one holds: for whom, for which procedures (none named: all), from a day to a day (both inclusive)."""

    key: UUID
    principal_name: str
    basis: str
    procedures: list[str]
    valid_from: date
    valid_to: date


class ActingForOut(Schema):
    """For whom one may act today."""

    firms: list[FirmOut]
    mandates: list[MandateOut]


class Begin(Schema):
    """Which procedure to apply for, for whom, and what one says to the questions before its form, by their keys.

    For oneself neither `firm` nor `mandate` is named, for another one of them; `GET /acting-for` lists them.
    """

    procedure: Key
    eligibility: dict[Key, Key] = {}
    firm: Annotated[UUID | None, Field(description="The firm for which it is filed.")] = None
    mandate: Annotated[
        UUID | None, Field(description="The mandate under which it is filed for another person.")
    ] = None

    @model_validator(mode="after")
    def _for_one(self) -> Self:
        if self.firm is not None and self.mandate is not None:
            raise ValueError("name a firm or a mandate, not both")
        return self


class ApplicationOut(Schema):
    """A form on its way, and for whom if not for oneself; once sent, its answers stand in the dossier."""

    id: UUID
    procedure: Annotated[str, BeforeValidator(lambda known: getattr(known, "key", known))]
    answers: dict[str, Any]
    begun_at: Moment
    changed_at: Moment
    case: UUID | None
    firm: UUID | None
    mandate: UUID | None


class KeptOut(Schema):
    """A kept file: answer with `{"file": id, "name": original_name}`."""

    id: UUID
    kind: Kind
    size: int
    original_name: str


class Receipt(Schema):
    """The receipt of an act: where the dossier stands now; `again` where the same key or form had done it already."""

    case: UUID
    code: str | None
    seq: int
    hash: str
    again: bool


class DossierLine(Schema):
    """A dossier or bundle in a list; `acts_for` is the firm or person for whom the reader acts, "" for herself."""

    case: UUID
    code: str
    procedure: str
    name: Words
    about: str
    status: int
    status_name: Words
    sentence: Words
    due_at: Moment | None
    opened_at: Moment
    tag: str
    is_open: bool
    acts_for: str

    @staticmethod
    def resolve_acts_for(line: Any) -> str:
        """Return for whom, under the name that the room gives it."""
        return str(line.firm)


class StepOut(Schema):
    """A step in the line of steps."""

    name: Words
    status: StepStatus
    holder: Words | None
    begun_at: Moment | None
    ended_at: Moment | None


class PhaseOut(Schema):
    """A term with its sum."""

    key: str
    name: Words
    due: Annotated[DueOut, BeforeValidator(lambda due: due.to_json() if isinstance(due, Due) else due)]
    running: bool
    ended_at: Moment | None


class GlanceOut(Schema):
    """Where a dossier stands; nothing about any person."""

    code: str
    name: Words
    status_name: Words
    sentence: Words
    path: list[StepOut]
    phases: list[PhaseOut]
    tag: str
    phone: str


class AnswerOut(Schema):
    """One answer, ready to read."""

    path: str
    question: Words
    value: Words
    files: list[dict[str, Any]]
    corrected: bool


class AnswerGroupOut(Schema):
    """The answers of one page."""

    title: Words
    answers: list[AnswerOut]


class HappeningOut(Schema):
    """One line of the history."""

    seq: int
    at: Moment
    what: Words
    who: str
    title: Words | None
    note: str
    undone: bool


class ReasonIn(Schema):
    """Why a dossier must be opened."""

    reason: str = Field(max_length=300)


class ReasonOut(Schema):
    """Until when the reason holds."""

    until: Moment


class SeenOut(Schema):
    """Who opened the file; repeated openings are one, with how often."""

    at: Moment
    first_at: Moment
    who: str
    title: Words | None
    purpose: Words
    times: int
    papers: int
    reason: str


class NoticeOut(Schema):
    """A message in the reader's own box."""

    seq: int
    at: Moment
    subject: Words
    body: Words
    read: bool


class OfferOut(Schema):
    """An act that the reader may do now, the values that it may be told, and for whom on leave she does it, if so."""

    key: str
    name: Words
    asks: Annotated[list[str], BeforeValidator(sorted)]
    instead_of: str


class FeeOut(Schema):
    """The fee in whole dong, null where the amount is not known here, and its ground."""

    amount_vnd: int | None
    ground: Words
    law: Words
    verified: bool


class DossierOut(Schema):
    """A dossier, whole, as its applicant or an officer of an office that holds or held it sees it."""

    summary: DossierLine
    seq: int
    path: list[StepOut]
    phases: list[PhaseOut]
    groups: list[AnswerGroupOut]
    history: list[HappeningOut]
    openings: list[SeenOut]
    notices: list[NoticeOut]
    offers: list[OfferOut]
    may_correct: bool
    may_undo: bool
    fee: FeeOut
    receiving: Words
    resolving: Words
    phone: str
    applicant: str
    received_at: Moment | None


class PartOut(Schema):
    """A part of a bundle: where it stands, its fee, and the line and terms of its dossier, once it is opened.

    `at` is one of waiting, opened, result, ended, dropped; `why` says why it is not opened any more.
    """

    key: str
    name: Words
    at: str
    fee: FeeOut
    waits_for: list[Words]
    why: Words | None
    summary: DossierLine | None
    phases: list[PhaseOut]


class FeeSumOut(Schema):
    """The sum of the fees that are known, in whole dong, and whether these are all."""

    known_vnd: int
    is_whole: bool


class BundleOut(Schema):
    """A bundle, as its applicant, who acts for her, or an officer of the desk where it was filed sees it.

    `turns` are those that the reader may take with the whole of it.
    """

    summary: DossierLine
    seq: int
    parts: list[PartOut]
    fee: FeeSumOut
    receiving: Words
    phone: str
    turns: list[str]


class UndoIn(Schema):
    """On which state one's last act is taken back."""

    seen: Seen = None


class CorrectionIn(Schema):
    """Answers by dotted path as they should stand; null takes one away."""

    changes: dict[str, Any]
    reason: Annotated[str, Field(max_length=2_000)]
    seen: Seen = None


class LookupIn(Schema):
    """The code on the slip, and the last four digits of the applicant's identity number or phone."""

    code: Annotated[str, Field(min_length=1, max_length=80)]
    digits: Annotated[str, Field(pattern=r"^[0-9]{4}$")]
