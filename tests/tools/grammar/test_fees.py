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
        fee_for(birth, filed_on=date(2025, 6, 30), channel="online", facts={})
