"""Definitions as published: each version stored once, by the hash of its text, and never changed.

What a definition says is its kind's business; here it is text with a hash. The current calendar and directory
are definitions too, so that every act names the versions under which it was decided. A version may also be put in force
from a day on (`put_in_force`); then the day decides which one rules (`hash_on`), and no clock has to switch anything.
"""

import json
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from sys import intern
from typing import Any, NamedTuple

from django.db import transaction

from kinhbac.base.clock import HCM
from kinhbac.base.definitions import canonical, digest
from kinhbac.base.worktime.calendar import Calendar
from kinhbac.base.worktime.plain import from_plain as calendar_from_plain
from kinhbac.kernel.directory.directory import Directory
from kinhbac.kernel.directory.plain import from_plain as directory_from_plain
from kinhbac.kernel.models import Definition, InForce

FRESH_FOR = 5.0
"""Seconds for which a process trusts that the current version is still current."""


class NotPublished(LookupError):  # noqa: N818 - it says what is so
    """Nothing of that kind and key is published here; the text says how to publish the catalogue."""


@dataclass(frozen=True, slots=True, order=True)
class _Ruling:
    """A version that rules from a day on; of two from one day, the one that was said later, an act after the files."""

    from_on: date
    at: datetime
    by_act: bool
    hash: str


class _Versions(NamedTuple):
    """Versions of one definition: those that rule from a day on, and the current one, "" where there is none."""

    ruling: tuple[_Ruling, ...]
    current: str

    def on(self, day: date) -> str:
        """Return the hash of the one that rules on a day, "" where none does."""
        ruling = max((each for each in self.ruling if each.from_on <= day), default=None)
        return ruling.hash if ruling is not None else self.current


_current: dict[tuple[str, str], tuple[float, str]] = {}
_ruling: dict[str, tuple[float, Mapping[str, "_Versions"]]] = {}


def publish(kind: str, key: str, plain: Mapping[str, Any], now: datetime) -> str:
    """Make `plain` the current version of a definition and return its hash; the same text again changes nothing.

    Raises:
        ValueError: the same text is stored as another definition, so its hash would name two things.
    """
    name = digest(plain)
    with transaction.atomic():
        _refuse_other(name, kind, key)
        current = Definition.objects.filter(kind=kind, key=key, is_current=True).first()
        if current is None or current.hash != name:
            Definition.objects.filter(kind=kind, key=key, is_current=True).update(is_current=False)
            Definition.objects.update_or_create(
                hash=name,
                create_defaults={
                    "kind": kind,
                    "key": key,
                    "body": canonical(plain).decode(),
                    "published_at": now,
                    "is_current": True,
                },
                defaults={"is_current": True, "applied_at": None, "published_at": now},
            )
    _current.pop((kind, key), None)
    _ruling.pop(kind, None)
    return name


def keep(kind: str, key: str, plain: Mapping[str, Any], now: datetime) -> str:
    """Store a version without making it current, and return its hash; the same text again changes nothing.

    Raises:
        ValueError: as `publish`.
    """
    name = digest(plain)
    _refuse_other(name, kind, key)
    Definition.objects.get_or_create(
        hash=name,
        defaults={
            "kind": kind,
            "key": key,
            "body": canonical(plain).decode(),
            "published_at": now,
            "is_current": False,
        },
    )
    return name


def _refuse_other(name: str, kind: str, key: str) -> None:
    if Definition.objects.filter(hash=name).exclude(kind=kind, key=key).exists():
        raise ValueError(
            f"The text of {kind} {key} is stored as another definition; give it a key of its own."
        )


def put_in_force(kind: str, key: str, name: str, *, from_on: date, at: datetime, source: str) -> None:
    """Let a stored version rule from a day on, as an act said; said again under the same source, nothing changes.

    Args:
        kind: of the definition, with `key`.
        key: of the definition.
        name: the version's hash.
        from_on: the first day, in Vietnam.
        at: aware; the moment of the act.
        source: names the act.
    """
    row = {"kind": kind, "key": key, "definition": name, "from_on": from_on, "at": at, "taken_back_at": None}
    InForce.objects.update_or_create(source=source, defaults=row)
    _ruling.pop(kind, None)


def take_back(source: str, at: datetime) -> None:
    """Let what an act put in force not come into force after all."""
    InForce.objects.filter(source=source).update(taken_back_at=at)
    _ruling.clear()


def clear_in_force(kind: str) -> None:
    """Forget the days of all definitions of a kind; whoever wrote them writes them anew."""
    InForce.objects.filter(kind=kind).delete()
    _ruling.clear()


def hash_on(kind: str, key: str, day: date) -> str:
    """Return the hash of the version that rules on a day.

    The current version rules from the day on which it was published, and on days before it where nothing else does:
    what was published later also tells of the time before there was a province here.

    Raises:
        NotPublished: none does.
    """
    versions = _versions(kind).get(key)
    name = versions.on(day) if versions is not None else ""
    return name or current_hash(kind, key)


def hashes_on(kind: str, day: date) -> dict[str, str]:
    """Return the hashes of all definitions of a kind of which a version rules on a day, by key, sorted."""
    found = {key: versions.on(day) for key, versions in _versions(kind).items()}
    return {key: found[key] for key in sorted(found) if found[key]}


def _versions(kind: str) -> Mapping[str, _Versions]:
    """Return the versions of all definitions of a kind by key; with two statements, however many they are."""
    known = _ruling.get(kind)
    if known is not None and known[0] > time.monotonic():
        return known[1]
    ruling: dict[str, list[_Ruling]] = defaultdict(list)
    for row in InForce.objects.filter(kind=kind, taken_back_at=None):
        ruling[row.key].append(_Ruling(row.from_on, row.at, by_act=True, hash=row.definition))
    current = {}
    rows = Definition.objects.filter(kind=kind, is_current=True)
    for key, name, at in rows.values_list("key", "hash", "published_at"):
        current[key] = name
        ruling[key].append(_Ruling(at.astimezone(HCM).date(), at, by_act=False, hash=name))
    found = {key: _Versions(tuple(each), current.get(key, "")) for key, each in ruling.items()}
    _ruling[kind] = (time.monotonic() + FRESH_FOR, found)
    return found


def current_hash(kind: str, key: str) -> str:
    """Return the hash of the version in force now.

    Raises:
        NotPublished: no version was ever published.
    """
    known = _current.get((kind, key))
    if known is not None and known[0] > time.monotonic():
        return known[1]
    name = (
        Definition.objects.filter(kind=kind, key=key, is_current=True).values_list("hash", flat=True).first()
    )
    if name is None:
        raise NotPublished(f"{kind} {key} is not published; `kinhbac publish` publishes the catalogue.")
    _current[kind, key] = (time.monotonic() + FRESH_FOR, name)
    return name


def current_since(kind: str, key: str) -> datetime | None:
    """Return when the current version was published, None where there is none."""
    rows = Definition.objects.filter(kind=kind, key=key, is_current=True)
    return rows.values_list("published_at", flat=True).first()


def current_keys(kind: str) -> list[str]:
    """Return the keys of all current definitions of a kind, sorted."""
    return list(
        Definition.objects.filter(kind=kind, is_current=True).order_by("key").values_list("key", flat=True)
    )


def unapplied(kind: str, key: str, settled: datetime) -> str | None:
    """Return the current version's hash if it was published by `settled` and never applied to what is open."""
    rows = Definition.objects.filter(kind=kind, key=key, is_current=True, applied_at=None)
    return rows.filter(published_at__lte=settled).values_list("hash", flat=True).first()


def set_applied(name: str, now: datetime) -> None:
    """Remember that a version has been applied."""
    Definition.objects.filter(hash=name, is_current=True).update(applied_at=now)


def forget() -> None:
    """Forget what is current (after a restore, or between tests). What a hash stands for never changes."""
    _current.clear()
    _ruling.clear()


@lru_cache(maxsize=16)
def plain_of(name: str) -> Mapping[str, Any]:
    """Return the stored text of a version, parsed. A version never changes, so a process reads it once.

    Raises:
        NotPublished: no version has that hash.
    """
    body = Definition.objects.filter(hash=name).values_list("body", flat=True).first()
    if body is None:
        raise NotPublished(f"No definition has the hash {name}.")
    plain: Mapping[str, Any] = json.loads(body, object_pairs_hook=_shared)
    return plain


def _shared(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of which equal words stand once in a process: procedures ask many of the same questions."""
    return {key: intern(value) if type(value) is str else value for key, value in pairs}


@lru_cache(maxsize=4096)
def _read_once(reader: Callable[[Mapping[str, Any]], Any], name: str) -> Any:
    return reader(plain_of(name))


def value_of(name: str, reader: Callable[[Mapping[str, Any]], Any]) -> Any:
    """Return a version as its kind's own value; read once for each process."""
    return _read_once(reader, name)


def current_calendar() -> Calendar:
    """Return the working-time calendar in force."""
    calendar: Calendar = value_of(current_hash("calendar", "province"), calendar_from_plain)
    return calendar


def current_directory() -> Directory:
    """Return the directory of units, offices and competences in force."""
    directory: Directory = value_of(current_hash("directory", "province"), _directory)
    return directory


def _directory(plain: Mapping[str, Any]) -> Directory:
    return directory_from_plain(dict(plain))
