"""What is asked before a form: how far answers lead."""

import pytest

from kinhbac.base.text import Text
from kinhbac.tools.grammar.eligibility import Eligibility, EligibleAnswer, EligibleQuestion, Instead

pytestmark = pytest.mark.pure

SAID = Text(vi="lời", en="words")
NO, YES = EligibleAnswer("no", SAID), EligibleAnswer("yes", SAID, Instead(SAID, office=SAID))
ASKED = Eligibility(tuple(EligibleQuestion(key, SAID, "law", (NO, YES)) for key in ("first", "second")))


@pytest.mark.parametrize(
    ("said", "counts", "next_one", "ended"),
    [
        ({}, [], "first", None),
        ({"first": "maybe", "second": "no"}, [], "first", None),
        ({"first": "no"}, ["first"], "second", None),
        ({"first": "yes", "second": "no"}, ["first"], None, "first"),
        ({"first": "no", "second": "yes"}, ["first", "second"], None, "second"),
        ({"first": "no", "second": "no", "third": "no"}, ["first", "second"], None, None),
    ],
)
def test_answers_lead_on_until_one_ends_it(said, counts, next_one, ended):
    stand = ASKED.stand(said)
    assert list(stand.said) == counts
    assert (stand.next.key if stand.next else None) == next_one
    assert (stand.ended[0].key if stand.ended else None) == ended
    assert stand.goes_on is (next_one is None and ended is None)


def test_without_questions_one_goes_on():
    assert Eligibility().stand({"any": "thing"}).goes_on
