"""Citizens' pages at 320 px, which is also a desk's page at 400 percent: nothing goes sideways, axe finds nothing."""

import pytest

from tests.browser.telling import LAN, Telling
from tests.support.browser import press

pytestmark = pytest.mark.browser

OPEN = (
    "/",
    "/?q=khai+sinh",
    "/procedures/1.001193",
    "/procedures/2.000815",
    "/procedures/1.001193/eligible",
    "/procedures/1.001193/eligible?certificate=lost",
    "/lookup",
    "/offline",
)

HERS = ("/dossiers", "/applications/resume", "/record", "/messages", "/procedures/2.000815")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_at_320_px(phone, address, language):
    phone.page.set_viewport_size({"width": 320, "height": 640})
    telling = Telling(phone, address, f"narrow-{language}", {})
    telling.go("/")
    if language == "en":
        press(phone.page.get_by_role("button", name="English"))
    for path in OPEN:
        telling.go(path)
        telling.look("open")
    telling.become(LAN)
    for path in HERS:
        telling.go(path)
        telling.look("hers")
