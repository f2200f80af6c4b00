"""The spread of a province of copies: communes, open ones, days, codes."""

from collections import Counter
from datetime import date

import pytest

from bench.inbox.spread import LEAST_OPEN, Place, copies, shares, sought

pytestmark = pytest.mark.pure

PLACES = [Place(f"2025/{90000 + number:05}", f"H05.90.{number:02}") for number in range(99)]
TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def made():
    return list(copies(9_900, PLACES, ended=[1, 3], lasting=[0, 2], today=TODAY))


@pytest.mark.parametrize("count", [0, 1, 99, 1_000, 9_999])
def test_shares_are_all_there_is(count):
    assert sum(shares(count, 99)) == count
    assert len(shares(count, 99)) == 99


def test_three_communes_have_a_third(made):
    held = Counter(each.place for each in made)
    assert sum(held[place] for place in PLACES[:3]) == pytest.approx(len(made) / 3, abs=2)
    assert len(held) == 99


def test_the_measured_commune_has_enough_that_is_open_and_the_others_their_share(made):
    still = Counter(each.place for each in made if each.template in (0, 2))
    assert still[PLACES[0]] == LEAST_OPEN
    assert still[PLACES[1]] == 28


def test_most_ended_in_the_last_sixty_days(made):
    ended = [each.seconds_before // 86400 for each in made if each.template in (1, 3)]
    assert 0.55 < sum(days <= 60 for days in ended) / len(ended) < 0.7
    assert max(ended) > 900


def test_keys_and_codes_are_given_once_and_the_oldest_come_first(made):
    assert len({each.code for each in made}) == len({each.case for each in made}) == len(made)
    assert made[0].seconds_before > made[-1].seconds_before


def test_the_same_seed_gives_the_same_province(made):
    again = copies(9_900, PLACES, ended=[1, 3], lasting=[0, 2], today=TODAY)
    assert [next(again) for _ in range(50)] == made[:50]


def test_names_sought_reach_from_the_rarest_to_the_commonest():
    assert sought({"a": 5, "b": 1, "c": 3}, many=3) == ["b", "c", "a"]
    assert sought({"a": 1}, many=20) == ["a"]
