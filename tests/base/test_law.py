from datetime import date

import pytest

from kinhbac.base.definitions import DefinitionError, Faults, read
from kinhbac.base.errors import PlainError
from kinhbac.base.law import InForce, LawReference, check_head, read_in_force, read_law, refuse_overlap
from kinhbac.base.text import Text

pytestmark = pytest.mark.pure


@pytest.fixture
def node(tmp_path):
    def write(words):
        path = tmp_path / "law.yaml"
        path.write_text(words, encoding="utf-8")
        return read(path, "law.yaml")

    return write


def lines_of(act):
    with pytest.raises(DefinitionError) as caught:
        act()
    return [fault.line for fault in caught.value.faults]


def test_acts_with_and_without_an_address(node):
    found = read_law(
        node('- act: A\n  article: "1"\n- act: B\n  article: "2"\n  url: https://example.vn/b\n')
    )
    assert found == (LawReference("A", "1"), LawReference("B", "2", "https://example.vn/b"))


def test_every_wrong_act_is_named(node):
    assert lines_of(lambda: read_law(node("- act: A\n- act: B\n  article: 2\n- artcle: x\n"))) == [1, 3, 4]
    assert lines_of(lambda: read_law(node("[]"))) == [1]


@pytest.mark.parametrize(
    ("day", "covered"),
    [("2025-12-31", False), ("2026-01-01", True), ("2026-12-31", True), ("2027-01-01", False)],
)
def test_both_ends_are_in_force(node, day, covered):
    year = read_in_force(node("from: 2026-01-01\nto: 2026-12-31\n"))
    assert year.covers(date.fromisoformat(day)) is covered


def test_an_open_end_and_a_reversed_one(node):
    assert read_in_force(node("from: 2026-01-01\nto:\n")) == InForce(date(2026, 1, 1), None)
    assert lines_of(lambda: read_in_force(node("from: 2026-01-01\nto: 2025-01-01\n"))) == [2]
    assert lines_of(lambda: read_in_force(node("from: 2026-01-01\n"))) == [1]


def test_two_entries_on_one_day(node):
    root = node("a: 1\n")
    refuse_overlap(root, [InForce(date(2026, 1, 1)), InForce(date(2020, 1, 1), date(2025, 12, 31))])
    assert lines_of(lambda: refuse_overlap(root, [InForce(date(2026, 1, 1)), InForce(date(2020, 1, 1))])) == [
        1
    ]


def test_the_head_of_a_file(node):
    faults = Faults()
    good = "key: a.b\nversion: 1\nlaw: [{act: A, article: x}]\nbody: 1\n"
    check_head(node(good), faults, "a.b", "body")
    assert faults.found == []
    wrong = "key: a.c\nversion: x\nlaw: []\nbodi: 1\ntitle: {vi: x}\n"
    check_head(node(wrong), faults, "a.b", "body")
    assert sorted(fault.line for fault in faults.found) == [1, 2, 3, 4, 5]


def test_a_plain_error_speaks_both_languages():
    error = PlainError(Text(vi="thiếu tên", en="no name"), Text(vi="nhập tên", en="enter the name"))
    assert error.say("vi") == "thiếu tên: nhập tên"
    assert str(error) == error.say("en") == "no name: enter the name"
