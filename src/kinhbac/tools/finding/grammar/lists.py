"""Lists of a definition, whose faults are told together."""

from collections.abc import Callable
from typing import TypeVar

from kinhbac.base.definitions import Faults, Node

T = TypeVar("T")


def each_of(node: Node | None, read_one: Callable[[Node], T]) -> tuple[T, ...]:
    """Return the entries of a list, none where there is no list.

    Raises:
        DefinitionError: every fault of every entry.
    """
    faults = Faults()
    found: list[T] = []
    for each in node.each() if node is not None else ():
        with faults.gather():
            found.append(read_one(each))
    faults.check()
    return tuple(found)
