"""Late, as it is lived: the system drafts the apology (form 04), a person sends it, and it stays late in the figures."""

import re

import pytest

from tests.browser.telling import BINH, HOA, LAN, MINH, Telling
from tests.support.browser import press

pytestmark = pytest.mark.browser

MOMENT = re.compile(r"\d\d:\d\d [^\d]+ \d\d/\d\d/\d{4}")


def test_a_late_dossier_is_apologised_for_and_still_counts_as_late(telling: Telling):
    code, page = telling.code("late"), telling.page
    telling.become(HOA, f"/desk/{code}")
    telling.look("specialist-is-warned")
    press(page.locator(".notice--soon a"))
    form = telling.form("apologise")
    drafted = form.locator('[name="reason"]').input_value()
    assert drafted
    assert form.locator('[name="new_due"]').input_value()
    telling.look("drafted")
    telling.act("apologise", new_due="2026-01-05T09:00")
    assert page.locator('#act-apologise [name="reason"]').input_value() == drafted
    telling.look("new-date-too-early")
    telling.go(f"/desk/{code}?act=apologise")
    telling.act("apologise", reason=f"{drafted} Kính mong bà thông cảm.")
    reads(telling, code)
    ends(telling, code)
    counts_as_late(telling, code)


def reads(telling: Telling, code: str) -> None:
    """Lan reads the new date beside the one that the law set, and the letter."""
    page = telling.page
    telling.become(LAN, f"/dossiers/{code}")
    notice = page.locator('section[aria-labelledby="apology"]')
    assert len(set(MOMENT.findall(notice.inner_text()))) >= 2
    telling.look("citizen-reads")
    press(notice.locator('a[href*="/letters/"]'))
    telling.look("letter-04")


def ends(telling: Telling, code: str) -> None:
    """It is decided and handed over before the new date."""
    for person, act in ((HOA, "propose"), (BINH, "approve"), (HOA, "issue_result"), (MINH, "hand_over")):
        telling.become(person, f"/desk/{code}")
        telling.act(act)
    telling.become(LAN, f"/dossiers/{code}")
    telling.look("ended")


def counts_as_late(telling: Telling, code: str) -> None:
    """The leader finds it among those that were done late."""
    page = telling.page
    telling.become(BINH, "/figures")
    for _ in range(20):
        late = page.locator('tfoot a[href*="column=late"]').first
        if late.count():
            press(late)
            if page.locator(f'a[href*="{code}"]').count():
                break
        telling.go("/figures")
    assert page.locator(f'a[href*="{code}"]').count()
