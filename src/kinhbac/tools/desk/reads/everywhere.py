"""Finding among all that stands or stood with the viewer's offices, by words in any order or a code, ended or not."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from kinhbac.kernel.types import Viewer
from kinhbac.tools.desk import models as tables
from kinhbac.tools.desk.reads.conditions import NOT_REPEATED, among
from kinhbac.tools.desk.reads.items import items
from kinhbac.tools.desk.reads.matching import newest
from kinhbac.tools.desk.reads.scope import found_offices
from kinhbac.tools.desk.rules.words import sought
from kinhbac.tools.desk.types import Item

PAGE = 50


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found, the newest case first; `after` is where the next begins, None at the end."""

    items: tuple[Item, ...]
    after: int | None


def find(viewer: Viewer, text: str, after: int | None = None) -> Found:
    """Return the cases that all the words sought begin a word of, one line each.

    They are found by their rare words; see `matching`.
    """
    words, offices = sought(text), found_offices(viewer)
    if not words or not offices:
        return Found((), None)
    found = newest(offices, words, PAGE + 1, after)
    more, found = len(found) > PAGE, found[:PAGE]
    return Found(_lines(found, frozenset(offices)), found[-1] if more else None)


def _lines(labels: list[int], offices: frozenset[str]) -> tuple[Item, ...]:
    """Return one line for each case: what is open at one of the offices, else what was there last, else anywhere."""
    best: dict[UUID, Item] = {}
    for item in items(NOT_REPEATED & among("label.id", labels), "label.id DESC"):
        held = best.get(item.case)
        if held is None or _worth(item, offices) > _worth(held, offices):
            best[item.case] = item
    return tuple(best.values())


def _worth(item: Item, offices: frozenset[str]) -> tuple[bool, bool, datetime]:
    return item.office in offices, item.ended_at is None, item.since


def item_coded(viewer: Viewer, code: str | UUID) -> Item | None:
    """Return the viewer's line of one case, by its code or key: open at one of her posts, else as `find`; None for none."""
    wanted = Q(case__case=code) if isinstance(code, UUID) else Q(case__code=code)
    label = tables.Item.objects.filter(wanted, office__in=found_offices(viewer)).values_list(
        "case__pk", flat=True
    )
    lines = _lines(list(label[:1]), frozenset(found_offices(viewer)))
    return lines[0] if lines else None
