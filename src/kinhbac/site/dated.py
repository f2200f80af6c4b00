"""Procedures from files, by commands: published from a day on, or tried on last year's dossiers. As in the workshop."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from kinhbac.base.definitions import DefinitionError, Fault, digest
from kinhbac.kernel import definitions
from kinhbac.kernel.types import Actor
from kinhbac.services.catalogue.actions.publications import Announcement, publish_texts
from kinhbac.services.catalogue.reads.judging import beside_now, judge
from kinhbac.services.catalogue.reads.trying import (
    Change,
    Differs,
    differing,
    filed_under,
    may_be_tried,
    piece_of,
    year_before,
)
from kinhbac.services.catalogue.reads.versions import procedure_on
from kinhbac.services.catalogue.rules.stored import PROCEDURE
from kinhbac.services.catalogue.rules.trial import said
from kinhbac.services.catalogue.types import Effect, Judged
from kinhbac.site.catalogue import texts_in
from kinhbac.tools.grammar.catalogue import procedure_folders
from kinhbac.tools.grammar.entries import MEND_EXAMPLE
from kinhbac.tools.grammar.examples import not_held
from kinhbac.tools.grammar.grammar import missing_folder
from kinhbac.tools.grammar.plain import to_plain
from kinhbac.tools.grammar.types import Procedure

HAND = Actor(system="kinhbac publish")


@dataclass(frozen=True, slots=True)
class Dated:
    """A procedure of the files, and whether it was published now or is in force on that day already."""

    key: str
    version: str
    hash: str
    changed: bool


@dataclass
class Tried:
    """A procedure of the files tried on last year's dossiers."""

    key: str
    version: str
    tried: int
    counts: Counter[Effect]
    found: list[Differs]

    def to_json(self) -> dict[str, Any]:
        """Return it as a program reads it; nothing of any answer is in it."""
        return {
            "procedure": self.key,
            "version": self.version,
            "tried": self.tried,
            "differ": len(self.found),
            "counts": {str(effect): self.counts[effect] for effect in Effect},
            "dossiers": [
                {
                    "code": each.filed.code,
                    "differs": sorted(str(effect) for effect in each.effects),
                    "before": said(each.before),
                    "after": said(each.after),
                }
                for each in self.found
            ],
        }


def folders_in(folder: Path) -> list[Path]:
    """Return the folders of procedures that a path means: itself, or all below it.

    Raises:
        DefinitionError: there is none.
    """
    found = procedure_folders(folder)
    if not found:
        raise missing_folder(folder)
    return found


def publish_folders(folder: Path, announcement: Announcement, now: datetime) -> list[Dated]:
    """Publish the procedures of a folder from a day on, all of them or none; what is in force then stays as it is.

    Raises:
        DefinitionError: every fault of every file, and every example that does not hold.
        Refused: a rule of publishing says no.
    """
    read = _read(folder)
    on = announcement.from_on or now.date()
    published = []
    with transaction.atomic():
        for each, procedure in read:
            name = digest(to_plain(procedure))
            changed = name != _ruling(procedure.key, on)
            if changed:
                publish_texts(texts=texts_in(each), announcement=announcement, actor=HAND, now=now)
            published.append(Dated(procedure.key, procedure.version, name, changed))
    return published


def try_folders(
    folder: Path, on: date, now: datetime, report: Callable[[str, int, int], None]
) -> Iterator[Tried]:
    """Yield what each procedure of a folder that differs would have meant for last year's dossiers.

    Args:
        folder: of one procedure, or above many.
        on: the day whose values count.
        now: aware.
        report: told how far it is.
    """
    for _, procedure in _read(folder):
        ruling = _ruling(procedure.key, on)
        if ruling and ruling != digest(to_plain(procedure)):
            yield _tried(procedure, on, now, report)


def _tried(procedure: Procedure, on: date, now: datetime, report: Callable[[str, int, int], None]) -> Tried:
    change = Change(
        procedure=procedure.key,
        before=procedure_on(procedure.key, on)[0],
        after=procedure,
        on=on,
        since=year_before(now),
        until=now,
        calendar=definitions.current_calendar(),
    )
    total, done, mark = filed_under(procedure.key, change.since, now), 0, ""
    result = Tried(procedure.key, procedure.version, 0, Counter(), [])
    while piece := piece_of(change, mark):
        found = list(differing(change, piece))
        result.found += found
        result.counts.update(effect for each in found for effect in each.effects)
        result.tried += sum(may_be_tried(each) for each in piece)
        done, mark = done + len(piece), piece[-1].mark
        report(procedure.key, done, max(total, done))
    return result


def _read(folder: Path) -> list[tuple[Path, Procedure]]:
    """Return the procedures of a folder, each whole and with examples that hold."""
    beside = beside_now()
    faults: list[Fault] = []
    found: list[tuple[Path, Procedure]] = []
    for each in folders_in(folder):
        judged = judge(texts_in(each), beside)
        faults += _faults(each, judged)
        if judged.procedure is not None:
            found.append((each, judged.procedure))
    if faults:
        raise DefinitionError(*sorted(faults))
    return found


def _faults(folder: Path, judged: Judged) -> Iterator[Fault]:
    for fault in judged.faults:
        yield Fault((folder / fault.file).as_posix(), fault.line, fault.what, fault.remedy)
    for each in judged.examples:
        if not each.holds:
            place = (folder / each.file).as_posix()
            yield Fault(place, each.line, not_held(each.key, each.said), MEND_EXAMPLE)


def _ruling(key: str, on: date) -> str:
    try:
        return definitions.hash_on(PROCEDURE, key, on)
    except definitions.NotPublished:
        return ""
