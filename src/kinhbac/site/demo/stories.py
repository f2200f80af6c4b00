"""Stories: the dossiers that wait for the cast now, so that everybody finds work of today and tomorrow, and something late.

"Today" is a day on which offices still work: on a Sunday, or after closing, it is the next one that does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from kinhbac.base.clock import HCM
from kinhbac.site.demo import forms
from kinhbac.site.demo.cast import BAC_GIANG, DONG_VIET, KINH_BAC, LAN, Member
from kinhbac.site.demo.histories import REASONS
from kinhbac.site.demo.hours import DAY
from kinhbac.site.demo.people import citizen
from kinhbac.site.demo.plans import ASSIGN, TAKE, Filing, Plan, Planned
from kinhbac.site.demo.population import Places
from kinhbac.site.demo.timetable import Timetable

FIRST_NUMBER = 1_000_000
FIRST_PERSON = 400_000
"""The numbers of the dossiers and of the people of stories; those of the population lie below."""
PROVINCE_DESK = "2025.24.centre"
TODAY, TOMORROW, LATE, FRESH = "today", "tomorrow", "late", "fresh"
ASKED_TODAY, ASKED_TOMORROW = "asked_today", "asked_tomorrow"
OPINION_DAYS = 5
"""Working days by which the term of a house is longer than that of the offices that are asked about it."""


@dataclass(frozen=True, slots=True)
class Story:
    """A dossier that has come to a stage and is due on a day.

    Attributes:
        procedure: key.
        commune: whose team has it.
        stage: one of `STAGES`.
        due: TODAY, TOMORROW, LATE, or FRESH for what has just come; of "filed" it is the reception that is due, and
            ASKED_TODAY and ASKED_TOMORROW mean the opinions of other offices on a house.
        desk: key of the one-stop desk where it was handed in, "home" the commune's own, "" online.
        applicant: of the cast; None invents somebody.
    """

    procedure: str
    commune: str
    stage: str
    due: str = TODAY
    desk: str = ""
    applicant: Member | None = None


STAGES: Mapping[str, tuple[str, ...]] = {
    "filed": (),
    "asked_at_reception": ("request_supplement",),
    "received": ("receive",),
    "taken": ("receive", TAKE),
    "assigned": ("receive", ASSIGN),
    "asked": ("receive", "request_supplement"),
    "agreed": ("receive", "land_opinion", "fire_opinion"),
    "consulted": ("receive", "consult"),
    "proposed": ("receive", "propose"),
    "refusal_proposed": ("receive", "propose_refusal"),
    "signed": ("receive", "propose", "approve"),
    "issued": ("receive", "hand_papers", "propose", "approve", "issue_result"),
    "issued_same_day": ("receive", "hand_papers", "approve", "issue_result"),
    "to_be_signed": ("receive",),
    "apologised": ("receive", "apologise"),
    "handed_over": ("receive", "approve", "issue_result", "hand_over"),
}
"""The acts that bring a dossier to a stage."""

_SAYS: Mapping[str, Mapping[str, Any]] = {
    "propose": {"note": "Đủ điều kiện"},
    "propose_refusal": {"reason": "Thông tin khai không khớp cơ sở dữ liệu dân cư"},
    "hand_over": {"to": "applicant"},
}


def _at_home(commune: str) -> Iterator[Story]:
    """Yield what waits at a commune: for the one-stop desk, the specialist and the leader."""
    yield Story(forms.BIRTH, commune, "filed", TODAY)
    yield Story(forms.MARITAL, commune, "filed", LATE)
    yield Story(forms.MARITAL, commune, "received", TODAY, "home")
    yield Story(forms.MARITAL, commune, "received", TOMORROW)
    yield Story(forms.MARITAL, commune, "received", LATE)
    yield Story(forms.MARITAL, commune, "proposed", TODAY)
    yield Story(forms.HOUSE, commune, "agreed", TOMORROW)
    yield Story(forms.MARITAL, commune, "asked", TOMORROW)
    yield Story(forms.MARITAL, commune, "issued", TOMORROW, "home")


STORIES: tuple[Story, ...] = (
    *_at_home(KINH_BAC),
    Story(forms.COPIES, KINH_BAC, "to_be_signed", TODAY, "home"),
    Story(forms.MARITAL, KINH_BAC, "refusal_proposed", TOMORROW),
    Story(forms.MARITAL, KINH_BAC, "proposed", TOMORROW),
    Story(forms.MARITAL, KINH_BAC, "proposed", LATE),
    Story(forms.MARITAL, KINH_BAC, "taken", TODAY),
    Story(forms.MARITAL, KINH_BAC, "signed", TODAY),
    Story(forms.BIRTH, KINH_BAC, "asked_at_reception", TODAY),
    Story(forms.COPIES, KINH_BAC, "issued_same_day", TODAY, "home"),
    *_at_home(BAC_GIANG),
    Story(forms.MARITAL, BAC_GIANG, "assigned", TOMORROW),
    Story(forms.MARITAL, BAC_GIANG, "received", TODAY, "2025.09187.centre"),
    Story(forms.MARITAL, BAC_GIANG, "proposed", TOMORROW),
    Story(forms.MARITAL, BAC_GIANG, "proposed", LATE),
    Story(forms.BIRTH, DONG_VIET, "filed", TODAY),
    Story(forms.MARITAL, DONG_VIET, "received", TODAY, "home"),
    Story(forms.MARITAL, DONG_VIET, "received", TOMORROW),
    Story(forms.MARITAL, DONG_VIET, "proposed", TODAY),
    Story(forms.MARITAL, DONG_VIET, "proposed", TOMORROW),
    Story(forms.MARITAL, DONG_VIET, "proposed", LATE),
    Story(forms.MARITAL, DONG_VIET, "asked", TOMORROW),
    Story(forms.MARITAL, DONG_VIET, "issued", TOMORROW, "home"),
    Story(forms.HOUSE, KINH_BAC, "received", ASKED_TODAY),
    Story(forms.HOUSE, KINH_BAC, "consulted", ASKED_TOMORROW),
    Story(forms.HOUSE, BAC_GIANG, "consulted", ASKED_TODAY),
    Story(forms.HOUSE, BAC_GIANG, "received", ASKED_TOMORROW),
    Story(forms.HOUSE, BAC_GIANG, "received", LATE),
    Story(forms.RECORD, KINH_BAC, "received", TODAY),
    Story(forms.RECORD, BAC_GIANG, "received", TOMORROW, PROVINCE_DESK),
    Story(forms.RECORD, DONG_VIET, "received", LATE),
    Story(forms.RECORD, KINH_BAC, "consulted", TOMORROW),
    Story(forms.RECORD, BAC_GIANG, "asked", TOMORROW),
    Story(forms.RECORD, KINH_BAC, "proposed", TODAY),
    Story(forms.RECORD, BAC_GIANG, "proposed", TOMORROW),
    Story(forms.RECORD, KINH_BAC, "proposed", LATE),
    Story(forms.RECORD, BAC_GIANG, "issued", TOMORROW, PROVINCE_DESK),
    Story(forms.RECORD, BAC_GIANG, "filed", LATE),
    Story(forms.RECORD, KINH_BAC, "filed", TODAY),
    Story(forms.DATA, KINH_BAC, "received", TODAY),
    Story(forms.DATA, BAC_GIANG, "received", TOMORROW),
    Story(forms.DATA, DONG_VIET, "received", LATE),
    Story(forms.DATA, KINH_BAC, "proposed", TODAY),
    Story(forms.DATA, BAC_GIANG, "proposed", TOMORROW),
    Story(forms.DATA, DONG_VIET, "proposed", LATE),
)

LANS: tuple[Story, ...] = (
    Story(forms.MARITAL, KINH_BAC, "received", TOMORROW, applicant=LAN),
    Story(forms.HOUSE, KINH_BAC, "asked", FRESH, applicant=LAN),
    Story(forms.RECORD, KINH_BAC, "apologised", LATE, applicant=LAN),
    Story(forms.COPIES, KINH_BAC, "handed_over", LATE, "home", applicant=LAN),
)
"""What Lan has: one in process, one that asks her for a supplement, one late with an apology, one that she may rate."""


class Stories:
    """Makes plans of stories, seen from a moment."""

    def __init__(self, table: Timetable, places: Places, now: datetime, seed: str) -> None:
        self._table, self._hours, self._places = table, table.hours, places
        self._now, self._seed = now, seed
        self._calendar = table.hours.calendar
        self._days = self._working_days()

    def plans(self, stories: tuple[Story, ...], first: int = FIRST_NUMBER) -> Iterator[Plan]:
        """Yield the plans of stories in their order, numbered from `first`."""
        for number, story in enumerate(stories, start=first):
            yield self._plan(story, number)

    def _working_days(self) -> dict[str, date]:
        day = self._now.date()
        closed = not self._calendar.is_working(day) or self._now.time() > self._calendar.closing(day)
        today = self._calendar.next_working(day) if closed else day
        tomorrow = self._calendar.next_working(today)
        return {
            TODAY: today,
            TOMORROW: tomorrow,
            LATE: self._working_day(day, -2),
            ASKED_TODAY: self._working_day(today, OPINION_DAYS),
            ASKED_TOMORROW: self._working_day(tomorrow, OPINION_DAYS),
        }

    def _working_day(self, day: date, count: int) -> date:
        """Return the day that is so many working days after (or before) another."""
        left, one = abs(count), timedelta(days=1 if count > 0 else -1)
        while left:
            day += one
            left -= self._calendar.is_working(day)
        return day

    def _plan(self, story: Story, number: int) -> Plan:
        acts = STAGES[story.stage]
        span = 45 * (len(acts) + 1)
        waits_at_desk = "receive" not in acts
        minute = self._filed(story, span) if waits_at_desk else self._received(story, span) - 20
        filed_at = min(self._hours.at(minute), self._now - timedelta(minutes=1))
        applicant = story.applicant or citizen(
            FIRST_PERSON + number % FIRST_NUMBER, story.commune, self._seed
        )
        desk = self._places.desk(story.commune) if story.desk == "home" else story.desk
        channel = "counter" if desk else "online"
        filing = Filing(
            number, story.procedure, story.commune, story.commune, applicant, channel, desk, filed_at
        )
        return Plan(filing, tuple(self._acts(story, acts, minute + 20)))

    def _acts(self, story: Story, acts: tuple[str, ...], received: int) -> Iterator[Planned]:
        minute = received
        for name in acts:
            if name == "apologise":
                minute = self._table.due(story.procedure, received) - round(1.5 * DAY)
            if name.endswith("_opinion"):
                said = {"agrees": True, "words": "Thống nhất"}
                yield Planned(self._hours.at(minute), "give_opinion", said, name)
            else:
                yield Planned(self._hours.at(minute), name, self._values(story, name))
            minute += 45

    def _values(self, story: Story, name: str) -> Mapping[str, Any]:
        if name == "request_supplement":
            return {
                "items": [forms.ASKED_FOR[story.procedure]],
                "reason": "Bản đã gửi bị mờ, chưa đủ căn cứ giải quyết",
            }
        if name == "consult":
            consultation = "planning" if story.procedure == forms.HOUSE else "former_records"
            return {"consultation": consultation, "question": "Đề nghị cho ý kiến theo chức năng"}
        if name == "apologise":
            day = self._calendar.next_working(self._days[TOMORROW])
            closes = datetime.combine(day, self._calendar.closing(day), HCM)
            return {"reason": REASONS[0], "new_due": closes.isoformat()}
        return _SAYS.get(name, {})

    def _filed(self, story: Story, span: int) -> int:
        """Return when it was filed, so that its reception is due today, or was."""
        if story.due == LATE:
            return self._hours.minute(self._now) - DAY - 200
        closes = self._opening(self._days[TODAY]) + DAY
        return min(closes - DAY - 10, self._hours.minute(self._now) - span)

    def _received(self, story: Story, span: int) -> int:
        """Return the last minute of reception that leaves time for the acts and makes it due on the story's day."""
        latest = self._hours.minute(self._now) - span
        wanted = self._days.get(story.due)
        if wanted is None:
            return latest
        back = range(latest, latest - 14 * DAY, -20)
        return next(
            (each for each in back if self._table.due_at(story.procedure, each).date() <= wanted), latest
        )

    def _opening(self, day: date) -> int:
        return self._hours.minute(datetime.combine(day, time(), HCM))
