"""A procedure as plain JSON values and back: stored once by hash, read again without the files it came from."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from kinhbac.tools.forms.plain import form_from_plain, form_to_plain
from kinhbac.tools.forms.types import Form
from kinhbac.tools.grammar.types import Procedure

Maker = Callable[[Any], Any]


def to_plain(procedure: Procedure) -> dict[str, Any]:
    """Return JSON values only; equal procedures give equal values, and so (`definitions.digest`) one hash."""
    plain = _plain(procedure)
    assert isinstance(plain, dict)
    return plain


def from_plain(plain: Mapping[str, Any]) -> Procedure:
    """Return the procedure that `to_plain` wrote; keys that are not known any more are passed over."""
    made = _maker(Procedure)(plain)
    assert isinstance(made, Procedure)
    return made


def _plain(value: Any) -> Any:
    if isinstance(value, Form):
        return form_to_plain(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, StrEnum):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


@cache
def _maker(kind: Any) -> Maker:
    """Return what makes a value of a type out of plain ones, found once; the types of `types` are all it knows."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        (kind,) = (each for each in get_args(kind) if each is not NoneType)
        make = _maker(kind)
        return lambda plain: None if plain is None else make(plain)
    if origin is tuple:
        make = _maker(get_args(kind)[0])
        return lambda plain: tuple(map(make, plain))
    if origin is Mapping or kind is Mapping:
        make = _maker(get_args(kind)[1])
        return lambda plain: {key: make(each) for key, each in plain.items()}
    return form_from_plain if kind is Form else _maker_of_one(kind, origin or kind)


def _maker_of_one(kind: Any, bare: Any) -> Maker:
    if isinstance(bare, type) and is_dataclass(bare):
        known = dict(zip(getattr(bare, "__parameters__", ()), get_args(kind), strict=True))
        return _maker_of_fields(bare, known)
    if isinstance(bare, type) and issubclass(bare, date):
        return date.fromisoformat
    return bare if isinstance(bare, type) and issubclass(bare, StrEnum) else _as_it_is


def _maker_of_fields(kind: type, known: Mapping[Any, Any]) -> Maker:
    hints = get_type_hints(kind)
    made = [
        (
            each.name,
            each.default is MISSING and each.default_factory is MISSING,
            _maker(_bound(hints[each.name], known)),
        )
        for each in fields(kind)
    ]
    return lambda plain: kind(
        **{name: make(plain[name]) for name, needed, make in made if needed or name in plain}
    )


def _as_it_is(plain: Any) -> Any:
    return plain


def _bound(hint: Any, known: Mapping[Any, Any]) -> Any:
    """Return a type with its parameters filled in: Span[T] of Dated[TermRule] is Span[TermRule]."""
    if isinstance(hint, TypeVar):
        return known[hint]
    open_ones = getattr(hint, "__parameters__", ())
    return hint[tuple(known[each] for each in open_ones)] if open_ones else hint
