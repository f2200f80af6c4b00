"""Texts: which names files bear, their lines with faults, and how two versions differ."""

import pytest

from kinhbac.base.definitions import Fault
from kinhbac.base.text import Text
from kinhbac.services.catalogue.rules import texts
from kinhbac.services.catalogue.types import DRAFT_LIMIT

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("procedure.yaml", True),
        ("a1_b.yaml", True),
        ("Procedure.yaml", False),
        ("../x.yaml", False),
        ("a/b.yaml", False),
        (".yaml", False),
        ("letters.yml", False),
        ("thư.yaml", False),
        ("", False),
    ],
)
def test_a_file_is_called_in_small_letters(name, fits):
    assert texts.is_name(name) is fits


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a: 1\r\nb: 2", "a: 1\nb: 2\n"),
        ("a\x00b\n\n\n", "ab\n"),
        (" \n ", ""),
        ("Lê".encode().decode(), "Lê\n"),
        ("Le\u0302", "Lê\n"),
        ("x" * (DRAFT_LIMIT + 5), "x" * DRAFT_LIMIT + "\n"),
    ],
)
def test_what_is_typed_is_kept_clean(typed, kept):
    assert texts.clean(typed) == kept


@pytest.mark.parametrize(
    ("head", "key"),
    [('key: "2.000815"\n', "2.000815"), ("a: 1\nkey: 1.2 # so\n", "1.2"), ("  key: 3\n", ""), ("key:\n", "")],
)
def test_the_key_stands_in_the_first_file(head, key):
    assert texts.key_in({"procedure.yaml": head}) == key


def test_files_stand_in_one_order():
    assert list(texts.in_order({"zeta.yaml": "", "letters.yaml": "", "procedure.yaml": ""})) == [
        "procedure.yaml",
        "letters.yaml",
        "zeta.yaml",
    ]


def test_a_fault_stands_at_its_line_and_one_beyond_at_the_last():
    near, far = (
        Fault("a.yaml", line, Text(vi="sai", en="wrong"), Text(vi="sửa", en="mend it")) for line in (2, 99)
    )
    lines = texts.numbered("one\ntwo\nthree\n", [near, far])
    assert [(line.number, line.faults) for line in lines] == [(1, ()), (2, (near,)), (3, (far,))]
    assert texts.numbered("")[0].number == 1


def test_only_what_differs_is_shown_with_some_lines_around():
    before = "\n".join(f"line {number}" for number in range(1, 31))
    after = before.replace("line 3\n", "line three\n").replace("line 25", "line 25\nline 25 and a half")
    found = texts.differences({"a.yaml": before, "b.yaml": "same"}, {"a.yaml": after, "b.yaml": "same"})
    assert list(found) == ["a.yaml"]
    shown = found["a.yaml"]
    assert [(line.kind, line.before, line.after) for line in shown if line.kind in ("gone", "new")] == [
        ("gone", 3, None),
        ("new", None, 3),
        ("new", None, 26),
    ]
    assert [line.kind for line in shown].count("gap") == 1
    assert texts.changed_lines(found) == (2, 1)


def test_a_file_that_comes_or_goes_differs_whole():
    found = texts.differences({"a.yaml": "x\ny\n"}, {"b.yaml": "z\n"})
    assert texts.changed_lines(found) == (1, 2)
