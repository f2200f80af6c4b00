"""A procedure as plain JSON values and back: stored once by hash, read again without the files it came from."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from kinhbac.tools.forms.plain import form_from_plain, form_to_plain
from kinhbac.tools.forms.types import Form
from kinhbac.tools.grammar.types import Procedure


def to_plain(procedure: Procedure) -> dict[str, Any]:
    """Return JSON values only; equal procedures give equal values, and so (`definitions.digest`) one hash."""
    plain = _plain(procedure)
    assert isinstance(plain, dict)
    return plain


def from_plain(plain: Mapping[str, Any]) -> Procedure:
    """Return the procedure that `to_plain` wrote; keys that are not known any more are passed over."""
    made = _made(Procedure, plain)
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


def _made(kind: Any, plain: Any) -> Any:
    """Return the value of a type; the types of `types` are all it knows."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        (kind,) = (each for each in get_args(kind) if each is not NoneType)
        return None if plain is None else _made(kind, plain)
    if origin is tuple:
        return tuple(_made(get_args(kind)[0], each) for each in plain)
    if origin is Mapping or kind is Mapping:
        return {key: _made(get_args(kind)[1], each) for key, each in plain.items()}
    if kind is Form:
        return form_from_plain(plain)
    return _made_one(kind, origin or kind, plain)


def _made_one(kind: Any, bare: Any, plain: Any) -> Any:
    if isinstance(bare, type) and is_dataclass(bare):
        known = dict(zip(getattr(bare, "__parameters__", ()), get_args(kind), strict=True))
        return bare(
            **{
                name: _made(_bound(hint, known), plain[name])
                for name, (hint, needed) in _shape(bare).items()
                if needed or name in plain
            }
        )
    if isinstance(bare, type) and issubclass(bare, date):
        return date.fromisoformat(plain)
    return bare(plain) if isinstance(bare, type) and issubclass(bare, StrEnum) else plain


def _bound(hint: Any, known: Mapping[Any, Any]) -> Any:
    """Return a type with its parameters filled in: Span[T] of Dated[TermRule] is Span[TermRule]."""
    if isinstance(hint, TypeVar):
        return known[hint]
    open_ones = getattr(hint, "__parameters__", ())
    return hint[tuple(known[each] for each in open_ones)] if open_ones else hint


@lru_cache(maxsize=64)
def _shape(kind: Any) -> dict[str, tuple[Any, bool]]:
    """Return the fields of a dataclass: their types, and whether they must be there."""
    hints = get_type_hints(kind)
    return {
        each.name: (hints[each.name], each.default is MISSING and each.default_factory is MISSING)
        for each in fields(kind)
    }
