"""The counter's day, as its people live it: a mother without a phone, at Kinh Bắc, for the committee of Bắc Giang.

Once on a narrow screen in Vietnamese without JavaScript, once on a desk in English. The scanner is a keyboard: what it
types ends with Enter. At every station axe looks, the page must fit its screen, and a picture is kept.
"""

import re
from datetime import datetime, timedelta

import pytest

from kinhbac.base.clock import HCM
from tests.browser.telling import LAN, MINH, NAM, Telling
from tests.support.browser import press

pytestmark = pytest.mark.browser

THU = "Đỗ Thị Thu"
CARD = "027196001234||Trần Thị Lan|12051996|Nữ|Số 5, tổ dân phố 2|01022022"
STRANGER = "027185004567||Vũ Thị Xuân|20111985|Nữ|Số 1, thôn Đông|05062023"
CODE = re.compile(r"H05\.72\.10-\d{6}-\d{4,}")
BAC_GIANG = "2025/07210"


def scan(telling: Telling, words: str) -> None:
    box = telling.page.locator("#scanned")
    box.fill(words)
    press(box, "Enter")


def receives(telling: Telling) -> str:
    """Minh scans Lan's card, fills the form in for her, and receives it with the birth notice on paper."""
    page = telling.page
    telling.become(MINH, "/counter")
    scan(telling, "không phải mã nào")
    telling.look("not-read")
    scan(telling, CARD)
    telling.look("person")
    page.locator("#procedure").select_option("1.001193")
    press(page.locator("main form button").first)
    telling.look("form-begun")
    telling.write(**{"requester.relation": "mother", "place.kind": "facility", "parents.marriage": "married"})
    telling.wish("save")
    assert page.locator('[name="father.full_name"]').input_value() == "Nguyễn Văn Hải"
    born = datetime.now(HCM).date() - timedelta(days=12)
    telling.write(
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
    telling.wish("receive")
    telling.look("papers-missing")
    assert page.locator('[name="child.full_name"]').input_value() == "Nguyễn Minh An"
    telling.write(**{"how-birth_notice": "paper", "originals-birth_notice": "1"})
    telling.wish("receive")
    telling.look("received")
    return CODE.search(page.content())[0]


def works_quickly(telling: Telling) -> None:
    """Minh takes certified copies for a stranger whose card she scans, with the keyboard alone."""
    page = telling.page
    telling.go("/counter/quick")
    page.locator("#who").fill(STRANGER)
    page.locator('[name="paper.kind"]').select_option("identity")
    page.locator('[name="paper.pages"]').fill("3")
    page.locator('[name="copies.count"]').fill("2")
    press(page.locator('[name="copies.count"]'), "Enter")
    assert page.locator("#who").input_value() == ""
    assert "10.000" in page.locator(".ledger").inner_text()
    telling.look("quick")


def ends_the_day(telling: Telling, code: str) -> None:
    """Minh writes guidance down, and passes the paper on to Bắc Giang."""
    page = telling.page
    telling.go("/counter/guidance")
    page.locator("#words").fill("Mang bản chính thẻ căn cước")
    press(page.locator("main form button").first)
    telling.look("guidance")
    telling.go("/counter/handover")
    assert code in page.content()
    telling.look("handover")
    bundle = page.locator(".bundle", has_text=code)
    press(bundle.locator("button"))
    assert page.locator(".bundle", has_text=code).locator("button").count() == 0
    telling.look("handed-on")


def is_seen_by_whom_it_concerns(telling: Telling, code: str) -> None:
    """Lan sees her dossier and who opened her record; Thu at the other counter and Nam see nothing of it."""
    page = telling.page
    telling.become(LAN, f"/dossiers/{code}")
    assert code in page.content()
    telling.go("/record")
    assert MINH in page.content()
    telling.look("who-looked")
    telling.become(NAM, "/counter")
    assert page.locator("#scanned").count() == 0
    telling.become(THU, "/counter")
    assert LAN not in page.content()


def test_the_counters_day(telling: Telling):
    code = receives(telling)
    works_quickly(telling)
    ends_the_day(telling, code)
    is_seen_by_whom_it_concerns(telling, code)
