"""A person changes her mind, as it is lived: she changes what she wrote before the decision, or has the dossier stopped."""

import pytest

from tests.browser.telling import HOA, LAN, Telling, answer
from tests.support.browser import press

pytestmark = pytest.mark.browser


def test_a_person_has_her_dossier_stopped(telling: Telling):
    code, page = telling.code("stopped"), telling.page
    telling.become(LAN, f"/dossiers/{code}")
    press(page.locator('main a[href$="/stop"]'))
    telling.look("what-it-means")
    answer(page.locator('[name="reason"]'), "Tôi không bán nhà nữa")
    telling.send()
    telling.look("stopped")
    press(page.locator('a[href*="/letters/"]').last)
    telling.look("letter-05")
    telling.go(f"/dossiers/{code}/stop")
    telling.look("stopped-already")
    telling.become(HOA, f"/desk/{code}")
    assert page.locator("section.acts form").count() == 0
    assert "Tôi không bán nhà nữa" in telling.main()


def test_a_person_adjusts_what_she_wrote_before_the_decision(telling: Telling):
    code, page = telling.code("adjusted"), telling.page
    telling.shots = 5
    telling.become(LAN, f"/dossiers/{code}")
    due = telling.sums()
    press(page.locator('main a[href$="/adjust/answers"]'))
    telling.look("adjust-answers")
    press(page.locator(".govuk-summary-list__row", has_text="0912 345 678").locator("a"))
    answer(page.locator('[name="requester.phone"]'), "09")
    telling.send()
    telling.look("adjust-wrong-number")
    answer(page.locator('[name="requester.phone"]'), "0987654321")
    telling.send()
    telling.go(f"/dossiers/{code}/adjust/check")
    telling.look("adjust-check")
    answer(page.locator('[name="reason"]'), "Tôi đổi số điện thoại")
    telling.send()
    assert telling.sums() == due
    telling.look("adjusted")
    telling.become(HOA, f"/desk/{code}")
    assert "0987 654 321" in telling.main()
    telling.look("adjust-specialist-sees")
