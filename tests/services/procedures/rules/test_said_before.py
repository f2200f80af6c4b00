"""Which answers of an earlier dossier stand in for a source, and which were about its one matter only."""

import pytest

from kinhbac.services.procedures.rules.said_before import said_before
from tests.support import catalogue

pytestmark = pytest.mark.pure

MOTHER = {
    "requester": {"relation": "mother", "phone": "0912345678"},
    "child": {"full_name": "Nguyễn Minh An"},
    "mother": {"full_name": "Trần Thị Lan", "address": "Số 5"},
    "father": {"full_name": "Nguyễn Văn Hải"},
}


@pytest.fixture(scope="module")
def form():
    return catalogue.procedures()["1.001193"].form


def test_the_person_and_those_near_her_are_known_from_it(form):
    found = said_before(form, MOTHER)
    assert found["person.phone"] == "0912345678"
    assert found["person.full_name"] == "Trần Thị Lan"
    assert found["person.address"] == "Số 5"
    assert "Nguyễn Minh An" not in found.values()


def test_whose_words_they_are_depends_on_who_asked(form):
    found = said_before(form, {**MOTHER, "requester": {"relation": "father"}})
    assert found["spouse.full_name"] == "Trần Thị Lan"
    assert "person.phone" not in found


def test_nothing_said_is_nothing_known(form):
    assert said_before(form, {}) == {}
