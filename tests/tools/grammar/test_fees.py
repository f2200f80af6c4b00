"""What a birth registration costs by day, channel and group; unknown is never nought."""

from datetime import date

import pytest

from kinhbac.tools.grammar.fees import facts_from, fee_for
from kinhbac.tools.grammar.types import NotInForce

pytestmark = pytest.mark.pure

FILED = date(2026, 4, 28)


@pytest.mark.parametrize(
    ("days", "channel", "group", "amount_vnd"),
    [
        (0, "online", None, 0),
        (60, "online", None, 0),
        (60, "counter", None, 0),
        (61, "online", None, None),
        (61, "counter", None, None),
        (61, "post", None, None),
        (10_000, "counter", "poor_household", 0),
        (10_000, "counter", "merit_family", 0),
        (10_000, "counter", "students", None),
        (-1, "online", None, None),
    ],
)
def test_the_first_rule_that_applies_counts(birth, days, channel, group, amount_vnd):
    facts = {"days_since_birth": days} | ({"group": group} if group else {})
    fee = fee_for(birth, filed_on=FILED, channel=channel, facts=facts)
    assert fee.amount_vnd == amount_vnd
    assert fee.known is (amount_vnd is not None)
    assert fee.words.vi
    assert fee.ground.key == "civil_status_11"
    assert not fee.ground.verified


def test_without_a_date_of_birth_the_fee_is_unknown(birth):
    facts = facts_from(birth, {}, filed_on=FILED)
    assert facts == {}
    assert not fee_for(birth, filed_on=FILED, channel="online", facts=facts).known


@pytest.mark.parametrize(("born_on", "days"), [("2026-04-28", 0), ("2026-02-27", 60), ("2025-04-28", 365)])
def test_days_since_birth_are_counted_to_the_day_of_filing(birth, born_on, days):
    assert facts_from(birth, {"child": {"born_on": born_on}}, filed_on=FILED) == {"days_since_birth": days}


@pytest.mark.parametrize("odd", [None, 7, "", "1996", "2026-02-30", ["2026-04-01"]])
def test_what_is_no_day_gives_no_fact(birth, odd):
    assert facts_from(birth, {"child": {"born_on": odd}}, filed_on=FILED) == {}


def test_before_the_first_fees_there_are_none(birth):
    with pytest.raises(NotInForce):
        fee_for(birth, filed_on=date(2023, 12, 31), channel="online", facts={})


@pytest.mark.parametrize(
    ("pages", "copies", "amount_vnd"),
    [
        (1, 1, 2_000),
        (2, 1, 4_000),
        (3, 1, 5_000),
        (3, 2, 10_000),
        (197, 1, 199_000),
        (198, 1, 200_000),
        (199, 1, 200_000),
        (1000, 100, 20_000_000),
        (None, 2, None),
        (3, None, None),
        (0, 1, None),
        (3, 0, None),
        (True, 1, None),
        ("3", 1, None),
        (2.5, 1, None),
    ],
)
def test_certified_copies_cost_by_page_with_a_most_for_each_copy(copies_procedure, pages, copies, amount_vnd):
    answers = {"paper": {"pages": pages}, "copies": {"count": copies}}
    facts = facts_from(copies_procedure, answers, filed_on=FILED)
    fee = fee_for(copies_procedure, filed_on=FILED, channel="counter", facts=facts)
    assert fee.amount_vnd == amount_vnd
    assert fee.known is (amount_vnd is not None)
    assert fee.ground.key == "circular_226"


def test_a_tariff_by_page_is_set_even_while_the_pages_are_not_known(copies_procedure, birth):
    (by_page,) = copies_procedure.fees.on(FILED)
    assert by_page.is_set
    assert [rule.is_set for rule in birth.fees.on(FILED)] == [True, True, False]


@pytest.mark.parametrize(
    ("filed_on", "channel", "facts", "amount_vnd"),
    [
        (date(2026, 8, 14), "online", {"declared_group": "ordinary", "group": "digital_citizen"}, 200_000),
        (date(2026, 8, 15), "online", {"declared_group": "ordinary", "group": "digital_citizen"}, 0),
        (date(2026, 8, 15), "counter", {"declared_group": "ordinary", "group": "digital_citizen"}, 200_000),
        (date(2026, 8, 15), "online", {"declared_group": "student"}, 100_000),
        (date(2027, 2, 28), "online", {"declared_group": "student", "group": "digital_citizen"}, 0),
        (date(2027, 3, 1), "online", {"declared_group": "student", "group": "digital_citizen"}, 100_000),
        (date(2024, 1, 1), "post", {}, 200_000),
    ],
)
def test_the_waiver_for_digital_citizens_has_its_days(procedures, filed_on, channel, facts, amount_vnd):
    fee = fee_for(procedures["3.000333"], filed_on=filed_on, channel=channel, facts=facts)
    assert fee.amount_vnd == amount_vnd
