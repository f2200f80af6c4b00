"""Seats of the desk: each kind of work says where its cases stand, what they are called, what may be done to many.

Filled in the `ready` of a service's app, beside the kind's own seat in the kernel.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from kinhbac.base.text import Text
from kinhbac.kernel.seats import Change
from kinhbac.kernel.seats import seats as kernel
from kinhbac.kernel.types import CaseState
from kinhbac.tools.desk.types import BulkAct, CommandOf, Label, Placed, Queue


class Work(Protocol):
    """A kind of work as the desk knows it."""

    kind: str
    queues: tuple[Queue, ...]
    states: Mapping[str, Text]
    acts: tuple[BulkAct, ...]
    route: str
    """Name of the address of its page; it takes the code of a case."""

    def place(self, state: CaseState) -> tuple[Placed, ...]:
        """Say where each step of a case stands, those that are over too, in the order in which they began. Pure."""

    def subject(self, state: CaseState) -> tuple[str, str]:
        """Return the keys of what a case is a case of and of its field, as its label names them. Pure."""

    def label(self, change: Change) -> Label | None:
        """Say what a case is called now; None where these entries leave it as it was.

        A case that is new (`before` is None) has a label. Where content was removed and None is answered, what the
        case is about is forgotten. Pure.
        """

    def meaning(self, act: str, state: CaseState) -> Text | None:
        """Say what a bulk act means for a case, where it is not what it means for most; None elsewhere. Pure."""

    def command(self, act: str, values: Mapping[str, Any]) -> CommandOf:
        """Return what a bulk act asks of a case."""


class Seats:
    """The filled seats. One object, `seats`, serves the process."""

    def __init__(self) -> None:
        self.works: dict[str, Work] = {}

    def seat_work(self, work: Work) -> None:
        """Bring a kind of work to the desk."""
        self.works[work.kind] = work

    def queues(self) -> tuple[Queue, ...]:
        """Return the queues of all kinds, each once, in the order in which they were brought."""
        found: dict[str, Queue] = {}
        for work in self.works.values():
            for queue in work.queues:
                found.setdefault(queue.key, queue)
        return tuple(found.values())

    def assigners(self) -> frozenset[str]:
        """Return the roles that assign the work of an office."""
        kinds = [kernel.kinds[name] for name in self.works if name in kernel.kinds]
        return frozenset(role for kind in kinds for role in kind.assigners)


seats = Seats()
