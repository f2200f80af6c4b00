"""The desk as it is used: at a wide screen with the keyboard alone, and on a phone without JavaScript."""

import os
import random
from datetime import timedelta

import pytest
from django.conf import settings
from playwright.sync_api import expect

from kinhbac.base.clock import HCM
from kinhbac.kernel.models import Entry
from tests.cast import HOA, NOW
from tests.support.browser import Screen
from tests.tools.desk.works import LETTER, do, open_case

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs in the thread of the tests

SURNAMES = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi"]
NAMES = ["Thị Đào", "Văn Mận", "Minh An", "Thị Ngọc Ánh", "Quang Huy", "Thu Trang", "Đức Thịnh"]


@pytest.fixture
def office(browse, published, live_server):
    """A desk with two pages of work, some late, some soon, some without a term; return what signs a window in."""
    chance = random.Random(7)
    for number in range(64):
        hours = chance.choice([-50, -3, 1, 3, 26, 80, 200, None])
        about = f"{chance.choice(SURNAMES)} {chance.choice(NAMES)}"
        due_at = NOW + timedelta(hours=hours, minutes=number) if hours is not None else None
        kind = {"kind": LETTER} if number % 5 == 0 else {}
        opened = open_case(published, about, code=f"H05.91.87-260428-{number:04}", due_at=due_at, **kind)
        if number % 9 == 1:
            do(opened.case, "pass_on", HOA.acting(), now=NOW.astimezone(HCM))

    def enter(screen: Screen, name: str) -> str:
        says = screen.page.evaluate("navigator.userAgent")
        key = browse(name, browser=says).cookies[settings.SESSION_COOKIE_NAME].value
        screen.context.add_cookies(
            [
                {"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url},
                {
                    "name": "kinhbac_language",
                    "value": "en" if screen.name == "desk" else "vi",
                    "url": live_server.url,
                },
            ]
        )
        return live_server.url

    return enter


def test_the_keyboard_alone_goes_through_a_desk(desk: Screen, office):
    here, page = office(desk, "Hoa"), desk.page
    page.goto(f"{here}/desk")
    desk.photograph("desk-list")
    desk.must_be_sound()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("o")
    title = page.locator("#work h1")
    expect(title).to_contain_text("Work H05")
    first = title.inner_text()
    assert page.url.startswith(f"{here}/works/H05")
    expect(page.locator(".line[aria-current]")).to_have_count(1)
    desk.photograph("desk-open")
    desk.must_be_sound()
    page.locator("#note").fill("một nửa câu")
    page.keyboard.press("Escape")
    page.locator(".line[aria-current] .line__link").focus()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(title).not_to_have_text(first)
    expect(page.locator("#note")).to_have_value("")
    page.go_back()
    expect(title).to_have_text(first)
    expect(page.locator("#note")).to_have_value("một nửa câu")
    page.reload()
    expect(page.locator("#note")).to_have_value("một nửa câu")
    page.locator("#work").focus()
    page.keyboard.press("t")
    expect(page.locator(".held__who")).to_have_text("This work is yours.")
    assert Entry.objects.filter(name="step.taken").count() == 1
    page.wait_for_load_state()
    page.keyboard.press("?")
    expect(page.locator("#keymap")).to_be_visible()
    desk.photograph("desk-keys")
    page.keyboard.press("Escape")
    expect(page.locator("#keymap")).to_be_hidden()
    page.keyboard.press("/")
    page.keyboard.type("dao")
    page.keyboard.press("Enter")
    expect(page.locator(".line__title").first).to_contain_text("Đào")
    page.locator("h1").first.click()
    page.keyboard.press("1")
    expect(page.locator(".board__queues a[aria-current]")).to_contain_text("Everything that waits")


def test_what_cannot_be_loaded_says_so_and_keeps_the_note(desk: Screen, office):
    here, page = office(desk, "Hoa"), desk.page
    page.goto(f"{here}/desk")
    page.locator(".line__link").first.click()
    expect(page.locator("#work h1")).to_contain_text("Work")
    page.locator("#note").fill("giữ lại")
    desk.context.set_offline(True)
    page.locator(".line__link").nth(1).click()
    expect(page.locator("#work .notice--late")).to_contain_text("could not be loaded")
    desk.photograph("desk-failed")
    desk.context.set_offline(False)
    page.locator(".line__link").first.click()
    expect(page.locator("#note")).to_have_value("giữ lại")


def test_a_leader_signs_many_on_a_phone(phone: Screen, office):
    here, page = office(phone, "Bình"), phone.page
    page.goto(f"{here}/desk?queue=to_sign")
    phone.photograph("desk-leader")
    phone.must_be_sound()
    page.locator("summary", has_text="Làm với nhiều hồ sơ").click()
    for place in (0, 1):
        page.locator(".line", has_text="Cấp giấy phép").nth(place).locator("label").click()
    page.locator(".line", has_text="Trả lời công văn").first.locator("label").click()
    page.get_by_role("button", name="Xem trước các hồ sơ đã đánh dấu").click()
    phone.photograph("desk-bulk-tried")
    phone.must_be_sound()
    assert "Loại việc này không có việc vừa chọn" in page.content()
    page.get_by_role("button", name="Kết thúc: 2 hồ sơ").click()
    assert "Đã ghi 2 hồ sơ." in page.content()
    phone.photograph("desk-bulk-done")
    assert Entry.objects.filter(name="closed").count() == 2


def test_on_a_phone_the_work_stands_alone_and_leads_back(phone: Screen, office):
    here, page = office(phone, "Hoa"), phone.page
    page.goto(f"{here}/desk?queue=late")
    phone.photograph("desk-list")
    phone.must_be_sound()
    page.locator(".line__link").first.click()
    phone.photograph("desk-open")
    phone.must_be_sound()
    page.get_by_role("button", name="Nhận việc").click()
    expect(page.locator(".held__who")).to_have_text("Bạn đang giữ việc này.")
    page.get_by_role("link", name="Về danh sách").click()
    assert page.url == f"{here}/desk?queue=late"


def test_people_and_leave_fit_both_screens(phone: Screen, desk: Screen, office):
    for screen in (phone, desk):
        here = office(screen, "Bình")
        screen.page.goto(f"{here}/desk/-/team")
        for folded in screen.page.locator("summary").all():
            folded.click()
        screen.photograph("desk-team")
        screen.must_be_sound()
        screen.page.goto(f"{here}/desk?whose=office&q=khongco")
        screen.photograph("desk-empty")
        screen.must_be_sound()
