"""Whether the units fit together: parents, days, successors. Entered by `reader` alone."""

from collections.abc import Iterator
from itertools import pairwise

from kinhbac.base.definitions import Fault, Faults
from kinhbac.base.text import Text
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
                    Text(
                        vi=f"bản danh mục {newer.key} không bắt đầu vào ngày sau ngày bản {older.key} kết thúc",
                        en=f"edition {newer.key} does not begin the day after edition {older.key} ends",
                    ),
                    Text(vi="sửa in_force: không hở, không chồng", en="correct in_force: no gap, no overlap"),
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
            yield place.fault(
                Text(vi=f"{unit.ref} không có đơn vị cấp trên", en=f"{unit.ref} has no parent"),
                Text(vi="viết mã đơn vị cấp trên", en="write the code of the unit above it"),
            )
        return
    above = by_ref.get(unit.parent)
    if above is None:
        yield place.fault(
            Text(vi=f"không có đơn vị cấp trên {unit.parent}", en=f"the parent {unit.parent} does not exist"),
            Text(vi="viết mã một đơn vị của bản danh mục này", en="write the code of a unit of this edition"),
        )
    elif above.level.depth >= unit.level.depth:
        yield place.fault(
            Text(
                vi=f"{unit.parent} không ở cấp trên {unit.ref}: có thể nối vòng",
                en=f"the parent {unit.parent} does not stand above {unit.ref}: a circle could form",
            ),
            Text(vi="viết một đơn vị cấp cao hơn", en="write a unit of a higher level"),
        )


def _days(unit: Unit, edition: Edition, place: Placed) -> Iterator[Fault]:
    if unit.valid_from and unit.valid_to and unit.valid_to < unit.valid_from:
        yield place.fault(
            Text(vi=f"{unit.ref} kết thúc trước khi bắt đầu", en=f"{unit.ref} ends before it begins"),
            Text(vi="sửa các ngày", en="correct its days"),
        )
    if edition.valid_from and (unit.valid_from is None or unit.valid_from < edition.valid_from):
        yield place.fault(
            Text(
                vi=f"{unit.ref} bắt đầu trước bản danh mục ({edition.valid_from})",
                en=f"{unit.ref} begins before its edition ({edition.valid_from})",
            ),
            Text(vi="sửa valid_from", en="correct valid_from"),
        )
    if edition.valid_to and (unit.valid_to is None or unit.valid_to > edition.valid_to):
        yield place.fault(
            Text(
                vi=f"{unit.ref} không kết thúc cùng bản danh mục ({edition.valid_to})",
                en=f"{unit.ref} does not end with its edition ({edition.valid_to})",
            ),
            Text(vi="sửa valid_to", en="correct valid_to"),
        )


def _successors(unit: Unit, by_ref: dict[UnitRef, Unit], place: Placed) -> Iterator[Fault]:
    if unit.successors and unit.valid_to is None:
        yield place.fault(
            Text(
                vi=f"{unit.ref} có đơn vị kế thừa mà không có ngày cuối",
                en=f"{unit.ref} has successors but no last day",
            ),
            Text(vi="viết valid_to, hoặc bỏ đơn vị kế thừa", en="write valid_to, or take them away"),
        )
    for ref in unit.successors:
        after = by_ref.get(ref)
        if after is None:
            yield place.fault(
                Text(vi=f"không có đơn vị kế thừa {ref}", en=f"the successor {ref} does not exist"),
                Text(vi="viết một mã của bản danh mục sau", en="write a code of the next edition"),
            )
        elif after.level is not unit.level:
            yield place.fault(
                Text(vi=f"đơn vị kế thừa {ref} ở cấp khác", en=f"the successor {ref} is of another level"),
                Text(vi=f"viết một đơn vị cấp {unit.level}", en=f"write a unit of the level {unit.level}"),
            )
        elif unit.valid_to and after.valid_from != unit.valid_to + ONE_DAY:
            yield place.fault(
                Text(
                    vi=f"đơn vị kế thừa {ref} bắt đầu ngày {after.valid_from}, không phải ngày sau {unit.valid_to}",
                    en=f"the successor {ref} begins on {after.valid_from}, not the day after {unit.valid_to}",
                ),
                Text(vi="sửa ngày: không hở, không chồng", en="correct the days: no gap, no overlap"),
            )


def _continued(unit: Unit, editions: dict[str, Edition], files: UnitFiles) -> Iterator[Fault]:
    exempt = files.without_successor.get(unit.ref)
    if unit.successors:
        if exempt:
            yield exempt.fault(
                Text(vi=f"{unit.ref} có đơn vị kế thừa", en=f"{unit.ref} has successors"),
                Text(vi="bỏ khỏi without_successor", en="take it out of without_successor"),
            )
        return
    keys = list(editions)
    later = [editions[key] for key in keys[keys.index(unit.ref.edition) + 1 :][:1]]
    if unit.valid_to and later and unit.level in later[0].levels and not exempt:
        yield files.places[unit.ref].fault(
            Text(
                vi=f"{unit.ref} đã kết thúc mà không có đơn vị kế thừa",
                en=f"{unit.ref} ended and nothing continues it",
            ),
            Text(
                vi="viết đơn vị kế thừa, hoặc thêm vào without_successor trong units.yaml",
                en="write its successors, or add it to without_successor in units.yaml",
            ),
        )
