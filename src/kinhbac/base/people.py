"""Identity numbers and phones of Vietnam: read, made uniform, shown, masked. Every room may enter.

What is read here is what a number itself says; whose it is, only the population database knows.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kinhbac.base.errors import PlainError
from kinhbac.base.text import Text

_BETWEEN = re.compile(r"[\s.\-()]+")
_DIGITS = re.compile(r"[0-9]+")
_PHONE = re.compile(r"(?:(?:\+84|0084)0?|0)((?:[35789][0-9]{8})|(?:2[0-9]{9}))")


class PersonNumberError(PlainError):
    """The words are not an identity number or a phone of Vietnam."""


class Gender(StrEnum):
    """The gender written in an identity number."""

    MALE = "male"
    FEMALE = "female"


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """A personal identity number (số định danh cá nhân, 12 digits) or an old card number (CMND, 9 digits).

    Attributes:
        digits: 12 or 9 of them; never printed whole by repr, so that it does not reach a log.
        place: the first three digits of 12, the place where the birth was registered; None for 9.
        gender: as at birth registration; None for 9.
        birth_year: four digits; None for 9.
    """

    digits: str
    place: str | None
    gender: Gender | None
    birth_year: int | None

    @property
    def is_old(self) -> bool:
        """Say whether it is a nine-digit number of a card that is no longer issued."""
        return len(self.digits) == 9

    def __repr__(self) -> str:
        return f"IdentityNumber({masked(self.digits)})"


def parse_identity(words: str, *, today: date | None = None) -> IdentityNumber:
    """Read an identity number; spaces, dots and hyphens between digits do no harm.

    Args:
        words: as a person types it.
        today: if given, a year of birth after it is refused.

    Raises:
        PersonNumberError: not 12 or 9 digits, a place 000, or a birth in the future.

    Law:
        Twelve digits: Decree 137/2015/NĐ-CP art. 13 and the Identity Act 26/2023/QH15 art. 12 (place 3,
        century and gender 1, year 2, random 6). From memory, not compared with the acts.
    """
    digits = _BETWEEN.sub("", words)
    if not _DIGITS.fullmatch(digits) or len(digits) not in {9, 12}:
        raise PersonNumberError(
            Text(vi="số định danh không đúng", en="this is not an identity number"),
            Text(
                vi="nhập đủ 12 chữ số trên thẻ căn cước (hoặc 9 chữ số của CMND cũ)",
                en="enter all 12 digits of the identity card (or the 9 digits of the old card)",
            ),
        )
    if len(digits) == 9:
        return IdentityNumber(digits, place=None, gender=None, birth_year=None)
    century, female = divmod(int(digits[3]), 2)
    birth_year = 1900 + 100 * century + int(digits[4:6])
    if digits[:3] == "000" or (today is not None and birth_year > today.year):
        raise PersonNumberError(
            Text(vi="số định danh không thể có thật", en="this identity number cannot exist"),
            Text(vi="so lại từng chữ số với thẻ căn cước", en="compare each digit with the identity card"),
        )
    return IdentityNumber(digits, digits[:3], Gender.FEMALE if female else Gender.MALE, birth_year)


def parse_phone(words: str) -> str:
    """Read a phone of Vietnam and return it as 0 and 9 digits (mobile) or 0 and 10 digits (landline).

    Args:
        words: 0912345678, +84 912 345 678, 0084 912 345 678, 0204 385 4321, with spaces, dots or hyphens.

    Raises:
        PersonNumberError: not a mobile (03, 05, 07, 08, 09 and 8 digits) or a landline (02 and 9 digits).
    """
    found = _PHONE.fullmatch(_BETWEEN.sub("", words))
    if found is None:
        raise PersonNumberError(
            Text(vi="số điện thoại không đúng", en="this is not a phone number of Vietnam"),
            Text(
                vi="nhập 10 chữ số bắt đầu bằng 03, 05, 07, 08, 09, hoặc 11 chữ số bắt đầu bằng 02",
                en="enter 10 digits beginning with 03, 05, 07, 08, 09, or 11 digits beginning with 02",
            ),
        )
    return "0" + found[1]


def show_phone(number: str) -> str:
    """Return a uniform phone in groups that can be read aloud.

    >>> show_phone("0912345678")
    '0912 345 678'
    """
    return f"{number[:4]} {number[4:7]} {number[7:]}"


def masked(number: str) -> str:
    """Return a number of which only the last four signs can be read; all are hidden if there are no more.

    >>> masked("001199000123")
    '********0123'
    """
    if len(number) <= 4:
        return "*" * len(number)
    return "*" * (len(number) - 4) + number[-4:]
