"""The parts of an act's form: fields with their kinds, names and hints; what was typed becomes the act's values. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text

NO_WORDS = Text(vi="", en="")
YES, NO = "yes", "no"


class Kind(StrEnum):
    """What a field takes, and so how it is shown and read."""

    NOTE = "note"
    REASON = "reason"
    LINE = "line"
    NUMBER = "number"
    LIST = "list"
    MOMENT = "moment"
    DAYS = "days"
    OFFICE = "office"
    CONSULTATION = "consultation"
    REQUEST = "request"
    CASE = "case"
    CHOICE = "choice"
    YES_NO = "yes_no"
    TICK = "tick"
    COMPONENTS = "components"
    ANSWERS = "answers"
    GIVES = "gives"


MANY_LINES = frozenset({Kind.NOTE, Kind.REASON, Kind.LIST})


@dataclass(frozen=True, slots=True)
class Option:
    """One of the things to choose from; `group` is the heading under which it stands."""

    value: str
    name: Text
    group: Text = NO_WORDS


@dataclass(frozen=True, slots=True)
class ActField:
    """One field of an act's form; its name is that of the value which the act is told.

    Attributes:
        refused: codes of refusals, without "dossier.", that are said at this field.
        under: the heading of a few fields that only go together.
    """

    name: str
    kind: Kind
    label: Text
    hint: Text = NO_WORDS
    required: bool = False
    options: tuple[Option, ...] = ()
    refused: frozenset[str] = frozenset()
    under: Text = NO_WORDS


def values_of(fields: Sequence[ActField], typed: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return what an act is told, of what was typed; a field that was left empty says nothing."""
    read = {each.name: _read(each.kind, tuple(typed.get(each.name, ()))) for each in fields}
    return {name: value for name, value in read.items() if value not in (None, "", [])}


def _read(kind: Kind, raw: tuple[str, ...]) -> Any:
    words = raw[0].strip() if raw else ""
    if kind is Kind.LIST:
        return [line for each in words.splitlines() if (line := each.strip(" \t-•"))]
    if kind is Kind.MOMENT:
        return _moment(words)
    if kind is Kind.DAYS:
        return f"{int(words)} working days" if words.isdecimal() and len(words) < 4 else words
    if kind is Kind.YES_NO:
        return {YES: True, NO: False}.get(words)
    if kind is Kind.TICK:
        return True if words == YES else None
    return words


def _moment(words: str) -> str:
    """Return a moment as a box for dates sends it, on a clock in Vietnam; what is none is left as it was typed."""
    try:
        at = datetime.fromisoformat(words)
    except ValueError:
        return words
    return (at if at.tzinfo is not None else at.replace(tzinfo=HCM)).isoformat()
