"""Whether a procedure is the right one (điều kiện thực hiện): a few questions asked before its form. All pure.

The answers decide only where a person goes from here; they are kept nowhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kinhbac.base.text import Text


@dataclass(frozen=True, slots=True)
class Instead:
    """Where to go for whom a procedure is not the right one: another procedure by its code and name, or an office."""

    words: Text
    procedure: str = ""
    name: Text | None = None
    office: Text | None = None


@dataclass(frozen=True, slots=True)
class EligibleAnswer:
    """One answer; `instead` is set where one does not go on with it."""

    key: str
    name: Text
    instead: Instead | None = None


@dataclass(frozen=True, slots=True)
class EligibleQuestion:
    """One question, the key of the act that it comes from, and its answers."""

    key: str
    question: Text
    law: str
    answers: tuple[EligibleAnswer, ...]
    hint: Text | None = None

    def answer(self, key: str) -> EligibleAnswer | None:
        """Return the answer of that key, None where it is none."""
        return next((each for each in self.answers if each.key == key), None)


@dataclass(frozen=True, slots=True)
class Stand:
    """How far answers lead.

    Attributes:
        said: the answers that count, by question, in order.
        next: what is to be asked now; None once all is said, or once an answer ended it.
        ended: the question and the answer with which one does not go on.
    """

    said: Mapping[str, str]
    next: EligibleQuestion | None = None
    ended: tuple[EligibleQuestion, EligibleAnswer] | None = None

    @property
    def goes_on(self) -> bool:
        """Whether the form may be begun."""
        return self.next is None and self.ended is None


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Who a procedure is for: the questions, and whether a firm may file it through somebody who acts for it."""

    questions: tuple[EligibleQuestion, ...] = ()
    firms: bool = False

    def stand(self, said: Mapping[str, str]) -> Stand:
        """Return how far answers by question lead; what is no answer counts as not said."""
        counting: dict[str, str] = {}
        for question in self.questions:
            answer = question.answer(said.get(question.key, ""))
            if answer is None:
                return Stand(counting, next=question)
            counting[question.key] = answer.key
            if answer.instead is not None:
                return Stand(counting, ended=(question, answer))
        return Stand(counting)
