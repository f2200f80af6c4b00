"""The slip on the 80 mm roll is one piece, as long as what stands on it; printed by a browser to see it."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from kinhbac import site
from kinhbac.services.procedures.pages.officer.printed import PrintedLine
from kinhbac.services.procedures.pages.officer.sheets.roll import LONGEST_MM, SHORTEST_MM, roll_length_mm
from kinhbac.services.procedures.pages.officer.sheets.slip import FOLLOW, PLACE

STYLE = Path(site.__file__).parent / "static/built/sheet.css"
AGENCY = "Trung tâm Phục vụ hành chính công phường Kinh Bắc"
NAME = "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
ADDRESS = "https://mot-cua.vi-du.example/lookup"
WORDS = "Đăng ký khai sinh cho trẻ em là công dân Việt Nam, nộp tại phường Kinh Bắc, tỉnh Bắc Ninh. "


def lines(times: int) -> list[PrintedLine]:
    return [PrintedLine(PLACE, WORDS * times or "Một cửa")] * 6


def length(times: int) -> int:
    return roll_length_mm(AGENCY, NAME, lines(times), FOLLOW + ADDRESS)


@pytest.mark.pure
def test_the_page_is_as_long_as_what_stands_on_it_and_no_length_is_without_its_page():
    lengths = [length(times) for times in range(8)]
    assert lengths == sorted(lengths)
    assert SHORTEST_MM < lengths[0] < lengths[1] < lengths[-1]
    assert length(500) == LONGEST_MM
    assert all(f"roll-{each}{{size:80mm {each}mm" in STYLE.read_text() for each in {*lengths, LONGEST_MM})


@pytest.mark.browser
@pytest.mark.parametrize("times", [0, 1, 2, 4])
def test_it_is_printed_in_one_piece(chromium, times):
    context = {
        "dossier": SimpleNamespace(summary=SimpleNamespace(code="H05.91.87-260428-0001")),
        "head": SimpleNamespace(agency=AGENCY),
        "name": SimpleNamespace(name=SimpleNamespace(vi=NAME)),
        "receiver": SimpleNamespace(name="Ngô Quang Minh"),
        "lines": lines(times),
        "length_mm": length(times),
        "follow": FOLLOW,
        "address": ADDRESS,
    }
    page = chromium.new_page()
    page.set_content(render_to_string("procedures/sheets/roll.html", context))
    page.add_style_tag(content=STYLE.read_text())
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    (size,) = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert [round(float(each) / 72 * 25.4) for each in size] == [80, length(times)]
