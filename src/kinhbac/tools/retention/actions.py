"""Actions of retention: ends what was kept long enough, a batch at a time. Entered by the worker and the command."""

from datetime import datetime

from django.db import transaction

from kinhbac.base.clock import HCM
from kinhbac.kernel import definitions
from kinhbac.tools.retention import reads
from kinhbac.tools.retention.models import RetentionRun


def end_next(now: datetime) -> bool:
    """Do the next batch of today's run, and begin one where none was begun; say whether more may be left.

    A batch, what it counted and where the next one begins are one transaction: cut anywhere, nothing is counted twice
    and the run goes on where it stood. Of two who do this at once, one waits. Rules that were published meanwhile begin a
    run of their own.

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
        more = _go_on(run, now)
        if not more:
            run.ended_at, run.place = now, ""
        run.save(update_fields=["over", "needed", "place", "ended_at"])
    return more


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


def _go_on(run: RetentionRun, now: datetime) -> bool:
    """Do the next batch of a run: go on until something ended or a page was full; say whether more may be left."""
    name, _, after = run.place.partition(" ")
    for each in reads.stretches(now):
        if each.name < name:
            continue
        page = each.sweep.page(each.before, after if each.name == name else "", reads.AT_ONCE)
        ended = each.sweep.end(page.over, each.before) if page.over else 0
        _count(run.over, each.kind, ended)
        _count(run.needed, each.kind, page.needed)
        if page.after:
            run.place = f"{each.name} {page.after}"
            return True
        name, after = f"{each.name}~", ""  # behind it, and before whatever follows
        if ended:
            run.place = name
            return True
    return False


def _count(counts: dict[str, int], kind: str, more: int) -> None:
    if more:
        counts[kind] = counts.get(kind, 0) + more
