"""What a provider's words mean: whom it presents, how sure, and which level an act needs on a day."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kinhbac.base.definitions import read
from kinhbac.kernel.types import Refused
from kinhbac.tools.sign_in import rules
from kinhbac.tools.sign_in.grammar import read_sign_in
from kinhbac.tools.sign_in.types import ACT_IN_POST, SUBMIT_DOSSIER

pytestmark = pytest.mark.pure

RULES = read_sign_in(read(Path(__file__).parents[3] / "catalogue" / "sign_in.yaml"))
VNEID = RULES.providers[0]
LAN = {
    "sub": "a-1",
    "LoaiTaiKhoan": "1",
    "SoDinhDanh": "027196001234",
    "HoVaTen": "Trần Thị Lan",
    "NgayThangNamSinh": "12/05/1996",
    "loAs": "2",
}


@pytest.mark.parametrize(
    ("told", "born_on"),
    [("12/05/1996", date(1996, 5, 12)), ("1996-05-12", date(1996, 5, 12)), ("19960512", date(1996, 5, 12))],
)
def test_a_person_is_presented_in_the_words_of_the_house(told, born_on):
    who = rules.presented(VNEID, {**LAN, "NgayThangNamSinh": told})
    assert (who.provider, who.subject, who.identity_number) == ("vneid", "a-1", "027196001234")
    assert (who.full_name, who.born_on, who.level, who.firm_code) == ("Trần Thị Lan", born_on, 2, "")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"sub": ""}, "sign_in.not_enough_told"),
        ({"sub": None}, "sign_in.not_enough_told"),
        ({"SoDinhDanh": ""}, "sign_in.not_enough_told"),
        ({"SoDinhDanh": "123456789"}, "sign_in.not_enough_told"),  # an old card says nothing of the person
        ({"SoDinhDanh": "02719600123x"}, "sign_in.not_enough_told"),
        ({"SoDinhDanh": ["027196001234"]}, "sign_in.not_enough_told"),
        ({"HoVaTen": "  "}, "sign_in.not_enough_told"),
        ({"NgayThangNamSinh": "1996"}, "sign_in.not_enough_told"),
        ({"NgayThangNamSinh": "31/02/1996"}, "sign_in.not_enough_told"),
        ({"LoaiTaiKhoan": "3"}, "sign_in.unknown_kind"),
        ({"LoaiTaiKhoan": "2"}, "sign_in.no_firm"),
        ({"LoaiTaiKhoan": "2", "MaSoThue": "2300999001"}, "sign_in.no_firm"),
    ],
)
def test_who_is_not_told_well_enough_is_not_presented(changed, code):
    with pytest.raises(Refused) as refused:
        rules.presented(VNEID, {**LAN, **changed})
    assert refused.value.refusal.code == code


def test_a_firm_is_presented_with_whoever_represents_it():
    told = {**LAN, "LoaiTaiKhoan": "2", "MaSoThue": "2300999001", "TenToChuc": "Gốm Phù Lãng"}
    who = rules.presented(VNEID, told)
    assert (who.identity_number, who.firm_code, who.firm_name) == (
        "027196001234",
        "2300999001",
        "Gốm Phù Lãng",
    )


@pytest.mark.parametrize(
    ("told", "level"),
    [
        ({"loAs": "1"}, 1),
        ({"loAs": "2"}, 2),
        ({"loAs": 2}, 2),
        ({"acr": "LoA2"}, 2),
        ({"loAs": "2", "acr": "LoA1"}, 1),  # the account could, this sign-in did not
        ({"loAs": "1", "acr": "LoA2"}, 1),
        ({"loAs": "9"}, 0),
        ({"loAs": "2", "acr": "something"}, 0),
        ({"loAs": True}, 0),
        ({}, 0),
    ],
)
def test_the_lowest_level_that_is_told_counts_and_an_unknown_one_is_none(told, level):
    assert rules.level_of(VNEID, told) == level


@pytest.mark.parametrize(("level", "word"), [(0, ""), (1, "LoA1"), (2, "LoA2"), (3, "")])
def test_a_level_is_asked_for_in_the_providers_words(level, word):
    assert rules.asked_level(VNEID, level) == word


def test_what_an_act_needs_goes_by_the_day():
    assert rules.needed(RULES, SUBMIT_DOSSIER, date(2024, 6, 30)) is None
    rule = rules.needed(RULES, SUBMIT_DOSSIER, date(2024, 7, 1))
    assert rule is not None
    assert rule.level == 2
    ended = replace(RULES, needed=(replace(rule, to_on=date(2026, 1, 1)),))
    assert rules.needed(ended, SUBMIT_DOSSIER, date(2026, 1, 2)) is None
    assert rules.needed(ended, ACT_IN_POST, date(2025, 1, 1)) is None
