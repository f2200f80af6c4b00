"""A form in the short notation asks what it says, in that order, and judges as its full notation would."""

from datetime import date

import pytest

from kinhbac.tools.forms.journey import pages_for
from kinhbac.tools.forms.whole import validate_whole

pytestmark = pytest.mark.pure

TODAY = date(2026, 6, 15)
LAN = {
    "full_name": "Trần Thị Lan",
    "born_on": "1996-05-12",
    "identity_number": "027196001234",
    "phone": "0912345678",
    "address": "Số 1",
    "commune": "2025/09187",
}
AT_HOME = {"way": "counter"}
WHEN = "when: { pet.kind: [cat, dog] }"


def pages(procedure, **pet):
    return [
        page.key for page in pages_for(procedure.form, {"requester": LAN, "pet": pet, "delivery": AT_HOME})
    ]


def faults(procedure, **pet):
    found = validate_whole(procedure.form, {"requester": LAN, "pet": pet, "delivery": AT_HOME}, today=TODAY)
    return {fault.path: fault.keyword for fault in found}


@pytest.mark.parametrize(
    ("when", "pet", "asked"),
    [
        ("when: { pet.kind: cat }", {"kind": "cat"}, True),
        ("when: { pet.kind: cat }", {"kind": "dog"}, False),
        (WHEN, {"kind": "dog"}, True),
        (WHEN, {"kind": "none"}, False),
        ("when: { pet.kind: { not: none } }", {"kind": "cat"}, True),
        ("when: { pet.kind: { not: none } }", {"kind": "none"}, False),
        ("when: { pet.kind: { not: none } }", {}, False),
        ("when: { pet.kind: { not: [none, dog] } }", {"kind": "dog"}, False),
        ("when: { pet.kind: { answered: true } }", {"kind": "none"}, True),
        ("when: { pet.kind: { answered: false } }", {"kind": "none"}, False),
        ("when: { any: [{ pet.kind: cat }, { pet.kind: dog }] }", {"kind": "dog"}, True),
        ("when: { any: [{ pet.kind: cat }, { pet.kind: dog }] }", {"kind": "none"}, False),
        ("when: { all: [{ pet.kind: cat }, { requester.commune: 2025/09187 }] }", {"kind": "cat"}, True),
        ("when: { pet.kind: cat, requester.commune: 2025/09188 }", {"kind": "cat"}, False),
    ],
)
def test_a_page_is_asked_where_its_condition_holds(procedure_of, when, pet, asked):
    assert ("count" in pages(procedure_of((WHEN, when)), **pet)) is asked


def test_what_is_asked_must_be_answered_and_nothing_else(procedure_of):
    procedure = procedure_of()
    assert faults(procedure, kind="cat") == {"pet.count": "required"}
    assert faults(procedure, kind="none") == {}
    assert faults(procedure, kind="none", count=1) == {"pet.count": "elsewhere"}
    assert faults(procedure, kind="cat", count=10) == {"pet.count": "maximum"}
    assert faults(procedure_of(("      min: 1\n", "      min: 1\n      optional: true\n")), kind="cat") == {}


def test_a_condition_with_a_name_is_kept_under_it(procedure_of):
    named = (
        "  ask:\n    - block: person",
        "  conditions: { keeps: { pet.kind: [cat, dog] } }\n  ask:\n    - block: person",
    )
    procedure = procedure_of(named, (WHEN, "when: keeps"))
    assert pages(procedure, kind="none") == ["requester", "phone", "home", "pet", "delivery"]
    assert set(procedure.form.schema["$defs"]) == {"keeps"}


@pytest.mark.parametrize(
    "conditions",
    [
        "{ a: { all: [a] } }",
        "{ a: { any: [b, { pet.kind: cat }] }, b: { all: [c] }, c: { any: [a] } }",
        "{ a: a }",
    ],
)
def test_conditions_in_a_circle_are_refused(faults_of, conditions):
    named = ("  ask:\n    - block: person", f"  conditions: {conditions}\n  ask:\n    - block: person")
    assert any('"a" depends on itself' in fault.what.en for fault in faults_of(named, (WHEN, "when: a")))


def test_several_questions_stand_on_a_page_under_its_title(procedure_of):
    page = """
    - page: both
      title: { vi: Hai câu, en: Two questions }
      ask:
        - { question: pet.name, type: text, ask: { vi: Tên, en: Name } }
        - { question: pet.colour, type: text, ask: { vi: Màu, en: Colour } }
    - block: delivery"""
    procedure = procedure_of(("\n    - block: delivery", page))
    assert procedure.form.page("both").fields == ("pet.name", "pet.colour")
    assert faults(procedure, kind="none") == {"pet.name": "required", "pet.colour": "required"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (WHEN, "when: { pet.kind: [cat, dgo] }", 'can never hold, "dgo" is no answer to "pet.kind"'),
        (WHEN, "when: { pet.knid: cat }", 'an unknown question, "pet.knid"'),
        (WHEN, "when: { delivery.way: post }", 'a later question, "delivery.way"'),
        (
            WHEN,
            "when: { all: [{ pet.kind: cat }, { pet.kind: dog }] }",
            'no answers lead to the page "count"',
        ),
        (WHEN, "when: keeps", 'the condition "keeps" is unknown'),
        (WHEN, "when: {}", "the condition is empty"),
        (WHEN, "when: { requester.phone: { at_least: 3, at_most: 2 } }", "can never hold"),
        (WHEN, "when: { pet.kind: { nto: cat } }", 'the key "nto" is unknown'),
        ("type: whole", "type: hwole", '"hwole" is not allowed here'),
        ("type: whole", "type: phone", '"min" means nothing for a question of type phone'),
        ("min: 1\n", "min: 10\n", "max: lies below min:"),
        ("block: phone", "block: phoen", '"phoen" is not allowed here'),
        ("block: phone", "block: phone\n      without: [fax]", 'the block has no question "fax"'),
        ("block: phone", "block: phone\n      change: { phone: { hnit: 1 } }", 'the key "hnit" is unknown'),
        ("question: pet.count", "question: pet.kind", 'the question "pet.kind" is asked a second time'),
        ("question: pet.count", "question: pet.kind.count", "would stand in each other"),
        ('ask: { vi: "Mấy con?", en: "How many?" }', 'ask: { vi: "Mấy con?" }', 'the key "en" is missing'),
        (
            "    - question: pet.count",
            "    - question: pet.count\n      page: pet",
            'the page "pet" stands here again',
        ),
    ],
)
def test_a_fault_names_the_line_of_the_short_file(faults_of, old, new, said):
    found = [fault for fault in faults_of((old, new)) if said in fault.what.en]
    assert found, [str(fault) for fault in faults_of((old, new))]
    assert found[0].file.endswith("9.000001/procedure.yaml")
    assert 20 <= found[0].line <= 45
    assert found[0].what.vi != found[0].what.en
    assert found[0].remedy.vi != found[0].remedy.en


def test_the_nearest_known_word_is_suggested(faults_of):
    (fault,) = [each for each in faults_of((WHEN, "when: { pet.kind: [cat, dgo] }")) if "dgo" in each.what.en]
    assert fault.remedy.en == 'did you mean "dog"?'


REPEAT = """- repeat: pets
      when: { pet.kind: dog }
      title: { vi: Các con chó, en: The dogs }
      one: { vi: con chó, en: a dog }
      max: 3
      ask:
        - { question: name, type: text, ask: { vi: Tên, en: Name } }
        - block: home
          as: .
          without: [commune]
    - block: delivery"""


def test_a_repeat_is_an_array_asked_one_after_another(procedure_of):
    form = procedure_of(("- block: delivery", REPEAT)).form
    assert form.page("pets").fields == ("pets",)
    assert [each.path for each in form.fields["pets"].inside] == ["name", "address"]
    schema = form.schema["properties"]["pets"]
    assert (schema["minItems"], schema["maxItems"]) == (1, 3)
    assert schema["items"]["required"] == ["name", "address"]


@pytest.mark.parametrize(
    ("dogs", "found"),
    [([], "minItems"), ([{"name": "Mực", "address": "Số 1"}] * 4, "maxItems"), (None, "required")],
)
def test_entries_are_asked_where_the_condition_holds(procedure_of, dogs, found):
    procedure = procedure_of(("- block: delivery", REPEAT))
    answers = {"requester": LAN, "pet": {"kind": "dog", "count": 1}, "delivery": AT_HOME}
    answers |= {} if dogs is None else {"pets": dogs}
    assert {f.path: f.keyword for f in validate_whole(procedure.form, answers, today=TODAY)} == {
        "pets": found
    }
    assert faults(procedure, kind="cat", count=1) == {}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "{ question: name, type: text,",
            "{ question: name, when: { pet.kind: dog }, type: text,",
            "inside an entry every question",
        ),
        (
            "{ question: name, type: text,",
            "{ question: name, type: files,",
            "cannot be asked inside an entry",
        ),
        ("{ question: name, type: text,", "{ question: address, type: text,", "asked a second time"),
        ("one: { vi: con chó, en: a dog }\n      ", "", 'the key "one" is missing'),
        ("max: 3", "most: 3", 'the key "most" is unknown'),
    ],
)
def test_a_fault_of_a_repeat_is_named(faults_of, old, new, said):
    found = faults_of(("- block: delivery", REPEAT.replace(old, new)))
    assert any(said in fault.what.en for fault in found), [str(fault) for fault in found]
