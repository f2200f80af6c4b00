"""An officer finds that a death must be verified: she says why, the term is counted anew, and the daughter reads it all."""

import pytest

from tests.browser.telling import HOA, LAN, MINH, NAM, Telling

pytestmark = pytest.mark.browser

WHY = "Chưa rõ thời điểm mất, cần hỏi trạm y tế"


def test_a_case_is_found_with_its_reason_and_its_sum(telling: Telling):
    code, page = telling.code("case"), telling.page
    telling.become(MINH, f"/desk/{code}")
    for box in page.locator('[name="component"]').all():
        box.check()
    telling.act("receive")
    telling.become(LAN, f"/dossiers/{code}")
    before = telling.sums()
    telling.become(HOA, f"/desk/{code}")
    telling.act("find_case", case="verification")
    assert page.locator("#act-find_case [aria-invalid='true']").count()
    assert page.locator('[name="case"][value="verification"]').is_checked()
    telling.look("reason-missing")
    telling.act("find_case", case="verification", reason=WHY)
    telling.look("found")
    telling.become(LAN, f"/dossiers/{code}")
    assert telling.say("Trường hợp: Cần xác minh", "Case: The death") in telling.main()
    assert telling.sums() != before
    telling.look("citizen-reads-case-and-term")
    telling.go("/messages")
    assert WHY in telling.main()
    telling.look("letter")
    telling.become(NAM, f"/dossiers/{code}")
    assert code not in telling.main()
    telling.go("/procedures/1.004859")
    assert telling.say("Theo từng trường hợp", "Case by case") in telling.main()
    telling.look("guide-with-cases")
