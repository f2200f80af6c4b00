"""A supplement, as its people live it: asked for once and whole, answered with words and a photograph, counted anew."""

import pytest

from tests.browser.telling import HOA, LAN, Telling, answer, photograph
from tests.support.browser import press

pytestmark = pytest.mark.browser

MISSING = "Giấy xác nhận tình trạng hôn nhân của nơi cư trú trước đây"
LEASE = "Hợp đồng thuê nhà năm 2020"


def test_a_supplement_restarts_the_term_and_both_see_the_same_sum(telling: Telling, tmp_path):
    code = telling.code("supplement")
    before = asks(telling, code)
    answers(telling, code, photograph(tmp_path, "giay-xac-nhan.jpg"))
    hers = telling.sums()
    assert hers
    goes_on(telling, code, before, hers)


def asks(telling: Telling, code: str) -> list[list[str]]:
    """Hoa asks for what is missing; first she forgets to say why, and what she wrote stays."""
    page = telling.page
    telling.become(HOA, f"/desk/{code}")
    before = telling.sums()
    form = telling.form("request_supplement")
    telling.look("form")
    answer(form.locator('[name="items"]'), f"{MISSING}\n{LEASE}")
    press(form.locator("button").last)
    assert page.locator('[name="items"]').input_value() == f"{MISSING}\n{LEASE}"
    telling.look("reason-missing")
    telling.act("request_supplement", reason="Trước năm 2021 bà cư trú ở nơi khác")
    assert MISSING in telling.main()
    return before


def answers(telling: Telling, code: str, photo: str) -> None:
    """Lan reads what is asked, sends a photograph and some words, and is told that it arrived."""
    page = telling.page
    telling.become(LAN, f"/dossiers/{code}")
    assert MISSING in telling.main()
    telling.look("citizen-reads")
    press(page.locator('a[href*="/letters/"]').first)
    telling.look("letter-02")
    telling.go(f"/dossiers/{code}/supplement")
    telling.send()
    telling.look("nothing-sent")
    answer(page.locator('[name="files"]'), photo)
    telling.send()
    answer(page.locator('[name="text"]'), "Tôi không còn giữ hợp đồng; chủ nhà là ông Nguyễn Văn Bảo.")
    telling.look("second-item")
    telling.send()
    assert "giay-xac-nhan.jpg" in telling.main()
    telling.look("check")
    telling.send()
    telling.look("sent")


def goes_on(telling: Telling, code: str, before: list[list[str]], hers: list[list[str]]) -> None:
    """Hoa sees the answer, and the same sum as Lan: it begins after the day of the answer."""
    telling.become(HOA, f"/desk/{code}")
    his = telling.sums()
    assert "giay-xac-nhan.jpg" in telling.main()
    running = [each for each in hers if each not in before]
    assert running
    assert all(each in his for each in running)
