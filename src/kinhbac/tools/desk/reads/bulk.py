"""What became of many acts: for the account that asked, and nobody else."""

from collections import Counter
from uuid import UUID

from django.db.models import Count

from kinhbac.base.text import Text
from kinhbac.kernel.types import Viewer
from kinhbac.tools.desk import models as tables
from kinhbac.tools.desk.types import Bulk, BulkLine

LINES = 200
"""Lines of one page of results."""


def bulk_of(viewer: Viewer, key: UUID) -> Bulk | None:
    """Return a bulk act of the viewer's and how far it is, None where there is none of hers."""
    row = tables.Bulk.objects.filter(pk=key, account=viewer.account).first() if viewer.account else None
    return _bulk(row) if row is not None else None


def latest_bulks(viewer: Viewer, limit: int = 10) -> tuple[Bulk, ...]:
    """Return what the viewer asked of many, latest first."""
    if viewer.account is None:
        return ()
    rows = tables.Bulk.objects.filter(account=viewer.account).order_by("-asked_at")[:limit]
    return tuple(_bulk(row) for row in rows)


def lines_of(viewer: Viewer, key: UUID, *, refused: bool, after: int = -1) -> tuple[BulkLine, ...]:
    """Return the cases of a bulk act from a place on, at most LINES: those refused, or those that were not."""
    if viewer.account is None:
        return ()
    rows = tables.BulkLine.objects.filter(bulk=key, bulk__account=viewer.account, place__gt=after)
    rows = rows.filter(outcome="refused") if refused else rows.exclude(outcome="refused")
    page = list(rows.order_by("place")[:LINES])
    named = tables.Label.objects.filter(case__in=[row.case for row in page])
    labels = {label.case: label for label in named}
    return tuple(_line(row, labels.get(row.case)) for row in page)


def _bulk(row: tables.Bulk) -> Bulk:
    counted = row.lines.values_list("outcome").annotate(n=Count("pk")).order_by()
    outcomes: Counter[str] = Counter(dict(counted))
    total = outcomes.total()
    left = {"trying": outcomes[""], "running": outcomes["would"]}.get(row.phase, 0)
    return Bulk(
        key=row.pk,
        kind=row.kind,
        act=row.act,
        values=row.values,
        phase=row.phase,
        asked_at=row.asked_at,
        finished_at=row.finished_at,
        total=total,
        ready=total - left,
        refused=outcomes["refused"],
    )


def _line(row: tables.BulkLine, label: tables.Label | None) -> BulkLine:
    return BulkLine(
        place=row.place,
        case=row.case,
        step=row.step,
        case_code=(label.code if label else None) or str(row.case),
        title=label.title if label else "",
        outcome=row.outcome,
        reason=Text(vi=row.reason_vi, en=row.reason_en),
        remedy=Text(vi=row.remedy_vi, en=row.remedy_en),
    )
