"""The demo's births: who registers which child, how far the dossier has come, and when each act was done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from kinhbac.base.clock import HCM
from kinhbac.base.worktime.calendar import Calendar
from kinhbac.site.demo.cast import BAC_GIANG, BINH, HANH, HOA, KINH_BAC, MINH, SON, THU, Member

PROCEDURE = "1.001193"
ACTS = ("receive", "propose", "approve", "issue_result", "hand_over")
TEAMS = {
    KINH_BAC: (MINH, HOA, BINH, HOA, MINH),
    BAC_GIANG: (THU, SON, HANH, SON, THU),
}
FAMILY_NAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đỗ", "Bùi", "Ngô", "Dương")
MIDDLE_NAMES = ("Minh", "Gia", "Bảo", "Ngọc", "Khánh", "Hải", "Thanh", "Đức", "Thảo", "Quỳnh")
GIVEN_NAMES = ("An", "Bình", "Chi", "Dũng", "Hà", "Khang", "Linh", "My", "Nam", "Phúc", "Quân", "Vy")
DAY = 480  # working minutes
STAGES = (
    (5, DAY),
    (0, 20),
    (1, 35),
    (5, 2 * DAY),
    (2, 10),
    (3, 50),
    (1, 2 * DAY),
    (4, 30),
    (5, 3 * DAY),
    (5, 4 * DAY),
)
"""How many acts each dossier has seen and how many working minutes ago the last was, over and over: some of every
step, one that is late, and more that are finished."""


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth of the demo: its place in the order, its commune, and when it was filed and each act was done."""

    number: int
    commune: str
    moments: tuple[datetime, ...]

    @property
    def filed_at(self) -> datetime:
        """When the mother sent the form."""
        return self.moments[0]

    @property
    def child(self) -> str:
        """The child's name."""
        family = FAMILY_NAMES[self.number % len(FAMILY_NAMES)]
        middle = MIDDLE_NAMES[self.number * 7 % len(MIDDLE_NAMES)]
        return f"{family} {middle} {GIVEN_NAMES[self.number * 5 % len(GIVEN_NAMES)]}"

    def mother(self) -> Member:
        """The mother, who files."""
        born = date(1988 + self.number % 14, 1 + self.number % 12, 1 + self.number % 27)
        name = (
            f"{FAMILY_NAMES[(self.number + 3) % len(FAMILY_NAMES)]} Thị {GIVEN_NAMES[self.number * 11 % 12]}"
        )
        century = 3 if born.year >= 2000 else 1
        number = f"027{century}{born.year % 100:02}{100000 + self.number:06}"
        return Member(
            f"mother-{self.number}", name, number, born, "female", f"0913{self.number:06}", self.commune
        )

    def acts(self) -> Iterator[tuple[str, Member, datetime]]:
        """Yield the acts done so far: which, by whom, when."""
        yield from zip(ACTS, TEAMS[self.commune], self.moments[1:], strict=False)


def births(count: int, now: datetime, calendar: Calendar) -> list[Birth]:
    """Return births in the order of filing: all acts in working time, none later than `now`."""
    made = [_birth(number, now, calendar) for number in range(count)]
    return sorted(made, key=lambda each: each.filed_at)


def _birth(number: int, now: datetime, calendar: Calendar) -> Birth:
    acts, ago = STAGES[number % len(STAGES)]
    ago += number // len(STAGES) * (DAY // 6 if acts == len(ACTS) else 3)
    pace = 15 + number % 4 * 5
    minutes = [ago + pace * left for left in range(acts, -1, -1)]
    moments = tuple(earlier(now, each, calendar) for each in minutes)
    return Birth(number=number, commune=KINH_BAC if number % 3 else BAC_GIANG, moments=moments)


def earlier(now: datetime, minutes: int, calendar: Calendar) -> datetime:
    """Return the moment that lies so many working minutes before `now`."""
    left = timedelta(minutes=minutes)
    day = now.astimezone(HCM).date()
    end = now.astimezone(HCM)
    while True:
        for session in reversed(calendar.sessions(day)):
            opens = datetime.combine(day, session.opens, HCM)
            closes = min(datetime.combine(day, session.closes, HCM), end)
            if closes <= opens:
                continue
            if closes - opens >= left:
                return closes - left
            left -= closes - opens
        day -= timedelta(days=1)


def answers(birth: Birth, mother: Member, paper: str) -> dict[str, Any]:
    """Return the answers of the form for a birth in a hospital."""
    born_on = birth.filed_at.date() - timedelta(days=9 + birth.number % 20)
    return {
        "requester": {"relation": "mother", "phone": mother.phone},
        "child": {
            "full_name": birth.child,
            "born_on": born_on.isoformat(),
            "sex": "female" if birth.number % 2 else "male",
            "ethnicity": "01",
            "nationality": "Việt Nam",
            "hometown": "Tỉnh Bắc Ninh",
        },
        "place": {"kind": "facility", "facility": "Bệnh viện Sản Nhi (mẫu)", "address": "Phường Vũ Ninh"},
        "parents": {"marriage": "unmarried"},
        "mother": {
            "full_name": mother.name,
            "born_on": mother.born_on.isoformat(),
            "identity_number": mother.number,
            "ethnicity": "01",
            "nationality": "Việt Nam",
            "address": mother.address,
            "commune": mother.commune,
        },
        "papers": {"birth_notice": [{"file": paper, "name": "giay-chung-sinh.jpg"}]},
        "copies": {"count": 1 + birth.number % 3},
        "delivery": {"way": "counter"},
    }
