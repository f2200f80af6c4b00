"""The turns that a dossier may take besides its path: their limits by date, how it may end, whom it may consult. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.base.worktime.terms import Term, parse_term
from kinhbac.tools.grammar.dated import Dated, NotInForce
from kinhbac.tools.grammar.law import Law


class LimitKey(StrEnum):
    """What is limited; each is a key of `limits:` in catalogue/turns.yaml."""

    NOTIFY_ONLINE = "notify_online"
    TRANSFER = "transfer"
    PAPER_ACROSS_LEVELS = "paper_across_levels"
    RETURN_UNQUALIFIED = "return_unqualified"
    SILENCE = "silence"
    APOLOGY_BEFORE = "apology_before"
    CORRECT_ERROR = "correct_error"
    FEE_TO_BUDGET = "fee_to_budget"


HOURS_OF_THE_DAY = frozenset({LimitKey.TRANSFER})
"""Limits that are an hour of the day ("15:00"), not a term."""


class Effect(StrEnum):
    """What a request for a supplement after appraisal does to the term of resolution."""

    RESTART = "restart"
    PAUSE = "pause"


class Silence(StrEnum):
    """What it means that a consulted office has not answered in its term."""

    AGREES = "agrees"
    DOES_NOT_COUNT = "does_not_count"


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit in its own words ("3 working days", "15:00"), and the key of the act that it comes from."""

    value: str
    law: str

    @property
    def term(self) -> Term:
        """Return it ready to be counted."""
        return parse_term(self.value)

    @property
    def hour(self) -> time:
        """Return it as an hour of the day."""
        return time.fromisoformat(self.value)


@dataclass(frozen=True, slots=True)
class SupplementRule:
    """What a request after appraisal does to the term, and how many may be made without a leader's word."""

    effect: Effect
    most: int
    law: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A way in which a dossier ends: its name, its number among the ten national statuses, and whether compared."""

    key: str
    name: Text
    national_status: int
    law: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Consultation:
    """An opinion (lấy ý kiến) that a procedure may ask of another office, found by its competence.

    Attributes:
        awaited: the dossier is not proposed without it, or its lawful silence.
    """

    key: str
    name: Text
    competence: str
    role: str
    term: str
    silence: Silence
    awaited: bool
    law: str


@dataclass(frozen=True, slots=True)
class Turns:
    """The province's limits with those of a procedure laid over them; kept in the procedure's published version."""

    law: tuple[Law, ...] = ()
    limits: Mapping[str, Dated[Limit]] = field(default_factory=dict)
    supplement: Dated[SupplementRule] = Dated(())  # noqa: RUF009 - frozen, and empty
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)

    def limit(self, key: LimitKey, moment: datetime) -> Limit:
        """Return a limit as it is in force at a moment.

        Raises:
            NotInForce: none is in force, or the version was published before there were turns.
        """
        day = moment.astimezone(HCM).date()
        if key not in self.limits:
            raise NotInForce(day)
        return self.limits[key].on(day)

    def has(self, key: LimitKey, moment: datetime) -> bool:
        """Say whether a limit is in force at a moment."""
        return key in self.limits and self.limits[key].covers(moment.astimezone(HCM).date())

    def supplements(self, moment: datetime) -> SupplementRule:
        """Return the rule of supplements in force at a moment; raises `NotInForce` as `limit`."""
        return self.supplement.on(moment.astimezone(HCM).date())

    def law_of(self, key: str) -> Law | None:
        """Return the act of that key, None where it is none of the turns'."""
        return next((law for law in self.law if law.key == key), None)
