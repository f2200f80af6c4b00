"""Finding among all that stands or stood with the viewer's offices, by words in any order or a code, ended or not."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from kinhbac.kernel.types import Viewer
from kinhbac.tools.desk import models as tables
from kinhbac.tools.desk.reads.inbox import item_of
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
    rows = tables.Item.objects.filter(Q(superseded=False), case__pk__in=labels).select_related("case")
    best: dict[int, tables.Item] = {}
    for row in rows:
        held = best.get(row.case.pk)
        if held is None or _worth(row, offices) > _worth(held, offices):
            best[row.case.pk] = row
    return tuple(item_of(best[label]) for label in labels if label in best)


def _worth(row: tables.Item, offices: frozenset[str]) -> tuple[bool, bool, object]:
    return row.office in offices, not row.ended, row.since


def item_coded(viewer: Viewer, code: str | UUID) -> Item | None:
    """Return the viewer's line of one case, by its code or key: open at one of her posts, else as `find`; None for none."""
    wanted = Q(case__case=code) if isinstance(code, UUID) else Q(case__code=code)
    label = tables.Item.objects.filter(wanted, office__in=found_offices(viewer)).values_list(
        "case__pk", flat=True
    )
    lines = _lines(list(label[:1]), frozenset(found_offices(viewer)))
    return lines[0] if lines else None
