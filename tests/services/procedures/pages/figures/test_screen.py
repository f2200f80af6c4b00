"""The officers' page of figures: every number a link to as many dossiers, the workbook equal to the screen, doors shut."""

import re
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from kinhbac.services.procedures.models import Stay
from kinhbac.site.demo import cast
from tests.services.procedures.conftest import carried_on, submitted
from tests.services.procedures.pages.figures.conftest import browser

PERIOD = {"from": "2026-02-01", "to": "2026-03-15"}


def page(member, language="vi", **asked):
    return browser(member, language).get(reverse("figures"), {**PERIOD, **asked})


def lines_of(html: str) -> list[list[list[str]]]:
    """Return the cells of all tables as they are read, heads apart."""
    found = []
    for table in re.findall(r"<table.*?</table>", html, re.DOTALL):
        lines = re.findall(r"<tr>(.*?)</tr>", table.split("</thead>")[1], re.DOTALL)
        found.append(
            [[_words(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", line, re.DOTALL)] for line in lines]
        )
    return found


def _words(cell: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", cell)).strip()


@pytest.mark.parametrize(
    ("by", "language"), [("office", "vi"), ("officer", "en"), ("field", "vi"), ("day", "en")]
)
def test_the_workbook_is_equal_to_the_screen(busy, by, language):
    asked = {"by": by, **({"from": "2026-02-20", "to": "2026-02-26"} if by == "day" else {})}
    tables = lines_of(page(cast.HOA, language, **asked).content.decode())
    book = browser(cast.HOA, language).get(reverse("figures_excel"), {**PERIOD, **asked})
    sheets = load_workbook(BytesIO(book.content)).worksheets
    assert len(tables) == 3
    for table, sheet in zip(tables, sheets, strict=False):
        kept = [[cell for cell in row if cell is not None] for row in sheet.values]
        for line, row in zip(table, kept[-len(table) :], strict=True):
            assert [_same(cell) for cell in line if cell] == [_same(cell) for cell in row]


def _same(value) -> str:
    """Return a number as it is, a rate without its sign and comma, nothing known as nothing."""
    words = str(value).replace("%", "").replace(",", ".")
    return str(float(words)) if re.fullmatch(r"[\d.]+", words) else words


def test_every_number_of_the_screen_opens_as_many_dossiers(busy):
    html = page(cast.HOA).content.decode()
    links = re.findall(r'href="(/figures/cell[^"]+)">(\d+)</a>', html)
    assert len(links) > 15
    for address, number in links:
        answer = browser(cast.HOA).get(address.replace("&amp;", "&"))
        assert f"<b>{number} lượt hồ sơ.</b>" in answer.content.decode(), address


def test_a_list_goes_on_to_its_next_page(busy, monkeypatch):
    monkeypatch.setattr("kinhbac.services.procedures.reads.figures.cells.PAGE", 5)
    address, seen = f"{reverse('figures_cell')}?from=2026-01-01&to=2026-04-01&column=received&line=total", []
    while address:
        html = browser(cast.HOA).get(address).content.decode()
        seen += re.findall(r'class="code" href="[^"]+">([^<]+)<', html)
        following = re.search(r'href="([^"]+)" rel="next"', html)
        address = following[1].replace("&amp;", "&") if following else ""
    expected = Stay.objects.filter(
        keeper="office", office=busy["north"], came="received", since__lt="2026-04-01T17:00Z"
    )
    assert sorted(seen) == sorted(expected.values_list("code", flat=True))
    assert len(seen) > 10


def test_officers_see_their_own_offices_only(busy):
    html = page(cast.HOA).content.decode()
    other = page(cast.SON).content.decode()
    assert "phường Kinh Bắc" in html
    assert "Bắc Giang" not in lines_of(html)[0][0][0]
    assert lines_of(html) != lines_of(other)
    asked = {**PERIOD, "office": busy["south"], "column": "taken", "line": "total"}
    assert "<b>0 lượt hồ sơ.</b>" in browser(cast.HOA).get(reverse("figures_cell"), asked).content.decode()
    assert (
        "Không có hồ sơ nào ở ô này" in browser(cast.HOA).get(reverse("figures_cell"), asked).content.decode()
    )


@pytest.mark.parametrize(
    "route", ["figures", "figures_excel", "figures_cell", "figures_official", "figures_official_excel"]
)
def test_who_is_no_officer_stays_outside(province, route):
    assert browser(cast.LAN).get(reverse(route)).status_code == 403
    assert browser(None).get(reverse(route)).status_code == 302


def test_a_dossier_that_is_not_in_the_figures_yet_is_said(busy):
    assert "Chưa đầy đủ" not in page(cast.HOA).content.decode()
    carried_on(submitted().case, 1)
    assert "Chưa đầy đủ: 1 hồ sơ" in page(cast.HOA).content.decode()
    assert "Not complete: 1 dossier has" in page(cast.HOA, "en").content.decode()


@pytest.mark.parametrize(
    "strange",
    [{"from": "x", "to": "y"}, {"from": "2026-03-02", "to": "2026-03-01"}, {"from": "2026-03-02"}, {"from": "0001-01-01", "to": "9999-12-31"}],
)  # fmt: skip
def test_days_that_cannot_be_read_are_said_and_the_month_is_shown(busy, strange):
    html = browser(cast.HOA).get(reverse("figures"), strange).content.decode()
    assert "Không đọc được ngày" in html
    assert "Từ 01/04/2026 đến hết 28/04/2026." in html


def test_more_days_than_can_be_shown_one_by_one(busy):
    html = page(cast.HOA, by="day", **{"from": "2025-01-01", "to": "2026-03-31"}).content.decode()
    assert "chỉ xem được 92 ngày" in html
    assert len(lines_of(html)[0]) == 93


@pytest.mark.parametrize(
    "strange", [{"column": "nothing"}, {"column": "received", "by": "day", "line": "x"}, {}]
)
def test_a_cell_that_is_none_is_not_found(busy, strange):
    assert browser(cast.HOA).get(reverse("figures_cell"), {**PERIOD, **strange}).status_code == 404


@pytest.mark.parametrize(
    "strange",
    [{"officer": "x"}, {"by": "x"}, {"office": "x'"}, {"field": "\x00"}, {"line": "a|b", "by": "officer"}],
)
def test_strange_words_break_nothing(busy, strange):
    assert page(cast.HOA, **strange).status_code == 200
    cell = {**PERIOD, "column": "done", **strange}
    assert browser(cast.HOA).get(reverse("figures_cell"), cell).status_code in (200, 404)


def test_nothing_to_count_says_what_would_fill_it(province, morning):
    assert "Không có hồ sơ nào trong kỳ này" in page(cast.HOA).content.decode()


def test_the_rates_say_what_stands_above_and_below_the_line(busy):
    html = page(cast.HOA).content.decode()
    assert "kinhbac.on_time.1" in html
    assert "766.progress.2026-10" in html
    assert "trên 20 điểm" in html
