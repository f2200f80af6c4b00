"""The counts of the desk: of the same items as the list, in one statement, so that no figure shows what the list hides."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from kinhbac.base.text import Text
from kinhbac.kernel.rows import fetch
from kinhbac.kernel.types import Viewer
from kinhbac.tools.desk.reads.conditions import compared
from kinhbac.tools.desk.reads.inbox import waiting
from kinhbac.tools.desk.types import Counts, Filter, Group, Subject

_COUNTS = """
SELECT counted.queue, counted.subject, counted.field, counted.n, counted.late, counted.tomorrow,
    label.subject_vi, label.subject_en, label.field_vi, label.field_en
FROM (
    SELECT item.queue, item.subject, item.field, COUNT(*) AS n, MIN(item.id) AS one,
        COUNT(CASE WHEN {late} THEN 1 END) AS late, COUNT(CASE WHEN {tomorrow} THEN 1 END) AS tomorrow
    FROM kinhbac_desk_item AS item WHERE {waiting} GROUP BY item.queue, item.subject, item.field
) AS counted
JOIN kinhbac_desk_item AS one ON one.id = counted.one
JOIN kinhbac_desk_label AS label ON label."case" = one.case_id
"""
"""Each group of a queue, a subject and a field, with their names from one label."""

Named = tuple[str, Text, int]
"""A key, its name, and how many of it there are in a group."""


def counts_of(viewer: Viewer, asked: Filter, now: datetime, soon_until: datetime) -> Counts:
    """Return how much waits in each queue, is late, comes by tomorrow, and of what; arguments as of `inbox`."""
    late = compared("item.sort_at", "<", now)
    tomorrow = compared("item.sort_at", ">=", now) & compared("item.sort_at", "<=", soon_until)
    scope = waiting(viewer, asked.whose)
    text = _COUNTS.format(late=late.text, tomorrow=tomorrow.text, waiting=scope.text)
    rows = fetch(text, (*late.values, *tomorrow.values, *scope.values), ())
    return Counts(
        at=now,
        groups=tuple(Group(*row[:6]) for row in rows),
        subjects=_subjects((row[1], Text(vi=row[6], en=row[7]), row[3]) for row in rows),
        fields=_subjects((row[2], Text(vi=row[8], en=row[9]), row[3]) for row in rows),
    )


def _subjects(named: Iterable[Named]) -> tuple[Subject, ...]:
    names: dict[str, Text] = {}
    found: Counter[str] = Counter()
    for key, name, count in named:
        names[key] = name
        found[key] += count
    every = (Subject(key, names[key], count) for key, count in found.items() if key)
    return tuple(sorted(every, key=lambda each: each.name.vi))
