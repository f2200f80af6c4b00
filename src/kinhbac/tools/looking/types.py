"""The words of looking: what was opened, the rules of the catalogue, and a reason that was given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from kinhbac.base.text import Text
from kinhbac.kernel.types import Refusal, Refused

SHOWN, REASONS = "shown", "reasons"
MANY_IN_DAY, SAME_PERSON, OUTSIDE_HOURS, OWN = "many_in_day", "same_person", "outside_hours", "own"
WITHIN_MINUTES, GOOD_FOR_MINUTES, SHORTEST = "within_minutes", "good_for_minutes", "shortest"
ABOVE, WITHIN_DAYS = "above", "within_days"
FLAGS: Mapping[str, tuple[str, ...]] = {
    MANY_IN_DAY: (ABOVE,),
    SAME_PERSON: (ABOVE, WITHIN_DAYS),
    OUTSIDE_HOURS: (),
    OWN: (),
}
"""What may be flagged, and the numbers that each needs."""
NUMBERS: Mapping[str, tuple[str, ...]] = {
    SHOWN: (WITHIN_MINUTES,),
    REASONS: (GOOD_FOR_MINUTES, SHORTEST),
    **FLAGS,
}
LONGEST_REASON = 300
NO_NAME = Text(vi="", en="")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the catalogue with its days, its numbers and its law; `name` is what a flag is called."""

    key: str
    from_on: date
    to_on: date | None
    cited: Text
    numbers: Mapping[str, int] = field(default_factory=dict)
    name: Text = NO_NAME

    def holds_on(self, day: date) -> bool:
        """Say whether it is in force on a day."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


@dataclass(frozen=True, slots=True)
class LookingRules:
    """All of them."""

    rules: tuple[Rule, ...] = ()

    def on(self, key: str, day: date) -> Rule | None:
        """Return the rule of a name on a day, None where there is none."""
        return next((each for each in self.rules if each.key == key and each.holds_on(day)), None)

    def number(self, key: str, name: str, day: date) -> int:
        """Return a number of a rule on a day; 0 without a rule: nothing is gathered, and no reason holds."""
        rule = self.on(key, day)
        return rule.numbers[name] if rule is not None else 0


@dataclass(frozen=True, slots=True)
class Glimpse:
    """One opening of a person's file: who did, in which post, or which system; of which dossier, and why."""

    at: datetime
    who: UUID | None
    office: str
    role: str
    system: str
    purpose: str
    reason: str
    dossier: str
    is_paper: bool = False


@dataclass(frozen=True, slots=True)
class Gathered:
    """Openings by the same hand, of the same dossier, for the same purpose, within a short time.

    Attributes:
        first_at: the earliest of them.
        last_at: the latest.
        glimpse: what they have in common; of the latest.
        times: how often the file was opened, its single papers not counted.
        papers: how often a single paper of it was.
    """

    first_at: datetime
    last_at: datetime
    glimpse: Glimpse
    times: int
    papers: int


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose file is meant: a case by its key, or a person's record; `name` is what a supervisor reads it as."""

    case: UUID | None = None
    person: UUID | None = None
    name: str = ""


class ReasonNeeded(Refused):
    """A file that no work of hers justifies: it opens with a reason, given at `route` for `about`."""

    def __init__(self, route: str, about: str) -> None:
        """Say where a reason is given (the name of an address), and about what it takes."""
        self.route, self.about = route, about
        super().__init__(
            Refusal(
                code="look.reason_needed",
                reason=Text(
                    vi="Hồ sơ này không thuộc việc của bạn, nên phải ghi lý do trước khi mở.",
                    en="This file is no work of yours, so it takes a reason to open it.",
                ),
                remedy=Text(
                    vi="Ghi lý do; chủ hồ sơ và lãnh đạo cơ quan bạn sẽ thấy.",
                    en="Give a reason; its owner and the leader of your office will see it.",
                ),
            )
        )
