"""Actions of retention: ends what was kept long enough, a batch at a time. Entered by the worker and the command."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from kinhbac.base.clock import HCM
from kinhbac.kernel import definitions
from kinhbac.tools.retention import reads
from kinhbac.tools.retention.models import RetentionRun


@dataclass(frozen=True, slots=True)
class _Batch:
    """What the next batch ends, found by which stretch; what was still needed on the way; where it then goes on."""

    stretch: reads.Stretch | None
    over: tuple[Any, ...]
    needed: dict[str, int]
    place: str


def end_next(now: datetime) -> bool:
    """Do the next batch of today's run, and begin one where none was begun; say whether more may be left.

    What a batch ends, its count and where the next one begins are one transaction: cut anywhere, nothing is counted twice
    and the run goes on where it stood. It is looked for before, so that nobody waits for a long table. Of two who do this
    at once, one does it. Rules that were published meanwhile begin a run of their own.

    Args:
        now: aware; by its day's rule is decided what is over.
    """
    try:
        version = reads.version()
    except definitions.NotPublished:
        return False
    with transaction.atomic():
        run = _run(version, now)
    if run is None:
        return False
    batch = _next(run.place, now)
    with transaction.atomic():
        held = RetentionRun.objects.select_for_update().get(pk=run.pk)
        if (held.place, held.ended_at) == (run.place, None):  # or somebody was quicker
            _do(held, batch, now)
    return batch.place != ""


def _run(version: str, now: datetime) -> RetentionRun | None:
    """Return the run that goes on, begun today or before, or a new one; None where today's is done."""
    held = RetentionRun.objects.select_for_update()
    lasting = held.filter(ended_at=None)
    lasting.exclude(version=version).update(ended_at=now, place="")
    found = lasting.filter(version=version).order_by("pk").first()
    if found is not None:
        return found
    row, made = held.get_or_create(
        begun_on=now.astimezone(HCM).date(), version=version, defaults={"begun_at": now}
    )
    return row if made else None


def _next(place: str, now: datetime) -> _Batch:
    """Look for the next batch: go on until something is over or a page was full."""
    needed: dict[str, int] = {}
    name, _, after = place.partition(" ")
    for each in reads.stretches(now):
        if each.name < name:
            continue
        page = each.sweep.page(each.before, after if each.name == name else "", reads.AT_ONCE)
        _count(needed, each.kind, page.needed)
        name, after = f"{each.name}~", ""  # behind it, and before whatever follows
        if page.over or page.after:
            return _Batch(each, page.over, needed, f"{each.name} {page.after}" if page.after else name)
    return _Batch(None, (), needed, "")


def _do(run: RetentionRun, batch: _Batch, now: datetime) -> None:
    if batch.stretch is not None and batch.over:
        _count(run.over, batch.stretch.kind, batch.stretch.sweep.end(batch.over, batch.stretch.before))
    for kind, more in batch.needed.items():
        _count(run.needed, kind, more)
    run.place = batch.place
    run.ended_at = None if batch.place else now
    run.save(update_fields=["over", "needed", "place", "ended_at"])


def _count(counts: dict[str, int], kind: str, more: int) -> None:
    if more:
        counts[kind] = counts.get(kind, 0) + more
