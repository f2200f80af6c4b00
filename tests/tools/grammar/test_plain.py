"""A procedure is kept once by hash and made again without its files, the same in everything that it says."""

import json
from datetime import date, datetime, timedelta

import pytest

from kinhbac.base.clock import HCM
from kinhbac.base.definitions import canonical, digest
from kinhbac.tools.forms.journey import pages_for
from kinhbac.tools.grammar.catalogue import load_procedures
from kinhbac.tools.grammar.fees import fee_for
from kinhbac.tools.grammar.plain import from_plain, to_plain
from kinhbac.tools.grammar.rules import resolution_due

pytestmark = pytest.mark.pure


@pytest.fixture
def again(birth):
    return from_plain(json.loads(canonical(to_plain(birth))))


def test_made_again_it_is_the_same_to_the_last_byte(birth, again):
    assert canonical(to_plain(again)) == canonical(to_plain(birth))


@pytest.mark.parametrize("key", ["1.004873", "1.013225", "2.000815", "3.000333"])
def test_so_is_every_other_procedure(procedures, key):
    made = from_plain(json.loads(canonical(to_plain(procedures[key]))))
    assert canonical(to_plain(made)) == canonical(to_plain(procedures[key]))
    assert made.steps == procedures[key].steps
    assert made.fees == procedures[key].fees
    assert made.answer_facts == procedures[key].answer_facts
    assert made.consultations == procedures[key].consultations


def test_made_again_it_decides_the_same(birth, again, calendar):
    answers = {"parents": {"marriage": "married"}, "requester": {"relation": "mother"}}
    moment = datetime(2026, 4, 29, 15, 1, tzinfo=HCM)
    facts = {"days_since_birth": 61}
    assert [p.key for p in pages_for(again.form, answers)] == [p.key for p in pages_for(birth.form, answers)]
    assert resolution_due(again, moment, calendar) == resolution_due(birth, moment, calendar)
    assert fee_for(again, filed_on=moment.date(), channel="online", facts=facts) == fee_for(
        birth, filed_on=moment.date(), channel="online", facts=facts
    )
    assert again.steps == birth.steps
    assert again.letters == birth.letters
    assert again.law == birth.law


def test_the_hash_changes_with_one_word_and_not_with_an_example(birth, spoiled):
    before = digest(to_plain(birth))
    folder = spoiled("examples.yaml", "Mẹ đăng ký trực tuyến", "Mẹ nộp trực tuyến")
    assert digest(to_plain(load_procedures(folder)["1.001193"])) == before
    folder = spoiled("form.yaml", "Em bé tên là gì?", "Tên của em bé?")
    assert digest(to_plain(load_procedures(folder)["1.001193"])) != before


def test_keys_of_a_newer_grammar_are_passed_over(birth):
    plain = {**to_plain(birth), "colour": "blue"}
    assert from_plain(plain).key == birth.key


def test_dates_come_back_as_dates(again):
    assert again.from_on == date(2024, 1, 1)
    assert again.to_on is None
    assert again.channels[0].to_on + timedelta(days=1) == date(2025, 7, 1)
