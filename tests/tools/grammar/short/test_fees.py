"""Fees in the short notation: amounts and grounds by date, channel and facts, and the waivers of 2026 over them."""

from datetime import date

import pytest

from kinhbac.tools.grammar.fees import facts_from, fee_for

pytestmark = pytest.mark.pure

FEES = "fees: { amount: unknown }"
ITEMS = ["birth_certificate", "payment_account", "social_account", "phone_number", "health_book"]
LEVEL_2 = {"eid_level": 2, "eid_items": [*ITEMS, "marriage_paper"]}
WAIVED = "fees: { amount: 8000 }\nwaivers: [nq_66_22]"
MORE = "fees: { amount: 8000 }\nwaivers: [{ use: nq_66_22, items: [marriage_paper] }]"
HALF = "fees: { amount: 8000 }\nwaivers: [nq_66_22_half]"


def fee(procedure, day, channel="online", answers=None, **facts):
    known = {**facts_from(procedure, answers or {}, filed_on=day), **facts}
    return fee_for(procedure, filed_on=day, channel=channel, facts=known)


@pytest.mark.parametrize(
    ("fees", "amount"),
    [
        ("fees: unknown", None),
        ("fees: free", 0),
        ("fees: 8000", 8000),
        ("fees: { amount: free, law: civil_status_act }", 0),
        (
            "fees: [{ from: 2024-01-01, to: 2025-12-31, amount: 8000 }, { from: 2026-01-01, amount: 9000 }]",
            9000,
        ),
        ("fees: { rules: [{ amount: 5000, when: { channel: online } }, { amount: 10000 }] }", 5000),
        ("fees: { rules: [{ amount: 5000, when: { channel: [post, counter] } }, { amount: 10000 }] }", 10000),
    ],
)
def test_what_is_paid(procedure_of, fees, amount):
    found = fee(procedure_of((FEES, fees)), date(2026, 6, 15))
    assert (found.amount_vnd, found.known) == (amount, amount is not None)
    assert found.words.vi
    assert found.ground.key in {"decree_123", "civil_status_act"}


@pytest.mark.parametrize(("count", "amount"), [(1, 8000), (3, 24000), (None, None)])
def test_an_amount_may_be_paid_as_often_as_an_answer_says(procedure_of, count, amount):
    made = procedure_of((FEES, "fees: { amount: 8000, per: pet.count }"))
    assert fee(made, date(2026, 6, 15), answers={"pet": {"count": count}}).amount_vnd == amount


@pytest.mark.parametrize(("kind", "amount"), [("cat", 0), ("dog", 5000), (None, None)])
def test_a_fee_may_look_at_answers(procedure_of, kind, amount):
    rules = "[{ amount: free, when: { pet.kind: cat } }, { amount: 5000, when: { pet.kind: dog } }, { amount: unknown }]"
    made = procedure_of((FEES, f"fees: {{ rules: {rules} }}"))
    assert fee(made, date(2026, 6, 15), answers={"pet": {"kind": kind}}).amount_vnd == amount


@pytest.mark.parametrize(
    ("fees", "day", "channel", "facts", "amount"),
    [
        (WAIVED, date(2026, 8, 14), "online", LEVEL_2, 8000),
        (WAIVED, date(2026, 8, 15), "online", LEVEL_2, 0),
        (WAIVED, date(2026, 8, 15), "vneid", LEVEL_2, 0),
        (WAIVED, date(2026, 8, 15), "counter", LEVEL_2, 8000),
        (WAIVED, date(2026, 8, 15), "online", {"eid_level": 1, "eid_items": ITEMS}, 8000),
        (WAIVED, date(2026, 8, 15), "online", {"eid_level": 2, "eid_items": ITEMS[:4]}, 8000),
        (WAIVED, date(2026, 8, 15), "online", {}, 8000),
        (WAIVED, date(2027, 2, 28), "online", LEVEL_2, 0),
        (WAIVED, date(2027, 3, 1), "online", LEVEL_2, 8000),
        (MORE, date(2026, 9, 1), "online", {"eid_level": 2, "eid_items": ITEMS}, 8000),
        (MORE, date(2026, 9, 1), "online", LEVEL_2, 0),
        (HALF, date(2026, 9, 1), "online", LEVEL_2, 4000),
        (HALF, date(2027, 3, 1), "online", LEVEL_2, 8000),
    ],
)
def test_the_waiver_holds_on_its_days_for_whom_it_names(procedure_of, fees, day, channel, facts, amount):
    assert fee(procedure_of((FEES, fees)), day, channel, **facts).amount_vnd == amount


def test_the_ground_of_a_waiver_is_its_resolution(procedure_of):
    found = fee(procedure_of((FEES, WAIVED)), date(2026, 9, 1), **LEVEL_2)
    assert found.ground.key == "resolution_66_22"


def test_a_waiver_cuts_the_fees_where_it_begins_and_after_it_ends(procedure_of):
    spans = procedure_of((FEES, WAIVED)).fees.spans
    assert [(span.from_on, span.to_on, len(span.value)) for span in spans] == [
        (date(2024, 1, 1), date(2026, 8, 14), 1),
        (date(2026, 8, 15), date(2027, 2, 28), 2),
        (date(2027, 3, 1), None, 1),
    ]


def test_a_group_is_an_answer_where_its_block_is_asked(procedure_of):
    made = procedure_of(
        ("    - block: delivery", "    - block: fee_group\n    - block: delivery"),
        (
            FEES,
            "fees: { rules: [{ amount: free, when: { group: [poor_household, disabled] } }, { amount: 8000 }] }",
        ),
    )
    day = date(2026, 6, 15)
    assert fee(made, day, answers={"fee_group": {"kind": "disabled"}}).amount_vnd == 0
    assert fee(made, day, answers={"fee_group": {"kind": "none"}}).amount_vnd == 8000


@pytest.mark.parametrize(
    ("fees", "said"),
    [
        (
            "fees: { rules: [{ amount: 1, when: { channel: onlien } }, { amount: 2 }] }",
            '"onlien" is no answer to "channel"',
        ),
        (
            "fees: { rules: [{ amount: 1, when: { gruop: poor } }, { amount: 2 }] }",
            'an unknown fact, "gruop"',
        ),
        ("fees: { rules: [{ amount: 1, when: { channel: online } }] }", "some dossiers have no fee"),
        ("fees: { amount: lots }", "a whole number is expected"),
        ("fees: { amount: -1 }", "an amount below nought"),
        ("fees: { from: 2025-01-01, amount: 1 }", "nothing is in force on 2024-01-01"),
        ("fees: 1\nwaivers: [nq_66_23]", '"nq_66_23" is not allowed here'),
        ("fees: { amuont: 1 }", 'the key "amuont" is unknown'),
    ],
)
def test_a_fault_is_named(faults_of, fees, said):
    faults = faults_of((FEES, fees))
    assert any(said in fault.what.en for fault in faults), [str(fault) for fault in faults]
