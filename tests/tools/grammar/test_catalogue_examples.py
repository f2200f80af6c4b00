"""Every committed example of every procedure runs as a test of its own."""

from pathlib import Path

import pytest

from kinhbac.base.worktime.reader import read_calendars
from kinhbac.tools.forms.journey import pages_for
from kinhbac.tools.grammar.catalogue import load_examples, procedure_folders
from kinhbac.tools.grammar.examples import run_example
from tests.support import catalogue

pytestmark = pytest.mark.pure

CATALOGUE = Path(__file__).parents[3] / "catalogue"
PROCEDURES = catalogue.procedures()
EXAMPLES = [
    pytest.param(folder.name, example, id=f"{folder.name}-{example.key}")
    for folder in procedure_folders(CATALOGUE / "procedures")
    for example in load_examples(folder)
]


DEEP = ("1.001193", "1.004873", "2.000815", "1.013225", "3.000333", "1.000894", "1.001612")
"""Procedures whose every page and turn of the form has an example computed by hand."""


@pytest.fixture(scope="module")
def calendar():
    return read_calendars(CATALOGUE / "calendars")


@pytest.mark.parametrize(("procedure", "example"), EXAMPLES)
def test_the_example_holds(procedure, example, calendar):
    assert run_example(PROCEDURES[procedure], example, calendar, PROCEDURES) == []


@pytest.mark.parametrize("key", PROCEDURES)
def test_every_procedure_has_examples(key):
    assert sum(param.values[0] == key for param in EXAMPLES) >= (8 if key in DEEP else 2)


@pytest.mark.parametrize("key", DEEP)
def test_every_page_is_asked_in_some_example(key):
    form = PROCEDURES[key].form
    asked = {
        page.key
        for param in EXAMPLES
        if param.values[0] == key
        for page in pages_for(form, param.values[1].answers)
    }
    assert asked == {page.key for page in form.pages}
