"""Reads `units/units.yaml` and `units/units.csv` into units. Entered by `reader` alone."""

import csv
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from kinhbac.base.definitions import DefinitionError, Fault, Faults, Node, read
from kinhbac.base.text import Text
from kinhbac.kernel.directory.rows import Placed, check_head, laws, period, unit_ref
from kinhbac.kernel.directory.types import Edition, Level, Unit, UnitRef, UnitTitle
from kinhbac.kernel.directory.units import Units

COLUMNS = ("code", "edition", "name", "level", "parent", "valid_from", "valid_to", "successors")
IN_PARTS = "(in parts)"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of units.csv."""

    file: str
    line: int
    cells: dict[str, str]

    def fault(self, what: Text, remedy: Text) -> Fault:
        """Return a fault at this line."""
        return Fault(self.file, self.line, what, remedy)

    def error(self, what: Text, remedy: Text) -> DefinitionError:
        """Return an error with one fault at this line."""
        return DefinitionError(self.fault(what, remedy))

    def day(self, column: str) -> date | None:
        """Return the day in a column, None when it is empty."""
        words = self.cells[column]
        try:
            return date.fromisoformat(words) if words else None
        except ValueError as error:
            raise self.error(
                Text(
                    vi=f'"{words}" ở cột {column} không phải ngày', en=f'"{words}" in {column} is not a day'
                ),
                Text(vi="viết YYYY-MM-DD", en="write YYYY-MM-DD"),
            ) from error


@dataclass(frozen=True, slots=True)
class UnitFiles:
    """The units together with the places they were read from, for the checks that follow."""

    units: Units
    places: dict[UnitRef, Placed]
    edition_places: dict[str, Placed]
    without_successor: dict[UnitRef, Placed]


def read_units(folder: Path) -> UnitFiles:
    """Read the units of a catalogue.

    Raises:
        DefinitionError: with every fault of the two files that can be told before they are compared.
    """
    head = read(folder / "units" / "units.yaml")
    check_head(head, "source", "editions", "types", "dated_types", "without_successor", "unit_notes", "notes")
    rows = list(_rows(folder / "units" / "units.csv"))
    maker = _Maker(head)
    made: dict[UnitRef, tuple[Unit, Row]] = {}
    faults = Faults()
    for row in rows:
        with faults.gather():
            unit = maker.unit(row)
            if unit.ref in made:
                raise row.error(
                    Text(vi=f"đơn vị {unit.ref} bị lặp lại", en=f"the unit {unit.ref} stands here again"),
                    Text(
                        vi=f"giữ lại một; đơn vị đầu ở dòng {made[unit.ref][1].line}",
                        en=f"keep one; the first is on line {made[unit.ref][1].line}",
                    ),
                )
            made[unit.ref] = (unit, row)
    faults.check()
    without = head.get("without_successor")
    exempt: dict[UnitRef, Placed] = {
        unit_ref(each, made): each for each in (without.each() if without else ())
    }
    for ref, node in maker.mentioned:
        with faults.gather():
            if ref not in made:
                raise DefinitionError(
                    node.fault(
                        Text(vi=f"không có đơn vị {ref}", en=f"there is no unit {ref}"),
                        Text(vi="tra trong units.csv", en="look it up in units.csv"),
                    )
                )
    faults.check()
    listed = head.get("notes")
    notes = tuple(each.bilingual() for each in listed.each()) if listed else ()
    units = Units(tuple(maker.editions.values()), tuple(unit for unit, _ in made.values()), notes)
    return UnitFiles(units, {ref: row for ref, (_, row) in made.items()}, maker.edition_places, exempt)


def _rows(path: Path) -> Iterator[Row]:
    file = path.as_posix()
    try:
        words = unicodedata.normalize("NFC", path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise DefinitionError(
            Fault(
                file,
                1,
                Text(vi="không đọc được tệp theo UTF-8", en="the file cannot be read as UTF-8"),
                Text(vi="xem lại tên và bảng mã của tệp", en="look at its name and form"),
            )
        ) from error
    lines = ((number, line) for number, line in enumerate(words.splitlines(), 1) if line and line[0] != "#")
    number, header = next(lines, (1, ""))
    if tuple(header.split(",")) != COLUMNS:
        raise DefinitionError(
            Fault(
                file,
                number,
                Text(vi="các cột không phải của danh sách đơn vị", en="the columns are not those of units"),
                Text(vi="viết " + ",".join(COLUMNS), en="write " + ",".join(COLUMNS)),
            )
        )
    for number, line in lines:
        cells = [each.strip() for each in next(csv.reader([line]))]
        if len(cells) != len(COLUMNS):
            raise DefinitionError(
                Fault(
                    file,
                    number,
                    Text(
                        vi=f"{len(cells)} ô, không phải {len(COLUMNS)}",
                        en=f"{len(cells)} cells, not {len(COLUMNS)}",
                    ),
                    Text(vi="đếm dấu phẩy của dòng này", en="count the commas of this line"),
                )
            )
        yield Row(file, number, dict(zip(COLUMNS, cells, strict=True)))


class _Maker:
    """Makes units from rows by the words of the head."""

    def __init__(self, head: Node) -> None:
        faults = Faults()
        self.editions: dict[str, Edition] = {}
        self.edition_places: dict[str, Placed] = {}
        self.words: dict[Level, dict[str, Text]] = defaultdict(dict)
        self.dated: dict[UnitRef, list[UnitTitle]] = defaultdict(list)
        self.unit_notes: dict[UnitRef, list[Text]] = defaultdict(list)
        self.mentioned: list[tuple[UnitRef, Node]] = []
        self.verified = head.need("verified").flag()
        readers = {
            "editions": self._edition,
            "types": self._type,
            "dated_types": self._dated,
            "unit_notes": self._note,
        }
        for key, reader in readers.items():
            listed = head.get(key)
            for each in listed.each() if listed else ():
                with faults.gather():
                    reader(each)
        faults.check()
        keys = list(self.editions)
        self.next_edition = dict(pairwise(keys))

    def unit(self, row: Row) -> Unit:
        """Return the unit of a row."""
        cells = row.cells
        edition = cells["edition"]
        if edition not in self.editions:
            raise row.error(
                Text(vi=f'không có bản danh mục "{edition}"', en=f'there is no edition "{edition}"'),
                Text(
                    vi="viết một trong: " + ", ".join(self.editions),
                    en="write one of: " + ", ".join(self.editions),
                ),
            )
        if not cells["code"].isdecimal():
            raise row.error(
                Text(
                    vi=f'mã "{cells["code"]}" không gồm toàn chữ số',
                    en=f'the code "{cells["code"]}" is not made of digits',
                ),
                Text(vi="viết mã của cơ quan thống kê", en="write the statistics office's code"),
            )
        if cells["level"] not in self.editions[edition].levels:
            raise row.error(
                Text(
                    vi=f'bản danh mục {edition} không có cấp "{cells["level"]}"',
                    en=f'edition {edition} has no level "{cells["level"]}"',
                ),
                Text(
                    vi="viết một trong: " + ", ".join(self.editions[edition].levels),
                    en="write one of: " + ", ".join(self.editions[edition].levels),
                ),
            )
        ref = UnitRef(edition, cells["code"])
        level = Level(cells["level"])
        name, titles = self._called(row, ref, level)
        successors, in_parts = self._successors(row, edition)
        return Unit(
            ref=ref,
            name=name,
            level=level,
            titles=titles,
            verified=self.verified,
            parent=UnitRef(edition, cells["parent"]) if cells["parent"] else None,
            valid_from=row.day("valid_from"),
            valid_to=row.day("valid_to"),
            successors=successors,
            in_parts=in_parts,
            notes=tuple(self.unit_notes.get(ref, ())),
        )

    def _called(self, row: Row, ref: UnitRef, level: Level) -> tuple[str, tuple[UnitTitle, ...]]:
        name = row.cells["name"]
        if ref in self.dated:
            return name, tuple(sorted(self.dated[ref], key=lambda each: each.since or date.min))
        for word, text in self.words[level].items():
            if name.casefold().startswith(word.casefold() + " "):
                return name[len(word) + 1 :], (UnitTitle(text, verified=self.verified),)
        raise row.error(
            Text(
                vi=f'"{name}" không bắt đầu bằng từ chỉ loại đơn vị',
                en=f'"{name}" does not begin with the word of its type',
            ),
            Text(
                vi="bắt đầu bằng một trong: "
                + ", ".join(self.words[level])
                + "; hoặc thêm vào dated_types trong units.yaml",
                en="begin with one of: "
                + ", ".join(self.words[level])
                + "; or add it to dated_types in units.yaml",
            ),
        )

    def _successors(self, row: Row, edition: str) -> tuple[tuple[UnitRef, ...], bool]:
        words = row.cells["successors"]
        in_parts = words.endswith(IN_PARTS)
        codes = [each.strip() for each in words.removesuffix(IN_PARTS).split(";") if each.strip()]
        if codes and edition not in self.next_edition:
            raise row.error(
                Text(
                    vi=f"sau bản danh mục {edition} không có bản nào chứa đơn vị kế thừa",
                    en=f"after edition {edition} there is no other to hold successors",
                ),
                Text(vi="thêm bản danh mục", en="add the edition"),
            )
        for code in codes:
            if not code.isdecimal():
                raise row.error(
                    Text(
                        vi=f'đơn vị kế thừa "{code}" không phải mã',
                        en=f'the successor "{code}" is not a code',
                    ),
                    Text(vi='viết các mã cách nhau bằng ";"', en='write codes with ";" between them'),
                )
        return tuple(UnitRef(self.next_edition[edition], each) for each in codes), in_parts

    def _edition(self, node: Node) -> None:
        node.only("key", "levels", "in_force", "source", "law")
        key = node.need("key").text()
        if key in self.editions:
            raise DefinitionError(
                node.fault(
                    Text(vi=f"bản danh mục {key} bị lặp lại", en=f"the edition {key} stands here again"),
                    Text(vi="chỉ giữ lại một", en="keep one"),
                )
            )
        days = period(node)
        levels = tuple(Level(each.choice(*Level)) for each in node.need("levels").each())
        self.edition_places[key] = node
        self.editions[key] = Edition(
            key,
            levels,
            node.need("source").bilingual(),
            self.verified,
            days.valid_from,
            days.valid_to,
            laws(node),
        )

    def _type(self, node: Node) -> None:
        node.only("level", "vi", "en")
        word = node.need("vi").text()
        level = Level(node.need("level").choice(*Level))
        self.words[level][word] = Text(vi=word, en=node.need("en").text())

    def _dated(self, node: Node) -> None:
        node.only("unit", "type", "from", "verified")
        ref = self._mention(node.need("unit"))
        word = node.need("type").choice(*self.words[Level.PROVINCE])
        since, verified = node.get("from"), node.get("verified")
        self.dated[ref].append(
            UnitTitle(
                self.words[Level.PROVINCE][word],
                since.day() if since else None,
                verified.flag() if verified else False,
            )
        )

    def _note(self, node: Node) -> None:
        node.only("unit", "vi", "en")
        ref = self._mention(node.need("unit"))
        self.unit_notes[ref].append(Text(vi=node.need("vi").text(), en=node.need("en").text()))

    def _mention(self, node: Node) -> UnitRef:
        try:
            ref = UnitRef.parse(node.text())
        except ValueError as error:
            raise DefinitionError(
                node.fault(
                    Text(vi=f'"{node.value}" không phải khóa của đơn vị', en=str(error)),
                    Text(vi="viết bản-danh-mục/mã", en="write edition/code"),
                )
            ) from error
        self.mentioned.append((ref, node))
        return ref
