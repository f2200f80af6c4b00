"""Refusals, as their people live them: at the desk, and after appraisal through the leader; each in a letter (form 03)."""

import pytest

from tests.browser.telling import BINH, HOA, LAN, MINH, Telling
from tests.support.browser import press

pytestmark = pytest.mark.browser

OTHER_PLACE = "Bà đang cư trú ở nơi khác; nơi đó mới có thẩm quyền xác nhận"
MARRIED = "Sổ hộ tịch ghi bà đã kết hôn, không khớp với nội dung khai"


def test_a_dossier_is_refused_at_reception(telling: Telling):
    code, page = telling.code("refused-at-reception"), telling.page
    telling.become(MINH, f"/desk/{code}")
    telling.act("refuse")
    assert page.locator('#act-refuse [aria-invalid="true"]').count() == 1
    telling.look("reception-reason-missing")
    telling.act("refuse", reason=OTHER_PLACE, returned_papers="Tờ khai")
    telling.become(LAN, f"/dossiers/{code}")
    assert OTHER_PLACE in telling.main()
    telling.look("reception-citizen-reads")


def test_a_dossier_is_refused_after_appraisal(telling: Telling):
    code, page = telling.code("refused"), telling.page
    telling.shots = 3
    telling.become(HOA, f"/desk/{code}")
    telling.form("propose_refusal")
    telling.look("specialist-form")
    telling.act("propose_refusal", reason=MARRIED)
    telling.become(BINH, f"/desk/{code}")
    assert MARRIED in telling.main()
    telling.act("approve")
    telling.become(LAN, f"/dossiers/{code}")
    assert MARRIED in telling.main()
    telling.look("citizen-reads")
    press(page.locator('a[href*="/letters/"]').last)
    assert MARRIED in page.content()
    telling.look("letter-03")
    telling.become(MINH, f"/desk/{code}")
    telling.act("hand_over", to="applicant")
    telling.become(LAN, f"/dossiers/{code}")
    telling.look("ended")
