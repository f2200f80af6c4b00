"""Days and moments in Vietnamese words, as administrative documents and certificates write them. Pure."""

from datetime import date, datetime

from kinhbac.base.clock import HCM

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
APRIL = 4
FEBRUARY = 2


def number_in_words(number: int) -> str:
    """Return a number from 1 to 9999 in words.

    >>> number_in_words(2026)
    'hai nghìn không trăm hai mươi sáu'
    >>> number_in_words(1995)
    'một nghìn chín trăm chín mươi lăm'
    """
    thousands, below = divmod(number, 1000)
    hundreds, rest = divmod(below, 100)
    parts = [f"{DIGITS[thousands]} nghìn"] if thousands else []
    if hundreds or (thousands and rest):
        parts.append(f"{DIGITS[hundreds]} trăm")
    if rest:
        parts.append(_tens(rest, after_hundreds=bool(parts)))
    return " ".join(parts)


def day_in_words(day: date) -> str:
    """Return a day as a certificate writes it out.

    >>> day_in_words(date(2026, 4, 21))
    'ngày hai mươi mốt tháng tư năm hai nghìn không trăm hai mươi sáu'
    """
    month = "tư" if day.month == APRIL else number_in_words(day.month)
    return f"ngày {number_in_words(day.day)} tháng {month} năm {number_in_words(day.year)}"


def dated(day: date) -> str:
    """Return a day as the head of a document bears it: 0 before days under 10, and before January and February.

    Law:
        Decree 30/2020/NĐ-CP, annex I (the layout of administrative documents); not compared with the act.

    >>> dated(date(2026, 5, 4))
    'ngày 04 tháng 5 năm 2026'
    """
    month = f"{day.month:02}" if day.month <= FEBRUARY else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def moment_in_words(at: datetime) -> str:
    """Return a moment as a letter says it, on a clock in Vietnam: "17 giờ 00, thứ Hai, ngày 04 tháng 5 năm 2026"."""
    here = at.astimezone(HCM)
    return f"{here:%H} giờ {here:%M}, {WEEKDAYS[here.weekday()]}, {dated(here.date())}"


def _tens(rest: int, *, after_hundreds: bool) -> str:
    tens, ones = divmod(rest, 10)
    if tens == 0:
        return f"linh {DIGITS[ones]}" if after_hundreds else DIGITS[ones]
    head = "mười" if tens == 1 else f"{DIGITS[tens]} mươi"
    if ones == 0:
        return head
    tail = "lăm" if ones == 5 else DIGITS[ones]
    return f"{head} {tail if tens == 1 else AFTER_TENS.get(ones, tail)}"
