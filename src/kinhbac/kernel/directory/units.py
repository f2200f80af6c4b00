"""The rules of administrative units (đơn vị hành chính): which is meant, and what it has become. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kinhbac.base.text import Text, fold
from kinhbac.kernel.directory.errors import Candidate, Divided, NoSuccessor, NotListed
from kinhbac.kernel.directory.succession import begins_after, follow, in_force
from kinhbac.kernel.directory.types import Edition, Level, Unit, UnitRef


@dataclass(frozen=True)
class Units:
    """All units of all editions.

    Attributes:
        editions: oldest first, without gap or overlap.
        units: in the order of the file.
        notes: what a reader of the list must know, such as where sources disagree.
    """

    editions: tuple[Edition, ...]
    units: tuple[Unit, ...]
    notes: tuple[Text, ...] = ()

    @cached_property
    def _units(self) -> dict[UnitRef, Unit]:
        return {each.ref: each for each in self.units}

    @cached_property
    def _provinces(self) -> tuple[Unit, ...]:
        return tuple(each for each in self.units if each.level is Level.PROVINCE)

    @cached_property
    def _children(self) -> dict[UnitRef, tuple[Unit, ...]]:
        below: dict[UnitRef, list[Unit]] = defaultdict(list)
        for each in self.units:
            if each.parent is not None:
                below[each.parent].append(each)
        return {parent: tuple(units) for parent, units in below.items()}

    @cached_property
    def _folded(self) -> tuple[tuple[str, str, Unit], ...]:
        return tuple((fold(each.name), fold(each.called().vi), each) for each in self.units)

    def unit(self, code: str, edition: str) -> Unit:
        """Return a unit by its key.

        Raises:
            NotListed: no such code in that edition; says in which editions it is.
        """
        found = self._units.get(UnitRef(edition, code))
        if found is None:
            raise self._not_listed(code, edition)
        return found

    def unit_by(self, ref: UnitRef) -> Unit:
        """Return a unit by its key; raises NotListed as `unit` does."""
        return self.unit(ref.code, ref.edition)

    def edition_on(self, day: date) -> Edition:
        """Return the edition in force on a day.

        Raises:
            NotListed: the day lies outside all editions.
        """
        for each in self.editions:
            if in_force(each, day):
                return each
        raise NotListed(
            Text(
                vi=f"Không có danh mục đơn vị hành chính nào có hiệu lực ngày {day:%d/%m/%Y}.",
                en=f"No list of administrative units is in force on {day}.",
            ),
            Text(
                vi="Kiểm tra lại ngày, hoặc bổ sung danh mục của thời gian đó.",
                en="Check the day, or add the list of that time to the catalogue.",
            ),
        )

    def unit_on(self, code: str, day: date) -> Unit:
        """Return the unit that bears a code on a day, from the edition in force then.

        Raises:
            NotListed: nobody bears it then; says in which editions it is.
        """
        return self.unit(code, self.edition_on(day).key)

    def province_on(self, day: date) -> Unit:
        """Return the province of a day; of several, as before a merger, the first of the list.

        Raises:
            NotListed: the day lies outside all editions.
        """
        edition = self.edition_on(day).key
        return next(each for each in self._provinces if each.ref.edition == edition)

    def next_of(self, unit: Unit) -> tuple[Unit, ...]:
        """Return the units that took a unit over at its end, without repeats, perhaps none.

        A unit whose whole level was abolished (a district) is continued by those that took over its parts.
        """
        if unit.valid_to is None or unit.successors:
            return tuple(self.unit_by(ref) for ref in unit.successors)
        below = (each for child in self._children.get(unit.ref, ()) for each in self.next_of(child))
        return tuple(dict.fromkeys(below))

    def successors_of(self, ref: UnitRef, day: date) -> tuple[Unit, ...]:
        """Return what a unit has become by a day: itself while in force, then its successors along the chain.

        Returns:
            Without repeats, in the order of the file; several when it was divided; empty when the unit begins
            only later or nobody took it over.

        Raises:
            NotListed: there is no such unit.
        """
        return follow(self.unit_by(ref), day, self.next_of).found

    def successor_on(self, ref: UnitRef, day: date) -> Unit:
        """Return the one unit that a unit has become by a day.

        Raises:
            NotListed: there is no such unit.
            Divided: several took it over, or the list names only some of the parts.
            NoSuccessor: it begins only later, or nobody took it over.
        """
        unit = self.unit_by(ref)
        trace = follow(unit, day, self.next_of)
        if not trace.found:
            raise no_unit_follows(unit, day)
        if trace.divided or (trace.found != (unit,) and self._parts_are_lost(unit)):
            raise unit_divided(unit, trace.found)
        return trace.found[0]

    def above(self, unit: Unit) -> Iterable[Unit]:
        """Return the unit itself, then its parent, and so on up to the province."""
        at: Unit | None = unit
        while at is not None:
            yield at
            at = self._units.get(at.parent) if at.parent else None

    def communes(self, day: date) -> tuple[Unit, ...]:
        """Return the communes in force on a day, by name as folded, then by code."""
        edition = self.edition_on(day).key
        found = [
            each
            for each in self.units
            if each.ref.edition == edition and each.level is Level.COMMUNE and in_force(each, day)
        ]
        return tuple(sorted(found, key=lambda each: (fold(each.name), each.ref)))

    def search_units(self, text: str, day: date | None = None) -> tuple[Unit, ...]:
        """Return the units whose name holds the text, marks and capitals aside.

        Args:
            text: a name or part of it, with or without the word of the type; or a code.
            day: only units in force then; all editions if not given.

        Returns:
            Exact names first, then beginnings, then the rest; newest edition first. Empty for empty text.
        """
        wanted = fold(text)
        ranked = [
            (rank, name, unit)
            for name, called, unit in self._folded
            if wanted and (rank := _rank(wanted, name, called, unit.ref.code)) is not None
            if day is None or in_force(unit, day)
        ]
        ranked.sort(key=lambda each: (each[1], each[2].ref.code))
        ranked.sort(key=lambda each: each[2].ref.edition, reverse=True)
        ranked.sort(key=lambda each: each[0])
        return tuple(unit for _, _, unit in ranked)

    def _parts_are_lost(self, unit: Unit) -> bool:
        """Say whether a unit of an abolished level has parts of which nobody knows all that became of them."""
        children = () if unit.successors else self._children.get(unit.ref, ())
        return any(each.in_parts or not self.next_of(each) for each in children)

    def _not_listed(self, code: str, edition: str) -> NotListed:
        elsewhere = [each for each in self.units if each.ref.code == code]
        if elsewhere:
            return NotListed(
                Text(
                    vi=f"Danh mục {edition} không có mã {code}.", en=f"The {edition} list has no code {code}."
                ),
                Text(
                    vi="Mã này có ở: " + "; ".join(f"{each.ref} {each.called().vi}" for each in elsewhere),
                    en="It stands at: " + "; ".join(f"{each.ref} {each.called().en}" for each in elsewhere),
                ),
            )
        return NotListed(
            Text(
                vi=f"Không có đơn vị hành chính nào mang mã {code}.",
                en=f"No administrative unit bears the code {code}.",
            ),
            Text(
                vi="Kiểm tra lại mã, hoặc tìm theo tên.",
                en="Check the code, or search by name.",
            ),
        )


def _rank(wanted: str, name: str, called: str, code: str) -> int | None:
    if wanted in (name, called, code):
        return 0
    if name.startswith(wanted) or called.startswith(wanted):
        return 1
    return 2 if wanted in called else None


def unit_divided(unit: Unit, found: Iterable[Unit]) -> Divided:
    """Return the refusal to choose among the units that took one over."""
    called = unit.called()
    units = sorted(found, key=lambda each: each.ref)
    return Divided(
        Text(
            vi=f"Địa bàn {called.vi} ({unit.ref}) đã được chia cho nhiều đơn vị, hoặc danh mục chưa ghi đủ các phần.",
            en=f"{called.en} ({unit.ref}) was divided, or the list does not name every part.",
        ),
        Text(
            vi="Chọn đơn vị theo địa chỉ của người dân: "
            + ", ".join(each.called().vi for each in units)
            + ".",
            en="Choose by the person's address: " + ", ".join(each.called().en for each in units) + ".",
        ),
        tuple(Candidate(str(each.ref), each.called()) for each in units),
    )


def no_unit_follows(unit: Unit, day: date) -> NoSuccessor:
    """Return the refusal when a unit is not in force on a day and nothing stands for it."""
    called = unit.called()
    if begins_after(unit, day):
        assert unit.valid_from is not None
        return NoSuccessor(
            Text(
                vi=f"Ngày {day:%d/%m/%Y} chưa có {called.vi} ({unit.ref}); đơn vị này có từ {unit.valid_from:%d/%m/%Y}.",
                en=f"On {day} there was no {called.en} ({unit.ref}) yet; it began on {unit.valid_from}.",
            ),
            Text(
                vi="Dùng đơn vị hành chính có hiệu lực ngày đó.",
                en="Use the unit that was in force on that day.",
            ),
        )
    ended_on = f"{unit.valid_to:%d/%m/%Y}" if unit.valid_to else ""
    return NoSuccessor(
        Text(
            vi=f"{called.vi[:1].upper()}{called.vi[1:]} ({unit.ref}) kết thúc ngày {ended_on} và danh mục không ghi đơn vị kế tiếp.",
            en=f"{called.en} ({unit.ref}) ended on {unit.valid_to} and the list names no successor.",
        ),
        Text(
            vi="Hỏi địa chỉ hiện nay và chọn xã, phường; báo quản trị bổ sung đơn vị kế tiếp vào danh mục.",
            en="Ask for the present address and choose the commune; ask the administrator to add the successor to the list.",
        ),
    )
