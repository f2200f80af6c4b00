"""The words of limits: which doors are counted, for whom, the budgets of the catalogue, and that one is used up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kinhbac.base.text import Text
from kinhbac.kernel.types import Refusal, Refused

ADDRESS, PERSON, SYSTEM, CODE = "address", "person", "system", "code"

FIND = "find"
ASK = "ask"
LOOK_UP = "look_up"
TAKE_UP = "take_up"
UPLOAD = "upload"
FILE = "file"
DOWNLOAD = "download"
PRINT = "print"
SYSTEM_ASKS = "system_asks"
TOKENS = "tokens"
REFUSALS = "refusals"
LAST = f"limits.{REFUSALS}"
"""The code of the last line that an address leaves in a record of refusals, until it has a new budget."""
COUNTED: Mapping[str, tuple[str, ...]] = {
    FIND: (ADDRESS,),
    ASK: (ADDRESS,),
    LOOK_UP: (ADDRESS, CODE),
    TAKE_UP: (PERSON, CODE),
    UPLOAD: (PERSON,),
    FILE: (PERSON,),
    DOWNLOAD: (PERSON,),
    PRINT: (PERSON,),
    SYSTEM_ASKS: (SYSTEM,),
    TOKENS: (SYSTEM,),
    REFUSALS: (ADDRESS,),
}
"""Every counted door, and for whom it is counted.

Words sought and questions to the API are counted where nobody is signed in; look-ups and forms taken up where they were
wrong; refusals where they are recorded of nobody in particular.
"""


@dataclass(frozen=True, slots=True)
class Budget:
    """At most so often within a time, for each address, person, system or code."""

    each: str
    most: int
    within: timedelta


@dataclass(frozen=True, slots=True)
class Limit:
    """The budgets of a door with their days; `instead` says what else one can do.

    Attributes:
        name: what is counted, to be read in the middle of a sentence.
        verified: whether somebody compared it with the act.
    """

    key: str
    name: Text
    instead: Text
    from_on: date
    to_on: date | None
    verified: bool
    budgets: tuple[Budget, ...]

    def holds_on(self, day: date) -> bool:
        """Say whether it is in force on a day."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


@dataclass(frozen=True, slots=True)
class LimitRules:
    """All of them."""

    limits: tuple[Limit, ...] = ()

    def on(self, key: str, day: date) -> Limit | None:
        """Return the limit of a door on a day, None where there is none."""
        return next((each for each in self.limits if each.key == key and each.holds_on(day)), None)


class TooMany(Refused):
    """A budget is used up: nothing was done, and nothing more is counted until it begins anew."""

    def __init__(self, refusal: Refusal, left: timedelta) -> None:
        """Say why in the words of the refusal, and how long until there is a new budget."""
        super().__init__(refusal)
        self.left = left
