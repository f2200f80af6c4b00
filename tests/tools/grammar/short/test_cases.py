"""Cases have terms, components and fees of their own; the first that applies, or the one that an officer found."""

from datetime import datetime

import pytest

from kinhbac.base.clock import HCM
from kinhbac.tools.grammar.facts import CASE
from kinhbac.tools.grammar.fees import facts_from, fee_for
from kinhbac.tools.grammar.rules import case_for, components_for, resolution_due

pytestmark = pytest.mark.pure

RECEIVED = datetime(2026, 6, 15, 10, 0, tzinfo=HCM)  # a Monday
TERMS = "terms: { resolution: 3 working days }"
CASES = """terms: { resolution: 3 working days }
cases:
  - key: check
    name: { vi: Phải xác minh, en: A check is needed }
    found_by: officer
    term: 5 working days
    fee: 7000
  - key: dog
    name: { vi: Nuôi chó, en: A dog }
    when: { pet.kind: dog }
    term: { term: 0 working days, after_15: true, law: civil_status_act }
    components: [identity]
  - key: other
    name: { vi: Thú khác, en: Another pet }"""


@pytest.fixture
def made(procedure_of):
    return procedure_of((TERMS, CASES))


@pytest.mark.parametrize(
    ("kind", "found", "case", "due", "components"),
    [
        ("cat", None, "other", "2026-06-18T17:00", ["application", "identity"]),
        ("dog", None, "dog", "2026-06-15T17:00", ["identity"]),
        ("dog", "check", "check", "2026-06-22T17:00", ["application", "identity"]),
        (
            "cat",
            "dog",
            "other",
            "2026-06-18T17:00",
            ["application", "identity"],
        ),  # answers say this, no officer
        ("cat", "nothing", "other", "2026-06-18T17:00", ["application", "identity"]),
    ],
)
def test_the_case_has_its_own_term_and_papers(made, calendar, kind, found, case, due, components):
    answers = {"pet": {"kind": kind}}
    taken = case_for(made, answers, found)
    assert taken.key == case
    assert resolution_due(made, RECEIVED, calendar, taken).at.strftime("%Y-%m-%dT%H:%M") == due
    assert [each.key for each in components_for(made, answers, taken)] == components


def test_a_case_may_have_its_own_fee(made):
    facts = facts_from(made, {"pet": {"kind": "dog"}}, filed_on=RECEIVED.date())
    assert facts[CASE] == "dog"
    for case, amount in (("dog", None), ("check", 7000)):
        fee = fee_for(made, filed_on=RECEIVED.date(), channel="online", facts={**facts, CASE: case})
        assert fee.amount_vnd == amount


def test_without_cases_every_dossier_is_alike(procedure_of, calendar):
    made = procedure_of()
    assert case_for(made, {"pet": {"kind": "dog"}}) is None
    assert CASE not in facts_from(made, {}, filed_on=RECEIVED.date())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    when: { pet.kind: dog }\n", "", 'no dossier comes to the case "other"'),
        ("found_by: officer", "found_by: leader", '"leader" is not allowed here'),
        ("found_by: officer", "found_by: officer\n    when: { pet.kind: dog }", "not the answers"),
        ("term: 5 working days", "term: 5 wroking days", "is not understood"),
        ("components: [identity]", "components: [idnetity]", '"idnetity" is not allowed here'),
        ("when: { pet.kind: dog }", "when: { pet.kind: dgo }", 'can never hold, "dgo"'),
        ("key: other", "key: dog", 'the case "dog" stands here again'),
    ],
)
def test_a_fault_is_named(faults_of, old, new, said):
    faults = faults_of((TERMS, CASES.replace(old, new)))
    assert any(said in fault.what.en for fault in faults), [str(fault) for fault in faults]


@pytest.mark.parametrize(
    ("online", "level"),
    [
        ("online: full", "full"),
        ("online: { partial: { vi: Phải có mặt, en: One must be present }, law: decree_224_14 }", "partial"),
    ],
)
def test_how_far_it_goes_online(procedure_of, online, level):
    made = procedure_of((TERMS, f"{TERMS}\n{online}"))
    assert made.online.level == level
    assert (made.online.law is None) == (level == "full")


def test_a_partial_one_names_its_reason(faults_of):
    faults = faults_of((TERMS, f"{TERMS}\nonline: {{ partial: {{ vi: a, en: b }} }}"))
    assert [fault.what.en for fault in faults] == ['the key "law" is missing']


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("", None),
        ("unverified: false", None),
        ("unverified: true", "compared"),
        ("unverified: { vi: a, en: the fee }", "the fee"),
    ],
)
def test_what_was_not_compared_is_said(procedure_of, said, words):
    found = procedure_of((TERMS, f"{TERMS}\n{said}")).unverified
    assert (found is None) if words is None else (words in found.en)
