"""Entries of a repeat are read, judged, shown, changed and taken away, each as a small form of its own."""

import json
from datetime import date

import pytest

from kinhbac.base.definitions import DefinitionError
from kinhbac.base.text import Text
from kinhbac.tools.forms import repeats
from kinhbac.tools.forms.plain import form_from_plain, form_to_plain
from kinhbac.tools.forms.reading import parse_page
from kinhbac.tools.forms.review import check_view
from kinhbac.tools.forms.whole import validate_whole

pytestmark = pytest.mark.pure

TODAY = date(2026, 6, 15)
NOTE = """  note:
    type: string
    x-widget: textarea
    x-question: { vi: Ghi chú, en: Note }"""
OWNERS = """  note:
    type: array
    minItems: 1
    maxItems: 2
    x-widget: repeat
    x-question: { vi: Những người nuôi, en: The keepers }
    x-one: { vi: người nuôi, en: a keeper }
    x-asked: [name, number]
    items:
      type: object
      additionalProperties: false
      required: [name, number]
      properties:
        name: { type: string, minLength: 2, x-widget: text, x-question: { vi: Tên, en: Name } }
        number:
          type: string
          pattern: "^[0-9]{12}$"
          x-widget: identity
          x-check: [identity_number]
          x-question: { vi: Số định danh, en: Number }"""
MAI = {"name": "Mai", "number": "027170001235"}
LAN = {"name": "Lan", "number": "027196001234"}


@pytest.fixture
def form(form_of):
    return form_of((NOTE, OWNERS))


def faults(form, *entries):
    found = validate_whole(form, {"pet": "no", "note": list(entries)}, today=TODAY)
    return {fault.path: fault.keyword for fault in found}


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        ([MAI], {}),
        ([MAI, LAN], {}),
        ([], {"note": "minItems"}),
        ([MAI, LAN, MAI], {"note": "maxItems"}),
        ([{"name": "Mai"}], {"note": "required"}),
        ([{**MAI, "number": "12"}], {"note": "pattern"}),
        ([MAI, {**LAN, "number": "999999999999"}], {"note": "identity_number"}),
        ([{**MAI, "colour": "red"}], {"note": "additionalProperties"}),
        (["Mai"], {"note": "type"}),
    ],
)
def test_all_entries_are_judged(form, entries, found):
    assert faults(form, *entries) == found


def test_no_entry_at_all_is_a_missing_answer(form_of):
    form = form_of((NOTE, OWNERS), ("required: [pet]\n$defs", "required: [pet, note]\n$defs"))
    (fault,) = validate_whole(form, {"pet": "no"}, today=TODAY)
    assert (fault.path, fault.keyword) == ("note", "required")
    assert fault.message.en == "“The keepers”: add at least one"


@pytest.mark.parametrize(
    ("posted", "values", "wrong"),
    [
        ({"name": " Mai ", "number": "027 170 001 235"}, MAI, {}),
        ({"name": "Mai", "number": ""}, {"name": "Mai"}, {"number": "required"}),
        ({"name": "Mai", "number": "999999999999"}, {"name": "Mai"}, {"number": "identity_number"}),
        ({}, {}, {"name": "required", "number": "required"}),
    ],
)
def test_an_entry_is_read_by_its_own_form(form, posted, values, wrong):
    entry = repeats.entry_form(form, "note")
    reading = parse_page(entry, entry.pages[0], posted, answers={}, today=TODAY)
    assert repeats.made(reading.values) == values
    assert {fault.path: fault.keyword for fault in reading.faults} == wrong


def test_the_page_of_a_repeat_takes_nothing_from_the_browser(form):
    posted = {"note": "x", "note.0.name": "y"}
    reading = parse_page(form, form.page("note"), posted, answers={"note": [MAI]}, today=TODAY)
    assert reading.values == {"note": [MAI]}
    assert reading.faults == ()


@pytest.mark.parametrize(
    ("number", "entries"), [(None, [MAI, LAN, MAI]), (0, [MAI, LAN]), (1, [MAI, MAI]), (7, [MAI, LAN, MAI])]
)
def test_an_entry_is_put_where_it_belongs(number, entries):
    assert repeats.with_entry([MAI, LAN], number, MAI) == entries


@pytest.mark.parametrize(("number", "entries"), [(0, [LAN]), (1, [MAI]), (5, [MAI, LAN]), (-1, [MAI, LAN])])
def test_an_entry_is_taken_away(number, entries):
    assert repeats.without_entry([MAI, LAN], number) == entries


def test_the_last_entry_taken_away_leaves_no_answer():
    assert repeats.without_entry([MAI], 0) is None


def test_the_check_shows_an_entry_to_a_line(form):
    sections = check_view(form, {"pet": "no", "note": [MAI, LAN]}, change=str)
    assert sections[-1].rows[0].answer == Text(*["1. Mai, 027170001235\n2. Lan, 027196001234"] * 2)


def test_it_is_made_again_from_its_plain_values(form):
    again = form_from_plain(json.loads(json.dumps(form_to_plain(form), sort_keys=True)))
    assert again.fields == form.fields
    assert [each.path for each in again.fields["note"].inside] == ["name", "number"]
    assert repeats.entry_form(again, "note").pages[0].fields == ("name", "number")
    assert repeats.bounds(again, "note") == (1, 2)
    assert repeats.called(again, "note").en == "a keeper"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("x-asked: [name, number]", "x-asked: [name]", "does not name the questions of one entry"),
        ("x-one: { vi: người nuôi, en: a keeper }\n    ", "", 'the key "x-one" is missing'),
        ("x-widget: text,", "x-widget: upload,", "cannot be asked inside an entry"),
        ("x-widget: text,", "x-widget: txet,", '"txet" is not allowed here'),
        ("      additionalProperties: false\n", "", "lets in unknown answers"),
        ("    type: array", "    type: string", 'a string cannot be asked as "repeat"'),
    ],
)
def test_a_fault_is_named(form_of, old, new, said):
    with pytest.raises(DefinitionError, match=said):
        form_of((NOTE, OWNERS.replace(old, new)))
