"""Bundles of the demo: a few families file once, and their parts stand at different places, so that each can be seen.

They are planned in working minutes before now; each part is a plan of its own, so that codes and numbers of results are
taken with those of all other dossiers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from kinhbac.site.demo import forms
from kinhbac.site.demo.cast import KINH_BAC, LAN, Member
from kinhbac.site.demo.hours import DAY, Hours
from kinhbac.site.demo.people import citizen
from kinhbac.site.demo.plans import Filing, Plan, Planned

FIRST_NUMBER = 3_000_000
FIRST_PERSON = 450_000
APART = 10
"""Numbers for one bundle: its own, and one for each part."""
PACE = 45
"""Working minutes from one act to the next."""
TO_RESULT = ("receive", "propose", "approve", "issue_result")
LASTS = len(TO_RESULT) * PACE


@dataclass(frozen=True, slots=True)
class Story:
    """A bundle and how far its parts have come.

    Attributes:
        procedure: key of the bundle.
        first: key of the part that the others wait for, and its procedure.
        acts: those that were done on each part, by key; the first part has its result where another is among them.
        others: the procedures of the parts that wait, by key.
        days: working days since it was filed.
        applicant: of the cast; None invents somebody.
    """

    procedure: str
    first: tuple[str, str]
    others: tuple[tuple[str, str], ...]
    acts: tuple[tuple[str, tuple[str, ...]], ...]
    days: int
    applicant: Member | None = None


@dataclass(frozen=True, slots=True)
class WholePlan:
    """A bundle as it is filed, and the plans of its parts by key; a part that waits begins with what it waits for."""

    filing: Filing
    parts: tuple[tuple[str, Plan], ...]

    def plans(self) -> Iterator[Plan]:
        """Yield everything of it that is numbered."""
        yield Plan(self.filing, ())
        yield from (plan for _, plan in self.parts)

    def until(self, now: datetime) -> "WholePlan":
        """Return it without what lies after a moment."""
        return WholePlan(self.filing, tuple((key, plan.until(now)) for key, plan in self.parts))


BIRTH = ("birth", forms.BIRTH)
CARD_AND_HOME = (("residence", "1.004222"), ("health_card", "1.001939"))
DEATH = ("death", "1.000656")
AFTER_DEATH = (("residence", "1.003197"), ("pension_funeral", "1.014028"))
RETURNED = (*TO_RESULT, "hand_over")

STORIES = (
    Story(forms.BIRTH_BUNDLE, BIRTH, CARD_AND_HOME, (), 0),
    Story(forms.BIRTH_BUNDLE, BIRTH, CARD_AND_HOME, (("birth", TO_RESULT),), 1),
    Story(
        forms.BIRTH_BUNDLE,
        BIRTH,
        CARD_AND_HOME,
        (("birth", RETURNED), ("residence", ("receive", "propose")), ("health_card", ("receive",))),
        3,
    ),
    Story(
        forms.BIRTH_BUNDLE,
        BIRTH,
        CARD_AND_HOME,
        (("birth", RETURNED), ("residence", ("receive",)), ("health_card", TO_RESULT)),
        4,
    ),
    Story(
        forms.DEATH_BUNDLE,
        DEATH,
        AFTER_DEATH,
        (("death", RETURNED), ("residence", ("receive",)), ("pension_funeral", ("receive", "propose"))),
        3,
    ),
)
LANS = Story(
    forms.BIRTH_BUNDLE,
    BIRTH,
    CARD_AND_HOME,
    (("birth", RETURNED), ("residence", ("receive",)), ("health_card", ("receive", "propose"))),
    2,
    applicant=LAN,
)
"""Lan's: the birth certificate is in her hand, the police have the residence, the card waits for a signature."""


def planned(
    stories: tuple[Story, ...], hours: Hours, now: datetime, seed: str, first: int
) -> Iterator[WholePlan]:
    """Yield the plans of bundles, seen from a moment; `first` is the number of the first one."""
    for place, story in enumerate(stories):
        yield _plan(story, hours, now, seed, first + APART * place)


def _plan(story: Story, hours: Hours, now: datetime, seed: str, number: int) -> WholePlan:
    applicant = story.applicant or citizen(FIRST_PERSON + number % FIRST_NUMBER, KINH_BAC, seed)
    acts = dict(story.acts)
    filed = hours.minute(now) - story.days * DAY - 60 - LASTS
    parts = [_part(story.first, acts, hours, applicant, number + 1, filed)]
    opened = filed + LASTS
    if "issue_result" in acts.get(story.first[0], ()):
        parts += [
            _part(each, acts, hours, applicant, number + 2 + place, opened)
            for place, each in enumerate(story.others)
        ]
    whole = _filing(story.procedure, applicant, number, hours.at(filed))
    return WholePlan(whole, tuple(parts))


def _part(
    part: tuple[str, str],
    acts: dict[str, tuple[str, ...]],
    hours: Hours,
    applicant: Member,
    number: int,
    begins: int,
) -> tuple[str, Plan]:
    key, procedure = part
    done = tuple(
        Planned(hours.at(begins + PACE * place), act, {"to": "applicant"} if act == "hand_over" else {})
        for place, act in enumerate(acts.get(key, ()), start=1)
    )
    return key, Plan(_filing(procedure, applicant, number, hours.at(begins)), done)


def _filing(procedure: str, applicant: Member, number: int, at: datetime) -> Filing:
    return Filing(number, procedure, KINH_BAC, KINH_BAC, applicant, "online", "", at)
