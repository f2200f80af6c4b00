"""Values that change with the law: each in force from a day to a day. Entered by everything of a definition."""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from kinhbac.base.errors import PlainError
from kinhbac.base.text import Text

T = TypeVar("T")


class NotInForce(PlainError):  # noqa: N818  - it reads as what it is
    """No value is in force on a day; the catalogue must be completed."""

    def __init__(self, day: date) -> None:
        shown = f"{day:%d/%m/%Y}"
        super().__init__(
            Text(vi=f"không có quy định có hiệu lực ngày {shown}", en=f"nothing is in force on {shown}"),
            Text(
                vi="bổ sung giá trị của ngày đó vào danh mục thủ tục",
                en="add the value of that day to the procedure's files",
            ),
        )


@dataclass(frozen=True, slots=True)
class Span(Generic[T]):
    """A value and the days on which it is in force; both ends count, an open end is None."""

    from_on: date
    to_on: date | None
    value: T


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """A value that changes with the law; spans in order, none overlapping."""

    spans: tuple[Span[T], ...]

    def on(self, day: date) -> T:
        """Return the value in force on a day.

        Raises:
            NotInForce: there is none.
        """
        for span in reversed(self.spans):
            if span.from_on <= day and (span.to_on is None or day <= span.to_on):
                return span.value
        raise NotInForce(day)

    def covers(self, day: date) -> bool:
        """Say whether a value is in force on a day."""
        return any(span.from_on <= day and (span.to_on is None or day <= span.to_on) for span in self.spans)
