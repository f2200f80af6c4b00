"""What each act and turn may be told besides itself. What a rule refuses, with its article, is not refused here already."""

from collections.abc import Mapping
from typing import Annotated, Literal

from ninja import Schema
from pydantic import AwareDatetime, Field

from kinhbac.services.procedures.api.schemas import Key

Said = Annotated[str, Field(max_length=2_000)]
Line = Annotated[str, Field(max_length=300)]
Reason = Annotated[str, Field(max_length=2_000, description="Why; the applicant reads it.")]
Lines = Annotated[list[Line], Field(max_length=60)]


class Noted(Schema):
    """A note, kept in the journal."""

    note: Said | None = None


class Nothing(Schema):
    """Nothing besides the act itself."""


class Reasoned(Schema):
    """Why."""

    reason: Reason = ""


class ReworkNote(Schema):
    """What is to be done again."""

    note: Annotated[str, Field(max_length=2_000, description="What is to be done; required.")] = ""


class Issued(Noted):
    """Of a part of a bundle, what its result gives that other parts wait for."""

    gives: Annotated[
        dict[Annotated[str, Field(max_length=40)], Annotated[str, Field(max_length=200)]] | None,
        Field(max_length=10, description="By key of what the procedure's result gives."),
    ] = None


class HandedOver(Noted):
    """To whom the result went: by hand to the applicant or to a proxy, or by post."""

    to: Literal["applicant", "proxy", "post"] = "applicant"
    proxy_name: Line | None = None
    proxy_identity_number: Annotated[str, Field(max_length=40)] | None = None
    authority_seen: bool | None = None
    tracking: (
        Annotated[str, Field(max_length=80, description="The post's number; required by post.")] | None
    ) = None


class SupplementRequested(Reasoned):
    """Everything that is missing, at once."""

    items: Lines = []


class Refused(Reasoned):
    """Why it is not received, and which papers are given back."""

    returned_papers: Lines = []


class StoppedByLaw(Reasoned):
    """The act by which the procedure has ended."""

    law: Line = ""


class Transferred(Reasoned):
    """The office that is competent, by its key."""

    office: Key | None = None


class Consulted(Schema):
    """One of the procedure's own consultations by its key; or an office, a term and a question."""

    consultation: Key | None = None
    office: Key | None = None
    term: Annotated[str, Field(max_length=60, examples=["2 working days"])] | None = None
    question: Said = ""


class OpinionGiven(Schema):
    """Whether the office agrees; who does not says why."""

    agrees: bool | None = None
    words: Said = ""


class SilenceCounted(Schema):
    """The step of the request whose term is over."""

    step: Key = ""


class CaseFound(Reasoned):
    """Which of the procedure's cases that an officer finds, and why; "as_told" where the answers say it after all."""

    case: Key = ""


class FieldVerified(Schema):
    """When, where, with whom, and what was found."""

    at: AwareDatetime | None = None
    place: Line = ""
    people: Lines = []
    found: Said = ""


class Apologised(Reasoned):
    """Why, and the new promise, in working time."""

    new_due: AwareDatetime | None = None


class SentFile(Schema):
    """A paper kept by `POST /dossiers/{code}/files`."""

    file: Annotated[str, Field(max_length=40)]
    name: Annotated[str, Field(max_length=255)]


class Answered(Schema):
    """The answer to one thing that was asked, in the words in which it was asked."""

    item: Line
    text: Said = ""
    files: Annotated[list[SentFile], Field(max_length=10)] = []


Changes = Annotated[
    dict[str, object],
    Field(description="Answers by dotted path as they should stand; null takes one away."),
]


class Supplemented(Schema):
    """The one complete answer to a request."""

    answers: Annotated[list[Answered], Field(max_length=60)] = []
    changes: Changes | None = None


class Adjusted(Reasoned):
    """What is changed, before the decision."""

    changes: Changes


class Rated(Schema):
    """From 1 to 5 stars, with words, and a word on each criterion."""

    stars: Annotated[int, Field(ge=1, le=5)]
    words: Said = ""
    criteria: dict[str, Annotated[str, Field(max_length=40)]] = {}


ACTS: Mapping[str, type[Schema]] = {
    "receive": Noted,
    "propose": Noted,
    "approve": Noted,
    "return_for_rework": ReworkNote,
    "issue_result": Issued,
    "hand_over": HandedOver,
    "request_supplement": SupplementRequested,
    "allow_second_supplement": Reasoned,
    "close_silent": Noted,
    "refuse": Refused,
    "propose_refusal": Reasoned,
    "stop_by_law": StoppedByLaw,
    "transfer": Transferred,
    "hand_papers": Nothing,
    "find_case": CaseFound,
    "consult": Consulted,
    "give_opinion": OpinionGiven,
    "count_silence": SilenceCounted,
    "verify_in_field": FieldVerified,
    "apologise": Apologised,
    "report_error": Reasoned,
}
"""The values of every act of officers, by its key."""

TURNS: Mapping[str, type[Schema]] = {
    "supplement": Supplemented,
    "stop": Reasoned,
    "withdraw": Reasoned,
    "adjust": Adjusted,
    "rate": Rated,
}
"""The values of every turn of applicants, by its key."""
