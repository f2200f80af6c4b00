"""Writes docs/security/README.md anew from docs/security/asvs.yaml: the counts, and a table for each chapter.

python scripts/asvs.py
"""

import ast
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "docs" / "security" / "asvs.yaml"
PAGE = ROOT / "docs" / "security" / "README.md"
SHOWN, OPEN, NOT_APPLICABLE = "shown", "open", "not_applicable"
STATES = {SHOWN: "shown", OPEN: "open", NOT_APPLICABLE: "not applicable"}
GAPS = {
    "untested": "done or written, and no test shows it",
    "partly": "done in part, or shown in part",
    "missing": "not done, or not written",
    "outside": "decided by whoever runs it: proxy, network, database",
}

HEAD = """# Security, requirement by requirement

Kinh Bắc beside levels 1 and 2 of the {standard}.
Each requirement that applies names the tests that show it, or is open, with what is missing. The lines are ours and short; what is required stands under the same number in the
[standard]({text}) (CC BY-SA 4.0). Nobody outside has judged this.

The table is written from [asvs.yaml](asvs.yaml) by `python scripts/asvs.py`; `tests/house/test_asvs.py` holds them together and
finds every test that is named. That a test shows enough is a judgement, to be read in the test.

"""


@dataclass(frozen=True)
class Requirement:
    """One of them: its number and level in the standard, our line, and how it stands."""

    id: str
    level: int
    what: str
    state: str
    gap: str = ""
    why: str = ""
    tests: tuple[str, ...] = ()

    @property
    def chapter(self) -> int:
        """The chapter's number."""
        return int(self.id.partition(".")[0])


def read() -> tuple[dict[str, Any], list[Requirement]]:
    """Return what the file says of the standard, and the requirements in its order."""
    told = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    return told, [
        Requirement(**{**each, "tests": tuple(each.get("tests", ()))}) for each in told["requirements"]
    ]


@cache
def tests_in(file: str) -> frozenset[str]:
    """Return the names of the tests of a file, none where there is no file."""
    path = ROOT / file
    if not path.is_file():
        return frozenset()
    functions = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return frozenset(each.name for each in functions if isinstance(each, ast.FunctionDef))


def exists(test: str) -> bool:
    """Say whether a test, named as path::name, is in the source."""
    file, _, name = test.partition("::")
    return file.startswith("tests/") and name.startswith("test_") and name in tests_in(file)


def written() -> str:
    """Return the page."""
    told, requirements = read()
    text = HEAD.format(standard=told["standard"], text=told["text"]) + _counts(requirements)
    for chapter in told["chapters"]:
        rows = [each for each in requirements if each.chapter == chapter["number"]]
        text += f"\n## {chapter['number']}. {chapter['title']}\n\n{_sum(rows)}\n\n"
        text += "| | level | what | state | tests, and why |\n| --- | --- | --- | --- | --- |\n"
        text += "".join(map(_row, rows))
    return text


def _counts(requirements: list[Requirement]) -> str:
    by_level = Counter((each.state, each.level) for each in requirements)
    text = "| | level 1 | level 2 | together |\n| --- | --- | --- | --- |\n"
    for state, words in STATES.items():
        first, second = by_level[state, 1], by_level[state, 2]
        text += f"| {words} | {first} | {second} | {first + second} |\n"
    levels = Counter(each.level for each in requirements)
    text += f"| all | {levels[1]} | {levels[2]} | {len(requirements)} |\n\nOf the open ones:\n\n"
    gaps = Counter(each.gap for each in requirements)
    return text + "".join(f"- {gap}: {gaps[gap]} ({words})\n" for gap, words in GAPS.items())


def _sum(rows: list[Requirement]) -> str:
    states = Counter(each.state for each in rows)
    return ", ".join(f"{states[state]} {words}" for state, words in STATES.items()) + "."


def _row(each: Requirement) -> str:
    state = f"open: {each.gap}" if each.state == OPEN else STATES[each.state]
    said = [*(f"`{test.removeprefix('tests/')}`" for test in each.tests), *([each.why] if each.why else [])]
    return f"| {each.id} | {each.level} | {each.what} | {state} | {'<br>'.join(said)} |\n"


def main() -> None:
    """Write it."""
    PAGE.write_text(written(), encoding="utf-8")


if __name__ == "__main__":
    main()
