"""The figures, as a leader reads them: every number opens to its dossiers, and there are as many as it says."""

import re

import pytest

from tests.browser.telling import BINH, NAM, Telling
from tests.support.browser import press

pytestmark = pytest.mark.browser

MOST = 40
"""What one page of a cell can hold; a number below it is counted on one page."""


def test_a_number_opens_to_its_dossiers(telling: Telling):
    page = telling.page
    telling.become(BINH, "/figures")
    telling.look("figures")
    cells = page.locator("table.figures__ledger tfoot td a")
    links = [(int(each.inner_text()), str(each.get_attribute("href"))) for each in cells.all()]
    assert links
    for place, (number, address) in enumerate(links):
        telling.go(address)
        said = re.search(r"(\d+)", page.locator("p.lead b").inner_text())
        assert said is not None
        assert int(said[1]) == number
        if number < MOST:
            assert page.locator("tbody tr").count() == number
        if not place:
            telling.look("cell")
    press(page.locator("tbody th a").first)
    assert page.locator("#work h1").count() == 1
    telling.go("/figures?from=2026-02-31&to=x")
    telling.look("wrong-days")
    telling.go("/figures/official")
    telling.look("official")
    telling.go("/public/on-time")
    telling.look("public")
    telling.become(NAM, "/figures")
    assert page.locator("table.figures__ledger").count() == 0
