"""The printed sheets: there once what they say has happened, for those who may see it; and days in Vietnamese words."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from kinhbac.services.procedures.actions import dossiers, turns
from kinhbac.services.procedures.pages.officer.wording import dated, day_in_words, number_in_words
from kinhbac.site.demo import cast
from tests.services.procedures.browsing import browser
from tests.services.procedures.conftest import MORNING, carried_on, submitted, viewer_of


@pytest.fixture
def dossier(province):
    return submitted()


def sheet(name: str, recorded, member=cast.LAN, language: str = "vi", paper: str = ""):
    return browser(member, language).get(reverse(name, args=[recorded.code]), {"paper": paper})


def correct_name(recorded, name: str, by=cast.MINH) -> None:
    asked = dossiers.Asked(viewer=viewer_of(by), now=MORNING)
    dossiers.correct(recorded.case, {"child.full_name": name}, "Chép nhầm", asked)


def test_there_is_no_slip_before_reception(dossier):
    assert sheet("slip", dossier).status_code == 404
    carried_on(dossier.case, 1)
    assert sheet("slip", dossier).status_code == 200


def test_a_slip_goes_when_the_reception_is_taken_back(dossier):
    carried_on(dossier.case, 1)
    dossiers.undo(dossier.case, dossiers.Asked(viewer=viewer_of(cast.MINH), now=MORNING))
    assert sheet("slip", dossier).status_code == 404


def test_a_slip_names_the_child_as_at_reception(dossier):
    carried_on(dossier.case, 1)
    before = sheet("slip", dossier).content.decode()
    asked = dossiers.Asked(viewer=viewer_of(cast.HOA), now=MORNING)
    dossiers.correct(dossier.case, {"child.full_name": "Trần Khác"}, "Chép nhầm", asked)
    after = sheet("slip", dossier).content.decode()
    assert "Trần Khác" not in after
    assert before == after


@pytest.mark.parametrize("acts", [0, 1, 2, 3])
def test_there_is_no_result_before_it_is_issued(dossier, acts):
    carried_on(dossier.case, acts)
    assert sheet("result", dossier).status_code == 404


@pytest.mark.parametrize("member", [cast.NAM, cast.THU, cast.SON], ids=lambda member: member.key)
@pytest.mark.parametrize("name", ["slip", "result"])
def test_strangers_find_no_sheet(dossier, member, name):
    carried_on(dossier.case, 5)
    assert sheet(name, dossier, member).status_code == 404


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_slip_says_what_the_decree_asks(dossier, language):
    carried_on(dossier.case, 1)
    words = sheet("slip", dossier, cast.MINH, language).content.decode()
    for each in (
        "Cộng hòa xã hội chủ nghĩa Việt Nam",
        "SAMPLE, UNSIGNED",
        dossier.code,
        cast.LAN.name,
        cast.MINH.name,
        "Giấy chứng sinh",
        "09 giờ 00, thứ Ba, ngày 28 tháng 4 năm 2026",
        "17 giờ 00, thứ Ba, ngày 28 tháng 4 năm 2026",
        "khoản 3 Điều 5 Luật Hộ tịch",
        "Đến nhận tại Bộ phận Một cửa",
        "http://testserver/lookup",
        "data:image/svg+xml",
    ):
        assert each in words
    assert ("Received at" in words) is (language == "en")
    assert 'style="' not in words


@pytest.mark.parametrize(("paper", "size"), [("", "a5"), ("a4", "a4"), ("roll", "roll"), ("a0", "a5")])
def test_the_slip_comes_on_three_sizes_of_paper(dossier, paper, size):
    carried_on(dossier.case, 1)
    assert f"sheet--{size}" in sheet("slip", dossier, paper=paper).content.decode()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_result_states_the_birth_in_figures_and_words(dossier, language):
    carried_on(dossier.case, 4)
    words = sheet("result", dossier, cast.LAN, language).content.decode()
    for each in (
        "Giấy khai sinh",
        "Bản in từ dữ liệu mẫu, chưa ký",
        "Số: 1/2026",
        "18/04/2026 (ngày mười tám tháng tư năm hai nghìn không trăm hai mươi sáu)",
        "Nữ",
        "Kinh",
        cast.LAN.name,
        "Ủy ban nhân dân phường Kinh Bắc",
        "Sổ đăng ký khai sinh, năm 2026",
        cast.BINH.name,
        "…………",
    ):
        assert each in words


def test_a_result_says_what_was_true_when_it_was_issued(dossier):
    correct_name(dossier, "Trần Bảo An")
    carried_on(dossier.case, 4)
    assert "TRẦN BẢO AN" in sheet("result", dossier).content.decode()
    report = {"reason": "Chép sai tên"}
    dossiers.do(dossier.case, "report_error", report, dossiers.Asked(viewer=viewer_of(cast.HOA), now=MORNING))
    correct_name(dossier, "Trần Bảo Yến", by=cast.HOA)
    result = sheet("result", dossier).content.decode()
    assert "TRẦN BẢO AN" in result
    assert "TRẦN BẢO YẾN" not in result


def test_a_slip_keeps_what_it_promised_when_a_supplement_restarts_the_term(dossier):
    carried_on(dossier.case, 1)
    before = sheet("slip", dossier).content.decode()
    asked = dossiers.Asked(viewer=viewer_of(cast.HOA), now=MORNING)
    missing = {"items": ["Giấy chứng sinh"], "reason": "Ảnh mờ"}
    dossiers.do(dossier.case, "request_supplement", missing, asked)
    answers = [{"item": "Giấy chứng sinh", "text": "Đã nộp bản chính", "files": []}]
    later = dossiers.Asked(viewer=viewer_of(cast.LAN), now=MORNING + timedelta(days=2))
    turns.supplement(dossier.case, answers=answers, asked=later)
    assert sheet("slip", dossier).content.decode() == before


def test_the_narrow_slip_bears_the_few_things_that_matter(dossier):
    carried_on(dossier.case, 1)
    words = sheet("slip", dossier, cast.MINH, paper="roll").content.decode()
    for each in (
        "sheet--roll",
        "SAMPLE, UNSIGNED",
        dossier.code,
        "data:image/svg+xml",
        cast.LAN.name,
        "17 giờ 00, thứ Ba, ngày 28 tháng 4 năm 2026",
        "http://testserver/lookup",
    ):
        assert each in words
    assert "Thành phần hồ sơ" not in words
    assert 'style="' not in words


@pytest.mark.pure
@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "một"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (30, "ba mươi"),
        (31, "ba mươi mốt"),
        (1999, "một nghìn chín trăm chín mươi chín"),
        (2000, "hai nghìn"),
        (2005, "hai nghìn không trăm linh năm"),
        (2010, "hai nghìn không trăm mười"),
        (2100, "hai nghìn một trăm"),
    ],
)
def test_numbers_in_words(number, words):
    assert number_in_words(number) == words


@pytest.mark.pure
@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 4, 5), "ngày 05 tháng 4 năm 2026"),
        (date(2026, 1, 15), "ngày 15 tháng 01 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_the_head_of_a_document_bears_its_day_as_the_decree_writes_it(day, words):
    assert dated(day) == words


@pytest.mark.pure
def test_a_day_is_written_out():
    assert day_in_words(date(2026, 10, 31)) == (
        "ngày ba mươi mốt tháng mười năm hai nghìn không trăm hai mươi sáu"
    )
