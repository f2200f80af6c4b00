"""The kinds of questions: what each is as JSON Schema, how it is asked, and what is said if it is answered wrongly."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kinhbac.base.text import Text

SENSITIVE = "sensitive"
FILE: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["file", "name"],
    "properties": {
        "file": {"type": "string", "pattern": "^[0-9A-Za-z_-]{8,128}$"},
        "name": {"type": "string", "minLength": 1, "maxLength": 255},
    },
}
YES_NO: Mapping[str, Text] = {"yes": Text(vi="Có", en="Yes"), "no": Text(vi="Không", en="No")}
MOST_RADIOS = 7
"""More choices than these stand in a list that opens."""

_LETTERS = Text(vi="Họ tên chỉ gồm chữ", en="A name is made of letters")
_TWELVE = Text(
    vi="Số định danh cá nhân gồm 12 chữ số, ví dụ 024190001234",
    en="A personal identification number has 12 digits, like 024190001234",
)
_TEN = Text(
    vi="Số điện thoại gồm 10 chữ số, bắt đầu bằng 0, ví dụ 0912 345 678",
    en="A phone number has 10 digits and begins with 0, like 0912 345 678",
)
_MAIL = Text(
    vi="Địa chỉ thư điện tử có dạng ten@vidu.vn", en="An e-mail address is written like name@example.vn"
)
_FILES = Text(
    vi="Chụp đủ bốn góc, chữ đọc được; ảnh hoặc PDF, tối đa {max} tệp",
    en="All four corners, readable; photos or PDF, at most {max} files",
)
_NUMBER = Text(vi="Hãy điền một số từ {min} đến {max}", en="Enter a number from {min} to {max}")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of question.

    Attributes:
        schema: JSON Schema with the widget.
        bounds: the keywords that `min:` and `max:` set, "" where it has none.
        error: what is said of a wrong answer; {min} and {max} are put in.
        hint: what is said beside the question where its author says nothing.
        personal: how the law on personal data sees the answer, where its author says nothing.
    """

    schema: Mapping[str, Any]
    bounds: tuple[str, str] = ("", "")
    error: Text | None = None
    hint: Text | None = None
    personal: bool | str = True
    more: frozenset[str] = field(default_factory=frozenset)

    @property
    def least(self) -> str:
        """Return the keyword that `min:` sets."""
        return self.bounds[0]

    @property
    def most(self) -> str:
        """Return the keyword that `max:` sets."""
        return self.bounds[1]


_TEXT = ("minLength", "maxLength")
_COUNT = ("minItems", "maxItems")
_SIZE = ("minimum", "maximum")

KINDS: Mapping[str, Kind] = {
    "text": Kind(
        {"type": "string", "minLength": 1, "maxLength": 200, "x-widget": "text"},
        _TEXT,
        more=frozenset({"pattern"}),
    ),
    "long_text": Kind({"type": "string", "minLength": 1, "maxLength": 2000, "x-widget": "textarea"}, _TEXT),
    "name": Kind(
        {
            "type": "string",
            "minLength": 2,
            "maxLength": 120,
            "pattern": "^[^0-9<>{}@=]+$",
            "x-widget": "text",
        },
        _TEXT,
        error=_LETTERS,
    ),
    "email": Kind(
        {
            "type": "string",
            "maxLength": 200,
            "pattern": "^[^@ ]+@[^@ ]+[.][^@ ]+$",
            "x-widget": "text",
            "x-autocomplete": "email",
        },
        error=_MAIL,
    ),
    "phone": Kind(
        {
            "type": "string",
            "pattern": "^0[0-9]{9,10}$",
            "x-widget": "phone",
            "x-check": ["phone"],
        },
        error=_TEN,
    ),
    "identity": Kind(
        {
            "type": "string",
            "pattern": "^[0-9]{12}$",
            "x-widget": "identity",
            "x-check": ["identity_number"],
        },
        error=_TWELVE,
        hint=Text(vi="12 chữ số trên thẻ căn cước", en="The 12 digits on the identity card"),
        personal=SENSITIVE,
    ),
    "date": Kind(
        {"type": "string", "format": "date", "x-widget": "date"},
        more=frozenset({"not_in_future", "before", "after", "partial"}),
        hint=Text(vi="Ví dụ 12 5 1996", en="For example 12 5 1996"),
    ),
    "whole": Kind({"type": "integer", "minimum": 0, "x-widget": "text"}, _SIZE),
    "money": Kind(
        {"type": "integer", "minimum": 0, "maximum": 999_999_999, "x-widget": "text"},
        _SIZE,
        hint=Text(vi="Bằng đồng, chỉ điền chữ số", en="In dong, digits only"),
    ),
    "choice": Kind({"type": "string", "x-widget": "radios"}, more=frozenset({"choices", "more_choices"})),
    "yes_no": Kind({"type": "string", "x-widget": "radios"}),
    "unit": Kind(
        {
            "type": "string",
            "pattern": "^[0-9]{4}/[0-9]{5}$",
            "x-widget": "unit",
            "x-choices": "units",
        },
        more=frozenset({"more_choices"}),
    ),
    "files": Kind(
        {"type": "array", "minItems": 1, "maxItems": 5, "items": FILE, "x-widget": "upload"},
        _COUNT,
        error=Text(vi="Giấy này cần từ {min} đến {max} tệp", en="This paper takes {min} to {max} files"),
        hint=_FILES,
        personal=SENSITIVE,
    ),
}
NUMBERS = _NUMBER
