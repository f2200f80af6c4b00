"""Official reports: their checks hold, and the workbook says what the screen says."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from kinhbac.site.demo import cast
from tests.services.procedures.conftest import MORNING, viewer_of
from tests.services.procedures.pages.figures.conftest import browser
from tests.services.procedures.pages.figures.test_screen import lines_of


@pytest.mark.parametrize(
    ("form", "period"), [("07a", "2026-03"), ("07b", "2026-Q1"), ("07c", "2026-H1"), ("07c", "2026")]
)
def test_checks_hold_and_the_workbook_is_equal(busy, form, period):
    asked = {"form": form, "period": period}
    html = browser(cast.HOA).get(reverse("figures_official"), asked).content.decode()
    assert html.count("tag--ontime") == 5
    assert "tag--late" not in html
    lines = [line for line in lines_of(html)[0] if len(line) == 15]
    book = load_workbook(BytesIO(browser(cast.HOA).get(reverse("figures_official_excel"), asked).content))
    rows = [[str(cell) for cell in row if cell is not None] for row in book.worksheets[0].values]
    assert lines
    assert all(line in rows for line in lines)
    assert book.worksheets[0].page_setup.orientation == "landscape"


def test_a_report_takes_only_the_offices_of_the_viewer(busy):
    html = browser(cast.HOA).get(reverse("figures_official"), {"form": "07a", "office": busy["south"]})
    assert "Bắc Giang" not in html.content.decode().split("Tính đến")[0].split("Cơ quan, đơn vị:")[1]


def test_who_asks_for_no_form_and_no_period_gets_the_running_month(busy):
    html = browser(cast.HOA).get(reverse("figures_official"), {"form": "x", "period": "y"}).content.decode()
    assert "từ 15/04/2026 đến hết 14/05/2026." in html
    assert "chưa đối chiếu với văn bản" in html


def test_an_officer_whose_office_resolves_nothing_gets_an_empty_form(province, morning):
    assert viewer_of(cast.MINH).offices()
    assert MORNING.year == 2026
    html = browser(cast.MINH).get(reverse("figures_official")).content.decode()
    assert "Không có hồ sơ nào." in html
