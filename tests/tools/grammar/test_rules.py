"""Which unit resolves, which papers are asked, until when, and what a letter says."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.tools.grammar.rules import (
    components_for,
    is_posted,
    reception_due,
    resolution_due,
    resolving_unit,
    step_term,
)
from kinhbac.tools.grammar.types import Dated, NotInForce, Span

pytestmark = pytest.mark.pure

PARENTS = {"mother": {"commune": "2025/09187"}, "father": {"commune": "2025/07210"}}


@pytest.mark.parametrize(
    ("answers", "unit"),
    [
        ({}, None),
        (PARENTS, "2025/09187"),
        ({**PARENTS, "registration": {"parent": "mother"}}, "2025/09187"),
        ({**PARENTS, "registration": {"parent": "father"}}, "2025/07210"),
    ],
)
def test_the_commune_of_the_chosen_parent_resolves(birth, answers, unit):
    assert resolving_unit(birth, answers) == unit


@pytest.mark.parametrize(
    ("kind", "papers"), [("facility", ["birth_notice"]), ("elsewhere", ["statement"]), (None, [])]
)
def test_papers_depend_on_the_place_of_birth(birth, kind, papers):
    answers = {"place": {"kind": kind}} if kind else {}
    assert [each.key for each in components_for(birth, answers) if each.answer] == papers


@pytest.mark.parametrize(
    ("answers", "posted"),
    [({"delivery": {"way": "post"}}, True), ({"delivery": {"way": "counter"}}, False), ({}, False)],
)
def test_the_procedure_says_which_answers_ask_for_the_result_by_post(birth, answers, posted):
    assert is_posted(birth, answers) is posted
    assert not is_posted(replace(birth, result=replace(birth.result, posted=None)), answers)


def test_moments_of_any_zone_are_counted_in_vietnam(birth, calendar):
    here = datetime(2026, 4, 28, 15, 1, tzinfo=HCM)
    assert resolution_due(birth, here.astimezone(UTC), calendar).at == datetime(2026, 4, 29, 17, tzinfo=HCM)
    assert reception_due(birth, here.astimezone(UTC), calendar).at == reception_due(birth, here, calendar).at


def test_a_due_moment_has_its_sum(birth, calendar):
    found = resolution_due(birth, datetime(2026, 4, 29, 16, tzinfo=HCM), calendar)
    assert [line.day.day for line in found.sum] == [29, 30, 1, 2, 3, 4]
    assert all(line.reason.vi and line.reason.en for line in found.sum)


def test_steps_take_their_term_from_the_procedure_or_have_their_own(birth):
    moment = datetime(2026, 4, 28, 9, tzinfo=HCM)
    terms = {step.key: step_term(birth, step, moment).term for step in birth.steps}
    assert terms == {
        "receive": "8 hours",
        "appraise": "4 hours",
        "approve": "2 hours",
        "issue": "1 hour",
        "return": "none",
    }


def test_the_path_of_the_birth(birth):
    ways = {(step.key, act.key): act.to for step in birth.steps for act in step.acts}
    assert ways == {
        ("receive", "receive"): ("appraise",),
        ("appraise", "propose"): ("approve",),
        ("approve", "approve"): ("issue",),
        ("approve", "return_for_rework"): ("appraise",),
        ("issue", "issue_result"): ("return",),
        ("return", "hand_over"): (),
    }


def test_a_letter_is_filled_in_both_languages(birth):
    values = {
        "code": "H05.1-260428-0001",
        "about": "Nguyễn Minh An",
        "moment": "09:00",
        "receiver": Text(vi="Bộ phận Một cửa", en="The one-stop desk"),
        "reception_due": "{code}",
    }
    title, body = birth.letters["submitted"].filled(values)
    assert title == Text(vi="Đã nộp hồ sơ H05.1-260428-0001", en="Dossier H05.1-260428-0001 submitted")
    assert "Bộ phận Một cửa sẽ trả lời bạn trước {code}." in body.vi
    assert "The one-stop desk will answer you" in body.en


def test_a_letter_without_a_value_is_not_sent(birth):
    with pytest.raises(KeyError):
        birth.letters["submitted"].filled({"code": "1"})


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2025, 7, 1), "old"),
        (date(2026, 6, 30), "old"),
        (date(2026, 7, 1), "new"),
        (date(2026, 12, 31), "new"),
        (date(2030, 1, 1), None),
        (date(2025, 6, 30), None),
    ],
)
def test_a_value_by_date(day, value):
    dated = (
        Dated((Span(date(2025, 7, 1), None, "old"), Span(date(2026, 7, 1), date(2026, 12, 31), "new")))
        if day < date(2027, 1, 1)
        else Dated((Span(date(2026, 7, 1), date(2026, 12, 31), "new"),))
    )
    if value is None:
        with pytest.raises(NotInForce, match="nothing is in force"):
            dated.on(day)
    else:
        assert dated.on(day) == value


def test_channels_are_those_of_the_day(birth):
    assert [each.key for each in birth.channels_on(date(2025, 7, 1))] == ["online", "counter", "post"]
    assert "vneid" in [each.key for each in birth.channels_on(date(2026, 4, 28))]
