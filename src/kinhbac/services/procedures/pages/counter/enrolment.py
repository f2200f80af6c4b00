"""The little that is asked of somebody whom no record knows: as it was written, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kinhbac.base.people import IdentityNumber, PersonNumberError, parse_identity, parse_phone
from kinhbac.base.text import Text
from kinhbac.services.procedures.pages.counter.place import written
from kinhbac.services.procedures.rules.counter import Card
from kinhbac.tools.forms.render import Problem
from kinhbac.tools.identity.types import WalkIn

SEXES: Mapping[str, Text] = {"female": Text(vi="Nữ", en="Female"), "male": Text(vi="Nam", en="Male")}
NUMBER_DIGITS = 12
EARLIEST_YEAR = 1900

NAME_MISSING = Text(vi="Điền họ, chữ đệm, tên như trên giấy tờ", en="Enter the full name as on the paper")
BIRTH_WRONG = Text(vi="Ngày sinh viết như 12/05/1996", en="Write the date of birth like 12/05/1996")
SEX_MISSING = Text(vi="Chọn giới tính", en="Choose the sex")
DIGITS_MISSING = Text(vi="Số định danh có 12 chữ số", en="An identity number has 12 digits")
NUMBER_SAYS_OTHERWISE = Text(
    vi="Số định danh ghi năm sinh hoặc giới tính khác; so lại từng chữ số với thẻ",
    en="The number itself says another year of birth or sex; compare each digit with the card",
)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What was written by box, the faults by box, and the person where there is no fault."""

    written: Mapping[str, str]
    faults: Mapping[str, Text] = field(default_factory=dict)
    walk_in: WalkIn | None = None

    @classmethod
    def of_card(cls, card: Card) -> "Enrolment":
        """Return the form as a scanned card fills it."""
        born = "" if card.born_on is None else f"{card.born_on:%d/%m/%Y}"
        return cls(
            {
                "number": card.number,
                "full_name": card.full_name,
                "born_on": born,
                "sex": card.sex,
                "address": card.address,
                "phone": "",
            }
        )

    @property
    def problems(self) -> list[Problem]:
        """The faults for the summary."""
        return [Problem(text, f"#{name}") for name, text in self.faults.items()]


def enrolment_of(posted: Mapping[str, Any], today: date) -> Enrolment:
    """Read the form of somebody unknown, as it was sent."""
    boxes = ("number", "full_name", "born_on", "sex", "phone", "address")
    told = {name: written(posted, name) for name in boxes}
    number, born_on = _number(told["number"], today), _day(told["born_on"], today)
    faults = {
        "number": _number_fault(number, born_on, told["sex"]),
        "full_name": None if len(told["full_name"]) > 1 else NAME_MISSING,
        "born_on": BIRTH_WRONG if born_on is None else None,
        "sex": None if told["sex"] in SEXES else SEX_MISSING,
        "phone": _phone_fault(told["phone"]),
    }
    wrong = {name: fault for name, fault in faults.items() if fault is not None}
    if wrong or number is None or born_on is None:
        return Enrolment(told, wrong)
    phone = parse_phone(told["phone"]) if told["phone"] else ""
    walk_in = WalkIn(number.digits, told["full_name"][:120], born_on, told["sex"], phone, told["address"])
    return Enrolment(told, walk_in=walk_in)


def _number(words: str, today: date) -> IdentityNumber | None:
    try:
        number = parse_identity(words, today=today)
    except PersonNumberError:
        return None
    return number if len(number.digits) == NUMBER_DIGITS else None


def _number_fault(number: IdentityNumber | None, born_on: date | None, sex: str) -> Text | None:
    if number is None:
        return DIGITS_MISSING
    other_year = born_on is not None and number.birth_year != born_on.year
    other_sex = sex in SEXES and number.gender != sex
    return NUMBER_SAYS_OTHERWISE if other_year or other_sex else None


def _phone_fault(words: str) -> Text | None:
    try:
        if words:
            parse_phone(words)
    except PersonNumberError as error:
        return Text(vi=error.say("vi"), en=error.say("en"))
    return None


def _day(words: str, today: date) -> date | None:
    """Return a day written dd/mm/yyyy, with whatever signs between, or ddmmyyyy."""
    parts = words.replace("-", "/").replace(".", "/").split("/")
    if len(parts) == 1 and len(words) == len("ddmmyyyy"):
        parts = [words[:2], words[2:4], words[4:]]
    if len(parts) != len(("dd", "mm", "yyyy")) or not all(
        each.isascii() and each.isdigit() for each in parts
    ):
        return None
    try:
        day = date(int(parts[2]), int(parts[1]), int(parts[0]))
    except ValueError:
        return None
    return day if day.year >= EARLIEST_YEAR and day <= today else None
