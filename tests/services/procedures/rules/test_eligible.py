"""What an act excludes before the form is refused with its reason; what is unsure only advises."""

from dataclasses import replace

import pytest

from kinhbac.services.procedures.rules.eligible import EXCLUDED, NOT_SAID, why_not_begin
from tests.support import catalogue

pytestmark = pytest.mark.pure

BIRTH = "1.001193"
RIGHT = {"certificate": "no", "foreign": "no"}


def birth(*sure: str):
    """Return the birth as if somebody had compared these acts with their texts."""
    procedure = catalogue.procedures()[BIRTH]
    law = tuple(replace(each, verified=each.verified or each.key in sure) for each in procedure.law)
    return replace(procedure, law=law)


FIRST, SECOND = "civil_status_13", "civil_status_35"


@pytest.mark.parametrize(
    ("sure", "said", "code"),
    [
        pytest.param((), {}, None, id="nothing is sure, nothing said"),
        pytest.param((), {"certificate": "has"}, None, id="unsure advice"),
        pytest.param((FIRST,), RIGHT, None, id="the right one"),
        pytest.param((FIRST,), {"certificate": "has"}, EXCLUDED, id="excluded"),
        pytest.param((FIRST,), {}, NOT_SAID, id="posted without an answer"),
        pytest.param((FIRST,), {"certificate": "?"}, NOT_SAID, id="no answer of the question"),
        pytest.param((SECOND,), {}, NOT_SAID, id="the second is sure"),
        pytest.param((SECOND,), {"certificate": "has"}, None, id="against unsure advice"),
        pytest.param((SECOND,), {"certificate": "no", "foreign": "yes"}, EXCLUDED, id="excluded second"),
        pytest.param((FIRST, SECOND), {"certificate": "no"}, NOT_SAID, id="half answered"),
    ],
)
def test_what_may_be_begun(sure, said, code):
    refusal = why_not_begin(birth(*sure), said)
    assert (refusal.code if refusal is not None else None) == code


def test_a_refusal_says_why_what_instead_and_by_which_act():
    refusal = why_not_begin(birth(FIRST), {"certificate": "has"})
    assert "Mỗi người chỉ đăng ký khai sinh một lần" in refusal.reason.vi
    assert "2.000635" in refusal.remedy.vi
    assert "A birth is registered once" in refusal.reason.en
    assert refusal.law
