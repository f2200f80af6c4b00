"""Signing in, as it is lived: Lan goes to her provider and comes back to where she was; with too low a level she is led
up; while the provider is down who is signed in goes on, and the others read what else they can do."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.browser.telling import LAN, Telling
from tests.support.browser import press

pytestmark = pytest.mark.browser


@pytest.fixture(params=["phone", "desk"])
def telling(request: pytest.FixtureRequest, address: str) -> Telling:
    """A story that needs no past."""
    screen = request.getfixturevalue(request.param)
    screen.page.goto(address)
    if request.param == "desk":
        press(screen.page.get_by_role("button", name="English"))
    return Telling(screen, address.rstrip("/"), "sign-in", {})


@pytest.fixture
def behaviour(telling: Telling) -> Iterator[str]:
    """The page on which the provider is told how to behave; it behaves again afterwards."""
    telling.go("/sign-in/vneid")
    parts = urlsplit(telling.page.url)
    page = f"{parts.scheme}://{parts.netloc}/behaviour"
    yield page
    behave(telling, page, "none")


def test_lan_signs_in_and_comes_back_to_where_she_was(telling: Telling):
    page = telling.page
    telling.go("/dossiers")
    telling.look("ways-in")
    assert page.get_by_role("button", name=LAN).count() == 1  # in the demo, one click is enough too
    press(page.locator('main a[href^="/sign-in/vneid"]'))
    assert not page.url.startswith(telling.address)
    telling.look("at-the-provider")
    press(page.get_by_role("button", name=LAN))
    assert page.url == f"{telling.address}/dossiers"
    assert LAN in page.locator("header").inner_text()
    telling.look("back")
    press(page.locator('footer a[href="/sessions"]'))
    telling.look("where-she-is-signed-in")
    assert "Chrome" in telling.main()


def test_with_too_low_a_level_she_is_led_up_and_back(telling: Telling):
    page = telling.page
    signs_in(telling, "/dossiers", level="1")
    dossier = page.locator('main a[href^="/dossiers/H05"]').first.get_attribute("href")
    telling.go(f"{dossier}/withdraw")
    telling.look("level-too-low")
    assert telling.say("mức độ 1", "level 1") in telling.main()
    press(page.locator("main a.govuk-button"))
    press(page.get_by_role("button", name=LAN))
    assert page.url == f"{telling.address}{dossier}/withdraw"
    assert page.locator("main form").count() == 1


def test_she_turns_round_at_the_provider(telling: Telling):
    page = telling.page
    telling.go("/sign-in/vneid?next=/dossiers")
    press(page.locator("main form button").last)
    telling.look("turned-round")
    press(page.locator("main a.govuk-button"))
    press(page.get_by_role("button", name=LAN))
    assert page.url == f"{telling.address}/dossiers"


def test_the_provider_is_down(telling: Telling, behaviour: str):
    page = telling.page
    signs_in(telling, "/dossiers")
    behave(telling, behaviour, "down")
    telling.look("how-it-behaves")
    telling.go("/dossiers")
    assert LAN in page.locator("header").inner_text()  # who is signed in goes on
    press(page.locator('header form[action$="/sign-out"] button'))
    telling.go("/sign-in/vneid?next=/dossiers")
    telling.look("provider-is-down")
    assert telling.say("Bộ phận Một cửa", "one-stop desk") in telling.main()
    behave(telling, behaviour, "wrong_signature")
    telling.go("/sign-in/vneid?next=/dossiers")
    press(page.get_by_role("button", name=LAN))
    telling.look("answer-not-believed")
    assert "token.signature" in telling.main()
    assert LAN not in page.locator("header").inner_text()
    behave(telling, behaviour, "none")
    telling.go("/sign-in/vneid?next=/dossiers")
    press(page.get_by_role("button", name=LAN))
    assert page.url == f"{telling.address}/dossiers"


def signs_in(telling: Telling, then: str, level: str = "2") -> None:
    telling.go(f"/sign-in/vneid?next={then}")
    telling.page.locator(f'[name="level"][value="{level}"]').check()
    press(telling.page.get_by_role("button", name=LAN))


def behave(telling: Telling, page: str, fault: str) -> None:
    telling.page.goto(page)
    telling.page.locator(f'[name="fault"][value="{fault}"]').check()
    press(telling.page.locator("main form button.govuk-button"))
