"""The whole form before submission, and as programs send it: extras named, shapes bounded, never an exception."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinhbac.tools.forms.paths import merged
from kinhbac.tools.forms.whole import DEEPEST, validate_whole

pytestmark = pytest.mark.pure

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=12), inside, max_size=4),
    max_leaves=20,
)


def told(faults):
    return {fault.path: fault.keyword for fault in faults}


def test_complete_answers_have_no_fault(birth, lan, today, units):
    assert validate_whole(birth, lan, today=today, choices=units) == ()


@pytest.mark.parametrize(
    ("change", "path", "keyword"),
    [
        ({"child.extra": "x"}, "child.extra", "unknown"),
        ({"extra": {"deep": 1}}, "extra.deep", "unknown"),
        ({"place.kind": "elsewhere"}, "papers.birth_notice", "elsewhere"),
        ({"parents.marriage": "unmarried"}, "father.full_name", "elsewhere"),
        ({"child": "Nguyễn Minh An"}, "child", "unknown"),
        ({"child.full_name": 7}, "child.full_name", "type"),
        ({"child.full_name": {"vi": "An"}}, "child.full_name", "type"),
        ({"child.full_name": ["An"]}, "child.full_name", "type"),
        ({"child.full_name": "A" * 121}, "child.full_name", "maxLength"),
        ({"child.full_name": "An2"}, "child.full_name", "pattern"),
        ({"child.born_on": "2026-02-30"}, "child.born_on", "format"),
        ({"mother.born_on": "1996-02-30"}, "mother.born_on", "real_date"),
        ({"copies.count": "2"}, "copies.count", "type"),
        ({"copies.count": True}, "copies.count", "type"),
        ({"copies.count": -1}, "copies.count", "minimum"),
        ({"papers.birth_notice": []}, "papers.birth_notice", "minItems"),
        ({"papers.birth_notice": [{"file": "../../etc", "name": "x"}]}, "papers.birth_notice", "pattern"),
        ({"papers.birth_notice": [{"name": "x"}]}, "papers.birth_notice", "required"),
        ({"requester.phone": "0112345678"}, "requester.phone", "phone"),
        ({"mother.identity_number": None}, "mother.identity_number", "required"),
    ],
)
def test_what_is_wrong_is_named_by_path(birth, lan, today, change, path, keyword):
    assert told(validate_whole(birth, merged(lan, change), today=today)).get(path) == keyword


def test_every_missing_answer_is_named_itself(birth, today):
    faults = told(validate_whole(birth, {}, today=today))
    assert faults["child.full_name"] == "required"
    assert faults["requester.phone"] == "required"
    assert "father.full_name" not in faults


def test_a_key_with_a_point_is_no_path(birth, lan, today):
    assert told(validate_whole(birth, {**lan, "child.full_name": "x"}, today=today)) == {
        "[child.full_name]": "unknown"
    }


def nested(depth):
    return {"a": nested(depth - 1)} if depth else 1


@pytest.mark.parametrize(
    "answers",
    [
        None,
        "text",
        [],
        nested(DEEPEST + 1),
        nested(500),
        {"child": {"full_name": "\ud800"}},
        {"child": {"full_name": "a\x00b"}},
        {"\ud800": 1},
        {1: 2},
        {"n": float("nan")},
        {"n": 10**400},
        {"child": {"full_name": "a" * 1_000_000}},
        {str(number): number for number in range(10_000)},
        {"list": list(range(100_000))},
    ],
)
def test_shapes_that_must_not_be_looked_at_are_refused_at_once(birth, today, answers):
    (fault,) = validate_whole(birth, answers, today=today)
    assert fault.keyword in ("shape", "type")
    fault.path.encode()


@settings(max_examples=150, deadline=None)
@given(
    noise=JSON,
    path=st.sampled_from(["child", "mother.born_on", "papers", "papers.birth_notice", "x", "copies.count"]),
)
def test_nothing_that_is_sent_can_raise(birth, lan, noise, path):
    validate_whole(birth, noise, today=date(2026, 4, 28))
    for fault in validate_whole(birth, merged(lan, {path: noise}), today=date(2026, 4, 28)):
        assert fault.message.vi
        assert fault.message.en
