"""The texts of a procedure's files: which names they bear, their lines with numbers, and how two versions differ. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from kinhbac.base.definitions import Fault
from kinhbac.services.catalogue.types import DRAFT_LIMIT, Texts

FIRST = ("procedure.yaml", "form.yaml", "steps.yaml", "letters.yaml", "sheets.yaml", "examples.yaml")
"""The order in which files are shown; any other follows by name."""
NAME = re.compile(r"[a-z][a-z0-9_]{0,40}\.yaml")
KEY = re.compile(r'^key:[ \t]*["\']?([A-Za-z0-9._-]{1,40})["\']?[ \t]*(?:#.*)?$', re.MULTILINE)
AROUND = 3
"""Lines shown before and after a difference."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line of a text with its number, and what is wrong with it."""

    number: int
    text: str
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """A line of a comparison: `kind` is same, gone, new, or gap (lines left out); numbers are of either text."""

    kind: str
    before: int | None
    after: int | None
    text: str


def is_name(name: str) -> bool:
    """Say whether a file of a procedure may be called so."""
    return NAME.fullmatch(name) is not None


def clean(text: str) -> str:
    """Return a text as it is kept: composed letters, one kind of line end, one at the end, bounded."""
    lines = unicodedata.normalize("NFC", text.replace("\x00", "")).replace("\r\n", "\n").replace("\r", "\n")
    kept = lines[:DRAFT_LIMIT].rstrip("\n")
    return f"{kept}\n" if kept.strip() else ""


def in_order(texts: Texts) -> dict[str, str]:
    """Return the files in the order in which they are shown."""
    place = {name: number for number, name in enumerate(FIRST)}
    names = sorted(texts, key=lambda name: (place.get(name, len(FIRST)), name))
    return {name: texts[name] for name in names}


def key_in(texts: Texts) -> str:
    """Return the procedure's key as its first file says it, "" where it says none."""
    found = KEY.search(texts.get("procedure.yaml", ""))
    return found.group(1) if found else ""


def numbered(text: str, faults: Iterable[Fault] = ()) -> tuple[Numbered, ...]:
    """Return the lines of a text from 1 on; a fault beyond the last line stands at the last."""
    lines = text.splitlines() or [""]
    at: dict[int, list[Fault]] = {}
    for fault in faults:
        at.setdefault(min(max(fault.line, 1), len(lines)), []).append(fault)
    return tuple(Numbered(place, line, tuple(at.get(place, ()))) for place, line in enumerate(lines, start=1))


def by_file(faults: Iterable[Fault]) -> dict[str, list[Fault]]:
    """Return faults by the file they are in."""
    found: dict[str, list[Fault]] = {}
    for fault in faults:
        found.setdefault(fault.file, []).append(fault)
    return found


def differences(before: Texts, after: Texts) -> dict[str, tuple[Changed, ...]]:
    """Return, for every file that differs, its lines that do, with some around them."""
    names = in_order({**before, **after})
    found = {name: compared(before.get(name, ""), after.get(name, "")) for name in names}
    return {name: lines for name, lines in found.items() if lines}


def compared(before: str, after: str) -> tuple[Changed, ...]:
    """Return the lines that differ between two texts, with `AROUND` lines before and after; nothing if none do."""
    old, new = before.splitlines(), after.splitlines()
    found: list[Changed] = []
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(AROUND):
        if found:
            found.append(Changed("gap", None, None, ""))
        for tag, first, last, begin, end in group:
            if tag == "equal":
                found += [
                    Changed("same", first + n + 1, begin + n + 1, line)
                    for n, line in enumerate(old[first:last])
                ]
                continue
            found += [Changed("gone", first + n + 1, None, line) for n, line in enumerate(old[first:last])]
            found += [Changed("new", None, begin + n + 1, line) for n, line in enumerate(new[begin:end])]
    return tuple(found)


def changed_lines(found: Mapping[str, tuple[Changed, ...]]) -> tuple[int, int]:
    """Return how many lines are new and how many are gone."""
    kinds = [line.kind for lines in found.values() for line in lines]
    return kinds.count("new"), kinds.count("gone")
