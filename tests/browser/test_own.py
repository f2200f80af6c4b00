"""What is a citizen's own, as she lives it: she sees who opened her dossier, when and why; whoever has no work on it is
asked for a reason, and his leader and she read it; she takes her data with her, and asks about it."""

from zipfile import ZipFile

import pytest

from tests.browser.telling import BINH, HOA, LAN, NAM, TUAN, Telling
from tests.support.browser import press

pytestmark = pytest.mark.browser

WHY = "Chị Hoa nhờ xem giúp tờ khai"


def test_lan_sees_that_hoa_opened_her_dossier_when_and_why(telling: Telling):
    code, page = telling.code("looked"), telling.page
    telling.become(HOA, f"/desk/{code}")
    telling.go(f"/desk/{code}")  # again, a moment later: it is told as one
    telling.become(LAN, "/my")
    telling.look("my-own-page")
    assert HOA in telling.main()
    press(page.locator('main a[href="/record"]').first)
    page.locator("#dossier").select_option(code)
    press(page.locator("main form button").first)
    line = page.locator(".history li", has_text=HOA).first.inner_text()
    assert telling.say("Giải quyết hồ sơ", "Work on the dossier") in line
    assert telling.say("mở 2 lần", "opened 2 times") in line
    telling.look("who-looked")
    telling.go("/my/papers")
    assert code in telling.main()
    telling.look("my-papers")
    telling.become(NAM, "/my")
    assert code not in telling.main()


def test_without_work_a_reason_is_asked_and_the_leader_reads_it(telling: Telling):
    code, page = telling.code("outside"), telling.page
    telling.become(HOA, f"/desk/{code}")
    press(page.locator('form[data-hand="take"] button'))
    telling.become(TUAN, f"/desk/{code}")
    assert LAN not in telling.main()
    telling.look("a-reason-is-asked")
    press(page.locator("main form button.govuk-button"))
    assert page.locator("#reason-error").count() == 1
    telling.look("reason-missing")
    page.locator("#reason").fill(WHY)
    press(page.locator("main form button.govuk-button"))
    assert page.url.endswith(f"/desk/{code}")
    assert LAN in telling.main()
    telling.become(BINH, "/desk/-/looks")
    line = page.locator("main .results > li", has_text=code).first
    assert TUAN in line.inner_text()
    telling.look("the-leader-sees-it")
    press(line.locator("details summary"))
    line.locator('[name="words"]').fill("Chị Hoa nhờ lúc nào?")
    press(line.locator('button[value="ask"]'))
    telling.become(TUAN, "/desk/-/looks")
    own = page.locator("main .results > li", has_text=code).first
    own.locator('[name="words"]').fill("Sáng nay, qua điện thoại")
    telling.look("asked-back")
    press(own.locator('button[value="answer"]'))
    telling.become(BINH, "/desk/-/looks")
    assert "Sáng nay, qua điện thoại" in telling.main()
    telling.look("answered")
    telling.become(LAN, f"/record?dossier={code}")
    assert WHY in telling.main()
    telling.look("lan-reads-why")


def test_she_takes_her_data_with_her_and_asks_about_it(telling: Telling):
    code, page = telling.code("looked"), telling.page
    telling.become(LAN, "/my/export")
    telling.look("before-the-download")
    with page.expect_download() as download:
        press(page.locator("main form button").first)
    with ZipFile(download.value.path()) as archive:
        assert f"dossiers/{code}.html" in archive.namelist()
        assert code in archive.read("index.html").decode()
    telling.go(f"/dossiers/{code}")
    press(page.locator('form[action="/my/request"] button'))
    telling.look("a-request-begins")
    assert "/applications/" in page.url
    page.go_back()
    telling.go("/record")
    assert telling.say("Tải về toàn bộ dữ liệu", "Everything was downloaded") in telling.main()
