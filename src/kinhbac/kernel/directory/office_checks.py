"""Whether offices and competences fit together. Entered by `reader` alone."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations, pairwise

from kinhbac.base.definitions import Fault, Faults, Node
from kinhbac.base.text import Text
from kinhbac.kernel.directory.competence_rows import CompetenceFile
from kinhbac.kernel.directory.office_rows import OfficeFile
from kinhbac.kernel.directory.rows import one_of_each_row
from kinhbac.kernel.directory.succession import ONE_DAY, in_force, overlap
from kinhbac.kernel.directory.types import Holding, Office, UnitRef
from kinhbac.kernel.directory.units import Units


def check_offices(units: Units, offices: OfficeFile, competences: CompetenceFile) -> None:
    """Refuse offices and competences that do not fit together.

    Raises:
        DefinitionError: with every fault, each at the row it comes from.
    """
    faults = Faults()
    found = (
        *_twice(
            offices,
            _identifier,
            Text(vi="đặt cho mỗi cơ quan một mã riêng", en="give each its own identifier"),
        ),
        *_twice(
            offices,
            _place,
            Text(
                vi="cho cơ quan trước kết thúc trước khi cơ quan sau bắt đầu",
                en="end one before the other begins",
            ),
        ),
        *_circles(offices),
        *_holdings(competences),
        *_held_by_nobody(units, offices, competences),
    )
    for each in one_of_each_row(found):
        faults.add(each)
    faults.check()


def _identifier(office: Office) -> Text:
    return Text(vi=f"mã {office.e_identifier}", en=f"the identifier {office.e_identifier}")


def _place(office: Office) -> Text:
    return Text(vi=f"vai {office.kind} của {office.unit}", en=f"{office.kind} of {office.unit}")


def _twice(offices: OfficeFile, what: Callable[[Office], Text], remedy: Text) -> Iterator[Fault]:
    bearers: dict[Text, list[Office]] = defaultdict(list)
    for each in offices.offices:
        bearers[what(each)].append(each)
    for borne, several in bearers.items():
        for one, other in combinations(several, 2):
            if overlap(one, other):
                yield offices.places[other.key].fault(
                    Text(
                        vi=f"{one.key} và {other.key} cùng mang {borne.vi} trong cùng những ngày",
                        en=f"{one.key} and {other.key} are both {borne.en} on the same days",
                    ),
                    remedy,
                )


def _circles(offices: OfficeFile) -> Iterator[Fault]:
    parents = {each.key: each.parent for each in offices.offices}
    sound: set[str] = set()
    for start in parents:
        path: list[str] = []
        at: str | None = start
        while at is not None and at not in sound and at not in path:
            path.append(at)
            at = parents[at]
        if at is not None and at in path:
            yield offices.places[at].fault(
                Text(
                    vi=f"{at} là cấp trên của chính mình: cấp trên nối vòng",
                    en=f"{at} stands above itself: a circle of parents",
                ),
                Text(vi="sửa parent", en="correct parent"),
            )
        sound.update(path)


def _holdings(competences: CompetenceFile) -> Iterator[Fault]:
    for each in competences.competences:
        for (older, _), (newer, place) in pairwise(
            zip(each.holdings, competences.places[each.key], strict=True)
        ):
            if older.valid_to is None or newer.valid_from != older.valid_to + ONE_DAY:
                yield place.fault(
                    Text(
                        vi=f"{each.key}: nơi giữ này không bắt đầu vào ngày sau ngày nơi trước kết thúc",
                        en=f"{each.key}: this holding does not begin the day after the one before it ends",
                    ),
                    Text(
                        vi="sửa in_force: cũ nhất trước, không hở, không chồng",
                        en="correct in_force: oldest first, no gap, no overlap",
                    ),
                )


def _held_by_nobody(units: Units, offices: OfficeFile, competences: CompetenceFile) -> Iterator[Fault]:
    at: dict[tuple[str, UnitRef], list[Office]] = defaultdict(list)
    for office in offices.offices:
        at[office.kind, office.unit].append(office)
    for each in competences.competences:
        for holding, place in zip(each.holdings, competences.places[each.key], strict=True):
            yield from _without_office(units, each.key, holding, at, place)


def _without_office(
    units: Units, key: str, holding: Holding, at: dict[tuple[str, UnitRef], list[Office]], place: Node
) -> Iterator[Fault]:
    """Yield one fault for the first unit whose people would find no office on the holding's first or last day."""
    concerned = [each for each in units.units if each.level is holding.level and overlap(each, holding)]
    for unit in concerned:
        first = max(unit.valid_from or date.min, holding.valid_from or date.min)
        last = min(unit.valid_to or date.max, holding.valid_to or date.max)
        there = at[holding.kind, unit.ref]
        if not all(any(in_force(each, day) for each in there) for day in (first, last)):
            yield place.fault(
                Text(
                    vi=f"{key}: {unit.ref} không có {holding.kind} từ {first} đến {last}",
                    en=f"{key}: {unit.ref} has no {holding.kind} from {first} to {last}",
                ),
                Text(
                    vi="thêm cơ quan vào offices.yaml, hoặc sửa nơi giữ thẩm quyền",
                    en="add the office to offices.yaml, or correct the holding",
                ),
            )
            return
    if not concerned:
        yield place.fault(
            Text(
                vi=f"{key}: trong thời gian này không có đơn vị nào ở cấp {holding.level}",
                en=f"{key}: there is no unit of the level {holding.level} in this time",
            ),
            Text(vi="sửa nơi giữ thẩm quyền", en="correct the holding"),
        )
