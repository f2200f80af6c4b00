"""Reads of retention: the rules, how long a kind is kept, what a run today would end, and the runs there were."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import NamedTuple

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel import definitions
from kinhbac.kernel.keeping import whose_are_open
from kinhbac.kernel.seats import Key, Sweep, seats
from kinhbac.tools.retention.models import RetentionRun
from kinhbac.tools.retention.plain import retention_from_plain
from kinhbac.tools.retention.terms import cut, spoken
from kinhbac.tools.retention.types import FORMS, KINDS, Counted, RetentionRules, RunSeen

KIND = "retention"
AT_ONCE = 500
"""Rows of a batch, and of a transaction."""


class Stretch(NamedTuple):
    """One sweep of one kind, with its name, and the moment before which is over what it finds."""

    name: str
    kind: str
    sweep: Sweep
    before: datetime


def version() -> str:
    """Return the hash of the rules in force; raises `definitions.NotPublished` where a province has none."""
    return definitions.current_hash(KIND, "province")


def retention_rules() -> RetentionRules:
    """Return the rules; none where a province was published before there were such, and then nothing ends."""
    try:
        found: RetentionRules = definitions.value_of(version(), retention_from_plain)
    except definitions.NotPublished:
        return RetentionRules()
    return found


def kept_for(kind: str, now: datetime) -> Text | None:
    """Return how long a kind is kept, for whom it is about; None where no time is counted."""
    line = retention_rules().lines.get(kind)
    keep = line.on(now.astimezone(HCM).date()) if line is not None else None
    return spoken(keep.term) if keep is not None else None


def stretches(now: datetime) -> tuple[Stretch, ...]:
    """Return what a run goes through on a day, in the order of its names; a kind without a rule of the day is left out."""
    rules, today = retention_rules(), now.astimezone(HCM).date()
    found = (
        Stretch(f"{kind}.{number}", kind, sweep, before)
        for kind, sweeps in seats.sweeps.items()
        if (before := _before(kind, rules, today)) is not None
        for number, sweep in enumerate(sweeps)
    )
    return tuple(sorted(found, key=lambda each: each.name))


def would_end(now: datetime) -> tuple[Counted, ...]:
    """Return what a run of this moment would end, kind by kind; nothing is written."""
    found: dict[str, Counted] = {}
    for each in stretches(now):
        before = found.get(each.kind, Counted(each.kind, 0, 0))
        over, needed = map(sum, zip(*_pages(each), strict=True))
        found[each.kind] = Counted(each.kind, before.over + over, before.needed + needed)
    return tuple(found.values())


def runs(most: int = 10) -> tuple[RunSeen, ...]:
    """Return the last runs, the latest first; for whoever keeps the machine."""
    rows = RetentionRun.objects.order_by("-begun_at", "-pk")[:most]
    return tuple(
        RunSeen(
            version=row.version,
            begun_at=row.begun_at,
            ended_at=row.ended_at,
            counted=tuple(
                Counted(kind, row.over.get(kind, 0), row.needed.get(kind, 0))
                for kind in KINDS
                if kind in {**row.over, **row.needed}
            ),
        )
        for row in rows
    )


def open_requests(keys: Collection[Key]) -> set[Key]:
    """Return those of the keys whose people have an open request that the rules name: what is about them stays."""
    requests = retention_rules().requests
    return whose_are_open(keys, requests) if requests else set()


def _before(kind: str, rules: RetentionRules, today: date) -> datetime | None:
    if kind not in rules.lines:
        return None
    if KINDS[kind].kept == FORMS:  # the sweep knows its own rule by date
        return datetime.combine(today, datetime.min.time(), HCM)
    keep = rules.lines[kind].on(today)
    return cut(today, keep.term) if keep is not None else None


def _pages(stretch: Stretch) -> Iterator[tuple[int, int]]:
    after: str | None = None
    while after != "":
        page = stretch.sweep.page(stretch.before, after or "", AT_ONCE)
        yield len(page.over), page.needed
        after = page.after
