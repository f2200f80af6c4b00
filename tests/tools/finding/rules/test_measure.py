"""How well questions are answered, counted by hand."""

import pytest

from kinhbac.tools.finding.rules.measure import rank, score
from kinhbac.tools.finding.types import Question, Score

pytestmark = pytest.mark.pure

ANSWERS = {"one": ["a", "b"], "two": ["b", "a"], "none": [], "far": ["b", "c", "d", "e", "f", "a"]}


def test_by_kind_and_all_last():
    asked = [
        Question("plain", "one", ("a",)),
        Question("plain", "two", ("a",)),
        Question("child", "none", ("a",)),
    ]
    told = score([*asked, Question("child", "far", ("x", "a"))], ANSWERS.__getitem__)
    assert list(told) == ["child", "plain", "all"]
    assert told["plain"] == Score(2, 0.5, 1.0, 0.75)
    assert told["child"] == Score(2, 0.0, 0.0, pytest.approx(1 / 12))
    assert told["all"] == Score(4, 0.25, 0.5, pytest.approx((1 + 1 / 2 + 1 / 6) / 4))


def test_the_first_right_answer_counts():
    assert rank(["a", "b"], ["b", "a"]) == 1
    assert rank(["a"], ["b"]) == 0
