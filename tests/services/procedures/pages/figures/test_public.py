"""The public page: open to all, no dossier on it, small numbers only said to be small."""

from django.urls import reverse

from kinhbac.services.procedures.models import Stay
from kinhbac.site.demo import cast
from tests.services.procedures.pages.figures.conftest import browser
from tests.services.procedures.pages.figures.test_screen import lines_of


def shown(month="2026-02", language="vi", member=None) -> str:
    return browser(member, language).get(reverse("on_time"), {"month": month}).content.decode()


def test_everybody_sees_every_office(busy):
    html = shown()
    names = [line[0] for line in lines_of(html)[0]]
    assert len(names) >= 3
    assert names[-1] == "Cả tỉnh"
    assert "Tính đến" in html
    assert shown(member=cast.LAN)


def test_no_dossier_and_no_way_to_one(busy):
    html = shown()
    assert not any(code in html for code in Stay.objects.values_list("code", flat=True))
    assert "/figures" not in html
    assert "/desk/" not in html


def test_small_numbers_are_only_said_to_be_small(busy):
    april = Stay.objects.filter(came="received", since__gte="2026-04-01T00:00+07:00").order_by("case")
    few = list(april.values_list("case", flat=True).distinct()[:3])
    Stay.objects.exclude(case__in=few).delete()
    for line in lines_of(shown("2026-04"))[0]:
        assert all(cell in ("dưới 5", "–", "0") for cell in line[1:])
    assert "dưới 5" in shown("2026-04")
    assert "below 5" in shown("2026-04", "en")


def test_a_month_that_runs_is_said_to_run(busy):
    assert "Tháng chưa kết thúc" in shown("2026-04")
    assert "Tháng chưa kết thúc" not in shown("2026-03")


def test_what_is_no_month_is_the_current_one(busy):
    for words in ("", "x", "2026-13", "1999-01", "2030-01"):
        assert "04/2026" in shown(words)


def test_nothing_yet_says_what_would_fill_it(province, morning):
    assert "Tháng này chưa có hồ sơ nào" in shown()
