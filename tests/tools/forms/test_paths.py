"""Answers by dotted path: found, put, taken away, listed; nothing given is changed."""

import pytest

from kinhbac.tools.forms.paths import at, leaves, merged, with_parents

pytestmark = pytest.mark.pure

ANSWERS = {"child": {"name": "An", "born": {"on": "2026-04-10"}}, "copies": 2}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("child.name", "An"),
        ("child.born.on", "2026-04-10"),
        ("copies", 2),
        ("copies.count", None),
        ("x.y", None),
    ],
)
def test_an_answer_is_found_by_its_path(path, value):
    assert at(ANSWERS, path) == value


@pytest.mark.parametrize(
    ("values", "result"),
    [
        ({"child.name": "Bình"}, {**ANSWERS, "child": {**ANSWERS["child"], "name": "Bình"}}),
        ({"child.name": None}, {**ANSWERS, "child": {"born": {"on": "2026-04-10"}}}),
        ({"a.b.c": 1}, {**ANSWERS, "a": {"b": {"c": 1}}}),
        ({"copies.count": 1}, {**ANSWERS, "copies": {"count": 1}}),
    ],
)
def test_merging_makes_new_answers(values, result):
    before = repr(ANSWERS)
    assert merged(ANSWERS, values) == result
    assert repr(ANSWERS) == before


def test_objects_above_a_path_are_there():
    assert with_parents({"a": 1}, ["b.c.d", "e", "a.x.y"]) == {"a": 1, "b": {"c": {}}}


def test_leaves_end_at_fields_and_name_keys_with_points():
    assert list(leaves(ANSWERS, {"child.born"})) == ["child.name", "child.born", "copies"]
    assert list(leaves({"child.name": 1}, ())) == ["[child.name]"]
