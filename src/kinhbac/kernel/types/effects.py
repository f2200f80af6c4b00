"""Effects: the small general changes of which every act consists, and their plain form in the journal."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import datetime
from functools import partial
from types import NoneType
from typing import Any, get_origin, get_type_hints
from uuid import UUID

from kinhbac.kernel.types.keys import uuid_from
from kinhbac.kernel.types.state import Clock, Holder, Link, Observer, Party, Step, Wait


@dataclass(frozen=True, slots=True)
class Opened:
    """A case begins: its kind, its number among people, and the unit (`edition/code`) it belongs to."""

    kind: str
    code: str | None = None
    area: str | None = None


@dataclass(frozen=True, slots=True)
class PartyJoined:
    """A person becomes a party."""

    role: str
    person: UUID


@dataclass(frozen=True, slots=True)
class ObserverJoined:
    """An office that holds no step becomes an observer."""

    role: str
    office: str


@dataclass(frozen=True, slots=True)
class Linked:
    """A tie to another case."""

    kind: str
    case: UUID


@dataclass(frozen=True, slots=True)
class StepBegun:
    """A step comes to a holder; where it has a term, the due moment was computed on the calendar of that hash."""

    key: str
    name: str
    holder: Holder
    due_at: datetime | None = None
    term: str | None = None
    calendar: str | None = None


@dataclass(frozen=True, slots=True)
class StepEnded:
    """A step leaves its holder; `how` names the way out."""

    key: str
    how: str


@dataclass(frozen=True, slots=True)
class StepHanded:
    """An open step passes to another holder (assigned, taken, released, handed over)."""

    key: str
    holder: Holder


@dataclass(frozen=True, slots=True)
class StepRecomputed:
    """The calendar has changed, and with it the due moment of an open step."""

    key: str
    due_at: datetime | None
    calendar: str


@dataclass(frozen=True, slots=True)
class StepRestored:
    """An undone act leaves the step as it was before."""

    step: Step


@dataclass(frozen=True, slots=True)
class WaitBegun:
    """The case begins to wait on somebody outside."""

    key: str
    on: str


@dataclass(frozen=True, slots=True)
class WaitEnded:
    """What was waited for has come, or is no longer waited for."""

    key: str


@dataclass(frozen=True, slots=True)
class WaitRestored:
    """An undone act leaves the wait as it was before."""

    wait: Wait


@dataclass(frozen=True, slots=True)
class ClockStarted:
    """A term begins to run; the due moment was computed on the calendar of that hash."""

    key: str
    term: str
    counted_from: datetime
    due_at: datetime | None
    calendar: str
    after_15: bool = False
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class ClockPaused:
    """A term stands still."""

    key: str


@dataclass(frozen=True, slots=True)
class ClockResumed:
    """A paused term runs on: what is left of it is counted anew, so that its sum can be shown and computed again."""

    key: str
    term: str
    counted_from: datetime
    due_at: datetime | None
    calendar: str
    after_15: bool = False
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class ClockRecomputed:
    """The calendar has changed, and with it the due moment of a running term."""

    key: str
    due_at: datetime | None
    calendar: str
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class ClockStopped:
    """A term no longer runs; `how` is met, replaced, closed …"""

    key: str
    how: str


@dataclass(frozen=True, slots=True)
class ClockRestored:
    """An undone act leaves the clock as it was before."""

    clock: Clock


@dataclass(frozen=True, slots=True)
class FactsSet:
    """The kind's own values: merged into the facts of the case; None removes one."""

    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DefinitionMoved:
    """An open case goes on under another version, by an explicit act."""

    definition: str


@dataclass(frozen=True, slots=True)
class ContentRemoved:
    """The personal content of an earlier entry was removed under a rule; the entry itself stands."""

    seq: int
    rule: str


@dataclass(frozen=True, slots=True)
class Closed:
    """The case ends; `at` only where that was earlier than its entry (a reopening is undone)."""

    outcome: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reopened:
    """An ended case goes on."""


Effect = (
    Opened
    | PartyJoined
    | ObserverJoined
    | Linked
    | StepBegun
    | StepEnded
    | StepHanded
    | StepRecomputed
    | StepRestored
    | WaitBegun
    | WaitEnded
    | WaitRestored
    | ClockStarted
    | ClockPaused
    | ClockResumed
    | ClockRecomputed
    | ClockStopped
    | ClockRestored
    | FactsSet
    | DefinitionMoved
    | ContentRemoved
    | Closed
    | Reopened
)

KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in Effect.__args__}


def effect_to_plain(effect: Effect) -> dict[str, Any]:
    """Return the effect as JSON values: its name under `is`, its non-empty fields beside it."""
    return {"is": type(effect).__name__, **record_to_plain(effect)}


def effect_from_plain(plain: Mapping[str, Any]) -> Effect:
    """Read back what `effect_to_plain` wrote.

    Raises:
        KeyError, TypeError, ValueError: the text is not one of ours (an entry was changed by hand).
    """
    kind = KINDS[plain["is"]]
    effect: Effect = record_from_plain(kind, plain)
    return effect


def record_to_plain(record: Any) -> dict[str, Any]:
    """Return a record of the kernel as JSON values; empty fields (None, False) are left out."""
    plain: dict[str, Any] = {}
    for name, write in _FORMS[type(record)].writers:
        value = getattr(record, name)
        if value is not None and value is not False:
            plain[name] = value if write is None else write(value)
    return plain


def record_from_plain(kind: type[Any], plain: Mapping[str, Any]) -> Any:
    """Read back what `record_to_plain` wrote, for a record of that kind."""
    form = _FORMS[kind]
    values: dict[str, Any] = dict(form.empty)
    for name, read in form.readers:
        if name in plain:
            values[name] = plain[name] if read is None else read(plain[name])
    return kind(**values)


_Turn = Callable[[Any], Any] | None


@dataclass(frozen=True, slots=True)
class _Form:
    """How a kind of record is written and read: a turn for each field (None: as it stands); what may be left out."""

    writers: tuple[tuple[str, _Turn], ...]
    readers: tuple[tuple[str, _Turn], ...]
    empty: Mapping[str, None]


def _turns(hint: Any) -> tuple[_Turn, _Turn]:
    """Return how a field of that type is written and read."""
    options = _options(hint)
    if datetime in options:
        return datetime.isoformat, datetime.fromisoformat
    if UUID in options:
        return str, uuid_from
    if Mapping in options:
        return dict, None
    for record in _RECORDS:
        if record in options:
            return record_to_plain, partial(record_from_plain, record)
    return None, None


def _options(hint: Any) -> set[Any]:
    return {hint, get_origin(hint), *getattr(hint, "__args__", ())}


def _form(kind: type[Any]) -> _Form:
    hints = get_type_hints(kind)
    turns = {name: _turns(hint) for name, hint in hints.items()}
    return _Form(
        writers=tuple((name, write) for name, (write, _) in turns.items()),
        readers=tuple((name, read) for name, (_, read) in turns.items()),
        empty={
            each.name: None
            for each in fields(kind)
            if each.default is MISSING and NoneType in _options(hints[each.name])
        },
    )


_RECORDS = (Holder, Step, Wait, Clock)
_FORMS = {kind: _form(kind) for kind in (*KINDS.values(), *_RECORDS, Link, Party, Observer)}
