"""Lines of the list, written in one piece: a template is rendered once for each shape of a line, then filled for every item.

Fifty lines of thirty nodes each would cost more than all the rest of the page. The words and marks stay in
`desk/line.html`; what differs from item to item is put into its places, escaped.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.tools.desk.types import Item, Left

VALUES = ("item", "number", "url", "title", "code", "subject", "state", "holder", "left", "at")
_PLACE = re.compile("\ue000([a-z]+)\ue001")  # letters for private use, which nobody's words hold


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list. `holder` is whose own it is, "" for nobody's; `mine`: the viewer's."""

    item: Item
    left: Left
    state: Text
    url: str
    holder: str
    mine: bool
    is_open: bool


class Shape(NamedTuple):
    """What of a line is not a value.

    Attributes:
        sign: of the time that is left.
        is_open: its work stands beside the list.
        ticked: it has a tick box.
        across: it says where it stands.
        dated: it says a moment beside the time that is left.
        holder: "mine", "other's" or "" for nobody's own.
    """

    sign: str
    is_open: bool
    ticked: bool
    across: bool
    dated: bool
    holder: str


def written(lines: Iterable[Line], *, ticked: bool, across: bool) -> SafeString:
    """Return the lines as they stand in the page, in its language; "" where there are none."""
    language = get_language() or "vi"
    return mark_safe("".join(_written(line, language, ticked=ticked, across=across) for line in lines))  # noqa: S308 - every value is escaped


def _written(line: Line, language: str, *, ticked: bool, across: bool) -> str:
    item, sign = line.item, line.left.sign
    dated = item.ended_at is not None or (item.due_at is not None and sign != "soon")
    holder = ("mine" if line.mine else "other's") if line.holder else ""
    pieces = _pieces(language, Shape(sign, line.is_open, ticked, across, dated, holder))
    return _filled(pieces, _values(line, "en" if language.startswith("en") else "vi"))


def _values(line: Line, language: str) -> dict[str, str]:
    item = line.item
    subject = item.subject_name.say(language)
    return {
        "item": f"{item.case}:{item.step}",
        "number": str(item.number),
        "url": line.url,
        "title": item.title or subject,
        "code": item.case_code,
        "subject": subject,
        "state": line.state.say(language),
        "holder": line.holder,
        "left": line.left.word.say(language),
        "at": _at(item),
    }


def _at(item: Item) -> str:
    """Return the day on which an item ended, else the moment by which it is due."""
    if item.ended_at is not None:
        return f"{item.ended_at.astimezone(HCM):%d/%m/%Y}"
    return f"{item.due_at.astimezone(HCM):%H:%M %d/%m/%Y}" if item.due_at is not None else ""


@cache
def _pieces(_language: str, shape: Shape) -> tuple[str, ...]:
    """Return a line of that shape in the language of the page, taken apart: its own words, and between them names of values."""
    places = {name: f"\ue000{name}\ue001" for name in VALUES}
    return tuple(_PLACE.split(render_to_string("desk/line.html", {"shape": shape, **places})))


def _filled(pieces: tuple[str, ...], values: Mapping[str, str]) -> str:
    filled = list(pieces)
    filled[1::2] = [escape(values[name]) for name in pieces[1::2]]
    return "".join(filled)
