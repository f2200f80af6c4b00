"""Limits by date: what is in force on a day, and what a version without turns says."""

from datetime import datetime, time

import pytest

from kinhbac.base.clock import HCM
from kinhbac.tools.grammar.dated import NotInForce
from kinhbac.tools.grammar.turns import Effect, LimitKey, Silence, Turns

pytestmark = pytest.mark.pure

NOW = datetime(2026, 4, 28, 9, 0, tzinfo=HCM)
BEFORE = datetime(2025, 6, 30, 23, 59, tzinfo=HCM)


@pytest.mark.parametrize(
    ("key", "value", "article"),
    [
        # NĐ 118/2025/NĐ-CP, wording of 2025 (law texts 1.3 to 1.10)
        ("notify_online", "2 hours", "khoản 2 Điều 17"),
        ("transfer", "15:00", "Điều 18"),
        ("paper_across_levels", "1 working day", "khoản 1 Điều 20"),
        ("return_unqualified", "3 working days", "khoản 5 Điều 19"),
        ("silence", "15 days", "khoản 5 Điều 19"),
        ("apology_before", "1 day", "khoản 6 Điều 19"),
        ("correct_error", "3 working days", "khoản 1 Điều 23"),
        ("fee_to_budget", "8 hours", "Điều 24"),
    ],
)
def test_the_provinces_limits_with_their_articles(birth, key, value, article):
    limit = birth.turns.limit(LimitKey(key), NOW)
    assert limit.value == value
    law = birth.law_of(limit.law)
    assert article in law.cited()
    assert law.cited().startswith("Nghị định số 118/2025/NĐ-CP")
    assert not law.verified
    assert law.note is not None


def test_before_july_2025_another_decree_ruled(birth):
    assert birth.turns.limit(LimitKey.SILENCE, BEFORE).law == "decree_61"
    assert (
        birth.turns.limit(LimitKey.SILENCE, BEFORE.replace(month=7, day=1, hour=0)).law == "decree_118_19_5"
    )


def test_a_limit_is_a_term_or_an_hour(birth):
    assert str(birth.turns.limit(LimitKey.SILENCE, NOW).term) == "15 days"
    assert birth.turns.limit(LimitKey.TRANSFER, NOW).hour == time(15)


def test_a_supplement_restarts_the_term_once(birth):
    rule = birth.turns.supplements(NOW)
    assert (rule.effect, rule.most) == (Effect.RESTART, 1)


def test_a_version_of_before_the_turns_has_no_limits():
    turns = Turns()
    assert not turns.has(LimitKey.SILENCE, NOW)
    assert turns.law_of("decree_61") is None
    for ask in (lambda: turns.limit(LimitKey.SILENCE, NOW), lambda: turns.supplements(NOW)):
        with pytest.raises(NotInForce):
            ask()


def test_before_the_first_day_no_limit_is_in_force(birth):
    assert not birth.turns.has(LimitKey.SILENCE, NOW.replace(year=2018, month=1))
    assert birth.turns.has(LimitKey.SILENCE, NOW)


def test_every_outcome_has_its_national_status(birth):
    assert {key: each.national_status for key, each in birth.turns.outcomes.items()} == {
        "returned": 10,
        "refused_at_reception": 3,
        "refused_after_appraisal": 10,
        "closed_no_supplement": 8,
        "stopped_by_person": 8,
        "withdrawn": 7,
        "stopped_by_law_change": 8,
    }
    assert not any(each.verified for each in birth.turns.outcomes.values())


def test_the_birth_returns_at_its_last_step_and_may_ask_the_police(birth):
    assert birth.returning == "return"
    asked = birth.consultation("residence")
    assert (asked.competence, asked.term, asked.silence, asked.awaited) == (
        "residence.permanent",
        "2 working days",
        Silence.DOES_NOT_COUNT,
        True,
    )
    assert birth.consultation("weather") is None
    assert birth.step_offering("issue_result").key == "issue"
    assert birth.step_offering("fly") is None
