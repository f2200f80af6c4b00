"""What the state knows stands there with its source, only where it is this person's, and never over an answer."""

import pytest

from kinhbac.base.text import Text
from kinhbac.tools.forms.paths import at
from kinhbac.tools.forms.prefill import prefill
from kinhbac.tools.forms.types import Known

pytestmark = pytest.mark.pure

REGISTER = Text(vi="Cơ sở dữ liệu dân cư", en="Population database")
KNOWN = {
    "person.full_name": Known("Trần Thị Lan", REGISTER),
    "person.phone": Known("0912345678", REGISTER),
    "spouse.full_name": Known("Nguyễn Văn Hải", REGISTER),
}


@pytest.mark.parametrize(
    ("relation", "filled"),
    [
        ("mother", {"mother.full_name": "Trần Thị Lan", "father.full_name": "Nguyễn Văn Hải"}),
        ("father", {"father.full_name": "Trần Thị Lan", "mother.full_name": "Nguyễn Văn Hải"}),
        ("grandparent", {"requester.full_name": "Trần Thị Lan"}),
    ],
)
def test_a_name_is_filled_in_where_it_is_hers(birth, relation, filled):
    given = prefill(birth, KNOWN, {"requester": {"relation": relation}})
    found = {
        path: at(given.answers, path)
        for path in ("requester.full_name", "mother.full_name", "father.full_name")
        if at(given.answers, path) is not None
    }
    assert found == filled
    assert set(given.sources) == {*filled, "requester.phone"}


def test_an_answer_is_never_replaced_and_then_has_no_source(birth):
    given = prefill(birth, KNOWN, {"requester": {"relation": "mother", "phone": "0987654321"}})
    assert at(given.answers, "requester.phone") == "0987654321"
    assert "requester.phone" not in given.sources


def test_an_answer_that_stands_as_known_keeps_its_source(birth):
    given = prefill(birth, KNOWN, {"requester": {"relation": "mother", "phone": "0912345678"}})
    assert given.sources["requester.phone"] == REGISTER


def test_one_page_alone_can_be_filled_in(birth):
    given = prefill(birth, KNOWN, {"requester": {"relation": "mother"}}, page=birth.page("phone"))
    assert given.answers == {"requester": {"relation": "mother", "phone": "0912345678"}}
