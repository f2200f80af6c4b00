"""The forms of the demo hold, whoever files what and when: nobody's invented dossier could not have been sent."""

from datetime import datetime
from random import Random

import pytest

from kinhbac.base.clock import HCM
from kinhbac.base.text import fold
from kinhbac.site.demo import forms
from kinhbac.site.demo.cast import KINH_BAC, LAN
from kinhbac.site.demo.people import citizen
from kinhbac.tools.forms.journey import reachable_answers
from kinhbac.tools.forms.types import Choice
from kinhbac.tools.forms.whole import validate_whole
from kinhbac.tools.grammar.rules import resolving_unit

pytestmark = pytest.mark.pure

DAYS = (
    datetime(2024, 1, 3, 9, tzinfo=HCM),
    datetime(2025, 7, 1, 9, tzinfo=HCM),
    datetime(2026, 11, 2, 20, tzinfo=HCM),
)


@pytest.mark.parametrize("filed_at", DAYS, ids=lambda each: f"{each:%Y-%m-%d}")
@pytest.mark.parametrize("procedure", forms.FORMS)
@pytest.mark.parametrize("paper", ["", "giayto0000001"], ids=["by_hand", "online"])
def test_answers_are_whole(catalogue, places, procedure, filed_at, paper):
    rules = catalogue.procedures[procedure]
    units = sorted(catalogue.directory.communes(filed_at.date()), key=lambda unit: fold(unit.name))
    choices = {"units": tuple(Choice(value=str(unit.ref), name=unit.called()) for unit in units)}
    for number in range(60):
        applicant = citizen(number, KINH_BAC, "test") if number else LAN
        area = places.area(KINH_BAC, filed_at.date(), number)
        asked = forms.Asked(applicant, area, filed_at, paper, Random(number))
        given = forms.answers(procedure, asked)
        assert reachable_answers(rules.form, given) == given
        faults = validate_whole(rules.form, given, today=filed_at.date(), choices=choices)
        assert {(each.path, each.keyword) for each in faults if paper or each.keyword != "required"} == set()
        assert resolving_unit(rules, given) == area


def test_lan_names_her_husband(catalogue):
    asked = forms.Asked(LAN, KINH_BAC, DAYS[2], "", Random(1))
    assert forms.answers(forms.MARITAL, asked)["status"] == {"kind": "married", "spouse": "Nguyễn Văn Hải"}


def test_everybody_has_a_number_of_her_own():
    people = [citizen(number, KINH_BAC, "test") for number in range(3000)]
    assert len({each.number for each in people}) == len({each.person for each in people}) == 3000
