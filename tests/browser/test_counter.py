"""The counter's day, as its people live it: a mother without a phone, at Kinh Bắc, for the committee of Bắc Giang.

Once on a narrow screen in Vietnamese without JavaScript, once on a desk in English. The scanner is a keyboard: what it
types ends with Enter. At every station axe looks, the page must fit its screen, and a picture is kept.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from kinhbac.base.clock import HCM
from tests.support.browser import Screen

pytestmark = pytest.mark.browser

LAN, MINH, THU, NAM = "Trần Thị Lan", "Ngô Quang Minh", "Đỗ Thị Thu", "Vũ Hoài Nam"
CARD = "027196001234||Trần Thị Lan|12051996|Nữ|Số 5, tổ dân phố 2|01022022"
STRANGER = "027185004567||Vũ Thị Xuân|20111985|Nữ|Số 1, thôn Đông|05062023"
CODE = re.compile(r"H05\.72\.10-\d{6}-\d{4,}")
BAC_GIANG = "2025/07210"


@dataclass
class Counter:
    """Somebody's screen at the demo's counter."""

    screen: Screen
    address: str
    shots: int = 0

    @property
    def page(self):
        return self.screen.page

    def look(self, title: str) -> None:
        self.shots += 1
        self.screen.photograph(f"counter-{self.shots:02}-{title}")
        self.screen.must_be_sound()

    def become(self, person: str, then: str) -> None:
        self.page.goto(f"{self.address}/sign-in?next={then}")
        self.page.get_by_role("button", name=re.compile(f"^{person}")).first.click()

    def scan(self, words: str) -> None:
        box = self.page.locator("#scanned")
        box.fill(words)
        box.press("Enter")

    def write(self, **answers: str) -> None:
        for name, value in answers.items():
            box = self.page.locator(f'form.counter__form [name="{name}"]')
            if box.first.get_attribute("type") == "radio":
                self.page.locator(f'[name="{name}"][value="{value}"]').check()
            elif box.first.evaluate("each => each.tagName") == "SELECT":
                box.select_option(value)
            else:
                box.fill(value)

    def press(self, wish: str) -> None:
        self.page.locator(f'form.counter__form button[name="do"][value="{wish}"]').last.click()


def receives(counter: Counter) -> str:
    """Minh scans Lan's card, fills the form in for her, and receives it with the birth notice on paper."""
    page = counter.page
    counter.become(MINH, "/counter")
    counter.scan("không phải mã nào")
    counter.look("not-read")
    counter.scan(CARD)
    counter.look("person")
    page.locator("#procedure").select_option("1.001193")
    page.locator("main form button").first.click()
    counter.look("form-begun")
    counter.write(**{"requester.relation": "mother", "place.kind": "facility", "parents.marriage": "married"})
    counter.press("save")
    assert page.locator('[name="father.full_name"]').input_value() == "Nguyễn Văn Hải"
    born = datetime.now(HCM).date() - timedelta(days=12)
    counter.write(
        **{
            "child.full_name": "Nguyễn Minh An",
            "child.born_on-day": str(born.day),
            "child.born_on-month": str(born.month),
            "child.born_on-year": str(born.year),
            "child.sex": "female",
            "child.ethnicity": "01",
            "child.hometown": "Phường Kinh Bắc",
            "place.facility": "Bệnh viện Sản Nhi (mẫu)",
            "place.address": "Phường Vũ Ninh",
            "father.commune": BAC_GIANG,
            "registration.parent": "father",
            "copies.count": "2",
            "delivery.way": "counter",
        }
    )
    counter.press("receive")
    counter.look("papers-missing")
    assert page.locator('[name="child.full_name"]').input_value() == "Nguyễn Minh An"
    counter.write(**{"how-birth_notice": "paper", "originals-birth_notice": "1"})
    counter.press("receive")
    counter.look("received")
    return CODE.search(page.content())[0]


def works_quickly(counter: Counter) -> None:
    """Minh takes certified copies for a stranger whose card she scans, with the keyboard alone."""
    page = counter.page
    page.goto(f"{counter.address}/counter/quick")
    page.locator("#who").fill(STRANGER)
    page.locator('[name="paper.kind"]').select_option("identity")
    page.locator('[name="paper.pages"]').fill("3")
    page.locator('[name="copies.count"]').fill("2")
    page.locator('[name="copies.count"]').press("Enter")
    assert page.locator("#who").input_value() == ""
    assert "10.000" in page.locator(".ledger").inner_text()
    counter.look("quick")


def ends_the_day(counter: Counter, code: str) -> None:
    """Minh writes guidance down, and passes the paper on to Bắc Giang."""
    page = counter.page
    page.goto(f"{counter.address}/counter/guidance")
    page.locator("#words").fill("Mang bản chính thẻ căn cước")
    page.locator("main form button").first.click()
    counter.look("guidance")
    page.goto(f"{counter.address}/counter/handover")
    assert code in page.content()
    counter.look("handover")
    bundle = page.locator(".bundle", has_text=code)
    bundle.locator("button").click()
    assert page.locator(".bundle", has_text=code).locator("button").count() == 0
    counter.look("handed-on")


def is_seen_by_whom_it_concerns(counter: Counter, code: str) -> None:
    """Lan sees her dossier and who opened her record; Thu at the other counter and Nam see nothing of it."""
    page = counter.page
    counter.become(LAN, f"/dossiers/{code}")
    assert code in page.content()
    page.goto(f"{counter.address}/record")
    assert MINH in page.content()
    counter.look("who-looked")
    counter.become(NAM, "/counter")
    assert page.locator("#scanned").count() == 0
    counter.become(THU, "/counter")
    assert LAN not in page.content()


def tell(counter: Counter) -> None:
    code = receives(counter)
    works_quickly(counter)
    ends_the_day(counter, code)
    is_seen_by_whom_it_concerns(counter, code)


def test_on_a_phone_in_vietnamese_without_javascript(phone, address):
    tell(Counter(phone, address))


def test_on_a_desk_in_english(desk, address):
    desk.page.goto(address)
    desk.page.get_by_role("button", name="English").click()
    tell(Counter(desk, address))
