"""Acting for another: Nam lets Lan have copies certified for him; she accepts, fills the form in for him, and he withdraws
before she sends it: she reads why, and what she wrote is still there. Then the administrator asks who may do what.
"""

from collections.abc import Mapping

import pytest

from tests.browser.telling import HOA, LAN, NAM, YEN, Telling, answer
from tests.support.browser import press

pytestmark = pytest.mark.browser

COPIES = "2.000815"
LAN_NUMBER, HOA_NUMBER = "027196001234", "027190002002"
ANSWERS = {
    "requester.phone": "0912345670",
    "paper.kind": "business",
    "paper.pages": "3",
    "copies.count": "2",
    "place.commune": "2025/09187",
}


@pytest.fixture(params=["phone", "desk"])
def telling(request: pytest.FixtureRequest, address: str) -> Telling:
    """A story that needs no past."""
    screen = request.getfixturevalue(request.param)
    screen.page.goto(address)
    if request.param == "desk":
        press(screen.page.get_by_role("button", name="English"))
    return Telling(screen, address.rstrip("/"), "mandate", {})


def gives(telling: Telling) -> None:
    """Nam names Lan, one procedure, and the days that stand there."""
    page = telling.page
    telling.become(NAM, f"/mandates/new?procedure={COPIES}")
    telling.send()
    assert page.locator(".govuk-error-summary").count() == 1
    telling.look("nobody-named")
    page.locator('[name="name"]').fill(LAN)
    page.locator('[name="number"]').fill(LAN_NUMBER)
    assert page.locator(f'[name="procedure"][value="{COPIES}"]').is_checked()
    page.locator('[name="last"]').fill("2027-09-30")
    telling.send()
    assert page.url.endswith("/mandates")
    assert LAN in telling.main()
    telling.look("given")


def fills_in(telling: Telling, answers: Mapping[str, str]) -> None:
    """Lan accepts, chooses for whom, and answers as far as the check."""
    page = telling.page
    telling.become(LAN, "/mandates")
    telling.look("offered")
    press(page.locator('form[action$="/accept"] button').first)
    telling.look("held")
    telling.go(f"/procedures/{COPIES}")
    page.get_by_label(NAM).first.check()
    telling.look("for-whom")
    telling.send()
    assert page.locator('[name="requester.full_name"]').input_value() == NAM
    telling.look("his-name-stands-there")
    for _ in range(12):
        if page.url.endswith("/check"):
            break
        for name, value in answers.items():
            box = page.locator(f'[name="{name}"]')
            if box.count():
                answer(box, value)
        press(page.locator("main form button.govuk-button").last)
    assert page.url.endswith("/check"), telling.main()
    telling.look("before-sending")


def test_a_mandate_is_given_used_and_withdrawn_in_mid_journey(telling: Telling):
    page = telling.page
    gives(telling)
    fills_in(telling, ANSWERS)
    check = page.url.removeprefix(telling.address)
    telling.become(NAM, "/mandates")
    press(page.locator('form[action$="/end"] button').first)
    assert telling.say("Đã rút", "Withdrawn") in telling.main()
    telling.become(LAN, check)
    press(page.locator("main form button.govuk-button").last)
    assert telling.say("Ủy quyền này đã bị rút.", "This mandate was withdrawn.") in telling.main()
    assert NAM in telling.main()
    telling.look("refused-and-nothing-lost")


def test_the_administrator_reads_the_policy_and_asks(telling: Telling):
    telling.story = "rights"
    page = telling.page
    telling.become(YEN, "/rights")
    telling.look("policy")
    page.locator("#number").fill(HOA_NUMBER)
    press(page.locator("main form button").first)
    assert HOA in telling.main()
    telling.look("what-hoa-may-do")
    telling.become(LAN, "/dossiers")
    code = page.locator('main a[href^="/dossiers/H05"]').first.get_attribute("href").rsplit("/", 1)[1]
    telling.become(YEN, "/rights")
    page.locator("#code").fill(code)
    press(page.locator("main form button").last)
    assert LAN in telling.main()
    telling.look("who-may-open-it")
