"""A procedure as it is defined: every value with its dates and the act that it comes from. Frozen values, all pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from kinhbac.base.text import Text
from kinhbac.tools.forms.types import Form
from kinhbac.tools.grammar.bundles import BundlePart, FromResult
from kinhbac.tools.grammar.cases import CaseRule, Online
from kinhbac.tools.grammar.dated import Dated, NotInForce, Span
from kinhbac.tools.grammar.eligibility import Eligibility
from kinhbac.tools.grammar.law import Law
from kinhbac.tools.grammar.results import Given, GivenKind, ResultKind
from kinhbac.tools.grammar.tariff import AnswerFact, DaysFact, Fee, FeeRule, PerPage
from kinhbac.tools.grammar.term_rule import TermRule
from kinhbac.tools.grammar.turns import Consultation, Silence, Turns

__all__ = [
    "END",
    "RECEPTION",
    "RESOLUTION",
    "AnswerFact",
    "BundlePart",
    "CaseRule",
    "Channel",
    "Competence",
    "Component",
    "ComponentKind",
    "Consultation",
    "Dated",
    "DaysFact",
    "Eligibility",
    "Fee",
    "FeeRule",
    "FromResult",
    "Given",
    "GivenKind",
    "Law",
    "Letter",
    "NamedTerm",
    "NotInForce",
    "Online",
    "PerPage",
    "Print",
    "Procedure",
    "ResultKind",
    "Sheet",
    "SheetLine",
    "Span",
    "StandIn",
    "StepAct",
    "StepRule",
    "SubjectField",
    "TermRule",
    "Turns",
    "UnitAnswer",
]

END = "end"
RECEPTION = "reception_online"
"""The term within which an online dossier is answered."""
RESOLUTION = "resolution"
"""The term within which a received dossier is resolved."""
ONLINE = 2
"""The national portal's number of the channel without paper."""


@dataclass(frozen=True, slots=True)
class SubjectField:
    """The field of law (lĩnh vực)."""

    key: str
    name: Text


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to apply (cách thức thực hiện); `national_code` is that of the national portal's messages."""

    key: str
    name: Text
    national_code: int
    law: str
    from_on: date
    to_on: date | None = None

    @property
    def brings_paper(self) -> bool:
        """Whether what is handed in this way comes on paper, all but online (2)."""
        return self.national_code != ONLINE


@dataclass(frozen=True, slots=True)
class UnitAnswer:
    """Where the resolving office's unit is found: an answer, taken if the condition holds."""

    answer: str
    when: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Competence:
    """Which kind of office resolves (thẩm quyền), and for which unit; the first unit that applies counts."""

    key: str
    law: str
    unit: tuple[UnitAnswer, ...]


class ComponentKind(StrEnum):
    """Whether a component is handed in as paper, taken as data, or only shown."""

    PAPER = "paper"
    DATA = "data"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class StandIn:
    """A database or an earlier result that makes a paper needless."""

    source: str
    name: Text


@dataclass(frozen=True, slots=True)
class Component:
    """A part of the dossier (thành phần hồ sơ).

    Attributes:
        answer: the form's field where it is handed in.
        stand_in: databases that make it needless.
        result_of: procedures whose earlier result, kept here, makes it needless.
    """

    key: str
    name: Text
    kind: ComponentKind
    law: str
    originals: int = 0
    copies: int = 0
    answer: str | None = None
    when: Mapping[str, Any] | None = None
    stand_in: tuple[StandIn, ...] = ()
    result_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedTerm:
    """A term of the procedure, by date."""

    name: Text
    by_date: Dated[TermRule]


@dataclass(frozen=True, slots=True)
class Print:
    """Something the house prints; `form` is its number in the list of standard forms."""

    key: str
    name: Text
    form: str | None = None


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of a sheet: its name, and the answers that stand on it.

    Attributes:
        answers: paths; what was answered is joined by commas.
        shown: plain, capitals, year, or day_in_words.
        words: what is printed for an answer in place of the form's own word for it.
    """

    name: Text
    answers: tuple[str, ...]
    shown: str = "plain"
    words: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Which answers stand on one of the things that the house prints; `key` is that of the print."""

    key: str
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True)
class StepAct:
    """An act that a step offers, the steps it leads to (none: the path ends), and the national status it sets."""

    key: str
    name: Text
    to: tuple[str, ...]
    national_status: int | None = None


@dataclass(frozen=True, slots=True)
class StepRule:
    """One step: role and competence, never a fixed office.

    Attributes:
        office: "receiving" (where the dossier was handed in), "resolving" (found by the procedure's competence), or
            "consulted" (another, found by the competence that the step names).
        term: the key of one of the procedure's terms, or a term in its own words.
        status: a sentence with the blank {holder}.
        joins: steps that must have ended before this one begins.
        silence: of a consulted office, what it means that it does not answer in the step's term.
    """

    key: str
    name: Text
    role: str
    office: str
    term: str
    law: str
    status: Text
    national_status: int
    acts: tuple[StepAct, ...]
    competence: str | None = None
    joins: tuple[str, ...] = ()
    silence: Silence | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """What the citizen is told at an event; blanks stand in {braces}."""

    event: str
    blanks: tuple[str, ...]
    title: Text
    body: Text

    def filled(self, values: Mapping[str, Text | str]) -> tuple[Text, Text]:
        """Return title and body with the blanks filled.

        Args:
            values: by blank; text is put in each language, a str in both. More than needed does no harm.

        Raises:
            KeyError: a blank has no value.
        """
        return _fill(self.title, values), _fill(self.body, values)


def _fill(words: Text, values: Mapping[str, Text | str]) -> Text:
    said = {
        language: {
            key: each.say(language) if isinstance(each, Text) else each for key, each in values.items()
        }
        for language in ("vi", "en")
    }
    return Text(vi=words.vi.format_map(said["vi"]), en=words.en.format_map(said["en"]))


@dataclass(frozen=True)
class Procedure:
    """A procedure of one version, complete: what is stored once by hash and kept by every dossier.

    Attributes:
        about: the answer by which people call a dossier of it, such as the child's name.
        known_by: answers whose last four digits prove, with the code, that the dossier is the asker's.
        facts: what a fee may depend on and is counted in days, by name.
        answer_facts: what a fee may depend on and is an answer itself.
        sheets: which answers stand on what the house prints, where a file says so.
        returning: the step where results, and refusals too, are handed over; "" in versions older than turns.
        turns: the limits under which its dossiers take a turn, the province's with its own laid over them.
        consultations: opinions that it may ask of other offices.
        cases: in order, the first that applies; none: every dossier is alike.
        bundle: the procedures that are filed together by this one's form; none but for a bundle, which has no steps
            and no fees of its own.
        term_words: the term in the act's own words, where it cannot be counted in full; `fee_words` those of the fee.
        unverified: what a person has still to compare with the acts, None where all was.
        eligibility: what is asked before its form, and whether firms may file it.
    """

    key: str
    version: str
    name: Text
    field: SubjectField
    level: str
    from_on: date
    to_on: date | None
    law: tuple[Law, ...]
    who: Text
    what_you_get: Text
    about: str
    known_by: tuple[str, ...]
    channels: tuple[Channel, ...]
    competence: Competence
    components: tuple[Component, ...]
    terms: Mapping[str, NamedTerm]
    facts: Mapping[str, DaysFact]
    fees: Dated[tuple[FeeRule, ...]]
    result: ResultKind
    prints: tuple[Print, ...]
    start: str
    steps: tuple[StepRule, ...]
    letters: Mapping[str, Letter]
    form: Form
    sheets: tuple[Sheet, ...] = ()
    answer_facts: tuple[AnswerFact, ...] = ()
    returning: str = ""
    turns: Turns = Turns()  # noqa: RUF009 - frozen, and empty
    consultations: tuple[Consultation, ...] = ()
    kind: str = "procedure"
    online: Online = Online()  # noqa: RUF009 - frozen
    cases: tuple[CaseRule, ...] = ()
    bundle: tuple[BundlePart, ...] = ()
    term_words: Text | None = None
    fee_words: Text | None = None
    unverified: Text | None = None
    eligibility: Eligibility = Eligibility()  # noqa: RUF009 - frozen

    def case(self, key: str) -> CaseRule | None:
        """Return the case of that key, None where the procedure knows none."""
        return next((each for each in self.cases if each.key == key), None)

    def sheet(self, key: str) -> Sheet | None:
        """Return what stands on the print of that key, None where the procedure's files do not say."""
        return next((each for each in self.sheets if each.key == key), None)

    def law_of(self, key: str) -> Law:
        """Return the act of that key, the procedure's own or one of its turns."""
        return next(law for law in (*self.law, *self.turns.law) if law.key == key)

    def consultation(self, key: str) -> Consultation | None:
        """Return the consultation of that key, None where the procedure knows none."""
        return next((each for each in self.consultations if each.key == key), None)

    @property
    def ordinary(self) -> frozenset[str]:
        """The steps of a day without turns: those that the first act of each leads to."""
        return self._spread({self.start}, first_only=True)

    def steps_from(self, *keys: str) -> frozenset[str]:
        """Return the steps that follow, sooner or later, on those of these keys."""
        begun = {target for key in keys for act in self.step(key).acts for target in act.to}
        return self._spread(begun, first_only=False)

    def _spread(self, begun: set[str], *, first_only: bool) -> frozenset[str]:
        found: set[str] = set()
        left = list(begun)
        while left:
            key = left.pop()
            if key not in found:
                found.add(key)
                acts = self.step(key).acts[:1] if first_only else self.step(key).acts
                left.extend(target for act in acts for target in act.to)
        return frozenset(found)

    def step_offering(self, act: str) -> StepRule | None:
        """Return the first step that offers an act, None where none does."""
        return next((step for step in self.steps if any(each.key == act for each in step.acts)), None)

    def step(self, key: str) -> StepRule:
        """Return the step of that key."""
        return next(step for step in self.steps if step.key == key)

    def channels_on(self, day: date) -> tuple[Channel, ...]:
        """Return the ways to apply on a day."""
        return tuple(
            each
            for each in self.channels
            if each.from_on <= day and (each.to_on is None or day <= each.to_on)
        )
