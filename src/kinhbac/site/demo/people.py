"""Invented people by the thousand: citizens who file, and officers of every office that a dossier comes to.

None of them can be chosen on the page that signs in, which is for the cast.
"""

from datetime import date
from random import Random

from kinhbac.kernel.types import Actor
from kinhbac.site.demo.cast import OFFICERS, Member, office_of

FAMILY = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Đỗ",
    "Bùi",
    "Ngô",
    "Dương",
    "Thân",
    "Giáp",
    "Chu",
    "Lương",
)
MALE = ("Văn", "Đức", "Minh", "Quang", "Xuân", "Hữu", "Công", "Anh")
FEMALE = ("Thị", "Thị Ngọc", "Thị Thu", "Thanh", "Thị Kim", "Thùy", "Thị Hồng", "Khánh")
GIVEN_MALE = (
    "Dũng",
    "Hùng",
    "Nam",
    "Quân",
    "Phúc",
    "Thắng",
    "Tú",
    "Việt",
    "Khoa",
    "Long",
    "Sơn",
    "Trung",
    "Hiếu",
)
GIVEN_FEMALE = (
    "Hà",
    "Linh",
    "Mai",
    "Nga",
    "Oanh",
    "Trang",
    "Yến",
    "Hương",
    "Vân",
    "Thảo",
    "Hiền",
    "Ngân",
    "Lan Anh",
)
PLACES = (
    "tổ dân phố 1",
    "tổ dân phố 2",
    "tổ dân phố 4",
    "khu 3",
    "khu phố 7",
    "thôn Đông",
    "thôn Trung",
    "thôn Đoài",
)
FIRST_SERIAL = 300_000
OFFICER_SERIAL = 800_000


def citizen(number: int, commune: str, seed: str) -> Member:
    """Return the invented person of a number; the same again for the same seed.

    Args:
        number: from 0; two people never have the same identity number.
        commune: where she lives, as `edition/code` of today.
        seed: of the demo.
    """
    draw = Random(f"{seed} person {number}")  # noqa: S311 - a demo that is the same each time
    sex = draw.choice(("female", "male"))
    born_on = date(draw.randint(1955, 2004), draw.randint(1, 12), draw.randint(1, 28))
    address = f"Số {draw.randint(1, 180)}, {draw.choice(PLACES)}"
    phone = f"09{20_000_000 + number:08}"
    return Member(
        f"person-{number}",
        name(draw, sex),
        _identity(draw, sex, born_on, FIRST_SERIAL + number),
        born_on,
        sex,
        phone,
        commune,
        address=address,
    )


def name(draw: Random, sex: str) -> str:
    """Return an invented name."""
    middle, given = (FEMALE, GIVEN_FEMALE) if sex == "female" else (MALE, GIVEN_MALE)
    return f"{draw.choice(FAMILY)} {draw.choice(middle)} {draw.choice(given)}"


def _identity(draw: Random, sex: str, born_on: date, serial: int) -> str:
    century = 2 * (born_on.year // 100 - 19) + (sex == "female")
    return f"{draw.choice(('024', '027'))}{century}{born_on.year % 100:02}{serial:06}"


class Staff:
    """Who works where: the cast at its own offices, invented officers at all others, past ones too."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._at: dict[tuple[str, str], tuple[Actor, ...]] = {}
        self._actors: dict[object, Actor] = {}
        self.invented: dict[tuple[str, str], Member] = {}
        for member in OFFICERS:
            place = (office_of(member), str(member.role))
            self._at[place] = (*self._at.get(place, ()), actor_of(member, place[0]))
        for actors in self._at.values():
            self._actors |= {actor.person: actor for actor in actors}

    def officer(self, office: str, role: str, place: int = 0) -> Actor:
        """Return an officer of that role at an office; `place` chooses among colleagues."""
        actors = self._at.get((office, role))
        if actors is None:
            actors = self._at[office, role] = (self._invent(office, role),)
        return actors[place % len(actors)]

    def known(self, person: object) -> Actor:
        """Return somebody of the staff by the key of the person."""
        return self._actors[person]

    def _invent(self, office: str, role: str) -> Actor:
        draw = Random(f"{self._seed} officer {office} {role}")  # noqa: S311 - as above
        sex = draw.choice(("female", "male"))
        born_on = date(draw.randint(1966, 1998), draw.randint(1, 12), draw.randint(1, 28))
        serial = len(self.invented)
        member = Member(
            f"officer-{office}-{role}",
            name(draw, sex),
            _identity(draw, sex, born_on, OFFICER_SERIAL + serial),
            born_on,
            sex,
            f"09{15_000_000 + serial:08}",
            role=role,
            office=office.rsplit(".", 1)[-1],
        )
        self.invented[office, role] = member
        actor = actor_of(member, office)
        self._actors[member.person] = actor
        return actor


def actor_of(member: Member, office: str) -> Actor:
    """Return an officer as the hand that acts in her post."""
    return Actor(
        account=member.account, person=member.person, position=member.post, role=member.role, office=office
    )
