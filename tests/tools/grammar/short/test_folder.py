"""What the short notation leaves unsaid is put in: acts, ways, terms, path, letters, prints, components."""

from datetime import date, datetime

import pytest

from kinhbac.base.clock import HCM
from kinhbac.tools.grammar.rules import resolution_due

pytestmark = pytest.mark.pure


def test_the_example_holds(faults_of):
    assert faults_of() == []


def test_the_shared_parts_are_there(procedure_of):
    made = procedure_of()
    assert [step.key for step in made.steps] == ["receive", "appraise", "approve", "issue", "return"]
    assert made.step("appraise").competence == "civil_status.birth"
    assert [each.key for each in made.channels_on(date(2026, 6, 1))] == ["online", "counter", "post", "vneid"]
    assert list(made.terms) == ["reception_online", "resolution"]
    assert [each.key for each in made.components] == ["application", "identity"]
    assert made.components[1].stand_in[0].source == "population.person"
    assert [each.key for each in made.prints][-1] == "result"
    assert made.about == "requester.full_name"
    assert made.known_by == ("requester.phone", "requester.identity_number")
    assert made.result.validity is None


def test_only_acts_that_are_cited_are_taken(procedure_of):
    cited = {law.key for law in procedure_of().law}
    assert cited == {
        "decree_123",
        "decree_61_15",
        "decree_61_17",
        "decree_118_15",
        "decree_118_17_2",
        "internal_steps",
    }


def test_letters_bear_the_names_of_the_procedure(procedure_of):
    letter = procedure_of().letters["result_ready"]
    assert letter.body.vi.startswith("Giấy phép nuôi thú của {about}, số {number}, đã được cấp")
    assert letter.body.en.startswith("The pet permit of {about}, number {number}, was issued")
    assert "hồ sơ cấp Giấy phép nuôi thú của {about}" in procedure_of().letters["submitted"].body.vi


def test_a_letter_of_its_own_goes_before_the_shared_one(procedure_of):
    own = """letters:
  - event: received
    blanks: [code]
    title: { vi: "Đã nhận {code}", en: "Received {code}" }
    body: { vi: "Hồ sơ {code}", en: "Dossier {code}" }
result:"""
    letters = procedure_of(("result:", own)).letters
    assert letters["received"].body.en == "Dossier {code}"
    assert "{about}" in letters["submitted"].body.en


@pytest.mark.parametrize(
    ("path", "terms"),
    [
        ("path: same_day", ["reception_online", "4 hours", "2 hours", "1 hour", "none"]),
        (
            "path: { use: standard, hours: { approve: 3 hours } }",
            ["reception_online", "12 hours", "3 hours", "2 hours", "none"],
        ),
    ],
)
def test_hours_are_laid_over_the_path(procedure_of, path, terms):
    assert [step.term for step in procedure_of(("path: standard", path)).steps] == terms


def test_other_offices_are_asked_at_the_same_time(procedure_of):
    consult = """path:
  use: parallel
  consult:
    - key: land_opinion
      name: { vi: Kiểm tra thửa đất, en: Check of the parcel }
      competence: land.parcel_information
      term: 2 working days
      silence: agrees
      law: decree_123"""
    made = procedure_of(("path: standard", consult))
    assert made.step("receive").acts[0].to == ("appraise", "land_opinion")
    assert made.step("approve").joins == ("appraise", "land_opinion")
    assert made.step("land_opinion").office == "consulted"
    assert made.step("land_opinion").silence == "agrees"


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        ("terms: { resolution: 3 working days }", "3 working days"),
        ("terms: { resolution: { term: 0 working days, after_15: true } }", "0 working days"),
        (
            "terms: { resolution: [{ from: 2024-01-01, to: 2025-12-31, term: 9 working days }, { from: 2026-01-01, term: 5 working days }] }",
            "5 working days",
        ),
    ],
)
def test_a_term_may_be_text_or_an_entry_or_by_date(procedure_of, terms, found):
    made = procedure_of(("terms: { resolution: 3 working days }", terms))
    rule = made.terms["resolution"].by_date.on(date(2026, 6, 1))
    assert (rule.term, rule.law) == (found, "decree_123")


@pytest.mark.parametrize(
    ("counted_from", "due_on"),
    [
        ("", date(2026, 6, 23)),
        (", counted_from: reception", date(2026, 6, 23)),
        (", counted_from: filing", date(2026, 6, 22)),
    ],
)
def test_reception_does_not_move_a_term_that_counts_from_filing(procedure_of, calendar, counted_from, due_on):
    words = f"terms: {{ resolution: {{ term: 2 working days{counted_from} }} }}"
    made = procedure_of(("terms: { resolution: 3 working days }", words))
    thursday, friday = datetime(2026, 6, 18, 16, tzinfo=HCM), datetime(2026, 6, 19, 8, 30, tzinfo=HCM)
    found = resolution_due(made, friday, calendar, filed_at=thursday)
    assert found.at is not None
    assert found.at.date() == due_on
    at_the_counter = resolution_due(made, friday, calendar).at
    assert at_the_counter is not None
    assert at_the_counter.date() == date(2026, 6, 23)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "terms: { resolution: 3 working days }",
            "terms: { resolution: { term: 3 working days, counted_from: sending } }",
            '"sending" is not allowed here',
        ),
        (
            "terms: { resolution: 3 working days }",
            "terms: { resolution: 3 working days, reception_online: { term: 2 hours, counted_from: filing } }",
            "only the term of resolution says from where it counts",
        ),
        ("channels: standard", "channels: standrad", '"standrad" is not allowed here'),
        ("channels: standard", "channels: [counter, fax]", '"fax" is not allowed here'),
        ("field: civil_status", "field: civil_statsu", '"civil_statsu" is not allowed here'),
        ("path: standard", "path: standrad", '"standrad" is not allowed here'),
        (
            "path: standard",
            "path: { use: standard, hours: { aprove: 1 hour } }",
            'the key "aprove" is unknown',
        ),
        ("path: standard", "path: { use: standard, hours: { approve: 1 horu } }", "is not understood"),
        ("path: standard", "path: { use: standard, consult: [] }", "this path asks no other office"),
        ("path: standard\n", "", 'the key "path" is missing'),
        (
            "terms: { resolution: 3 working days }",
            "terms: { resolution: 3 working dyas }",
            "is not understood",
        ),
        (
            "terms: { resolution: 3 working days }",
            "terms: { answer: 3 working days }",
            'the term "answer" has no name',
        ),
        ("ground: decree_123", "ground: decree_321", '"decree_321" is not allowed here'),
        ("ground: decree_123\n", "", 'the key "law" is missing'),
        ("  - use: identity", "  - use: identtiy", '"identtiy" is not allowed here'),
        ("  - use: identity", "  - { use: identity, stand_in: [nowhere] }", '"nowhere" is not allowed here'),
        ("unit: requester.commune", "unit: requester.comune", 'the form has no field "requester.comune"'),
        ("version:", "verzion:", 'the key "verzion" is unknown'),
        ("what_you_get:", "what_you_got:", 'the key "what_you_get" is missing'),
        (
            "in_force: { from: 2024-01-01 }",
            "in_force: { from: 2010-01-01 }",
            "nothing is in force on 2010-01-01",
        ),
    ],
)
def test_a_fault_names_the_short_file(faults_of, old, new, said):
    faults = faults_of((old, new))
    found = [fault for fault in faults if said in fault.what.en]
    assert found, [str(fault) for fault in faults]
    assert found[0].what.vi != found[0].what.en
    assert found[0].remedy.vi != found[0].remedy.en


def test_a_word_that_was_mistyped_is_told_once(faults_of):
    assert len(faults_of(("channels: standard", "channels: standrad"))) == 1
