"""Definitions as published: each version stored once, by the hash of its text, and never changed.

What a definition says is its kind's business; here it is text with a hash. The current calendar and directory
are definitions too, so that every act names the versions under which it was decided.
"""

import json
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import transaction

from kinhbac.base.definitions import canonical, digest
from kinhbac.base.worktime.calendar import Calendar
from kinhbac.base.worktime.plain import from_plain as calendar_from_plain
from kinhbac.kernel.directory.directory import Directory
from kinhbac.kernel.directory.plain import from_plain as directory_from_plain
from kinhbac.kernel.models import Definition

FRESH_FOR = 5.0
"""Seconds for which a process trusts that the current version is still current."""


class NotPublished(LookupError):  # noqa: N818 - it says what is so
    """Nothing of that kind and key is published here; the text says how to publish the catalogue."""


_current: dict[tuple[str, str], tuple[float, str]] = {}
_current_of: dict[str, tuple[float, Mapping[str, str]]] = {}


def publish(kind: str, key: str, plain: Mapping[str, Any], now: datetime) -> str:
    """Make `plain` the current version of a definition and return its hash; the same text again changes nothing.

    Raises:
        ValueError: the same text is stored as another definition, so its hash would name two things.
    """
    name = digest(plain)
    with transaction.atomic():
        if Definition.objects.filter(hash=name).exclude(kind=kind, key=key).exists():
            raise ValueError(
                f"The text of {kind} {key} is stored as another definition; give it a key of its own."
            )
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
    _current_of.pop(kind, None)
    return name


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


def current_keys(kind: str) -> list[str]:
    """Return the keys of all current definitions of a kind, sorted."""
    return list(
        Definition.objects.filter(kind=kind, is_current=True).order_by("key").values_list("key", flat=True)
    )


def current_hashes(kind: str) -> Mapping[str, str]:
    """Return the hashes of all versions in force of a kind by key, sorted; with one statement, however many they are."""
    known = _current_of.get(kind)
    if known is not None and known[0] > time.monotonic():
        return known[1]
    rows = Definition.objects.filter(kind=kind, is_current=True).order_by("key").values_list("key", "hash")
    found = dict(rows)
    until = time.monotonic() + FRESH_FOR
    _current.update({(kind, key): (until, name) for key, name in found.items()})
    _current_of[kind] = (until, found)
    return found


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
    _current_of.clear()


@lru_cache(maxsize=4096)
def plain_of(name: str) -> Mapping[str, Any]:
    """Return the stored text of a version, parsed. A version never changes, so a process reads it once.

    Raises:
        NotPublished: no version has that hash.
    """
    body = Definition.objects.filter(hash=name).values_list("body", flat=True).first()
    if body is None:
        raise NotPublished(f"No definition has the hash {name}.")
    plain: Mapping[str, Any] = json.loads(body)
    return plain


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
