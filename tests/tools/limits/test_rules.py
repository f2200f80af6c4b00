"""What limits mean, as a table: who is one address, how a time is said, which budgets are asked; and the catalogue's file."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from kinhbac.base.definitions import DefinitionError, read
from kinhbac.tools.limits.grammar import read_limits
from kinhbac.tools.limits.plain import limits_from_plain, limits_to_plain
from kinhbac.tools.limits.rules import UNPUBLISHED, asked_of, place_of, spoken, used_up
from kinhbac.tools.limits.types import ADDRESS, CODE, COUNTED, LOOK_UP, PERSON, Budget, LimitRules

pytestmark = pytest.mark.pure

CATALOGUE = Path(__file__).parents[3] / "catalogue"
DAY = date(2026, 4, 28)


@pytest.fixture(scope="module")
def rules() -> LimitRules:
    return read_limits(read(CATALOGUE / "limits.yaml"))


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("::ffff:198.51.100.7", "198.51.100.7"),  # the same, written otherwise
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::ffff", "2001:db8:1:2::/64"),  # who has one of these has them all
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("no address", "no address"),
    ],
)
def test_one_connection_is_one_place(address, counted):
    assert place_of(address) == counted


@pytest.mark.parametrize(
    ("time", "vi", "en"),
    [
        (timedelta(0), "1 giây", "1 second"),
        (timedelta(seconds=45), "45 giây", "45 seconds"),
        (timedelta(seconds=60.2), "61 giây", "61 seconds"),
        (timedelta(minutes=4, seconds=1), "5 phút", "5 minutes"),
        (timedelta(minutes=60), "1 giờ", "1 hour"),
        (timedelta(minutes=61), "61 phút", "61 minutes"),
        (timedelta(minutes=100), "2 giờ", "2 hours"),
        (timedelta(hours=24), "1 ngày", "1 day"),
        (timedelta(hours=25), "25 giờ", "25 hours"),
        (timedelta(days=2), "2 ngày", "2 days"),
    ],
)
def test_a_time_is_said_rounded_up(time, vi, en):
    assert (spoken(time).vi, spoken(time).en) == (vi, en)


def test_every_counted_door_has_budgets_for_each_for_whom_it_is_counted(rules):
    for key, each in COUNTED.items():
        assert {budget.each for budget in rules.on(key, DAY).budgets} == set(each), key
    assert rules.on(LOOK_UP, date(2020, 1, 1)) is None
    assert not any(limit.verified for limit in rules.limits)


def test_a_place_may_do_more_than_a_person(rules):
    most = {}
    for limit in rules.limits:
        for budget in limit.budgets:
            hourly = budget.most / (budget.within / timedelta(hours=1))
            most.setdefault(budget.each, []).append(hourly)
    assert min(most[ADDRESS]) >= 20, "a village may stand behind one address"
    assert max(most[PERSON]) < sorted(most[ADDRESS])[-2]


def test_only_budgets_for_whom_it_is_are_asked(rules):
    limit = rules.on(LOOK_UP, DAY)
    both = asked_of(limit, {"address": "2001:db8::1", "code": "H05", "person": "lan"})
    assert [(budget.each, words) for budget, words in both] == [
        (ADDRESS, "look_up address 3600 2001:db8::/64"),
        (CODE, "look_up code 3600 H05"),
    ]
    assert asked_of(limit, {}) == ()


def test_what_is_said_names_what_how_long_and_another_way(rules):
    limit = rules.on(LOOK_UP, DAY)
    said = used_up(limit, Budget(CODE, 5, timedelta(hours=1)), timedelta(minutes=12))
    assert said.code == "limits.look_up"
    assert said.reason.vi == "Đã đến giới hạn của mã này: tra cứu hồ sơ sai, nhiều nhất 5 lần trong 1 giờ."
    assert said.remedy.en.startswith("Try again in 12 minutes. Or sign in")
    assert "Bộ phận Một cửa" in said.remedy.vi


def test_the_limits_are_stored_whole(rules):
    assert limits_from_plain(limits_to_plain(rules)) == rules
    assert limits_from_plain(limits_to_plain(UNPUBLISHED)) == UNPUBLISHED


def test_guessing_is_limited_where_no_limits_were_published(rules):
    for limit in UNPUBLISHED.limits:
        published = rules.on(limit.key, DAY)
        assert replace(published, name=limit.name, instead=limit.instead, from_on=limit.from_on) == limit


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("limit: find", "limit: finds", "finds"),
        ("most: 1500", "most: 0", "too few"),
        ("each: address, most: 1500", "each: person, most: 1500", "person"),
        ("    budgets: [{ each: address, most: 1500, minutes: 10 }]", "    budgets: []", "no budget"),
        ("limit: ask", "limit: find", 'two limits of "find"'),
        ("    from: 2024-07-01", "    from: 2024-07-01\n    to: 2024-06-30", "before the beginning"),
    ],
)
def test_a_fault_names_its_line(old, new, fault, tmp_path):
    text = (CATALOGUE / "limits.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "limits.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as error:
        read_limits(read(tmp_path / "limits.yaml"))
    assert fault in str(error.value)
    assert "limits.yaml:" in str(error.value)
