"""Saved on the phone, finished at the counter: Hải begins on a cheap phone without JavaScript, in Vietnamese; Minh goes on
with him at her desk, in English; Hải sees on his phone who helped, and what he agreed to.
"""

import re
from datetime import datetime, timedelta

import pytest

from kinhbac.base.clock import HCM
from tests.browser.telling import Telling
from tests.support.browser import press

pytestmark = pytest.mark.browser

HAI, MINH, HOA = "Nguyễn Văn Hải", "Ngô Quang Minh", "Lê Thị Hoa"
CARD = "027094001235||Nguyễn Văn Hải|03021994|Nam|Số 5, tổ dân phố 2|01022022"
CODE = re.compile(r"[CDFHJKMNPRTVWXY34679]{4}-[CDFHJKMNPRTVWXY34679]{4}")
DOSSIER = re.compile(r"H05\.91\.87-\d{6}-\d{4,}")
CHILD = "Nguyễn Bảo Khang"


def begins_on_the_phone(telling: Telling) -> str:
    """Hải answers what he can, and stops; the code of his form is given back."""
    page = telling.page
    telling.become(HAI, "/procedures/1.001193")
    press(page.locator("main a.govuk-button--start"))
    telling.send()
    assert "Hãy chọn một câu trả lời" in telling.main()
    telling.look("no-answer")
    for other in ("certificate-no", "foreign-no"):
        page.locator(f"#{other}").check()
        telling.send()
    telling.look("right-one")
    telling.send()
    page.locator('[name="requester.relation"][value="father"]').check()
    press(page.locator("main form button.govuk-button").last)
    press(page.locator("main form button.govuk-button").last)  # his phone number is known
    page.locator('[name="child.full_name"]').fill(CHILD)
    press(page.locator("main form button.govuk-button").last)
    telling.look("stops-here")
    telling.go("/dossiers")
    telling.look("draft-with-code")
    return CODE.search(telling.main())[0]


def is_finished_at_the_counter(telling: Telling, code: str) -> str:
    """Minh opens the form with code, card and consent, fills in the rest, and receives it."""
    page = telling.page
    telling.become(HOA, "/counter/help")
    assert not page.locator("#code").count()
    telling.become(MINH, "/counter/help")
    telling.look("help-asked")
    page.locator("#code").fill(code.lower())
    page.locator("#card").fill(CARD)
    press(page.locator('form[action$="/counter/help"] button'))
    telling.look("no-consent")
    page.locator("#consent").check()
    press(page.locator('form[action$="/counter/help"] button'))
    assert page.locator('[name="child.full_name"]').input_value() == CHILD
    telling.look("helper-mode")
    telling.write(**{"place.kind": "facility", "parents.marriage": "married"})
    telling.wish("save")
    born = datetime.now(HCM).date() - timedelta(days=9)
    telling.write(
        **{
            "child.born_on-day": str(born.day),
            "child.born_on-month": str(born.month),
            "child.born_on-year": str(born.year),
            "child.sex": "male",
            "child.ethnicity": "01",
            "child.hometown": "Phường Kinh Bắc",
            "place.facility": "Bệnh viện Sản Nhi (mẫu)",
            "place.address": "Phường Vũ Ninh",
            "registration.parent": "mother",
            "copies.count": "1",
            "delivery.way": "counter",
            "how-birth_notice": "paper",
            "originals-birth_notice": "1",
        },
    )
    telling.wish("receive")
    telling.look("received")
    return DOSSIER.search(page.content())[0]


def is_seen_on_the_phone(telling: Telling, code: str) -> None:
    """Hải finds his dossier without marks, and reads who helped him and what he agreed to."""
    telling.go("/dossiers?q=khai+sinh+bao+khang")
    assert code in telling.main()
    telling.look("found")
    telling.go(f"/dossiers/{code}")
    assert "Ai đã giúp tôi khai" in telling.main()
    assert MINH in telling.main()
    telling.look("who-helped")
    telling.go("/record")
    assert "Giúp điền tiếp tờ khai tại quầy" in telling.main()
    telling.look("who-looked")


def test_saved_on_the_phone_finished_at_the_counter(phone, desk, address):
    desk.page.goto(address)
    press(desk.page.get_by_role("button", name="English"))
    citizen = Telling(phone, address, "finish-at-the-counter-phone", {})
    officer = Telling(desk, address, "finish-at-the-counter-desk", {})
    code = begins_on_the_phone(citizen)
    dossier = is_finished_at_the_counter(officer, code)
    is_seen_on_the_phone(citizen, dossier)
