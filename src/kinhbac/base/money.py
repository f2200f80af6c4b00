"""Money in whole dong (đồng Việt Nam): no fractions, nothing below nothing. Every room may enter."""

import re
from dataclasses import dataclass

from kinhbac.base.errors import PlainError
from kinhbac.base.text import Text

_WRITTEN = re.compile(r"([0-9]{1,3}(?:[. ][0-9]{3})+|[0-9]+) ?(?:₫|đ|đồng|vnd|vnđ)?")
_LARGEST = 10**15  # beyond the state's budget, and well within every database's whole numbers

_remedy = Text(
    vi='viết số đồng nguyên, như "1.234.000 ₫" hoặc "1234000"',
    en='write whole dong, like "1.234.000 ₫" or "1234000"',
)


class MoneyError(PlainError):
    """The words or the number are not an amount of whole dong."""


@dataclass(frozen=True, slots=True, order=True)
class Dong:
    """An amount of money, 0 or more whole dong.

    >>> str(Dong(1234000))
    '1.234.000 ₫'

    Raises:
        MoneyError: not a whole number, below 0, or beyond 1.000.000.000.000.000 ₫.
    """

    amount_vnd: int

    def __post_init__(self) -> None:
        if type(self.amount_vnd) is not int:
            raise MoneyError(
                Text(vi="tiền đồng không có phần lẻ", en="an amount of dong is a whole number"), _remedy
            )
        if self.amount_vnd < 0:
            raise MoneyError(
                Text(vi="số tiền nhỏ hơn không", en="the amount is below nothing"),
                Text(vi="nhập số tiền từ 0 ₫ trở lên", en="enter an amount of 0 ₫ or more"),
            )
        if self.amount_vnd > _LARGEST:
            raise MoneyError(
                Text(vi="số tiền quá lớn", en="the amount is too large"),
                Text(vi="kiểm tra lại các chữ số", en="check the digits"),
            )

    def __str__(self) -> str:
        return f"{self.amount_vnd:,} ₫".replace(",", ".")

    def __add__(self, other: "Dong") -> "Dong":
        return Dong(self.amount_vnd + other.amount_vnd)

    def __mul__(self, copies: int) -> "Dong":
        return Dong(self.amount_vnd * copies)


def parse_dong(words: str) -> Dong:
    """Read an amount as people write it in Vietnam: dots or spaces between thousands, ₫, đ, đồng or VND after it.

    Raises:
        MoneyError: a fraction, a minus sign, a comma (it separates fractions in Vietnamese), or not a number.
    """
    plain = " ".join(words.lower().split())
    found = _WRITTEN.fullmatch(plain)
    if found is None or len(found[1]) > 30:
        shown = plain[:40]
        raise MoneyError(
            Text(vi=f'"{shown}" không phải là số tiền', en=f'"{shown}" is not an amount of money'), _remedy
        )
    return Dong(int(found[1].replace(".", "").replace(" ", "")))
