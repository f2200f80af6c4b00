"""Without network: the first page is there as nobody sees it, any other says what is safe; no page of a person is kept."""

import pytest

from tests.browser.telling import LAN, Telling
from tests.support.browser import Screen

pytestmark = pytest.mark.browser


def test_a_light_start_without_network(chromium, address):
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    telling = Telling(Screen("away", page, context), address, "away", {})
    telling.become(LAN)
    telling.go("/")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    telling.go("/dossiers")
    kept = page.evaluate(
        "() => caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name)"
        ".then((cache) => cache.keys())))).then((all) => all.flat().map((each) => new URL(each.url).pathname))"
    )
    assert {each for each in kept if not each.startswith("/static/")} == {"/", "/offline"}
    context.set_offline(True)
    telling.go("/dossiers")
    assert "Không có mạng" in telling.main()
    telling.go("/")
    assert page.locator("#q").count() == 1
    assert LAN not in page.content()
    context.set_offline(False)
    telling.go("/dossiers")
    assert LAN in page.content()
    context.close()
