"""What the files of the directory have alike: heads, days, law, places of faults. Entered by its readers alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kinhbac.base.definitions import DefinitionError, Fault, Faults, Node
from kinhbac.base.text import Text
from kinhbac.kernel.directory.types import Law, UnitRef

HEAD = ("key", "version", "verified", "law", "in_force")


class Placed(Protocol):
    """Anything that knows its file and line."""

    def fault(self, what: Text, remedy: Text) -> Fault:
        """Return a fault at this place."""


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both counted; None is open."""

    valid_from: date | None = None
    valid_to: date | None = None


def check_head(node: Node, *keys: str) -> None:
    """Refuse a file whose head lacks what every definition has, or has keys nobody reads.

    Raises:
        DefinitionError: with every fault of the head.
    """
    faults = Faults()
    with faults.gather():
        node.only(*HEAD, *keys)
    with faults.gather():
        node.need("key").text()
    with faults.gather():
        node.need("version").whole()
    with faults.gather():
        laws(node)
    with faults.gather():
        period(node)
    faults.check()


def period(node: Node) -> Period:
    """Return the days under `in_force`; open on both sides when the key is missing."""
    days = node.get("in_force")
    if days is None:
        return Period()
    days.only("from", "to")
    first, last = days.get("from"), days.get("to")
    found = Period(first.day() if first else None, last.day() if last else None)
    if found.valid_from and found.valid_to and found.valid_to < found.valid_from:
        raise DefinitionError(
            days.fault(
                Text(vi="kết thúc trước khi bắt đầu", en="it ends before it begins"),
                Text(vi="ghi ngày sớm hơn vào from", en="put the earlier day at from"),
            )
        )
    return found


def laws(node: Node) -> tuple[Law, ...]:
    """Return the acts under `law`; none when the key is missing."""
    listed = node.get("law")
    return tuple(_law(each) for each in listed.each()) if listed else ()


def _law(node: Node) -> Law:
    node.only("act", "article", "url")
    article = node.get("article")
    return Law(node.need("act").text(), article.text() if article else "")


def flag(node: Node, key: str) -> bool:
    """Return true or false under a key; false when it is missing."""
    found = node.get(key)
    return found.flag() if found else False


def optional(node: Node, key: str) -> str:
    """Return the text under a key; empty when it is missing."""
    found = node.get(key)
    return found.text() if found else ""


def unit_ref(node: Node, known: Iterable[UnitRef] | Mapping[UnitRef, object]) -> UnitRef:
    """Return the key of a unit that exists.

    Raises:
        DefinitionError: not written edition/code, or no such unit.
    """
    try:
        ref = UnitRef.parse(node.text())
    except ValueError as error:
        raise DefinitionError(
            node.fault(
                Text(vi=f'"{node.value}" không phải khóa của đơn vị', en=str(error)),
                Text(vi="viết bản danh mục, dấu gạch chéo, mã", en="write the edition, a stroke, the code"),
            )
        ) from error
    if ref not in known:
        raise DefinitionError(
            node.fault(
                Text(vi=f"không có đơn vị {ref}", en=f"there is no unit {ref}"),
                Text(vi="tra trong units/units.csv", en="look it up in units/units.csv"),
            )
        )
    return ref


def one_of_each_row(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return one fault for each line and remedy: a row that stands for a hundred offices is wrong once."""
    first: dict[tuple[str, int, Text], Fault] = {}
    for each in faults:
        first.setdefault((each.file, each.line, each.remedy), each)
    return tuple(first.values())
