"""Few folders are judged one after the other, many in several processes; what is found stays in their order."""

from operator import methodcaller
from pathlib import Path

import pytest

from kinhbac.tools.grammar.many import FEW, judge_all

pytestmark = pytest.mark.pure


@pytest.mark.parametrize("count", [0, 1, FEW - 1, FEW, FEW + 57])
def test_every_folder_is_judged_in_order(count):
    folders = [Path(f"field/{number:05}") for number in range(count)]
    assert list(judge_all(folders, methodcaller("as_posix"))) == [each.as_posix() for each in folders]
