"""A story told on somebody's screen: who sits there, what is done, what is looked at. No words of the pages in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Locator, Page

from tests.support.browser import Screen, press

LAN, NAM = "Trần Thị Lan", "Vũ Hoài Nam"
MINH, HOA, BINH, TUAN = "Ngô Quang Minh", "Lê Thị Hoa", "Phạm Văn Bình", "Đặng Anh Tuấn"
NGA, CUONG, YEN = "Chu Thị Nga", "Trịnh Mạnh Cường", "Hoàng Hải Yến"


@dataclass
class Telling:
    """One telling of a story; `codes` are the dossiers made before it."""

    screen: Screen
    address: str
    story: str
    codes: Mapping[str, str]
    shots: int = 0

    @property
    def page(self) -> Page:
        return self.screen.page

    @property
    def is_phone(self) -> bool:
        return self.screen.name == "phone"

    def code(self, name: str) -> str:
        """Return this screen's own dossier of that past."""
        return self.codes[f"{name} {self.screen.name}"]

    def say(self, vietnamese: str, english: str) -> str:
        """Return words as this screen has them."""
        return vietnamese if self.is_phone else english

    def look(self, station: str) -> None:
        """Keep a picture, and let axe look; the page must fit its screen."""
        self.shots += 1
        self.screen.photograph(f"{self.story}-{self.shots:02}-{station}")
        self.screen.must_be_sound()

    def become(self, person: str, then: str = "/") -> None:
        """Sign in as another of the demo's people, by the provider and back."""
        self.page.goto(f"{self.address}/sign-in/vneid?next={quote(then)}")
        press(self.page.get_by_role("button", name=re.compile(f"^{person}")).first)
        here = self.address.rstrip("/")
        self.page.wait_for_url(lambda address: address.startswith(here) and "/sign-in" not in address)

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)

    def main(self) -> str:
        """Return what the page says."""
        return self.page.locator("main").inner_text()

    def form(self, act: str) -> Locator:
        """Return the form of an act of officers; one beside the path is opened as they open it."""
        self.page.locator("section.acts").wait_for()
        form = self.page.locator(f"#act-{act}")
        if not form.count():
            press(self.page.locator("details.others > summary"))
            press(self.page.locator(f'details.others a[href*="act={act}"]').first)
            form.wait_for()
        if not form.is_visible():
            press(self.page.locator("details", has=form).last.locator("summary").first)
        return form

    def act(self, act: str, **values: str) -> None:
        """Do an act of officers on the dossier that is open."""
        form = self.form(act)
        for name, value in values.items():
            answer(form.locator(f'[name="{name}"]'), value)
        press(form.locator("button:not([formaction])").last)

    def send(self) -> None:
        """Press the button of the form that a citizen has before her."""
        press(self.page.locator("main form button.govuk-button").first)

    def write(self, **answers: str) -> None:
        """Answer questions of the counter's form."""
        for name, value in answers.items():
            answer(self.page.locator(f'form.counter__form [name="{name}"]'), value)

    def wish(self, what: str) -> None:
        """Press the button of the counter's form that wishes this: save, receive."""
        press(self.page.locator(f'form.counter__form button[name="do"][value="{what}"]').last)

    def sums(self) -> list[list[str]]:
        """Return the sums of the terms on the page, day by day, as they can be opened there."""
        return [
            [" | ".join(row.locator("th, td").all_text_contents()) for row in table.locator("tbody tr").all()]
            for table in self.page.locator("table.sum").all()
        ]


def answer(box: Locator, value: str) -> None:
    """Answer a question, whatever kind of field it is."""
    kind = box.first.get_attribute("type")
    if kind in ("radio", "checkbox"):
        box.and_(box.page.locator(f'[value="{value}"]')).check()
    elif kind == "file":
        box.set_input_files(value)
    elif box.first.evaluate("each => each.tagName") == "SELECT":
        box.select_option(value)
    else:
        box.fill(value)


def photograph(folder: Path, name: str) -> str:
    """Return a photograph as a phone takes it."""
    file = folder / name
    Image.new("RGB", (640, 480), "#f3eee2").save(file, "JPEG")
    return str(file)
