"""Signing in once: a citizen goes to another system of the province, is asked once, and is signed out of it from here; the
administrator sees that system, and registers one more."""

from urllib.parse import urlsplit

import pytest

from tests.browser.telling import LAN, NAM, YEN, Telling, answer
from tests.support.browser import press

pytestmark = pytest.mark.browser
PATIENCE = 60
LIBRARY = ("Thư viện mẫu", "Sample library")


@pytest.fixture(params=["phone", "desk"])
def telling(request: pytest.FixtureRequest, address: str) -> Telling:
    """A story that needs no past."""
    screen = request.getfixturevalue(request.param)
    screen.page.goto(address)
    if request.param == "desk":
        press(screen.page.get_by_role("button", name="English"))
    return Telling(screen, address.rstrip("/"), "other-system", {})


def test_a_citizen_signs_in_elsewhere_and_out_of_all(telling: Telling):
    page = telling.page
    her = telling.say(LAN, NAM)  # each screen has consents of its own
    telling.go("/sign-in")
    press(page.locator('main a[href$="/sample/"]'))
    library = page.url
    telling.look("nobody-is-there")
    press(page.locator("main a.govuk-button"))
    assert page.url.startswith(f"{telling.address}/sign-in")  # she is not signed in yet
    press(page.locator('main a[href^="/sign-in/vneid"]'))
    press(page.get_by_role("button", name=her))
    page.locator('[name="answer"][value="yes"]').wait_for()
    telling.look("consent")
    assert her in telling.main()
    press(page.locator('[name="answer"][value="no"]'))
    assert urlsplit(page.url).path == "/sample/back"
    telling.look("not-agreed")
    page.goto(library)
    press(page.locator("main a.govuk-button"))
    press(page.locator('[name="answer"][value="yes"]'))
    assert page.url == library
    assert her in telling.main()
    telling.look("known-there")
    telling.go("/sessions")
    press(page.locator('main a[href="/consents"]'))
    assert telling.say(*LIBRARY) in telling.main()
    telling.look("consents")
    press(page.locator('button[name="system"]'))
    telling.look("withdrawn")
    gone(telling, library, her)
    page.goto(library)
    press(page.locator("main a.govuk-button"))
    press(page.locator('[name="answer"][value="yes"]'))  # asked again
    press(page.locator('main a[href*="/oidc/logout"]'))
    telling.look("leave")
    press(page.locator("main form button"))
    assert her not in page.locator("header").inner_text()
    gone(telling, library, her)


def test_the_administrator_registers_a_system(telling: Telling):
    page = telling.page
    telling.become(YEN, "/catalogue")
    press(page.locator('nav a[href="/systems"]'))
    telling.look("systems")
    press(page.get_by_role("link", name=telling.say(*LIBRARY)))
    telling.look("one-system")
    telling.go("/systems/new")
    answer(page.locator('[name="key"]'), f"archive-{telling.screen.name}")
    for name in ("name_vi", "name_en", "purpose_vi", "purpose_en"):
        page.locator(f'[name="{name}"]').fill("Lưu trữ")
    for name in ("openid", "identity_number"):
        page.locator(f'[name="scope"][value="{name}"]').check()
    page.locator('[name="redirects"]').fill("https://archive.example/back")
    telling.send()
    telling.look("refused-without-a-law")
    assert page.locator('[name="purpose_vi"]').input_value() == "Lưu trữ"
    page.locator('[name="law"]').fill("Luật Lưu trữ 2024, Điều 1 (ví dụ)")
    telling.send()
    telling.look("secret-shown-once")
    secret = page.locator(".govuk-inset-text .code").inner_text()
    assert len(secret) > 40
    telling.go(f"/systems/archive-{telling.screen.name}")
    assert secret not in telling.main()


def gone(telling: Telling, library: str, her: str) -> None:
    """Wait until the library has been told; nothing on its page says so by itself."""
    for _ in range(PATIENCE):
        telling.page.goto(library)
        if her not in telling.main():
            return
        telling.page.wait_for_timeout(500)
    raise AssertionError("the library was not told")
