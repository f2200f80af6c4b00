"""Cases of a procedure with terms of their own, and how far it goes online. All pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kinhbac.base.text import Text
from kinhbac.tools.grammar.dated import Dated
from kinhbac.tools.grammar.term_rule import TermRule


@dataclass(frozen=True, slots=True)
class CaseRule:
    """A case (trường hợp) of a procedure: its condition over the answers, or that an officer finds it.

    Attributes:
        when: a JSON Schema over the answers; None with `by_officer` False holds for whatever no case before it took.
        by_officer: found at reception or in appraisal, such as that a field check is needed; never by answers.
        term: its own term of resolution, None where it keeps the procedure's.
        components: keys of the components that it asks for; None: all whose condition holds.
    """

    key: str
    name: Text
    law: str
    when: Mapping[str, Any] | None = None
    by_officer: bool = False
    term: Dated[TermRule] | None = None
    components: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Online:
    """How far a procedure goes online (toàn trình, một phần); a partial one says why, and by which act."""

    full: bool = True
    reason: Text | None = None
    law: str | None = None

    @property
    def level(self) -> str:
        """Return "full" or "partial", as the fact `online` of a dossier and the official figures name it."""
        return "full" if self.full else "partial"
