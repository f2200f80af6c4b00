"""Fills a province with a long journal, in bulk through the kernel's own `Record`, then verifies it. Run by `bench.within`.

One dossier is really walked; the others do what it did, each in a chain of its own with its own number, salts and
hashes. Their entries are witnessed and count as told, as they would in a province at rest.
"""

import resource
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F

from bench.meters import window
from bench.province import found, submitted, walked
from kinhbac.kernel import models as tables
from kinhbac.kernel import seal
from kinhbac.kernel.reads import contents_of, entries_of
from kinhbac.kernel.record import Record
from kinhbac.kernel.tell import tell_all
from kinhbac.kernel.types import Act, Entry, Opened
from kinhbac.kernel.verify import verify

AT_ONCE = 500
"""Cases recorded in one transaction."""


def main(count: str) -> dict[str, Any]:
    """Write a journal of so many cases and verify it; return what it holds and how long verifying took."""
    now = found()
    (model,) = submitted(1, now)
    dict(walked(UUID(model["case"]), model["team"]))
    tell_all()
    began = time.perf_counter()
    fill(UUID(model["case"]), int(count) - 1)
    filling = time.perf_counter() - began
    with window({}) as spent:
        report = verify()
    if not report.holds:
        raise RuntimeError(f"The journal does not hold: {report.faults[0]}")
    return {
        "cases": report.cases,
        "entries": report.entries,
        "heads": report.heads,
        "filling": filling,
        "seconds": spent.seconds,
        "cpu": spent.used["bench"],
        "other": spent.other,
        "steal": spent.steal,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def fill(model: UUID, count: int) -> None:
    entries, contents = entries_of(model), contents_of(model)
    acts = [Act(each.name, each.effects, contents.get(each.seq), each.corrects) for each in entries]
    for start in range(0, count, AT_ONCE):
        record = Record()
        for number in range(start, min(start + AT_ONCE, count)):
            copy(record, entries, acts, f"bench-{number}")
        with transaction.atomic():
            record.write()
            tables.Case.objects.filter(pk__in=list(record.after)).update(told=F("seq"))
        seal.witness(record.entries)


def copy(record: Record, entries: tuple[Entry, ...], acts: list[Act], code: str) -> None:
    case, state = uuid4(), None
    for entry, act in zip(entries, acts, strict=True):
        state = record.add(
            case,
            state,
            [replace(act, effects=tuple(renumbered(act, code)))],
            actor=entry.actor,
            now=entry.at,
            definition=entry.definition,
            key=str(uuid4()),
        )


def renumbered(act: Act, code: str) -> Iterator[Any]:
    for effect in act.effects:
        yield replace(effect, code=code) if isinstance(effect, Opened) else effect
