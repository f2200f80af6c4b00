"""A house needs three offices at once: one says yes, one says nothing in its days, and then the leader decides."""

import pytest

from tests.browser.telling import BINH, CUONG, LAN, NAM, NGA, TUAN, Telling
from tests.support.browser import press

pytestmark = pytest.mark.browser

PARCEL = "Thửa 207, tờ 14 không tranh chấp, không nằm trong quy hoạch thu hồi"


def test_a_dossier_goes_through_offices_in_parallel(telling: Telling):
    code, page = telling.code("offices"), telling.page
    telling.become(LAN, f"/dossiers/{code}")
    telling.look("citizen-sees-three")
    telling.become(NGA, "/desk")
    press(page.locator(f'.line__link[href*="{code}"]'))
    telling.act("give_opinion", agrees="no")
    assert page.locator('#act-give_opinion [aria-invalid="true"]').count() == 1
    telling.look("words-missing")
    telling.act("give_opinion", agrees="yes", words=PARCEL)
    telling.become(CUONG, f"/desk/{code}")
    telling.look("police-late")
    telling.become(NAM, f"/desk/{code}")
    assert code not in telling.main()

    telling.become(TUAN, f"/desk/{code}")
    assert PARCEL in telling.main()
    telling.form("count_silence")
    telling.look("silence-is-counted")
    telling.act("count_silence", step=page.locator('#act-count_silence [name="step"]').first.input_value())
    telling.act("propose")
    telling.become(BINH, f"/desk/{code}")
    telling.look("leader-sees-both")
    telling.act("approve")
    telling.become(LAN, f"/dossiers/{code}")
    telling.look("citizen-sees-approved")
