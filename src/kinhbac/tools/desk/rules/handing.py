"""What may be said beforehand of taking, releasing and assigning, from what the list shows; the kernel decides in the end."""

from collections.abc import Set as AbstractSet
from uuid import UUID

from kinhbac.base.text import Text
from kinhbac.kernel.refusals import HELD_BY_ANOTHER, HELD_BY_NOBODY, HELD_BY_THAT_PERSON, STEP_ENDED
from kinhbac.kernel.types import Refusal
from kinhbac.tools.desk.types import BulkAct, Item

HAND = ""
"""The kind of the acts that every kind shares."""

TAKE, RELEASE, ASSIGN = "take", "release", "assign"
TO = "to"
"""The value that says to whom."""

NAMES = {
    TAKE: Text(vi="Nhận việc", en="Take"),
    RELEASE: Text(vi="Trả lại việc", en="Release"),
    ASSIGN: Text(vi="Phân công", en="Assign"),
}


def hand_acts(*, leads: bool) -> tuple[BulkAct, ...]:
    """Return the acts of handing that are offered; assigning only to who leads."""
    every = (TAKE, RELEASE, ASSIGN) if leads else (TAKE, RELEASE)
    return tuple(BulkAct(key=act, name=NAMES[act], roles=frozenset()) for act in every)


def may_hand(item: Item, act: str, people: AbstractSet[UUID], to: UUID | None) -> Refusal | None:
    """Say what speaks against handing an item, None where nothing does.

    Args:
        item: as it stood when it was read.
        act: TAKE, RELEASE or ASSIGN.
        people: who acts, and those for whom she acts.
        to: to whom it is assigned.
    """
    if item.ended_at is not None:
        return STEP_ENDED
    if act == TAKE:
        return HELD_BY_ANOTHER if item.person is not None and item.person not in people else None
    if act == RELEASE:
        return HELD_BY_NOBODY if item.person is None else None
    return HELD_BY_THAT_PERSON if item.person == to else None
