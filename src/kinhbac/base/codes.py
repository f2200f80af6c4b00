"""Codes of dossiers (mã hồ sơ): how they are written, by date. Entered by whoever issues or looks up a code.

Pure: the daily number is counted elsewhere, once, and a code is never computed again.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from kinhbac.base.definitions import DefinitionError, Faults, Node, read
from kinhbac.base.errors import PlainError
from kinhbac.base.law import InForce, LawReference, check_head, read_in_force, read_law, refuse_overlap
from kinhbac.base.text import Text

_PREFIX = re.compile(r"[A-Z0-9]+(?:\.[A-Z0-9]+)*")
_FIELD = re.compile(r"\{(prefix|yyyy|yy|mm|dd|number:0([1-9]))\}")
_LONGEST = 60
_ALWAYS = InForce(date(2000, 1, 1))


def bare(words: str) -> str:
    """Return only the letters and digits of words, in capitals.

    >>> bare("h05.17-260429 0012")
    'H05172604290012'
    """
    return "".join(each for each in words.upper() if each.isascii() and each.isalnum())


class CodeError(PlainError):
    """The words are not a code, or a code cannot be made of what was given."""


class Code(NamedTuple):
    """What a code says: whose it is, the day of reception, and the number of that day."""

    prefix: str
    received_on: date
    number: int


@dataclass(frozen=True, slots=True)
class CodePattern:
    """How codes are written between two dates.

    Attributes:
        template: `{prefix}`, `{yy}` or `{yyyy}`, `{mm}`, `{dd}` and `{number:04}`, once each, with signs between
            them; the digit after 0 is how many digits the number has at least: 9999 is followed by 10000.
        in_force: the days of reception for which it holds.
        law: the acts it comes from.
        verified: whether a person has compared it with the acts.

    Raises:
        CodeError: the template lacks a field, or its codes could be read in two ways.

    >>> CodePattern("{prefix}-{yy}{mm}{dd}-{number:04}").format("H05.17", date(2026, 4, 29), 10000)
    'H05.17-260429-10000'
    """

    template: str
    in_force: InForce = _ALWAYS
    law: tuple[LawReference, ...] = ()
    verified: bool = False

    def __post_init__(self) -> None:
        fields = sorted(found[1].partition(":")[0] for found in _FIELD.finditer(self.template))
        rest = _FIELD.sub("", self.template)
        whole = fields in (
            ["dd", "mm", "number", "prefix", "yy"],
            ["dd", "mm", "number", "prefix", "yyyy"],
        )
        if not whole or not re.fullmatch(r"[-_]*", rest) or _reads_two_ways(self.template):
            raise CodeError(
                Text(
                    vi=f'mẫu mã hồ sơ "{self.template}" không dùng được',
                    en=f'the code template "{self.template}" cannot be used',
                ),
                Text(
                    vi='viết như "{prefix}-{yy}{mm}{dd}-{number:04}"',
                    en='write it like "{prefix}-{yy}{mm}{dd}-{number:04}"',
                ),
            )

    def format(self, prefix: str, received_on: date, number: int) -> str:
        """Return the code of a day's dossier.

        Args:
            prefix: the identifier of the office that resolves: capital letters and digits, with dots between.
            received_on: the day in Vietnam, 2000 to 2099.
            number: 1 or more; the daily number of that prefix.

        Raises:
            CodeError: one of these is not so.
        """
        if not _PREFIX.fullmatch(prefix) or len(prefix) > 30:
            raise CodeError(
                Text(
                    vi=f'mã cơ quan "{prefix[:40]}" không đúng',
                    en=f'the office code "{prefix[:40]}" is wrong',
                ),
                Text(vi="dùng chữ in hoa, số và dấu chấm", en="use capital letters, digits and dots"),
            )
        if number < 1 or not 2000 <= received_on.year <= 2099:
            raise CodeError(
                Text(
                    vi=f"không lập được mã cho số {number} ngày {received_on.isoformat()}",
                    en=f"no code can be made for number {number} on {received_on.isoformat()}",
                ),
                Text(
                    vi="số thứ tự bắt đầu từ 1, ngày trong các năm 2000 đến 2099",
                    en="numbers begin at 1, days lie in the years 2000 to 2099",
                ),
            )
        parts = {
            "prefix": prefix,
            "yyyy": f"{received_on:%Y}",
            "yy": f"{received_on:%y}",
            "mm": f"{received_on:%m}",
            "dd": f"{received_on:%d}",
        }
        return _FIELD.sub(
            lambda found: parts[found[1]] if found[1] in parts else str(number).zfill(int(found[2])),
            self.template,
        )

    def parse(self, words: str) -> Code:
        """Read a code as a person types it: letters of either case, spaces anywhere.

        Raises:
            CodeError: it is not a code of this pattern, or its day does not exist.
        """
        tidy = "".join(words.split()).upper()
        found = re.fullmatch(self._expression(), tidy) if len(tidy) <= _LONGEST else None
        try:
            if found:
                year = int(found["year"]) % 100 + 2000
                received_on = date(year, int(found["mm"]), int(found["dd"]))
                code = Code(found["prefix"], received_on, int(found["number"]))
                if self.format(*code) == tidy:
                    return code
        except ValueError:  # no such day, or number 0: told below like every other wrong code
            pass
        raise self.refusal(tidy)

    def completed(self, prefix: str, digits: str) -> str:
        """Return the code of a prefix and the bare digits after it, "" where they are none, or of no day of the pattern."""
        fields = [found[0] for found in _FIELD.finditer(self.template)]
        if fields[0] != "{prefix}":
            return ""
        found = re.fullmatch(self._expression("".join(fields[1:])), digits)
        try:
            if found:
                received_on = date(int(found["year"]) % 100 + 2000, int(found["mm"]), int(found["dd"]))
                code = self.format(prefix, received_on, int(found["number"]))
                return code if self.in_force.covers(received_on) and bare(code).endswith(digits) else ""
        except (ValueError, CodeError):  # no such day, or number 0
            pass
        return ""

    def matches(self, words: str) -> bool:
        """Say whether words are a code of this pattern."""
        try:
            self.parse(words)
        except CodeError:
            return False
        return True

    def refusal(self, words: str) -> CodeError:
        """Return the error for words that are no code, with an example of one."""
        example = self.format("H05.17", self.in_force.first, 12)
        shown = words[:_LONGEST]
        return CodeError(
            Text(vi=f'"{shown}" không phải là mã hồ sơ', en=f'"{shown}" is not a dossier code'),
            Text(
                vi=f"so lại với giấy tiếp nhận; mã có dạng như {example}",
                en=f"compare it with the slip; a code looks like {example}",
            ),
        )

    def _expression(self, template: str = "") -> str:
        pieces = {
            "prefix": f"(?P<prefix>{_PREFIX.pattern})",
            "yyyy": "(?P<year>20[0-9]{2})",
            "yy": "(?P<year>[0-9]{2})",
            "mm": "(?P<mm>[0-9]{2})",
            "dd": "(?P<dd>[0-9]{2})",
        }
        return _FIELD.sub(
            lambda found: pieces.get(found[1], f"(?P<number>[0-9]{{{found[2]},}})"), template or self.template
        )


def _reads_two_ways(template: str) -> bool:
    """Say whether a part of open length touches another field, so that nobody knows where it ends."""
    return bool(re.search(r"(?:\{prefix\}|\{number:0.\})\{|\}\{prefix\}", template))


@dataclass(frozen=True, slots=True)
class CodePatterns:
    """All patterns there have been, newest first; no two hold on the same day."""

    patterns: tuple[CodePattern, ...]

    def on(self, day: date) -> CodePattern:
        """Return the pattern for what is received on a day.

        Raises:
            CodeError: none is in force.
        """
        for pattern in self.patterns:
            if pattern.in_force.covers(day):
                return pattern
        raise CodeError(
            Text(
                vi=f"chưa có mẫu mã hồ sơ cho ngày {day:%d/%m/%Y}",
                en=f"no code pattern is in force on {day:%d/%m/%Y}",
            ),
            Text(vi="thêm mẫu vào catalogue/codes.yaml", en="add a pattern in catalogue/codes.yaml"),
        )

    def parse(self, words: str) -> Code:
        """Read a code of any pattern that was in force on the code's own day.

        Raises:
            CodeError: no pattern fits.
        """
        for pattern in self.patterns:
            if pattern.matches(words):
                code = pattern.parse(words)
                if pattern.in_force.covers(code.received_on):
                    return code
        raise self.patterns[0].refusal(words)

    def meant(self, words: str, prefixes: Iterable[str]) -> tuple[str, ...]:
        """Return the codes that somebody may mean who leaves signs between the parts out, or writes others.

        Args:
            words: as they were typed, whatever stands between letters and digits.
            prefixes: of the offices that issue codes; without signs only they tell where a prefix ends.

        >>> pattern = CodePattern("{prefix}-{yy}{mm}{dd}-{number:04}")
        >>> CodePatterns((pattern,)).meant("h05 17 260429 0012", ["H05.17", "H05.1"])
        ('H05.17-260429-0012',)
        """
        tidy = bare(words) if len(words) <= 2 * _LONGEST else ""
        found: dict[str, None] = {}
        for prefix in prefixes:
            if tidy.startswith(begins := bare(prefix)):
                for pattern in self.patterns:
                    code = pattern.completed(prefix, tidy[len(begins) :])
                    if code:
                        found[code] = None
        return tuple(found)

    def to_plain(self) -> dict[str, Any]:
        """Return what formatting and reading codes needs, as JSON values, so that a version is stored by its hash."""
        return {
            "patterns": [
                {
                    "template": each.template,
                    "from": each.in_force.first.isoformat(),
                    "to": each.in_force.last.isoformat() if each.in_force.last else None,
                }
                for each in self.patterns
            ]
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "CodePatterns":
        """Return the patterns that `to_plain` was asked for, without their law."""
        return cls(
            tuple(
                CodePattern(
                    template=each["template"],
                    in_force=InForce(
                        date.fromisoformat(each["from"]),
                        date.fromisoformat(each["to"]) if each["to"] else None,
                    ),
                )
                for each in plain["patterns"]
            )
        )


def read_codes(path: Path) -> CodePatterns:
    """Read the patterns of `catalogue/codes.yaml`.

    Raises:
        DefinitionError: every fault of the file, with its line.
    """
    root = read(path)
    faults = Faults()
    check_head(root, faults, "codes.dossier", "patterns")
    found: list[CodePattern] = []
    with faults.gather():
        for each in root.need("patterns").each():
            with faults.gather():
                found.append(_read_pattern(each))
        refuse_overlap(root.need("patterns"), [each.in_force for each in found])
    faults.check()
    if not found:
        raise DefinitionError(
            root.need("patterns").fault(
                Text(vi="chưa có mẫu mã nào", en="there is no pattern"), Text(vi="thêm một mẫu", en="add one")
            )
        )
    return CodePatterns(tuple(sorted(found, key=lambda each: each.in_force.first, reverse=True)))


def _read_pattern(node: Node) -> CodePattern:
    node.only("template", "in_force", "law", "verified")
    template = node.need("template")
    try:
        return CodePattern(
            template=template.text(),
            in_force=read_in_force(node.need("in_force")),
            law=read_law(node.need("law")),
            verified=node.need("verified").flag(),
        )
    except CodeError as error:
        raise DefinitionError(template.fault(error.what, error.remedy)) from error
