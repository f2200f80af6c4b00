"""Reads `offices/offices.yaml`: one row may make an office for each of many units. Entered by `reader` alone."""

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kinhbac.base.definitions import DefinitionError, Faults, Node, read
from kinhbac.base.text import Text
from kinhbac.kernel.directory.rows import (
    Period,
    check_head,
    flag,
    one_of_each_row,
    optional,
    period,
    unit_ref,
)
from kinhbac.kernel.directory.succession import ONE_DAY, in_force, overlap
from kinhbac.kernel.directory.types import Level, Office, OfficeKind, OfficeName, Unit, UnitRef
from kinhbac.kernel.directory.units import Units

_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_ROW = (
    "each",
    "unit",
    "kind",
    "key",
    "name",
    "short_name",
    "e_identifier",
    "parent",
    "successors",
    "in_force",
)


@dataclass(frozen=True, slots=True)
class Draft:
    """An office before its parent and successors are found, its unit, and the row it comes from."""

    office: Office
    unit: Unit
    row: Node


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """The offices together with the places they were read from, for the checks that follow."""

    kinds: tuple[OfficeKind, ...]
    offices: tuple[Office, ...]
    places: dict[str, Node]


def read_offices(folder: Path, units: Units) -> OfficeFile:
    """Read the offices of a catalogue.

    Raises:
        DefinitionError: with every fault of the file.
    """
    head = read(folder / "offices" / "offices.yaml")
    check_head(head, "sample", "identifiers", "kinds", "offices", "overrides")
    kinds = _kinds(head)
    drafts = _Drafts(head, units, kinds).all()
    finish = _Finish(units, kinds, drafts)
    faults = Faults()
    offices: list[Office] = []
    for draft in drafts.values():
        with faults.gather():
            offices.append(finish.office(draft))
    faults.found = list(one_of_each_row(faults.found))
    faults.check()
    return OfficeFile(tuple(kinds.values()), tuple(offices), {key: each.row for key, each in drafts.items()})


def _kinds(head: Node) -> dict[str, OfficeKind]:
    kinds: dict[str, OfficeKind] = {}
    faults = Faults()
    for node in head.need("kinds").each():
        with faults.gather():
            node.only("key", "name", "level", "one_stop")
            key = node.need("key").text()
            if key in kinds:
                raise DefinitionError(
                    node.fault(
                        Text(vi=f"loại {key} bị lặp lại", en=f"the kind {key} stands here again"),
                        Text(vi="chỉ giữ lại một", en="keep one"),
                    )
                )
            level = Level(node.need("level").choice(*Level))
            kinds[key] = OfficeKind(key, node.need("name").bilingual(), level, flag(node, "one_stop"))
    faults.check()
    return kinds


class _Drafts:
    """Makes one draft for every row and unit."""

    def __init__(self, head: Node, units: Units, kinds: dict[str, OfficeKind]) -> None:
        self.head = head
        self.units = units
        self.by_ref = {each.ref: each for each in units.units}
        self.kinds = kinds
        self.sample = head.need("sample").flag()
        self.verified = head.need("verified").flag()
        self.identifiers = {
            unit_ref(Node(node.file, node.line, key), self.by_ref): node.text()
            for key, node in head.need("identifiers").items()
        }

    def all(self) -> dict[str, Draft]:
        """Return all drafts by key, overrides applied."""
        drafts: dict[str, Draft] = {}
        faults = Faults()
        for row in self.head.need("offices").each():
            with faults.gather():
                for unit in self._units_of(row):
                    draft = self._draft(row, unit)
                    self._add(drafts, draft)
        overrides = self.head.get("overrides")
        for node in overrides.each() if overrides else ():
            with faults.gather():
                self._override(drafts, node)
        faults.check()
        return drafts

    def _add(self, drafts: dict[str, Draft], draft: Draft) -> None:
        first = drafts.setdefault(draft.office.key, draft)
        if first is not draft:
            raise DefinitionError(
                draft.row.fault(
                    Text(
                        vi=f"cơ quan {draft.office.key} bị lặp lại",
                        en=f"the office {draft.office.key} stands here again",
                    ),
                    Text(
                        vi=f"đặt khóa khác; cơ quan đầu ở dòng {first.row.line}",
                        en=f"give it another key; the first is on line {first.row.line}",
                    ),
                )
            )

    def _units_of(self, row: Node) -> Iterator[Unit]:
        row.only(*_ROW, "phone", "address")
        if row.has("each") == row.has("unit"):
            raise DefinitionError(
                row.fault(
                    Text(
                        vi="một cơ quan cần each hoặc unit, không cả hai",
                        en="an office needs each or unit, not both",
                    ),
                    Text(vi="viết một trong hai", en="write one of the two"),
                )
            )
        if row.has("unit"):
            yield self.by_ref[unit_ref(row.need("unit"), self.by_ref)]
            return
        each = row.need("each")
        each.only("edition", "level")
        edition = each.get("edition")
        wanted = edition.choice(*(known.key for known in self.units.editions)) if edition else None
        level = each.need("level").choice(*Level)
        found = [u for u in self.units.units if u.level == level and wanted in (None, u.ref.edition)]
        if not found:
            raise DefinitionError(
                each.fault(
                    Text(
                        vi="không đơn vị nào thuộc bản danh mục và cấp này",
                        en="no unit is of this edition and level",
                    ),
                    Text(vi="xem units/units.yaml", en="look at units/units.yaml"),
                )
            )
        yield from found

    def _draft(self, row: Node, unit: Unit) -> Draft:
        kind = row.need("kind").choice(*self.kinds)
        if self.kinds[kind].level is not unit.level:
            raise DefinitionError(
                row.need("kind").fault(
                    Text(
                        vi=f"{kind} không thuộc cấp {unit.level}",
                        en=f"{kind} is not of the level {unit.level}",
                    ),
                    Text(vi="chọn đơn vị đúng cấp", en="choose units of its level"),
                )
            )
        days = period(row)
        words = self._words(unit)
        office = Office(
            key=_fill(row.need("key"), words),
            kind=kind,
            unit=unit.ref,
            names=self._names(row, unit),
            e_identifier=_fill(row.need("e_identifier"), words),
            sample=self.sample,
            verified=self.verified,
            valid_from=days.valid_from or unit.valid_from,
            valid_to=days.valid_to or unit.valid_to,
            phone=_fill_optional(row, "phone", words),
            address=_fill_optional(row, "address", words),
        )
        _check_within(row, office, unit)
        return Draft(office, unit, row)

    def _names(self, row: Node, unit: Unit) -> tuple[OfficeName, ...]:
        return tuple(
            OfficeName(
                name=self._bilingual(row.need("name"), unit, title.since),
                short_name=self._bilingual(row.need("short_name"), unit, title.since),
                since=title.since if number else None,
            )
            for number, title in enumerate(unit.titles)
        )

    def _bilingual(self, node: Node, unit: Unit, day: date | None) -> Text:
        node.bilingual()  # both languages, nothing else
        called = unit.called(day or date.min)
        words = self._words(unit)
        return Text(
            vi=_fill(node.need("vi"), {**words, "unit": called.vi}),
            en=_fill(node.need("en"), {**words, "unit": called.en}),
        )

    def _words(self, unit: Unit) -> dict[str, str]:
        province = list(self.units.above(unit))[-1]
        words = {
            "unit": unit.called().vi,
            "name": unit.name,
            "edition": unit.ref.edition,
            "code": unit.ref.code,
            "province_name": province.name,
        }
        if province.ref in self.identifiers:
            words["province"] = self.identifiers[province.ref]
        if unit.level is Level.COMMUNE:
            words |= {"group": unit.ref.code[1:3], "number": unit.ref.code[3:]}
        return words

    def _override(self, drafts: dict[str, Draft], node: Node) -> None:
        node.only("office", "name", "short_name", "e_identifier", "phone", "address", "in_force")
        draft = drafts.get(node.need("office").text())
        if draft is None:
            raise DefinitionError(
                node.fault(
                    Text(
                        vi=f"không có cơ quan {node.need('office').text()}",
                        en=f"there is no office {node.need('office').text()}",
                    ),
                    Text(vi="xem các dòng ở trên", en="look at the rows above"),
                )
            )
        old = draft.office
        days = period(node)
        name, short = node.get("name"), node.get("short_name")
        names = old.names
        if name or short:
            names = (
                OfficeName(
                    name.bilingual() if name else old.name, short.bilingual() if short else old.short_name
                ),
            )
        office = dataclasses.replace(
            old,
            names=names,
            e_identifier=optional(node, "e_identifier") or old.e_identifier,
            phone=optional(node, "phone") or old.phone,
            address=optional(node, "address") or old.address,
            valid_from=days.valid_from or old.valid_from,
            valid_to=days.valid_to or old.valid_to,
        )
        _check_within(node, office, draft.unit)
        drafts[old.key] = Draft(office, draft.unit, draft.row)


class _Finish:
    """Finds parents and successors once every office is drafted."""

    def __init__(self, units: Units, kinds: dict[str, OfficeKind], drafts: dict[str, Draft]) -> None:
        self.units = units
        self.kinds = kinds
        self.at: dict[tuple[str, UnitRef], list[Office]] = defaultdict(list)
        for each in drafts.values():
            self.at[each.office.kind, each.unit.ref].append(each.office)

    def office(self, draft: Draft) -> Office:
        """Return the office with its parent and successors."""
        parent = self._parent(draft)
        successors, in_parts = self._successors(draft)
        return dataclasses.replace(draft.office, parent=parent, successors=successors, in_parts=in_parts)

    def _parent(self, draft: Draft) -> str | None:
        node = draft.row.get("parent")
        if node is None:
            return None
        kind = node.choice(*self.kinds)
        for unit in self.units.above(draft.unit):
            for each in self.at.get((kind, unit.ref), ()):
                if overlap(each, draft.office):
                    return each.key
        raise DefinitionError(
            node.fault(
                Text(
                    vi=f"{draft.office.key}: đơn vị của cơ quan này và cấp trên đều không có {kind}",
                    en=f"{draft.office.key} has no {kind} at its unit or above",
                ),
                Text(vi="sửa parent, hoặc thêm cơ quan", en="correct parent, or add the office"),
            )
        )

    def _successors(self, draft: Draft) -> tuple[tuple[str, ...], bool]:
        node = draft.row.get("successors")
        if draft.office.valid_to is None or (node is not None and node.value == "none"):
            return (), False
        if node is None:
            raise DefinitionError(
                draft.row.fault(
                    Text(
                        vi=f"{draft.office.key} kết thúc mà chưa nói ai tiếp nhận việc",
                        en=f"{draft.office.key} ends and nothing is said about who goes on",
                    ),
                    Text(
                        vi="thêm successors, hoặc successors: none", en="add successors, or successors: none"
                    ),
                )
            )
        node.only("kind", "at", "in_parts")
        kind = node.need("kind").choice(*self.kinds)
        own = node.need("at").choice("own_unit", "successor_units") == "own_unit"
        day = draft.office.valid_to + ONE_DAY
        units = (draft.unit,) if own else self.units.next_of(draft.unit)
        keys = tuple(self._at_on(node, kind, unit, day) for unit in units)
        return keys, flag(node, "in_parts") or (not own and draft.unit.in_parts)

    def _at_on(self, node: Node, kind: str, unit: Unit, day: date) -> str:
        for each in self.at.get((kind, unit.ref), ()):
            if in_force(each, day):
                return each.key
        raise DefinitionError(
            node.fault(
                Text(
                    vi=f"không có cơ quan kế thừa: {unit.ref} không có {kind} ngày {day}",
                    en=f"the successor does not exist: no {kind} at {unit.ref} on {day}",
                ),
                Text(vi="sửa ngày, hoặc thêm cơ quan", en="correct the days, or add the office"),
            )
        )


def _fill(node: Node, words: dict[str, str]) -> str:
    def word(match: re.Match[str]) -> str:
        if match[1] not in words:
            raise DefinitionError(
                node.fault(
                    Text(
                        vi=f"từ {match[0]} không có nghĩa ở đây",
                        en=f"the word {match[0]} has no meaning here",
                    ),
                    Text(
                        vi="dùng một trong: " + ", ".join(sorted(words)),
                        en="use one of: " + ", ".join(sorted(words)),
                    ),
                )
            )
        return words[match[1]]

    return _PLACEHOLDER.sub(word, node.text())


def _fill_optional(row: Node, key: str, words: dict[str, str]) -> str:
    node = row.get(key)
    return _fill(node, words) if node else ""


def _check_within(node: Node, office: Office, unit: Unit) -> None:
    """Refuse an office that begins before its unit or outlives it."""
    days = Period(office.valid_from, office.valid_to)
    early = unit.valid_from is not None and (days.valid_from is None or days.valid_from < unit.valid_from)
    late = unit.valid_to is not None and (days.valid_to is None or days.valid_to > unit.valid_to)
    if early or late:
        raise DefinitionError(
            node.fault(
                Text(
                    vi=f"{office.key} có hiệu lực ngoài thời gian của đơn vị {unit.ref}",
                    en=f"{office.key} is in force outside the days of its unit {unit.ref}",
                ),
                Text(vi="sửa in_force", en="correct in_force"),
            )
        )
