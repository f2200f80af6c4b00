"""Components at the counter: each accounted for in a way that it may come, and only then waived as a file."""

import pytest

from kinhbac.base.text import Text
from kinhbac.services.procedures.rules.handed_in import (
    Handed,
    How,
    Proxy,
    all_papers,
    as_asked,
    faults_of,
    noted,
    waived,
    ways_of,
)
from kinhbac.tools.grammar.types import Component, ComponentKind, StandIn

pytestmark = pytest.mark.pure

BASE = StandIn("register", Text(vi="Cơ sở dữ liệu", en="A database"))
FORM = Component("form", Text(vi="Tờ khai", en="Form"), ComponentKind.DATA, "law")
NOTICE = Component(
    "notice",
    Text(vi="Giấy chứng sinh", en="Birth notice"),
    ComponentKind.PAPER,
    "law",
    originals=1,
    answer="papers.notice",
    stand_in=(BASE,),
)
COPY = Component("copy", Text(vi="Bản sao", en="Copy"), ComponentKind.PAPER, "law", copies=2)
CARD = Component("card", Text(vi="Thẻ", en="Card"), ComponentKind.SHOWN, "law", stand_in=(BASE,))
SCANNED = {"papers": {"notice": [{"file": "x", "name": "a.jpg"}]}}


@pytest.mark.parametrize(
    ("component", "ways"),
    [
        (FORM, (How.DATA,)),
        (NOTICE, (How.PAPER, How.SCAN, How.HELD)),
        (COPY, (How.PAPER,)),
        (CARD, (How.SHOWN, How.HELD)),
    ],
)
def test_each_kind_comes_in_its_own_ways(component, ways):
    assert ways_of(component) == ways


@pytest.mark.parametrize(
    ("component", "handed", "answers", "held", "right"),
    [
        (FORM, None, {}, (), True),
        (NOTICE, None, {}, (), False),
        (NOTICE, Handed("notice", How.PAPER, originals=1), {}, (), True),
        (NOTICE, Handed("notice", How.PAPER), {}, (), False),
        (NOTICE, Handed("notice", How.SCAN), {}, (), False),
        (NOTICE, Handed("notice", How.SCAN), SCANNED, (), True),
        (NOTICE, Handed("notice", How.HELD), {}, (), False),
        (NOTICE, Handed("notice", How.HELD), {}, ("notice",), True),
        (NOTICE, Handed("notice", How.SHOWN), {}, (), False),
        (COPY, Handed("copy", How.SCAN), SCANNED, (), False),
        (CARD, Handed("card", How.SHOWN), {}, (), True),
        (CARD, Handed("card", "nonsense"), {}, (), False),
    ],
)
def test_a_component_is_accounted_for_or_says_what_is_missing(component, handed, answers, held, right):
    faults = faults_of([component], {component.key: handed} if handed else {}, answers, held)
    assert (not faults) is right


def test_paper_and_databases_stand_in_for_files_and_scans_do_not():
    for how, free in ((How.PAPER, True), (How.HELD, True), (How.SCAN, False), ("", False)):
        assert (waived([NOTICE, CARD], {"notice": Handed("notice", how)}) == {"papers.notice"}) is free
    assert all_papers([FORM, NOTICE, COPY]) == {"papers.notice"}


def test_same_day_work_counts_as_handed_in_as_it_is_asked():
    handed = as_asked([FORM, NOTICE, COPY, CARD])
    assert faults_of([FORM, NOTICE, COPY, CARD], handed, {}, ()) == {}
    assert (handed["copy"].originals, handed["copy"].copies) == (0, 2)


def test_the_journal_says_how_each_came():
    handed = {
        "notice": Handed("notice", How.PAPER, originals=1, copies=2),
        "card": Handed("card", How.HELD, source="Cơ sở dữ liệu"),
    }
    assert noted([FORM, NOTICE, CARD], handed) == (
        "Giấy chứng sinh (nộp bản giấy, 1 bản chính, 2 bản sao); "
        "Thẻ (đã có trong cơ sở dữ liệu, Cơ sở dữ liệu)"
    )


@pytest.mark.parametrize(
    ("proxy", "right"),
    [
        (Proxy(), False),
        (Proxy("Phạm Thị Mận", "12"), False),
        (Proxy("Phạm Thị Mận", "027168004321"), False),
        (Proxy("Phạm Thị Mận", "027168004321", authority_seen=True), True),
    ],
)
def test_a_proxy_has_a_name_a_number_and_an_authority_that_was_seen(proxy, right):
    assert (proxy.fault is None) is right
