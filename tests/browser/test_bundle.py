"""A bundle, as its people live it: Lan files once, three offices work their parts, and one page shows her how far it is."""

import re
from datetime import datetime, timedelta

import pytest

from kinhbac.base.clock import HCM
from tests.browser.telling import BINH, CUONG, HOA, LAN, MINH, NAM, Telling, answer, photograph
from tests.support.browser import press

pytestmark = pytest.mark.browser

TOAN, OANH, TRONG = "Ngô Văn Toàn", "Lưu Thị Oanh", "Đào Quang Trọng"
WHOLE = re.compile(r"/bundles/([A-Z0-9.]+-\d{6}-\d{4,})")
NUMBER = "027 326 000117"
"""The personal number that comes of the birth registration."""
CLINIC = "Giấy chuyển tuyến khám ban đầu"
MOST_PAGES = 40
TRIES, A_MOMENT = 100, 200
"""How often a page is looked at again until the worker has told what happened, and after how many milliseconds."""


def form_of(folder) -> dict[str, str]:
    """Return what Lan answers, by box; what the state knows of her and her husband stands there already."""
    born = datetime.now(HCM).date() - timedelta(days=12)
    return {
        "requester.relation": "mother",
        "child.full_name": "Nguyễn Minh An",
        "child.born_on-day": str(born.day),
        "child.born_on-month": str(born.month),
        "child.born_on-year": str(born.year),
        "child.sex": "female",
        "place.kind": "facility",
        "place.facility": "Bệnh viện Sản Nhi (mẫu)",
        "place.address": "Phường Vũ Ninh, Bắc Ninh",
        "parents.marriage": "married",
        "child.ethnicity": "01",
        "child.hometown": "Phường Kinh Bắc, Bắc Ninh",
        "registration.parent": "mother",
        "papers.birth_notice": photograph(folder, "giay-chung-sinh.jpg"),
        "wanted.residence": "yes",
        "head.full_name": "Nguyễn Văn Hải",
        "head.identity_number": "027094001235",
        "head.relation": "child",
        "consent.way": "vneid",
        "insurance.facility": "Trạm y tế phường Kinh Bắc (mẫu)",
        "fee_group.kind": "none",
        "copies.count": "1",
        "delivery.way": "counter",
    }


def files_once(telling: Telling, folder) -> str:
    """Lan reads what it is, fills in one form, sees the sum of the fees, and sends it; the code is given back."""
    page = telling.page
    telling.become(LAN, "/procedures/2.000986")
    telling.look("guide")
    press(page.locator("main form button.govuk-button--start"))
    given = form_of(folder)
    for _ in range(MOST_PAGES):
        if page.url.endswith("/check"):
            break
        for name, value in given.items():
            box = page.locator(f'main form [name="{name}"]')
            if box.count() and not (value.endswith(".jpg") and page.locator("main form .papers").count()):
                answer(box, value)
        press(page.locator("main form button.govuk-button").last)
        faults = page.locator(".govuk-error-summary")
        assert not faults.count(), f"{page.url}: {faults.inner_text()}"
    assert page.url.endswith("/check"), page.url
    assert telling.say("Công an phường Kinh Bắc", "Kinh Bắc") in telling.main()
    telling.look("check-with-three-offices")
    telling.send()
    telling.look("filed")
    return WHOLE.search(page.url)[1]


def part(telling: Telling, place: int) -> str:
    """Return the code of a part on the page of the whole, "" while it has not begun."""
    link = telling.page.locator("main section").nth(place).locator("h3 + p a .code")
    return link.inner_text() if link.count() else ""


def told(telling: Telling, whole: str, place: int) -> str:
    """Look at the whole until a part has begun; return its code."""
    telling.become(LAN, f"/bundles/{whole}")
    for _ in range(TRIES):
        code = part(telling, place)
        if code:
            return code
        telling.page.wait_for_timeout(A_MOMENT)
        telling.page.reload()
    raise AssertionError(f"the part {place} of {whole} was not opened")


def received(telling: Telling, code: str) -> None:
    """Minh compares the papers of a part and receives it."""
    telling.become(MINH, f"/desk/{code}")
    for box in telling.page.locator('[name="component"]').all():
        box.check()
    telling.act("receive")


def decided(telling: Telling, code: str, specialist: str, leader: str) -> None:
    """A part is proposed and approved at its office."""
    telling.become(specialist, f"/desk/{code}")
    telling.act("propose", note="Đủ điều kiện")
    telling.become(leader, f"/desk/{code}")
    telling.act("approve")


def handed_over(telling: Telling, code: str) -> None:
    telling.become(MINH, f"/desk/{code}")
    telling.act("hand_over")


def the_birth_comes_first(telling: Telling, whole: str) -> None:
    """The birth is registered; whoever issues it is asked for the number that the other two wait for."""
    page = telling.page
    birth = part(telling, 0)
    assert not part(telling, 1)
    telling.become(NAM, f"/bundles/{whole}")
    assert birth not in telling.main()
    received(telling, birth)
    decided(telling, birth, HOA, BINH)
    telling.become(HOA, f"/desk/{birth}")
    telling.act("issue_result")
    assert page.locator('#act-issue_result [aria-invalid="true"]').count() == 1
    telling.look("number-missing")
    page.locator('[name="gives-identity_number"]').fill(NUMBER)
    telling.act("issue_result")
    telling.become(MINH, f"/desk/{birth}")
    press(page.locator(f'a[href*="/desk/bundles/{whole}"]'))
    telling.look("desk-sees-the-parts")
    handed_over(telling, birth)


def the_card_asks_for_something(telling: Telling, whole: str, card: str) -> None:
    """The card needs one more paper; Lan reads and answers it from the one page."""
    telling.become(OANH, f"/desk/{card}")
    assert "027326000117" in telling.main().replace(" ", "")
    telling.act("request_supplement", items=CLINIC, reason="Nơi khám ở xã khác nơi thường trú")
    telling.become(LAN, f"/bundles/{whole}")
    assert CLINIC in telling.main()
    telling.look("one-part-asks")
    press(telling.page.locator(f'a.govuk-button[href*="{card}"]'))
    answer(telling.page.locator('[name="text"]'), "Cháu khám ở trạm y tế phường Kinh Bắc.")
    telling.send()
    telling.send()
    assert f"/bundles/{whole}" in telling.page.url
    telling.look("answered-from-the-whole")


def test_a_birth_is_filed_once_and_three_offices_work_it(telling: Telling, tmp_path):
    whole = files_once(telling, tmp_path)
    the_birth_comes_first(telling, whole)
    residence, card = told(telling, whole, 1), told(telling, whole, 2)
    telling.look("two-parts-have-begun")
    received(telling, residence)
    received(telling, card)
    the_card_asks_for_something(telling, whole, card)
    for code, specialist, leader in ((residence, CUONG, TOAN), (card, OANH, TRONG)):
        decided(telling, code, specialist, leader)
        telling.become(specialist, f"/desk/{code}")
        telling.act("issue_result")
    telling.become(LAN, f"/bundles/{whole}")
    telling.look("all-have-their-result")
    for code in (residence, card):
        handed_over(telling, code)
    told(telling, whole, 0)
    assert telling.say("Tất cả các việc đã kết thúc", "All parts have ended") in telling.main()
    telling.look("ended")
    telling.go("/dossiers")
    assert whole in telling.main()
    assert card not in telling.main()
    telling.look("one-line-in-the-list")
    telling.become(NAM, f"/dossiers/{card}")
    assert card not in telling.main()
