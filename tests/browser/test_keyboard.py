"""The desk by keyboard alone: through the list, open, the map of the keys, back; and each main page by Tab."""

import pytest

from tests.browser.telling import BINH, HOA, LAN, MINH, Telling
from tests.support.browser import Screen, press

pytestmark = pytest.mark.browser

SAME = 4
"""A box for a day is four stops: its day, its month, its year, and the calendar."""


@pytest.fixture
def keyboard(desk: Screen, address: str, codes) -> Telling:
    """A desk with a keyboard."""
    desk.page.goto(address)
    press(desk.page.get_by_role("button", name="English"))
    return Telling(desk, address, "keyboard", codes)


def test_the_list_is_walked_and_opened_by_keys(keyboard: Telling):
    page = keyboard.page
    keyboard.become(HOA, "/desk")
    lines = page.locator(".line__link")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert lines.nth(1).evaluate("each => each === document.activeElement")
    page.keyboard.press("k")
    assert lines.nth(0).evaluate("each => each === document.activeElement")
    page.keyboard.press("o")
    page.locator("#work h1").wait_for()
    assert page.locator("#work").evaluate("each => each === document.activeElement")
    page.keyboard.press("?")
    page.locator("#keymap").wait_for()
    keyboard.look("map")
    page.keyboard.press("Escape")
    assert not page.locator("#keymap").is_visible()
    page.keyboard.press("/")
    assert page.locator("#sought").evaluate("each => each === document.activeElement")
    page.keyboard.type("khong co ai ten nay")
    page.keyboard.press("Enter")
    page.locator(".empty__what").first.wait_for()
    keyboard.look("nothing-found")
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    page.wait_for_url("**/desk")
    assert page.locator(".line__link").count()


@pytest.mark.parametrize(
    ("person", "path"),
    [
        (LAN, "/"),
        (LAN, "/dossiers"),
        (MINH, "/counter"),
        (MINH, "/counter/quick"),
        (HOA, "/desk"),
        (BINH, "/desk/-/team"),
        (BINH, "/figures"),
    ],
)
def test_every_stop_of_tab_is_seen_and_none_holds_the_keyboard(keyboard: Telling, person: str, path: str):
    page = keyboard.page
    keyboard.become(person, path)
    stops: list[str] = []
    for _ in range(200):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or stop["path"] in stops[:-SAME]:
            break
        again = stop["path"] in stops  # further on in a box for a day, whose parts have rings of their own
        assert stop["seen"] or again, f"the focus cannot be seen at {stop['path']}"
        stops.append(stop["path"])
    assert len(set(stops)) > SAME
    assert stop is None or stop["path"] == stops[0], f"the keyboard is held at {stop['path']}"


STOP = """() => {
  const each = document.activeElement;
  if (!each || each === document.body) return null;
  const box = each.getBoundingClientRect(), style = getComputedStyle(each);
  const path = [];
  for (let at = each; at && at !== document.body; at = at.parentElement)
    path.unshift(at.tagName + ":" + [...at.parentElement.children].indexOf(at));
  const ring = style.outlineStyle !== "none" || style.boxShadow !== "none";
  const label = each.labels && each.labels[0] && getComputedStyle(each.labels[0], "::before").boxShadow !== "none";
  return {path: path.join("/"), seen: box.width > 0 && box.height > 0 && (ring || Boolean(label))};
}"""
