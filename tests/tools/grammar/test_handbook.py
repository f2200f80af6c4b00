"""The procedure that the handbook writes out is in order, and both languages write the same one."""

import re
import shutil
from pathlib import Path

import pytest

from kinhbac.tools.grammar.catalogue import judge_procedures
from tests.support.catalogue import CATALOGUE

pytestmark = pytest.mark.pure

HANDBOOK = Path(__file__).parents[3] / "docs" / "handbook"
PAGES = [HANDBOOK / "en" / "new-procedure.md", HANDBOOK / "vi" / "thu-tuc-moi.md"]
FILES = ("procedure.yaml", "examples.yaml", "words.yaml")


def written(page: Path) -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_what_the_page_writes_out_can_be_published(tmp_path, calendar, page):
    for name in ("lists", "shared"):
        shutil.copytree(CATALOGUE / name, tmp_path / name)
    shutil.copy(CATALOGUE / "turns.yaml", tmp_path)
    folder = tmp_path / "procedures" / "giam-ngheo" / "9.000001"
    folder.mkdir(parents=True)
    for name, text in zip(FILES, written(page), strict=True):
        (folder / name).write_text(text, encoding="utf-8")
    judged = judge_procedures(tmp_path / "procedures", calendar, {"poverty.recognition"})
    assert [str(fault) for fault in judged.faults] == []
    assert list(judged.procedures) == ["9.000001"]


def test_both_languages_write_the_same_procedure():
    english, vietnamese = map(written, PAGES)
    assert english == vietnamese
