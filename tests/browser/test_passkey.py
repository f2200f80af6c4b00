"""Officers' own sign-in, as it is lived: Bình comes in by his password and the code of his device, adds a passkey, and
comes in by it alone; an hour later an approval asks for it again. Minh comes in without JavaScript. Passkeys belong to
a name, so the site is asked by `localhost`."""

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ROOT
from tests.browser.telling import BINH, MINH, Telling
from tests.support.browser import Screen, press
from tests.support.programs import own_environment

pytestmark = pytest.mark.browser

SHOWN = re.compile(r"(?:Mã lúc này|Code at this moment): (\d{6})")


@pytest.fixture
def named(address: str) -> str:
    """The site by a name."""
    return address.rstrip("/").replace("127.0.0.1", "localhost")


def come_in(telling: Telling, member: str, name: str, password: str, then: str) -> None:
    """Come in by a password and a code, both as the demo's page shows them."""
    page = telling.page
    telling.go(f"/sign-in/officer?next={then}")
    telling.look("name-and-password")
    page.locator("#name").fill(name)
    page.locator("#password").fill(password)
    press(page.locator("main form button.govuk-button:not([type=button])"))
    telling.look("second-step")
    page.locator("#proof_code").fill(code_of(telling, member))
    press(page.locator("main form button.govuk-button:not([type=button])"))


def code_of(telling: Telling, member: str) -> str:
    """Return the code of this moment, as the demo's page shows it in another window."""
    window = telling.page.context.new_page()
    window.goto(f"{telling.address}/sign-in")
    said = window.locator("dl .govuk-summary-list__row", has_text=member).inner_text()
    window.close()
    found = SHOWN.search(said)
    assert found is not None
    return found[1]


def with_passkeys(page: Page) -> None:
    """Give the window a device that keeps passkeys and knows whose finger it feels."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def an_hour_passes(data: Path) -> None:
    """Let everybody's proof be an hour older."""
    command = [sys.executable, "-m", "tests.browser.hour", str(data)]
    subprocess.run(command, env=own_environment(), cwd=ROOT, check=True)


def test_binh_adds_a_passkey_and_comes_in_by_it(
    desk: Screen, named: str, province: tuple[str, Path], codes: Mapping[str, str]
):
    page = desk.page
    page.goto(named)
    press(page.get_by_role("button", name="English"))
    telling = Telling(desk, named, "passkey", codes)
    with_passkeys(page)
    come_in(telling, BINH, "binh", "cay da ben nuoc san dinh", "/my-sign-in")
    page.wait_for_url(f"{named}/my-sign-in")
    telling.look("my-sign-in")
    assert not page.locator("[data-passkey-fault]").is_visible()
    page.locator("#passkey_name").fill("Office laptop")
    press(page.get_by_role("button", name="Add a passkey"))
    page.locator("dt", has_text="Office laptop").wait_for()
    telling.look("passkey-added")
    press(page.get_by_role("button", name="Make recovery codes"))
    telling.look("recovery-codes")
    assert page.locator("main li .code").count() == 10

    press(page.locator('header form[action$="/sign-out"] button'))
    telling.go("/sign-in/officer?next=/sessions")
    press(page.get_by_role("button", name="Use a passkey"))
    page.wait_for_url(f"{named}/sessions")
    telling.look("came-in-by-passkey")
    assert BINH in page.locator("header").inner_text()
    assert "Passkey" in telling.main()

    telling.go(f"/desk/{telling.code('signed')}")
    an_hour_passes(province[1])
    telling.act("approve")
    telling.look("prove-again")
    press(page.get_by_role("button", name="Use a passkey"))
    page.wait_for_url(re.compile("done=approve"))
    telling.look("approved")


def test_minh_comes_in_without_javascript(phone: Screen, named: str):
    page = phone.page
    page.goto(named)
    telling = Telling(phone, named, "own-sign-in", {})
    come_in(telling, MINH, "minh", "song Cau nuoc chay lo tho", "/my-sign-in")
    assert MINH in page.locator("header").inner_text()
    telling.look("my-sign-in")
    press(page.locator('main a[href="/my-sign-in/device"]'))
    telling.look("another-device")
    page.locator("#code").fill("000000")
    press(page.locator("main form button"))
    telling.look("wrong-code")
