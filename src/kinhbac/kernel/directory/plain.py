"""A directory as plain values and back, so that a version is stored once by its hash. Entered by whoever stores it."""

import dataclasses
import types
import typing
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from kinhbac.kernel.directory.directory import Directory
from kinhbac.kernel.directory.types import Level, UnitRef

FORMAT = 1


def to_plain(directory: Directory) -> dict[str, Any]:
    """Return a directory as mappings, lists, text, flags; fields at their default are left out.

    Equal directories give equal plain values, so `kinhbac.base.definitions.digest` names a version.
    """
    return {"format": FORMAT, **_down(directory)}


def from_plain(plain: dict[str, Any]) -> Directory:
    """Return the directory that `to_plain` was given.

    Raises:
        ValueError: another format, an unknown or missing field, or a value of another shape.
    """
    if plain.get("format") != FORMAT:
        raise ValueError(f"a directory of format {plain.get('format')!r} cannot be read, only {FORMAT}")
    fields = {key: value for key, value in plain.items() if key != "format"}
    directory = _up(Directory, fields)
    assert isinstance(directory, Directory)
    return directory


def _down(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_down(each) for each in value]
    if isinstance(value, (UnitRef, StrEnum)):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        filled = ((each, getattr(value, each.name)) for each in dataclasses.fields(value))
        return {each.name: _down(held) for each, held in filled if held != each.default}
    return value


_from_text: dict[Any, Callable[[str], Any]] = {UnitRef: UnitRef.parse, date: date.fromisoformat, Level: Level}


def _up(wanted: Any, plain: Any) -> Any:
    """Return a plain value as the wanted type: one of those that stand in the fields of the directory."""
    if isinstance(wanted, types.UnionType):
        return _up(typing.get_args(wanted)[0], plain)  # always "X | None"; None itself is left out by _down
    if typing.get_origin(wanted) is tuple:
        inner = typing.get_args(wanted)[0]
        return tuple(_up(inner, each) for each in _a(list, plain))
    if wanted in _from_text:
        return _from_text[wanted](_a(str, plain))
    if dataclasses.is_dataclass(wanted):
        return _object(wanted, _a(dict, plain))
    return _a(wanted, plain)


def _object(wanted: Any, plain: dict[str, Any]) -> Any:
    hints = _hints(wanted)
    unknown = sorted(set(plain) - set(hints))
    if unknown:
        raise ValueError(f"a {wanted.__name__} has no field {unknown[0]!r}")
    try:
        return wanted(**{name: _up(hints[name], value) for name, value in plain.items()})
    except TypeError as error:
        raise ValueError(f"a {wanted.__name__} lacks a field: {error}") from error


@cache
def _hints(wanted: Any) -> dict[str, Any]:
    return typing.get_type_hints(wanted)


def _a(wanted: type, plain: Any) -> Any:
    if type(plain) is not wanted:
        raise ValueError(f"{wanted.__name__} expected, found {type(plain).__name__}")
    return plain
