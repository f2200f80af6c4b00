"""The counts of the desk: of the same items as the list, in one statement, so that no figure shows what the list hides."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q

from kinhbac.base.text import Text
from kinhbac.kernel.types import Viewer
from kinhbac.tools.desk import models as tables
from kinhbac.tools.desk.reads.inbox import scoped
from kinhbac.tools.desk.types import Counts, Filter, Subject


def counts_of(viewer: Viewer, asked: Filter, now: datetime, soon_until: datetime) -> Counts:
    """Return how much waits in each queue, is late, comes by tomorrow, and of what; arguments as of `inbox`.

    The names of subjects and fields are asked of one label each.
    """
    rows: list[Any] = list(
        scoped(viewer, asked)
        .values("queue", "subject", "field")
        .annotate(
            n=Count("pk"),
            late=Count("pk", filter=Q(sort_at__lt=now)),
            tomorrow=Count("pk", filter=Q(sort_at__gte=now, sort_at__lte=soon_until)),
            one=Min("pk"),
        )
        .order_by()
    )
    queues: Counter[str] = Counter()
    for row in rows:
        queues[row["queue"]] += row["n"]
    named = tables.Item.objects.filter(pk__in=[row["one"] for row in rows]).select_related("case")
    labels = {item.pk: item.case for item in named}
    subjects = {row["subject"]: labels[row["one"]] for row in rows if row["one"] in labels}
    fields = {row["field"]: labels[row["one"]] for row in rows if row["one"] in labels}
    return Counts(
        at=now,
        queues=dict(queues),
        late=sum(row["late"] for row in rows),
        tomorrow=sum(row["tomorrow"] for row in rows),
        subjects=_subjects(
            rows,
            "subject",
            {key: Text(vi=one.subject_vi, en=one.subject_en) for key, one in subjects.items()},
        ),
        fields=_subjects(
            rows, "field", {key: Text(vi=one.field_vi, en=one.field_en) for key, one in fields.items()}
        ),
    )


def _subjects(rows: Iterable[Any], what: str, names: Mapping[str, Text]) -> tuple[Subject, ...]:
    found: Counter[str] = Counter()
    for row in rows:
        found[row[what]] += row["n"]
    every = (Subject(key, names[key], count) for key, count in found.items() if key and key in names)
    return tuple(sorted(every, key=lambda each: each.name.vi))
