"""Entries of a repeat among other questions on one page: shown, read, changed, added and taken away in one sending."""

from datetime import date

import pytest

from kinhbac.tools.forms.reading import parse_page
from kinhbac.tools.forms.render import page_view
from tests.tools.forms.test_repeats import LAN, MAI, NOTE, OWNERS

pytestmark = pytest.mark.pure

TODAY = date(2026, 6, 15)


@pytest.fixture
def form(form_of):
    return form_of((NOTE, OWNERS))


@pytest.fixture
def page(form):
    return next(each for each in form.pages if "note" in each.fields)


def read(form, page, posted, answers=()):
    given = {"pet": "no", **({"note": list(answers)} if answers else {})}
    return parse_page(form, page, posted, answers=given, today=TODAY)


def boxes(number, entry, **more):
    return {f"note.{number}.{name}": value for name, value in {**entry, **more}.items()}


def sent(*entries, count=None):
    each = {
        name: value for number, entry in enumerate(entries, 1) for name, value in boxes(number, entry).items()
    }
    return {"note.count": str(len(entries) if count is None else count), **each}


BLANK = {"name": "", "number": ""}


@pytest.mark.parametrize(
    ("posted", "found"),
    [
        pytest.param(sent(LAN), [LAN], id="one stays"),
        pytest.param(sent(LAN, MAI), [LAN, MAI], id="one more"),
        pytest.param(sent(LAN, BLANK, BLANK), [LAN], id="blank ones are none"),
        pytest.param(sent({**LAN, "name": " Lan  Anh "}), [{**LAN, "name": "Lan Anh"}], id="changed"),
        pytest.param(sent({**LAN, "remove": "yes"}, MAI), [MAI], id="taken away"),
        pytest.param(sent({**LAN, "number": "12", "remove": "yes"}, MAI), [MAI], id="a wrong one taken away"),
        pytest.param(sent(LAN, MAI, count=1), [LAN], id="no more than were shown"),
        pytest.param({}, [LAN], id="a page that did not show them"),
        pytest.param({"note.count": "x", **boxes(1, MAI)}, [LAN], id="a count that is none"),
    ],
)
def test_what_is_read(form, page, posted, found):
    reading = read(form, page, posted, [LAN])
    assert (reading.values["note"], reading.faults) == (found, ())


def test_all_taken_away_is_no_answer(form, page):
    reading = read(form, page, sent({**LAN, "remove": "yes"}), [LAN])
    assert (reading.values, reading.faults) == ({"note": None}, ())


def test_faults_name_the_entry_and_stand_beside_its_boxes(form, page):
    posted = sent(LAN, {"name": "M", "number": "12"})
    reading = read(form, page, posted, [LAN])
    (fault,) = reading.faults
    assert (fault.path, fault.keyword) == ("note", "entries")
    assert {each.path for each in fault.inside} == {"2.name", "2.number"}
    assert "người nuôi 2:" in fault.message.vi
    assert "a keeper 2:" in fault.message.en
    (view,) = page_view(form, page, answers={"note": [LAN]}, raw=reading.raw, faults=reading.faults).fields
    first, second = view.entries
    assert [each.error for each in first.fields] == [None, None]
    assert all(each.error is not None for each in second.fields)
    assert [each.box.value for each in second.fields] == ["M", "12"]
    assert second.open
    assert second.remove is None


def test_too_many_are_told(form, page):
    reading = read(form, page, sent(LAN, MAI, MAI))
    assert [each.keyword for each in reading.faults] == ["maxItems"]


def test_what_stands_is_shown_with_blank_ones_up_to_the_most(form, page):
    (view,) = page_view(form, page, answers={"note": [LAN]}).fields
    assert view.sent.value == "2"  # two at most
    there, blank = view.entries
    assert [each.box.name for each in there.fields] == ["note.1.name", "note.1.number"]
    assert [each.box.value for each in there.fields] == [LAN["name"], LAN["number"]]
    assert there.remove.name == "note.1.remove"
    assert (blank.remove, blank.open) == (None, False)
    ids = [each.box.id for entry in view.entries for each in entry.fields]
    assert len(ids) == len(set(ids))
    assert there.title.vi == "người nuôi 1"


def test_a_hostile_count_reads_no_more_than_the_law_lets_there_be(form, page):
    assert len([box for box in read(form, page, {"note.count": "999"}).raw if box.endswith(".name")]) == 4
