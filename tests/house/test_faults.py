"""Every fault of a definition is said in Vietnamese and in English: who edits the law as data reads Vietnamese."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import ROOT, files

pytestmark = pytest.mark.pure

FAULTY = {"fault", "Fault", "error", "_error"}


def sentences(file: Path) -> Iterator[tuple[int, str, str]]:
    """Yield line, Vietnamese and English of every sentence that is built where a fault is told."""
    for call in (each for each in ast.walk(ast.parse(file.read_text())) if isinstance(each, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        for said in call.args if name in FAULTY else ():
            if isinstance(said, ast.Call) and getattr(said.func, "id", "") == "Text":
                words = {each.arg: ast.unparse(each.value) for each in said.keywords}
                yield said.lineno, words["vi"], words["en"]


def test_every_fault_is_said_in_both_languages():
    found = {
        f"{file}:{line}": (vi, en)
        for file in files(".py")
        if file.parts[0] == "src"
        for line, vi, en in sentences(ROOT / file)
    }
    assert len(found) > 200, "the calls that tell faults are not found any more"
    assert not [place for place, (vi, en) in found.items() if vi == en]
