"""Whether the units fit together: parents, days, successors. Entered by `reader` alone."""

from collections.abc import Iterator
from itertools import pairwise

from kinhbac.base.definitions import Fault, Faults
from kinhbac.kernel.directory.rows import Placed
from kinhbac.kernel.directory.succession import ONE_DAY
from kinhbac.kernel.directory.types import Edition, Level, Unit, UnitRef
from kinhbac.kernel.directory.unit_rows import UnitFiles


def check_units(files: UnitFiles) -> None:
    """Refuse units that do not fit together.

    Raises:
        DefinitionError: with every fault, each at the line of the unit or edition.
    """
    faults = Faults()
    for older, newer in pairwise(files.units.editions):
        if older.valid_to is None or newer.valid_from != older.valid_to + ONE_DAY:
            faults.add(
                files.edition_places[newer.key].fault(
                    f"edition {newer.key} does not begin the day after edition {older.key} ends",
                    "correct in_force: no gap, no overlap",
                )
            )
    by_ref = {each.ref: each for each in files.units.units}
    editions = {each.key: each for each in files.units.editions}
    for unit in files.units.units:
        place = files.places[unit.ref]
        found = (
            *_parent(unit, by_ref, place),
            *_days(unit, editions[unit.ref.edition], place),
            *_successors(unit, by_ref, place),
            *_continued(unit, editions, files),
        )
        for each in found:
            faults.add(each)
    faults.check()


def _parent(unit: Unit, by_ref: dict[UnitRef, Unit], place: Placed) -> Iterator[Fault]:
    if unit.parent is None:
        if unit.level is not Level.PROVINCE:
            yield place.fault(f"{unit.ref} has no parent", "write the code of the unit above it")
        return
    above = by_ref.get(unit.parent)
    if above is None:
        yield place.fault(
            f"the parent {unit.parent} does not exist", "write the code of a unit of this edition"
        )
    elif above.level.depth >= unit.level.depth:
        yield place.fault(
            f"the parent {unit.parent} does not stand above {unit.ref}: a circle could form",
            "write a unit of a higher level",
        )


def _days(unit: Unit, edition: Edition, place: Placed) -> Iterator[Fault]:
    if unit.valid_from and unit.valid_to and unit.valid_to < unit.valid_from:
        yield place.fault(f"{unit.ref} ends before it begins", "correct its days")
    if edition.valid_from and (unit.valid_from is None or unit.valid_from < edition.valid_from):
        yield place.fault(
            f"{unit.ref} begins before its edition ({edition.valid_from})", "correct valid_from"
        )
    if edition.valid_to and (unit.valid_to is None or unit.valid_to > edition.valid_to):
        yield place.fault(
            f"{unit.ref} does not end with its edition ({edition.valid_to})", "correct valid_to"
        )


def _successors(unit: Unit, by_ref: dict[UnitRef, Unit], place: Placed) -> Iterator[Fault]:
    if unit.successors and unit.valid_to is None:
        yield place.fault(f"{unit.ref} has successors but no last day", "write valid_to, or take them away")
    for ref in unit.successors:
        after = by_ref.get(ref)
        if after is None:
            yield place.fault(f"the successor {ref} does not exist", "write a code of the next edition")
        elif after.level is not unit.level:
            yield place.fault(
                f"the successor {ref} is of another level", f"write a unit of the level {unit.level}"
            )
        elif unit.valid_to and after.valid_from != unit.valid_to + ONE_DAY:
            yield place.fault(
                f"the successor {ref} begins on {after.valid_from}, not the day after {unit.valid_to}",
                "correct the days: no gap, no overlap",
            )


def _continued(unit: Unit, editions: dict[str, Edition], files: UnitFiles) -> Iterator[Fault]:
    exempt = files.without_successor.get(unit.ref)
    if unit.successors:
        if exempt:
            yield exempt.fault(f"{unit.ref} has successors", "take it out of without_successor")
        return
    keys = list(editions)
    later = [editions[key] for key in keys[keys.index(unit.ref.edition) + 1 :][:1]]
    if unit.valid_to and later and unit.level in later[0].levels and not exempt:
        yield files.places[unit.ref].fault(
            f"{unit.ref} ended and nothing continues it",
            "write its successors, or add it to without_successor in units.yaml",
        )
