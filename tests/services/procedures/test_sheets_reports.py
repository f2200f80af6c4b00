"""The process control (06) and the register (07): for officers, the register for those of its office only."""

from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from kinhbac.base.clock import HCM
from kinhbac.kernel import definitions
from kinhbac.kernel.reads import openings_of
from kinhbac.services.procedures.actions import dossiers
from kinhbac.services.procedures.pages.officer.sheets import register, workbook
from kinhbac.site.demo import cast
from tests.services.procedures.browsing import browser
from tests.services.procedures.conftest import MORNING, carried_on, submitted, viewer_of

pytestmark = pytest.mark.usefixtures("province", "morning")

CENTRE, COMMITTEE = "2025.09187.centre", "2025.09187.committee"
NEW_YEAR = datetime(2026, 1, 5, 8, 0, tzinfo=HCM)
OLD_YEAR = datetime(2025, 12, 30, 8, 0, tzinfo=HCM)
FIRST_COLUMNS = 2


@pytest.fixture
def dossier(province):
    return submitted()


def control(recorded, member, language="vi"):
    return browser(member, language).get(reverse("process_control", args=[recorded.code]))


def shown(member=cast.MINH, language="vi", **asked):
    asked = {"from": "2026-04-01", "to": "2026-04-30", **asked}
    return browser(member, language).get(reverse("register"), asked)


def numbers(answer) -> list[tuple[int, str]]:
    return [(row.number, row.code) for row in answer.context["rows"]]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_process_control_has_a_row_for_each_hand_over(dossier, language):
    carried_on(dossier.case, 5)
    answer = control(dossier, cast.HOA, language)
    words = answer.content.decode()
    rows = answer.context["rows"]
    assert [row.gave.vi.split(",")[0] for row in rows] == [
        each.name for each in (cast.LAN, cast.MINH, cast.HOA, cast.BINH, cast.HOA)
    ]
    assert [row.done_by for row in rows] == [
        each.name for each in (cast.MINH, cast.HOA, cast.BINH, cast.HOA, cast.MINH)
    ]
    for each in (
        "Mẫu số 06",
        "Đúng hạn",
        "Thẩm tra",
        "Đủ điều kiện",
        "09:00",
        "28/04/2026",
        "SAMPLE, UNSIGNED",
    ):
        assert each in words
    assert ("Given by" in words) is (language == "en")
    assert 'style="' not in words


@pytest.mark.parametrize(
    ("member", "status"),
    [(cast.LAN, 403), (cast.NAM, 403), (cast.THU, 404), (cast.MINH, 200), (cast.BINH, 200)],
    ids=lambda each: getattr(each, "key", each),
)
def test_the_process_control_is_for_the_dossiers_officers(dossier, member, status):
    carried_on(dossier.case, 3)
    assert control(dossier, member).status_code == status


def test_a_step_waits_without_being_late_while_the_applicant_is_asked(dossier):
    carried_on(dossier.case, 1)
    asked = dossiers.Asked(viewer=viewer_of(cast.HOA), now=MORNING)
    dossiers.do(dossier.case, "request_supplement", {"items": ["Giấy"], "reason": "Thiếu giấy"}, asked)
    assert [row.kept.en for row in control(dossier, cast.HOA).context["rows"]] == ["Early", "Paused", ""]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_register_has_the_columns_of_the_form(dossier, language):
    carried_on(dossier.case, 5)
    words = shown(language=language).content.decode()
    for each in (
        "sheet--a4-across",
        "Mẫu số 07",
        "SAMPLE, UNSIGNED",
        dossier.code,
        "Đăng ký khai sinh: ",
        cast.LAN.name,
        "0912 345 678",
        "UBND phường Kinh Bắc",
        "28/04/2026",
        "17:00",
        "Trực tiếp",
        "Số bộ",
        "Cơ quan chủ trì giải quyết",
        "Ký nhận",
        "Ghi chú",
    ):
        assert each in words
    assert ("Resolved by" in words) is (language == "en")
    assert 'style="' not in words


def test_a_desk_enters_what_it_received_and_an_office_what_came_to_it(dossier):
    assert numbers(shown(cast.MINH)) == []
    assert numbers(shown(cast.HOA)) == []
    carried_on(dossier.case, 1)
    assert numbers(shown(cast.MINH)) == numbers(shown(cast.HOA)) == [(1, dossier.code)]
    dossiers.undo(dossier.case, dossiers.Asked(viewer=viewer_of(cast.MINH), now=MORNING))
    assert numbers(shown(cast.MINH)) == numbers(shown(cast.HOA)) == []


def test_numbers_run_through_the_year_and_begin_anew_with_the_next():
    moments = (OLD_YEAR, NEW_YEAR, NEW_YEAR + timedelta(hours=1), MORNING)
    codes = []
    for at in moments:
        recorded = submitted(now=at)
        carried_on(recorded.case, 1, at)
        codes.append(recorded.code)
    whole = shown(**{"from": "2025-12-01", "to": "2026-04-30"})
    assert numbers(whole) == list(zip((1, 1, 2, 3), codes, strict=True))
    assert numbers(shown()) == [(3, codes[3])]


def test_long_registers_have_pages(monkeypatch):
    monkeypatch.setattr(register, "PAGE", 2)
    for _ in range(3):
        carried_on(submitted().case, 1)
    first, second = shown(), shown(page="2")
    assert [number for number, _ in numbers(first)] == [1, 2]
    assert [number for number, _ in numbers(second)] == [3]
    assert (first.context["before"], second.context["after"]) == ("", "")
    following = browser(cast.MINH).get(reverse("register") + first.context["after"])
    assert numbers(following) == numbers(second)
    assert numbers(shown(page="99")) == numbers(second)


@pytest.mark.parametrize(
    ("member", "asked", "status"),
    [
        (cast.LAN, {}, 403),
        (cast.NAM, {}, 403),
        (cast.MINH, {}, 200),
        (cast.MINH, {"office": COMMITTEE}, 404),
        (cast.THU, {"office": CENTRE}, 404),
        (cast.HOA, {"office": COMMITTEE}, 200),
    ],
)
def test_a_register_is_for_the_officers_of_its_office(dossier, member, asked, status):
    carried_on(dossier.case, 1)
    assert shown(member, **asked).status_code == status


def test_officers_elsewhere_find_nothing_of_it(dossier):
    carried_on(dossier.case, 1)
    assert numbers(shown(cast.THU)) == []


def test_whoever_opened_a_register_opened_its_dossiers(dossier):
    carried_on(dossier.case, 1)
    before = len(openings_of(dossier.case, viewer_of(cast.LAN)))
    shown(cast.MINH)
    opened = openings_of(dossier.case, viewer_of(cast.LAN))
    assert len(opened) == before + 1
    assert (opened[0].person, opened[0].office, opened[0].role) == (cast.MINH.person, CENTRE, "one_stop")
    shown(cast.MINH, **{"as": "xlsx"})
    told = {each.purpose for each in openings_of(dossier.case, viewer_of(cast.LAN))}
    assert {"register", "register_file"} <= told
    seen = browser(cast.LAN).get(reverse("record")).content.decode()
    assert "In sổ theo dõi hồ sơ của cơ quan" in seen
    assert "Tải sổ theo dõi hồ sơ của cơ quan thành tệp" in seen


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        ("2026-04-30", "2026-04-01"),
        ("gestern", "2026-04-01"),
        ("2020-01-01", "2026-04-01"),
        ("", "2026-04-01"),
    ],
)
def test_what_is_no_period_is_said_and_this_month_is_shown(dossier, begins, ends):
    answer = shown(**{"from": begins, "to": ends})
    assert "Chọn ngày đầu không sau ngày cuối" in answer.content.decode()
    assert answer.context["period"].begins_on.isoformat() == "2026-04-01"
    assert answer.context["period"].ends_on == MORNING.date()


def test_the_workbook_equals_the_sheet(dossier):
    carried_on(dossier.case, 5)
    sheet = shown()
    file = shown(**{"as": "xlsx"})
    rows = list(load_workbook(BytesIO(file.content)).active.iter_rows(min_row=4, values_only=True))
    assert [tuple(row[:FIRST_COLUMNS]) for row in rows] == numbers(sheet)
    (row,) = rows
    assert row[4] == cast.LAN.name
    assert row[7] == datetime(2026, 4, 28)  # noqa: DTZ001 - a workbook knows no zones
    assert row[8] == datetime(2026, 4, 28, 17, 0)  # noqa: DTZ001 - as above


def test_what_a_person_typed_is_no_formula(dossier):
    carried_on(dossier.case, 1)
    row = replace(shown().context["rows"][0], name="=1+1", contact=("+84 912", "=2"))
    office = definitions.current_directory().office(CENTRE)
    file = workbook.register_file([row], office, MORNING.date(), MORNING.date())
    sheet = load_workbook(BytesIO(file.content)).active
    assert [(sheet[cell].value, sheet[cell].data_type) for cell in ("E4", "F4")] == [
        ("=1+1", "s"),
        ("+84 912; =2", "s"),
    ]
