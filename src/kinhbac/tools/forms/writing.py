"""What people write, brought to one form before it is judged: spaces, accents, dates, numbers. Pure, never raises."""

import re
import unicodedata
from datetime import date

from kinhbac.base.people import PersonNumberError, parse_phone

_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn"})  # controls, halves of pairs, and what Unicode has not named
_BETWEEN_DIGITS = re.compile(r"[\s.\-–()]+")
LONGEST_WRITTEN = 20_000  # characters read from one box


def clean_line(written: str) -> str:
    """Return one line: NFC, without what cannot be seen, single spaces, none at the ends."""
    return " ".join(_seen(written, keep="").split())


def clean_lines(written: str) -> str:
    """Return lines: as `clean_line`, but line breaks stay, at most one empty line between others."""
    lines = (clean_line(line) for line in _seen(written, keep="\n").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def clean_digits(written: str) -> str:
    """Return a number that names something, without the spaces and points people put between its digits."""
    return _BETWEEN_DIGITS.sub("", clean_line(written))


def clean_phone(written: str) -> str:
    """Return a phone number as it is dialled in Vietnam: +84 becomes 0; what is none stays as written."""
    digits = clean_digits(written)
    try:
        return parse_phone(digits)
    except PersonNumberError:
        return digits


def whole_number(written: str) -> int | None:
    """Return a whole number of at most nine digits, or None."""
    digits = clean_line(written).replace(" ", "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= len("999999999") else None


def day_of(day: str, month: str, year: str) -> date | None:
    """Return the date of three boxes (one or two digits, one or two digits, four digits), or None."""
    parts = [clean_line(part) for part in (day, month, year)]
    if not all(part.isascii() and part.isdigit() for part in parts):
        return None
    if len(parts[0]) > 2 or len(parts[1]) > 2 or len(parts[2]) != len("2026"):
        return None
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0]))
    except ValueError:
        return None


def readable(written: str) -> bool:
    """Say whether text can be kept as it is: no unseen characters but line breaks and tabs."""
    return all(letter in "\n\r\t" or unicodedata.category(letter) not in _UNSEEN for letter in written)


def _seen(written: str, keep: str) -> str:
    """Return text in NFC without unseen characters; those to keep stay, other breaks become spaces."""
    plain = written[:LONGEST_WRITTEN].replace("\r\n", "\n").replace("\r", "\n")
    letters = (
        letter if letter in keep or unicodedata.category(letter) not in _UNSEEN else _instead(letter)
        for letter in plain
    )
    return unicodedata.normalize("NFC", "".join(letters))


def _instead(letter: str) -> str:
    return " " if letter in "\n\t" else ""
