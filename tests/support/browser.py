"""Chromium for tests: a citizen's phone without JavaScript, in Vietnamese, and an officer's desk, in English.

Enter by the fixtures `phone` and `desk`; each gives a `Screen`. No screen reaches an address outside this
machine, and each remembers who asked for one. The fixtures are a plugin (`-p` in pyproject.toml), once for all tests: two
of Playwright's loops in one process refuse each other.

Wait on locators only: `wait_for_function` needs eval, which the site's content policy forbids.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    sync_playwright,
)

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / "build" / "screenshots"
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
BEGIN = """() => {
  window.seen = {later: window.setTimeout, faults: ["axe did not end"]};
  window.setTimeout = (work, delay) => { if (!delay) Promise.resolve().then(work); };
  axe.run(document, {resultTypes: ["violations"], preload: false}).then(
    found => { window.seen.faults = found.violations.flatMap(
      fault => fault.nodes.map(node => `${fault.id}: ${fault.help} at ${JSON.stringify(node.target)}`)); },
    fault => { window.seen.faults = [String(fault)]; });
}"""
"""axe puts its rules off to a later moment, which never comes on a page without scripts: here each follows at once."""
FAULTS = """() => {
  window.setTimeout = window.seen.later;
  return window.seen.faults;
}"""
"""What axe found, in words: its whole report is long."""
HERE = {"127.0.0.1", "localhost", "::1"}
ZONE = "Asia/Ho_Chi_Minh"
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The one without a window first: the same engine, for two thirds of the time."""

QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pings",
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
"""It asks nobody of itself, and no page of ours may: of other machines it finds none."""

MISSING = """Không tìm thấy Chromium. Chromium was not found.
Remedy: install the Debian package `chromium-headless-shell` or `chromium` (as root: apt-get install
chromium-headless-shell), or name the program in KINHBAC_CHROMIUM."""

AXE_MISSING = f"""axe-core was not found: {AXE}.
Remedy: `make setup`, which installs what frontend/package.json names."""


class ChromiumMissingError(RuntimeError):
    """No browser on this machine; the text names the Debian package."""


def find_chromium() -> str:
    """Return the browser's path: KINHBAC_CHROMIUM, else the first of Debian's and Chrome's names on PATH."""
    named = os.environ.get("KINHBAC_CHROMIUM")
    for name in [named] if named else NAMES:
        found = shutil.which(name)
        if found:
            return found
    raise ChromiumMissingError(MISSING)


@dataclass
class Screen:
    """One person's browser window.

    Attributes:
        page: where the person is.
        outside: addresses outside this machine that a page asked for; must stay empty.
        refused: what the content policy refused, and errors of scripts; must stay empty.
    """

    name: str
    page: Page
    context: BrowserContext
    outside: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def photograph(self, title: str) -> Path:
        """Keep a picture of the whole page as build/screenshots/<title>-<width>.png and return its path.

        Not in the gate (CI), where nobody looks at it: a picture costs as much as a page.
        It is taken from the top, once the letters are there: what sticks to the window would hang in the middle. A
        point of it is a point of the page: four times as many, as the phone shows, cost more than all else at a station.
        """
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        size = self.page.viewport_size
        assert size is not None
        file = SCREENSHOTS / f"{title}-{size['width']}.png"
        if os.environ.get("CI"):
            return file
        self.page.evaluate("() => document.fonts.ready.then(() => window.scrollTo(0, 0))")
        self.page.screenshot(path=file, full_page=True, scale="css")
        return file

    def barriers(self) -> list[str]:
        """What axe finds on the page as it stands: rule, what is wrong, and where; empty is right."""
        if not AXE.exists():
            raise FileNotFoundError(AXE_MISSING)
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        self.page.evaluate(BEGIN)
        found: list[str] = self.page.evaluate(FAULTS)
        return found

    def must_be_sound(self) -> None:
        """Fail with a list when axe finds a barrier, or when the page is wider than its screen."""
        faults = self.barriers()
        width = self.page.evaluate("() => document.documentElement.scrollWidth")
        size = self.page.viewport_size
        if size and width > size["width"]:
            faults.append(f"the page is {width} px wide on a screen of {size['width']} px")
        assert not faults, f"{self.page.url} ({self.name}):\n" + "\n".join(faults)

    def _note(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and parts.hostname not in HERE:
            self.outside.append(request.url)

    def _listen(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Refused to" in message.text:
            self.refused.append(message.text)


def press(place: Locator, key: str = "") -> None:
    """Click a place, or strike a key in it; then wait until the page that answers stands whole.

    Playwright waits for that page's first letters alone; what is counted or read too soon is not there yet.
    """
    if key:
        place.press(key)
    else:
        place.click()
    place.page.wait_for_load_state("domcontentloaded")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; each test gets windows of its own."""
    flags = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else list(QUIET)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=flags)
        yield browser
        browser.close()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Screen]:
    """A cheap phone, 360 by 740, Vietnamese, no JavaScript."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 740},
        device_scale_factor=2,
        is_mobile=True,
        has_touch=True,
        java_script_enabled=False,
        locale="vi-VN",
        timezone_id=ZONE,
    )
    yield from _watch(Screen("phone", context.new_page(), context))


@pytest.fixture
def desk(chromium: Browser) -> Iterator[Screen]:
    """An officer's screen, 1440 by 900, English, with JavaScript."""
    context = chromium.new_context(
        viewport={"width": 1440, "height": 900},
        locale="en-GB",
        timezone_id=ZONE,
        service_workers="block",  # what it answers is asked by no page
    )
    yield from _watch(Screen("desk", context.new_page(), context))


def _watch(screen: Screen) -> Iterator[Screen]:
    """Hand a screen to a test, and fail the test if a page asked for an outside host or broke its own policy."""
    screen.context.on("request", screen._note)
    screen.context.on("console", screen._listen)
    screen.page.on("pageerror", lambda error: screen.refused.append(str(error)))
    yield screen
    screen.context.close()
    assert not screen.outside, f"pages asked hosts outside this machine: {screen.outside}"
    assert not screen.refused, f"pages broke their own rules: {screen.refused}"
