"""How the dossiers of a province are spread: over communes, days and names. Pure; the same seed, the same province."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from uuid import UUID

BUSIEST = 3
"""How many communes have a third of all dossiers."""
SHARE_OF_BUSIEST = 1 / 3
SHARE_OPEN = 0.025
LEAST_OPEN = 260
"""Open dossiers of the measured commune, however small the province: so that its pages are full at every size."""
RECENT_DAYS, ALL_DAYS = 60, 1000
SHARE_RECENT = 0.6
"""Six of ten ended dossiers ended in the last RECENT_DAYS days, the others in the last ALL_DAYS."""

FAMILY = {
    "Nguyễn": 38, "Trần": 11, "Lê": 10, "Phạm": 7, "Hoàng": 5, "Vũ": 4, "Đặng": 3, "Bùi": 3, "Đỗ": 3, "Ngô": 2,
    "Dương": 2, "Lý": 2, "Đinh": 1, "Trịnh": 1, "Mai": 1, "Cao": 1, "Phan": 3, "Hồ": 1, "Đào": 1, "Lương": 1,
}  # fmt: skip
MIDDLE = (
    "Minh", "Gia", "Bảo", "Ngọc", "Khánh", "Hải", "Thanh", "Đức", "Thảo", "Quỳnh", "Văn", "Thị", "Hữu", "Quang",
    "Tuấn", "Anh", "Hoài", "Phương", "Thu", "Xuân", "Kim", "Mỹ", "Nhật", "Tiến", "Công", "Đình", "Diệu", "Hồng",
)  # fmt: skip
GIVEN = (
    "An", "Bình", "Chi", "Dũng", "Hà", "Khang", "Linh", "My", "Nam", "Phúc", "Quân", "Vy", "Long", "Trang", "Hường",
    "Tùng", "Yến", "Thắng", "Giang", "Huyền", "Sơn", "Loan", "Đạt", "Hiếu", "Ngân", "Tâm", "Thủy", "Việt", "Oanh",
    "Kiên", "Lộc", "Mạnh", "Nhung", "Phong", "Quý", "Tài", "Uyên", "Vinh", "Xoan", "Ý",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A commune: its reference, and what its offices' numbers begin with."""

    unit: str
    identifier: str

    @property
    def office(self) -> str:
        """What the keys of its offices begin with."""
        return self.unit.replace("/", ".")


@dataclass(frozen=True, slots=True)
class Copy:
    """A dossier of the province: which template it repeats, where, how long before it, with whose names."""

    number: int
    template: int
    place: Place
    case: UUID
    applicant: UUID
    code: str
    seconds_before: int
    title: str
    second_name: str


def shares(count: int, parts: int) -> list[int]:
    """Return how many of `count` each of some parts has: the first BUSIEST a third together, all others alike.

    >>> shares(900, 9)
    [100, 100, 100, 100, 100, 100, 100, 100, 100]
    >>> shares(1000, 99)[:4]
    [112, 111, 111, 7]
    """
    busy = min(BUSIEST, parts)
    of_busiest = round(count * SHARE_OF_BUSIEST) if parts > busy else count
    return [*_even(of_busiest, busy), *(_even(count - of_busiest, parts - busy) if parts > busy else ())]


def _even(count: int, parts: int) -> list[int]:
    least, more = divmod(count, parts)
    return [least + (place < more) for place in range(parts)]


def name(chance: random.Random) -> str:
    """Return a full name, the family names as often as they are."""
    family = chance.choices(tuple(FAMILY), cum_weights=_FAMILY_WEIGHTS)[0]
    return f"{family} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}"


_FAMILY_WEIGHTS = tuple(accumulate(FAMILY.values()))


def copies(
    count: int,
    places: Sequence[Place],
    ended: Sequence[int],
    lasting: Sequence[int],
    today: date,
    seed: int = 1,
) -> Iterator[Copy]:
    """Yield the dossiers of a province, the oldest first as far as days go.

    Args:
        count: how many.
        places: the communes, the busiest first; the first is the one that is measured.
        ended: numbers of the templates that have ended.
        lasting: numbers of those that are open.
        today: the day on which the templates ended, or stand.
        seed: another one gives another province of the same spread.
    """
    chance = random.Random(seed)
    days: list[tuple[int, Place, bool]] = []
    for order, (place, share) in enumerate(zip(places, shares(count, len(places)), strict=True)):
        wanted = round(share * SHARE_OPEN)
        still = min(share, max(wanted, LEAST_OPEN) if order == 0 else wanted)
        days += [(0, place, True)] * still
        days += [(_days_ago(chance), place, False) for _ in range(share - still)]
    chance.shuffle(days)
    days.sort(key=lambda each: -each[0])
    given: Counter[tuple[str, int]] = Counter()
    for number, (ago, place, is_open) in enumerate(days, start=1):
        given[place.unit, ago] += 1
        day = today - timedelta(days=ago)
        yield Copy(
            number=number,
            template=chance.choice(lasting if is_open else ended),
            place=place,
            case=UUID(int=chance.getrandbits(128), version=4),
            applicant=UUID(int=chance.getrandbits(128), version=4),
            code=f"{place.identifier}-{day:%y%m%d}-{given[place.unit, ago]:04}",
            seconds_before=ago * 86400 + 60 * chance.randrange(180),
            title=name(chance),
            second_name=name(chance),
        )


def _days_ago(chance: random.Random) -> int:
    return 1 + chance.randrange(RECENT_DAYS if chance.random() < SHARE_RECENT else ALL_DAYS)


def sought(titles: Mapping[str, int], many: int = 20) -> list[str]:
    """Return names that occur, spread from the rarest to the most frequent."""
    ordered = sorted(titles, key=lambda each: (titles[each], each))
    return [
        ordered[place * (len(ordered) - 1) // max(1, many - 1)] for place in range(min(many, len(ordered)))
    ]
