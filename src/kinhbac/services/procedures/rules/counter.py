"""What a one-stop counter takes in, decided: whose post is at a counter, and what a keyboard scanner has typed. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote

from kinhbac.base.codes import CodeError, CodePatterns
from kinhbac.base.errors import PlainError
from kinhbac.base.people import PersonNumberError, parse_identity
from kinhbac.base.text import Text, fold
from kinhbac.kernel.types import Position, Refusal, Viewer

ONE_STOP = "one_stop"
LONGEST_SCANNED = 600  # characters; the line of a card has about 150
_CARD_PARTS = range(6, 13)  # later cards put parents' names behind; they are not read
_NUMBER_DIGITS = 12
_SEXES = {"nam": "male", "nu": "female"}
_IN_ADDRESS = re.compile(r"[?&]code=([^&#\s]+)|/dossiers/([^/?#\s]+)")

NO_COUNTER = Refusal(
    code="counter.no_post",
    reason=Text(
        vi="Bạn không giữ vị trí nào ở Bộ phận Một cửa, nên không tiếp nhận tại quầy được.",
        en="You hold no post at a one-stop desk, so you cannot receive at a counter.",
    ),
    remedy=Text(
        vi="Việc của bạn ở Bàn làm việc. Nếu bạn được phân công trực quầy, hãy hỏi người phụ trách vị trí công tác.",
        en="Your work is on your desk. If you were assigned to a counter, ask whoever keeps the posts.",
    ),
    law="Nghị định 118/2025/NĐ-CP, Điều 11",
)
OWN_FORM = Refusal(
    code="counter.own_form",
    reason=Text(
        vi="Không ai tự tiếp nhận hồ sơ của chính mình.", en="Nobody receives a dossier of their own."
    ),
    remedy=Text(vi="Nhờ đồng nghiệp ở quầy khác tiếp nhận.", en="Have a colleague at another counter do it."),
)


class NotScanned(PlainError):  # noqa: N818 - it reads as what it is
    """What was typed is neither a dossier code, nor a card, nor an identity number."""


@dataclass(frozen=True, slots=True)
class Card:
    """What an identity card says of itself; whatever it does not say is empty or None."""

    number: str
    full_name: str = ""
    born_on: date | None = None
    sex: str = ""
    address: str = ""
    issued_on: date | None = None
    old_number: str = ""

    @property
    def says_more(self) -> bool:
        """Whether there is more than a number, so that it can be compared with a record."""
        return bool(self.full_name)


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the card says otherwise than the record."""

    what: Text
    card: str
    record: str


def counter_post(viewer: Viewer) -> Position | None:
    """Return the post in which somebody receives, None where she holds none at a one-stop desk."""
    return viewer.post(ONE_STOP)


def read_scan(words: str, patterns: CodePatterns, today: date, prefixes: Iterable[str] = ()) -> str | Card:
    """Read what was typed into the counter's box: by a scanner, which types a whole line, or by hand.

    Args:
        words: a dossier's code, or an address with it; the line of the QR on a chip card, parted by "|": number,
            old number, name, birth (ddmmyyyy), sex, address, issue (ddmmyyyy); or a bare number of 12 digits.
        patterns: of dossier codes.
        prefixes: of the offices that issue them, so that a code is read without the signs in it too.
        today: births after it are refused.

    Returns:
        The code as it is written, or the card.

    Raises:
        NotScanned: it is none of these; its text says what to do.
    """
    line = words.strip()[:LONGEST_SCANNED]
    if "|" in line:
        return _card(line.split("|"), today)
    code = _code(line, patterns, prefixes)
    return code if code is not None else Card(number=_number(line, today))


def differences(card: Card, *, full_name: str, born_on: date, sex: str) -> tuple[Difference, ...]:
    """Return what a card says otherwise than the record; what it does not say is no difference."""
    pairs = (
        (
            Text(vi="Họ, chữ đệm, tên", en="Full name"),
            card.full_name,
            full_name,
            fold(card.full_name) == fold(full_name),
        ),
        (
            Text(vi="Ngày sinh", en="Date of birth"),
            _day(card.born_on),
            _day(born_on),
            card.born_on == born_on,
        ),
        (Text(vi="Giới tính", en="Sex"), card.sex, sex, card.sex == sex),
    )
    return tuple(Difference(what, said, known) for what, said, known, same in pairs if said and not same)


def _card(parts: list[str], today: date) -> Card:
    if len(parts) not in _CARD_PARTS:
        raise _unknown()
    number, old, name, born, sex, address, *rest = (" ".join(part.split()) for part in parts)
    return Card(
        number=_number(number, today),
        full_name=name[:120],
        born_on=_written_day(born),
        sex=_SEXES.get(fold(sex), ""),
        address=address[:200],
        issued_on=_written_day(rest[0]) if rest else None,
        old_number=old if old.isascii() and old.isdigit() else "",
    )


def _code(line: str, patterns: CodePatterns, prefixes: Iterable[str]) -> str | None:
    found = _IN_ADDRESS.search(line)
    words = unquote(found[1] or found[2]) if found else line
    for meant in patterns.meant(words, prefixes):
        return meant
    try:
        patterns.parse(words)
    except CodeError:
        return None
    return "".join(words.split()).upper()


def _number(words: str, today: date) -> str:
    try:
        number = parse_identity(words, today=today)
    except PersonNumberError as error:
        raise _unknown() from error
    if len(number.digits) != _NUMBER_DIGITS:
        raise NotScanned(
            Text(
                vi="số chứng minh nhân dân 9 số không còn dùng",
                en="nine-digit card numbers are no longer used",
            ),
            Text(vi="nhập số định danh 12 chữ số", en="enter the identity number of 12 digits"),
        )
    return number.digits


def _written_day(words: str) -> date | None:
    """Return a day written ddmmyyyy; None where only the year is known, or it is no day."""
    if len(words) != len("ddmmyyyy") or not words.isascii() or not words.isdigit():
        return None
    try:
        return date(int(words[4:]), int(words[2:4]), int(words[:2]))
    except ValueError:
        return None


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%d/%m/%Y}"


def _unknown() -> NotScanned:
    return NotScanned(
        Text(
            vi="không đọc được mã hồ sơ, thẻ căn cước hay số định danh ở đây",
            en="this is no dossier code, no identity card and no identity number",
        ),
        Text(
            vi="quét lại, hoặc gõ mã trên giấy tiếp nhận hay 12 chữ số của số định danh",
            en="scan again, or type the code of the slip or the 12 digits of the identity number",
        ),
    )
