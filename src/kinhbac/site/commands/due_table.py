"""The sum behind a due moment as a table of plain text. Entered by `kinhbac due`; pure."""

import unicodedata
from collections.abc import Iterator
from datetime import date, datetime

from kinhbac.base.text import Text
from kinhbac.base.worktime.due import Due, Line
from kinhbac.site.days import WEEKDAYS

_RECEIVED = Text(vi="Tiếp nhận", en="Received")
_COUNTED_FROM = Text(vi="Tính từ", en="Counted from")
_TERM = Text(vi="Thời hạn", en="Term")
_DUE = Text(vi="Hẹn trả", en="Due")
_NOTHING_DUE = Text(vi="không có thời điểm hẹn trả", en="nothing is due")
_PROVISIONAL = Text(vi="tạm tính", en="provisional")
_UNVERIFIED = Text(vi="chưa kiểm chứng", en="unverified")
_MAY_CHANGE = Text(
    vi="Thời điểm này dựa vào ngày chưa công bố chính thức, có thể thay đổi.",
    en="This moment rests on a day that is not announced yet and may change.",
)


def table(due: Due, language: str) -> str:
    """Return the due moment and its sum for a person to read, in one language, without a last line feed."""
    return "\n".join([*_head(due, language), *_sum(due, language)])


def _head(due: Due, language: str) -> Iterator[str]:
    facts = [(_RECEIVED, _moment(due.received_at, language))]
    if due.counted_from != due.received_at:
        facts.append((_COUNTED_FROM, _moment(due.counted_from, language)))
    facts.append((_TERM, due.term.say().say(language)))
    facts.append((_DUE, _moment(due.at, language) if due.at else _NOTHING_DUE.say(language)))
    width = max(_width(name.say(language)) for name, _ in facts)
    for name, value in facts:
        yield f"{_filled(name.say(language), width)}  {value}"
    if due.provisional:
        yield f"{' ' * width}  {_MAY_CHANGE.say(language)}"


def _sum(due: Due, language: str) -> Iterator[str]:
    if due.sum:
        yield ""
    width = max(_width(day.say(language)) for day in WEEKDAYS)
    for line in due.sum:
        count = "" if line.counted is None else str(line.counted)
        day = _filled(_weekday(line.day, language), width)
        yield f"  {line.day:%d/%m/%Y}  {day}  {count:>4}  {line.reason.say(language)}{_marks(line, language)}"


def _marks(line: Line, language: str) -> str:
    marks = [
        *([_PROVISIONAL.say(language)] if line.provisional else []),
        *([_UNVERIFIED.say(language)] if not line.verified else []),
    ]
    return f" [{', '.join(marks)}]" if marks else ""


def _moment(at: datetime, language: str) -> str:
    return f"{at:%H:%M}, {_weekday(at.date(), language)} {at:%d/%m/%Y}"


def _weekday(day: date, language: str) -> str:
    return WEEKDAYS[day.weekday()].say(language)


def _width(words: str) -> int:
    return sum(not unicodedata.combining(letter) for letter in words)


def _filled(words: str, width: int) -> str:
    return words + " " * (width - _width(words))
