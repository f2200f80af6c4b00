"""Leave, as it is lived: Bình has Tuấn stand in for Hoa; what was hers alone is his for these days, in her name."""

from datetime import datetime, timedelta

import pytest

from kinhbac.base.clock import HCM
from tests.browser.telling import BINH, HOA, LAN, TUAN, Telling, answer
from tests.support.browser import press

pytestmark = pytest.mark.browser


def test_a_substitute_does_the_work_of_whoever_is_on_leave(telling: Telling):
    code, page = telling.code("leave"), telling.page
    telling.become(HOA, f"/desk/{code}")
    press(page.locator('form[data-hand="take"] button'))
    telling.become(TUAN, f"/desk/{code}")
    assert page.locator("section.acts #act-propose").count() == 0
    arranges(telling)
    telling.become(TUAN, f"/desk/{code}")
    telling.look("his-for-these-days")
    telling.act("propose", note="Đã tra sổ hộ tịch")
    line = page.locator(".history li").first.inner_text()
    assert TUAN in line
    assert HOA in line
    telling.look("journal-says-for-whom")
    telling.become(LAN, f"/dossiers/{code}")
    assert HOA in telling.main()
    telling.look("citizen-sees")
    telling.become(BINH, "/desk/-/team")
    press(page.locator('form[action$="/leave/end"] button').first)
    assert page.locator('form[action$="/leave/end"] button').count() == 0


def arranges(telling: Telling) -> None:
    """Bình first leaves the days out, then names the substitute with the days."""
    page = telling.page
    today = datetime.now(HCM).date()
    telling.become(BINH, "/desk/-/team")
    form = page.locator('form[action$="/team/leave"]').first
    open_form(telling)
    press(form.locator("button"))
    telling.look("days-missing")
    open_form(telling)
    form.locator('[name="post"]').select_option(label=label_of(form, "post", HOA))
    form.locator('[name="person"]').select_option(label=label_of(form, "person", TUAN))
    answer(form.locator('[name="first"]'), today.isoformat())
    answer(form.locator('[name="last"]'), (today + timedelta(days=3)).isoformat())
    answer(form.locator('[name="reason"]'), "Nghỉ phép năm")
    press(form.locator("button"))
    telling.look("arranged")


def open_form(telling: Telling) -> None:
    """Unfold the form, where it is folded."""
    form = telling.page.locator('form[action$="/team/leave"]').first
    if not form.is_visible():
        press(telling.page.locator("details", has=form).locator("summary"))


def label_of(form, name: str, person: str) -> str:
    """Return how a person stands in a list."""
    labels = form.locator(f'[name="{name}"] option').all_inner_texts()
    return next(each for each in labels if each.startswith(person))
