"""The line of the quick register: what every dossier answers and no record does, and where the work is done."""

from pathlib import Path

import pytest

from kinhbac.services.procedures.rules.quick import done_here, quick_fields
from tests.support import catalogue

pytestmark = pytest.mark.pure

CATALOGUE = Path(__file__).parents[4] / "catalogue"


@pytest.fixture(scope="module")
def procedures():
    return catalogue.procedures()


def paths(procedure, *also: str) -> list[str]:
    return [field.path for field in quick_fields(procedure, also)]


def test_certified_copies_ask_three_things(procedures):
    assert paths(procedures["2.000815"]) == ["paper.kind", "paper.pages", "copies.count"]


def test_what_a_line_turned_out_to_need_joins_it_in_the_order_of_the_form(procedures):
    copies = procedures["2.000815"]
    assert paths(copies, "paper.name") == ["paper.kind", "paper.name", "paper.pages", "copies.count"]
    assert paths(copies, "nonsense") == paths(copies)


def test_no_line_asks_for_files_or_for_what_a_record_knows(procedures):
    for procedure in procedures.values():
        for field in quick_fields(procedure):
            assert field.widget != "upload"
            assert not field.sources


def test_the_work_is_done_in_the_commune_of_the_desk(procedures):
    assert done_here(procedures["2.000815"], "2025/09187") == {"place.commune": "2025/09187"}
