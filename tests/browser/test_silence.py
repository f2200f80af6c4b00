"""Silence, as it is lived: the days in which a supplement was to come are over, and the dossier is closed."""

import pytest

from tests.browser.telling import LAN, MINH, Telling
from tests.support.browser import press

pytestmark = pytest.mark.browser


def test_a_dossier_is_closed_for_want_of_a_supplement(telling: Telling):
    code, page = telling.code("silent"), telling.page
    telling.become(LAN, f"/dossiers/{code}")
    telling.look("citizen-forgot")
    telling.become(MINH, "/desk")
    press(page.locator(f'.line__link[href*="{code}"]'))
    telling.form("close_silent")
    telling.look("desk-may-close")
    telling.act("close_silent", note="Đã gọi điện hai lần, bà xin để lần sau")
    telling.become(LAN, f"/dossiers/{code}")
    assert page.locator('main a[href$="/supplement"]').count() == 0
    telling.look("citizen-reads")
    telling.go(f"/dossiers/{code}/supplement")
    telling.look("too-late")
