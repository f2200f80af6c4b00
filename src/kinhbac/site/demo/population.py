"""The population: who files what, where and when; most in three communes, a third of it in the last 60 days."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from kinhbac.base.clock import HCM
from kinhbac.kernel.directory.directory import Directory
from kinhbac.kernel.directory.types import Level, UnitRef
from kinhbac.site.demo import forms
from kinhbac.site.demo.cast import BAC_GIANG, DONG_VIET, KINH_BAC, Member
from kinhbac.site.demo.hours import Hours
from kinhbac.site.demo.people import citizen
from kinhbac.site.demo.plans import Filing

SINCE = date(2024, 1, 2)
MERGED_ON = date(2025, 7, 1)
RECENT = timedelta(days=60)
RECENT_SHARE = 0.34
COMMUNES: Mapping[str, float] = {
    KINH_BAC: 42,
    BAC_GIANG: 36,
    DONG_VIET: 14,
    "2025/09190": 3,
    "2025/09169": 2,
    "2025/07228": 2,
    "2025/07777": 1,
}
"""Where people live, in parts of a hundred."""
HOMES = (KINH_BAC, BAC_GIANG, DONG_VIET)
PROCEDURES: Mapping[str, float] = {
    forms.COPIES: 52,
    forms.BIRTH: 16,
    forms.MARITAL: 13,
    forms.RECORD: 13,
    forms.HOUSE: 6,
}
ONLINE: Mapping[str, float] = {
    forms.COPIES: 0.07,
    forms.BIRTH: 0.5,
    forms.MARITAL: 0.55,
    forms.RECORD: 0.6,
    forms.HOUSE: 0.3,
}
POST = 0.04
ELSEWHERE = 0.08
"""The share of what is handed in at a counter that is handed in at another commune's."""
VNEID_SINCE = date(2026, 1, 1)
VNEID = (forms.BIRTH, forms.MARITAL)
DOSSIERS_EACH = 8
"""How many dossiers a person has, on average."""


class Places:
    """What the communes of the demo were called before the merger, and their offices by day."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self._former: dict[str, list[str]] = defaultdict(list)
        for unit in directory.units:
            whole = unit.level is Level.COMMUNE and not unit.in_parts and len(unit.successors) == 1
            if whole:
                self._former[str(unit.successors[0])].append(str(unit.ref))

    def former(self, commune: str) -> tuple[str, ...]:
        """Return the units that a commune of today was made of, by code."""
        return tuple(sorted(self._former[commune]))

    def area(self, commune: str, day: date, place: int) -> str:
        """Return a commune of today as it was called on a day; before the merger one of its parts."""
        return commune if day >= MERGED_ON else self.former(commune)[place % len(self.former(commune))]

    def desk(self, area: str) -> str:
        """Return the key of the one-stop desk of a commune."""
        return f"{area.replace('/', '.')}.{'centre' if area.startswith('2025') else 'one_stop'}"

    def province_desk(self, area: str) -> str:
        """Return the key of the one-stop centre of the province that a commune lies in."""
        *_, top = self.directory.above(self.directory.unit_by(UnitRef.parse(area)))
        return f"{top.ref.edition}.{top.ref.code}.centre"

    def others(self, area: str, day: date) -> tuple[str, ...]:
        """Return committees of other communes of the demo, in force on a day."""
        now = (self.area(each, day, 0) for each in HOMES)
        return tuple(f"{each.replace('/', '.')}.committee" for each in now if each != area)


class Population:
    """Draws filings; the same seed, count and day give the same ones."""

    def __init__(self, count: int, seed: str, now: datetime, hours: Hours, places: Places) -> None:
        self.count, self.seed, self.now, self.hours, self.places = count, seed, now, hours, places
        self._size = max(30, count // DOSSIERS_EACH)
        self._people: dict[int, Member] = {}

    def filings(self) -> Iterator[Filing]:
        """Yield all filings, by number."""
        for number in range(self.count):
            yield self._filing(number)

    def person(self, number: int) -> Member:
        """Return the person of a number; her commune comes from the number, so that she files where she lives."""
        if number not in self._people:
            commune = _drawn(Random(f"{self.seed} home {number}"), COMMUNES)  # noqa: S311 - a demo, the same each time
            self._people[number] = citizen(number, commune, self.seed)
        return self._people[number]

    def _filing(self, number: int) -> Filing:
        draw = Random(f"{self.seed} filing {number}")  # noqa: S311 - as above
        procedure = _drawn(draw, PROCEDURES)
        person = self.person(draw.randrange(self._size))
        online = draw.random() < ONLINE[procedure]
        filed_at = self._when(draw, online=online)
        area = self.places.area(person.commune, filed_at.date(), number)
        channel, desk = self._way(draw, procedure, area, filed_at.date(), online=online)
        return Filing(number, procedure, person.commune, area, person, channel, desk, filed_at)

    def _when(self, draw: Random, *, online: bool) -> datetime:
        last = self.hours.minute(self.now)
        recent = self.hours.minute(self.now - RECENT)
        if draw.random() < RECENT_SHARE:
            minute = draw.randrange(recent, max(recent + 1, last))
        else:
            minute = round(recent * draw.random() ** 0.8)  # more of it later than earlier
        filed_at = self.hours.at(minute) + timedelta(seconds=draw.randrange(60))
        if online and draw.random() < 0.3:
            evening = datetime.combine(filed_at.date(), time(18 + draw.randrange(4), draw.randrange(60)), HCM)
            filed_at = min(evening, self.now)
        return min(filed_at, self.now)

    def _way(self, draw: Random, procedure: str, area: str, day: date, *, online: bool) -> tuple[str, str]:
        if online:
            vneid = day >= VNEID_SINCE and procedure in VNEID and draw.random() < 0.2
            return ("vneid" if vneid else "online"), ""
        channel = "post" if procedure != forms.COPIES and draw.random() < POST else "counter"
        return channel, self._desk(draw, procedure, area, day)

    def _desk(self, draw: Random, procedure: str, area: str, day: date) -> str:
        if procedure == forms.RECORD and draw.random() < 0.35:
            return self.places.province_desk(area)
        if procedure != forms.COPIES and draw.random() < ELSEWHERE:
            area = self.places.area(draw.choice(HOMES), day, draw.randrange(20))
        return self.places.desk(area)


def _drawn(draw: Random, shares: Mapping[str, float]) -> str:
    keys: Sequence[str] = tuple(shares)
    return draw.choices(keys, tuple(shares.values()))[0]
