"""Every fault of a form is named with file, line and remedy."""

import pytest

from kinhbac.base.definitions import DefinitionError
from kinhbac.tools.forms.plain import form_from_plain, form_to_plain

pytestmark = pytest.mark.pure

NO_FATHER = "when: { properties: { pet: { const: maybe } }, required: [pet] }"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title: {", "tilte: {", 'the key "tilte" is unknown'),
        ("title: { vi: Mẫu nhỏ, en: Small form }", "title: { vi: Mẫu nhỏ }", 'the key "en" is missing'),
        ("x-question: { vi: Ghi chú, en: Note }", "x-question: { vi: Ghi chú }", 'the key "en" is missing'),
        ("x-widget: textarea", "x-widget: texarea", '"texarea" is not allowed here'),
        ("x-widget: textarea", "x-widget: upload", 'a string cannot be asked as "upload"'),
        ("x-widget: textarea", "x-colour: red\n    x-widget: textarea", 'the key "x-colour" is unknown'),
        ("minLength: 2", "minLenght: 2", 'the key "minLenght" is unknown'),
        ("minLength: 2", "minLength: -2", "this is not JSON Schema 2020-12"),
        ("minLength: 2", 'pattern: "\\\\p{L}"', "the pattern uses more than every validator understands"),
        ("minLength: 2", 'pattern: "["', "this is not a pattern"),
        ("minLength: 2", "x-check: [not_in_past]", '"not_in_past" is not allowed here'),
        ("minLength: 2", "x-check: [{ before: nobody }]", '"before" compares with an unknown field'),
        ("minLength: 2", "x-prefill: { from: a.b, when: nowhere }", 'the condition "nowhere" is unknown'),
        ("minLength: 2", "x-personal: maybe", "x-personal is true or sensitive"),
        ("minLength: 2", "x-error: { requird: { vi: a, en: b } }", 'the key "requird" is unknown'),
        ('enum: ["yes", "no"]', 'enum: ["yes"]', "x-choices and enum do not name the same values"),
        ("additionalProperties: false\n", "", "the form lets in unknown answers"),
        ("fields: [name]", "fields: [nmae]", 'the field "nmae" is unknown'),
        ("fields: [note]", "fields: []", "the page asks nothing"),
        ("  - { key: note, fields: [note] }\n", "", 'the field "note" is on no page'),
        ("{ key: note,", "{ key: name,", 'the page "name" stands here again'),
        ("fields: [note]", "fields: [note, name]", "a page with several questions has no title"),
        ("when: has_pet", "when: has_dog", 'the condition "has_dog" is unknown'),
        ("when: has_pet", NO_FATHER, 'no answers lead to the page "name"'),
        (
            "key: pet, fields: [pet]",
            "key: pet, when: { required: [note], properties: { note: { const: a } } }, fields: [pet]",
            'the condition looks at a later question, "note"',
        ),
        (
            "when: has_pet",
            "when: { required: [dog], properties: { dog: { const: a } } }",
            'the condition looks at an unknown question, "dog"',
        ),
        ("minLength: 2", "x-check: [{ before: pet, after: pet }]", "a check is one comparison"),
        ("minLength: 2", "x-more-choices: [{ value: a }]", 'the key "name" is missing'),
        ("minLength: 2", "x-partial: perhaps", "true or false is expected"),
        ("fields: [note]", "fields: [[note]]", "text is expected"),
        ('$ref: "#/$defs/has_pet"', '$ref: "#/$defs/has_dog"', "this is not JSON Schema 2020-12"),
    ],
)
def test_a_fault_names_file_line_and_remedy(form_of, old, new, said):
    with pytest.raises(DefinitionError) as raised:
        form_of((old, new))
    found = [fault for fault in raised.value.faults if said in fault.what.en]
    assert found, raised.value
    assert found[0].file == "form.yaml"
    assert found[0].line >= 1
    assert found[0].what.vi != found[0].what.en
    assert found[0].remedy.vi != found[0].remedy.en


def test_the_line_is_that_of_the_fault(form_of):
    with pytest.raises(DefinitionError) as raised:
        form_of(("fields: [name]", "fields: [nmae]"))
    lines = {fault.what.en: fault.line for fault in raised.value.faults}
    assert lines == {'the field "nmae" is unknown': 32, 'the field "name" is on no page': 19}


def test_all_faults_are_told_at_once(form_of):
    with pytest.raises(DefinitionError) as raised:
        form_of(("x-widget: textarea", "x-widget: box"), ("fields: [note]", "fields: [nothing]"))
    assert len(raised.value.faults) >= 2


def test_a_form_is_made_again_from_its_plain_values(birth):
    again = form_from_plain(form_to_plain(birth))
    assert again.fields == birth.fields
    assert again.pages == birth.pages
    assert again.lists == birth.lists


def test_there_are_54_ethnic_groups_and_all_are_in_the_form(birth):
    assert len(birth.lists["ethnic_groups"]) == 54


def test_every_question_about_a_person_says_that_it_is_personal(birth):
    public = {
        "requester.relation",
        "registration.parent",
        "papers.statement_kind",
        "copies.count",
        "delivery.way",
    }
    assert {path for path, field in birth.fields.items() if field.personal == "no"} == public


def test_values_that_several_conditions_name_all_count(form_of):
    asked = "  - {{ key: {0}, when: {{ properties: {{ name: {{ const: {1} }} }}, required: [name] }}, fields: [note] }}"
    form = form_of(
        ("  - { key: note, fields: [note] }", f"{asked.format('one', 'Mun')}\n{asked.format('two', 'Vàng')}")
    )
    assert [page.key for page in form.pages] == ["pet", "name", "one", "two"]
