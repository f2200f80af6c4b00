"""One birth, from the form to the result, as its people live it.

Once on a phone in Vietnamese without JavaScript, once on a desk in English. At every station axe looks at the page,
the page must fit its screen, and a picture is kept in build/screenshots.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from kinhbac.base.clock import HCM
from tests.support.browser import Screen, press

pytestmark = pytest.mark.browser

LAN, MINH, HOA, BINH, NAM = "Trần Thị Lan", "Ngô Quang Minh", "Lê Thị Hoa", "Phạm Văn Bình", "Vũ Hoài Nam"
CODE = re.compile(r"H05\.91\.87-\d{6}-\d{4,}")


@dataclass(frozen=True)
class Words:
    """The words of the screens by which the story finds its way."""

    sign_out: str
    begin: str
    go_on: str
    submit: str
    see: str
    why: str
    receive: str
    propose: str
    approve: str
    rework: str
    issue: str
    hand_over: str
    ended: str
    problem: str


VIETNAMESE = Words(
    sign_out="Đăng xuất",
    begin="Bắt đầu khai",
    go_on="Lưu và tiếp tục",
    submit="Cam đoan và nộp hồ sơ",
    see="Xem hồ sơ đến đâu rồi",
    why="Vì sao là lúc đó?",
    receive="Tiếp nhận hồ sơ",
    propose="Trình phê duyệt",
    approve="Phê duyệt",
    rework="Trả lại để làm lại",
    issue="Cấp kết quả",
    hand_over="Trả kết quả",
    ended="Đã trả kết quả",
    problem="Có chỗ cần sửa",
)
ENGLISH = Words(
    sign_out="Sign out",
    begin="Start",
    go_on="Save and continue",
    submit="Declare and submit",
    see="See where it is",
    why="Why that moment?",
    receive="Receive the dossier",
    propose="Propose for approval",
    approve="Approve",
    rework="Return for rework",
    issue="Issue the result",
    hand_over="Hand over the result",
    ended="Result returned",
    problem="Some answers need another look",
)


@dataclass
class Story:
    """One telling of the story: whose screen, in which words, at which address."""

    screen: Screen
    words: Words
    address: str
    shots: int = 0

    @property
    def page(self):
        return self.screen.page

    def look(self, title: str) -> None:
        """Keep a picture and let axe look."""
        self.shots += 1
        self.screen.photograph(f"{self.shots:02}-{title}")
        self.screen.must_be_sound()

    def become(self, person: str, then: str = "/") -> None:
        """Change to another of the demo's people, in one click."""
        self.page.goto(f"{self.address}/sign-in?next={then}")
        press(self.page.get_by_role("button", name=re.compile(f"^{person}")).first)

    def go_on(self, **answers: str) -> None:
        """Answer what stands on the page and send it."""
        for name, value in answers.items():
            box = self.page.locator(f'[name="{name}"]')
            kind = box.first.get_attribute("type")
            if kind == "radio":
                self.choose(f'[name="{name}"][value="{value}"]')
            elif kind == "file":
                box.set_input_files(value)
            elif box.first.evaluate("each => each.tagName") == "SELECT":
                box.select_option(value)
            else:
                box.fill(value)
        press(self.page.get_by_role("button", name=self.words.go_on, exact=True).last)

    def choose(self, box: str) -> None:
        """Tick a box."""
        self.page.locator(box).check()

    def act(self, name: str) -> None:
        """Do an act of the desk."""
        button = self.page.locator("section.acts").get_by_role("button", name=re.compile(f"^{name}"))
        if not button.is_visible():
            press(self.page.locator("summary", has_text=name))
        press(button)


def photograph(folder: Path) -> str:
    file = folder / "giay-chung-sinh.jpg"
    Image.new("RGB", (640, 480), "#f3eee2").save(file, "JPEG")
    return str(file)


def fill_in(story: Story, folder: Path) -> None:
    """Walk through the form as Lan: what is known stands there and is only looked at."""
    born = datetime.now(HCM).date() - timedelta(days=12)
    story.look("relation")
    story.go_on()
    assert story.words.problem in story.page.content()
    story.look("relation-missing")
    story.go_on(**{"requester.relation": "mother"})
    assert story.page.locator('[name="requester.phone"]').input_value().replace(" ", "") == "0912345678"
    story.look("phone")
    story.go_on()
    story.go_on(**{"child.full_name": "Nguyễn Minh An"})
    story.go_on(**{"child.born_on-day": "1", "child.born_on-month": "1", "child.born_on-year": "2031"})
    assert story.page.locator('[name="child.born_on-year"]').input_value() == "2031"
    story.look("born-in-future")
    day, month, year = str(born.day), str(born.month), str(born.year)
    story.go_on(**{"child.born_on-day": day, "child.born_on-month": month, "child.born_on-year": year})
    story.go_on(**{"child.sex": "female"})
    story.go_on(**{"place.kind": "facility"})
    story.go_on(**{"place.facility": "Bệnh viện Sản Nhi (mẫu)", "place.address": "Phường Vũ Ninh, Bắc Ninh"})
    story.go_on(**{"parents.marriage": "married"})
    story.go_on()  # where the marriage was registered is known
    assert story.page.locator('[name="mother.identity_number"]').input_value() == "027196001234"
    story.look("mother-known")
    story.go_on()
    story.go_on()  # where the mother lives
    assert story.page.locator('[name="father.full_name"]').input_value() == "Nguyễn Văn Hải"
    story.go_on()
    story.go_on()  # where the father lives
    story.go_on(**{"child.ethnicity": "01", "child.hometown": "Phường Kinh Bắc, Bắc Ninh"})
    story.go_on(**{"registration.parent": "mother"})
    story.go_on(**{"papers.birth_notice": photograph(folder)})
    if story.page.locator('[name="papers.birth_notice"]').count():
        story.look("paper-kept")
        story.go_on()
    story.go_on(**{"copies.count": "2"})
    story.go_on(**{"delivery.way": "counter"})


def tell(story: Story, folder: Path) -> None:
    """Tell the story once."""
    code = applies(story, folder)
    is_received(story, code)
    is_decided(story, code)
    is_returned(story, code)


def applies(story: Story, folder: Path) -> str:
    """Lan registers the birth, and sees where it stands; the code is given back."""
    page, words = story.page, story.words
    story.look("home")
    page.goto(f"{story.address}/procedures/1.001193")
    story.look("procedure")
    story.become(LAN, "/procedures/1.001193")
    press(page.locator("main a.govuk-button--start"))
    story.look("right-one")
    for answer in ("certificate-no", "foreign-no"):
        story.choose(f"#{answer}")
        press(page.locator("main form button"))
    press(page.get_by_role("button", name=words.begin))
    fill_in(story, folder)
    story.look("check")
    press(page.get_by_role("button", name=words.submit))
    story.look("submitted")
    code = CODE.search(page.content())[0]
    press(page.get_by_role("link", name=words.see))
    press(page.locator("summary", has_text=words.why).first)
    story.look("where-it-stands")
    return code


def is_received(story: Story, code: str) -> None:
    """Minh receives, and prints the slip."""
    page, words = story.page, story.words
    story.become(MINH, f"/desk/{code}")
    story.look("officer-receives")
    for box in page.locator('[name="component"]').all():
        story.choose(f"#{box.get_attribute('id')}")
    story.act(words.receive)
    page.goto(f"{story.address}/dossiers/{code}/slip")
    assert code in page.content()
    story.look("slip")


def is_decided(story: Story, code: str) -> None:
    """Hoa proposes, Bình wants it done again, then approves; Hoa issues the result."""
    page, words = story.page, story.words
    story.become(HOA, f"/desk/{code}")
    page.locator('[name="note"]').first.fill("Đủ điều kiện đăng ký")
    story.look("specialist-proposes")
    story.act(words.propose)

    story.become(BINH, "/desk")
    story.look("leader-list")
    page.goto(f"{story.address}/desk/{code}")
    press(page.locator("summary", has_text=words.rework))
    page.locator("#note-return_for_rework").fill("Ghi rõ bệnh viện")
    story.act(words.rework)

    story.become(HOA, f"/desk/{code}")
    assert "Ghi rõ bệnh viện" in page.content()
    story.act(words.propose)
    story.become(BINH, f"/desk/{code}")
    story.look("leader-approves")
    story.act(words.approve)
    story.become(HOA, f"/desk/{code}")
    story.act(words.issue)
    page.goto(f"{story.address}/dossiers/{code}/result")
    assert "Nguyễn Minh An".upper() in page.content().upper()
    story.look("result")


def is_returned(story: Story, code: str) -> None:
    """Minh hands the result over; Lan sees all of it, and Nam nothing."""
    page, words = story.page, story.words
    story.become(MINH, f"/desk/{code}")
    story.look("officer-returns")
    story.act(words.hand_over)

    story.become(LAN, f"/dossiers/{code}")
    assert words.ended in page.content()
    assert HOA in page.content()  # she sees who opened her file
    story.look("ended")
    page.goto(f"{story.address}/messages")
    story.look("messages")

    story.become(NAM, f"/dossiers/{code}")
    assert code not in page.locator("main").inner_text()
    story.look("stranger")


def test_on_a_phone_in_vietnamese_without_javascript(phone, address, tmp_path):
    phone.page.goto(address)
    tell(Story(phone, VIETNAMESE, address), tmp_path)


def test_on_a_desk_in_english(desk, address, tmp_path):
    desk.page.goto(address)
    press(desk.page.get_by_role("button", name="English"))
    tell(Story(desk, ENGLISH, address), tmp_path)
