"""The letters 02 to 05: there once what they tell of has happened, for whoever may see the dossier, as of that moment."""

import re
from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from kinhbac.kernel.reads import entries_of, openings_of
from kinhbac.services.procedures.actions import dossiers, turns
from kinhbac.services.procedures.pages.officer.material import material_of
from kinhbac.services.procedures.pages.officer.sheets.letter import in_words
from kinhbac.services.procedures.pages.officer.sheets.links import sheets_of
from kinhbac.site.demo import cast
from tests.services.procedures.browsing import browser
from tests.services.procedures.conftest import MORNING, carried_on, submitted, viewer_of

MISSING = {"items": ["Bản chụp rõ giấy chứng sinh", "Giấy tờ cư trú của mẹ"], "reason": "Ảnh không đọc được"}
REFUSED = {"reason": "Cháu đã được đăng ký khai sinh", "returned_papers": ["Giấy chứng sinh (bản chính)"]}
NO_WORDS = "(chưa ghi bằng lời; người ký ghi trước khi trao)"
SORRY = {"reason": "Phần mềm hộ tịch tạm dừng", "new_due": "2026-04-29T16:00:00+07:00"}


@pytest.fixture
def dossier(province, morning):
    return submitted()


def asked(member, now: datetime = MORNING) -> dossiers.Asked:
    return dossiers.Asked(viewer=viewer_of(member), now=now)


def do(recorded, member, name: str, values) -> None:
    dossiers.do(recorded.case, name, values, asked(member))


def supplement_asked(recorded) -> str:
    carried_on(recorded.case, 1)
    do(recorded, cast.HOA, "request_supplement", MISSING)
    return "dossier.supplement_requested"


def refused(recorded) -> str:
    do(recorded, cast.MINH, "refuse", REFUSED)
    return "dossier.refused"


def refused_after_appraisal(recorded) -> str:
    carried_on(recorded.case, 1)
    do(recorded, cast.HOA, "propose_refusal", {"reason": "Không thuộc thẩm quyền của phường"})
    do(recorded, cast.BINH, "approve", {"note": "Đồng ý"})
    return "dossier.refusal_approved"


def apologised(recorded) -> str:
    carried_on(recorded.case, 1)
    do(recorded, cast.BINH, "apologise", SORRY)
    return "dossier.apologised"


def stopped(recorded) -> str:
    carried_on(recorded.case, 1)
    later = asked(cast.LAN, MORNING + timedelta(hours=1))
    turns.stop(recorded.case, reason="Gia đình chuyển về quê", asked=later)
    return "dossier.stopped_by_person"


HAPPENED = (supplement_asked, refused, refused_after_appraisal, apologised, stopped)

SAID = {
    supplement_asked: (
        "Số: 02-01/{code}",
        "Mẫu số 02",
        "<li>Bản chụp rõ giấy chứng sinh</li><li>Giấy tờ cư trú của mẹ</li>",
        "Ảnh không đọc được",
        cast.HOA.name,
        "điện thoại 0200 000 9187",
        "Trong 15 ngày kể từ ngày thông báo, chậm nhất 17 giờ 00, thứ Tư, ngày 13 tháng 5 năm 2026",
        "thì hồ sơ được đóng",
        "chỉ yêu cầu bổ sung một lần",
        "thời hạn giải quyết được tính lại từ đầu",
        "Trung tâm Phục vụ hành chính công phường Kinh Bắc (để theo dõi)",
    ),
    refused: (
        "Số: 03-01/{code}",
        "không tiếp nhận, giải quyết hồ sơ này",
        "Cháu đã được đăng ký khai sinh",
        "<li>Giấy chứng sinh (bản chính)</li>",
        "Nghị định số 118/2025/NĐ-CP, điểm c khoản 1 Điều 17 (chưa đối chiếu với văn bản gốc)",
        cast.MINH.name,
    ),
    refused_after_appraisal: (
        "Số: 03-01/{code}",
        "không đủ điều kiện giải quyết",
        "Không thuộc thẩm quyền của phường",
        "Nghị định số 118/2025/NĐ-CP, khoản 3 Điều 19",
        cast.BINH.name,
    ),
    apologised: (
        "Số: 04-01/{code}",
        "17 giờ 00, thứ Ba, ngày 28 tháng 4 năm 2026",
        "Phần mềm hộ tịch tạm dừng",
        "16 giờ 00, thứ Tư, ngày 29 tháng 4 năm 2026",
        "chỉ hẹn lại một lần",
        "xin lỗi Ông/Bà",
        cast.BINH.name,
    ),
    stopped: (
        "Số: 05-01/{code}",
        "10 giờ 00, thứ Ba, ngày 28 tháng 4 năm 2026",
        "Trực tuyến, trên trang hồ sơ",
        "Gia đình chuyển về quê",
        "chưa ban hành quyết định",
        "pháp luật chuyên ngành",
        "giấy tờ đã nộp được trả lại",
        "Thủ trưởng cơ quan",
    ),
}


def letter(recorded, name: str, member=cast.LAN, language: str = "vi", paper: str = ""):
    seq = [entry.seq for entry in entries_of(recorded.case) if entry.name == name][-1]
    address = reverse("letter", args=[recorded.code, seq])
    return browser(member, language).get(address, {"paper": paper})


def draft(recorded, member, **values):
    address = reverse("apology_draft", args=[recorded.code])
    return browser(member).post(address, values) if values else browser(member).get(address)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("happens", HAPPENED)
def test_a_letter_says_what_the_decree_asks(dossier, happens, language):
    name = happens(dossier)
    answer = letter(dossier, name, cast.LAN, language)
    words = answer.content.decode()
    for each in (
        "Cộng hòa xã hội chủ nghĩa Việt Nam",
        "SAMPLE, UNSIGNED",
        "Mẫu, chưa ký",
        cast.LAN.name,
        *SAID[happens],
    ):
        assert each.format(code=dossier.code) in words
    assert ('<small lang="en">' in words) is (language == "en")
    assert 'style="' not in words


@pytest.mark.parametrize(("paper", "size"), [("", "a5"), ("a4", "a4"), ("roll", "a5")])
def test_letters_come_on_two_sizes_of_paper(dossier, paper, size):
    name = supplement_asked(dossier)
    assert f"sheet--{size}" in letter(dossier, name, paper=paper).content.decode()


@pytest.mark.parametrize("member", [cast.NAM, cast.THU, cast.SON], ids=lambda member: member.key)
@pytest.mark.parametrize("happens", HAPPENED)
def test_strangers_find_no_letter(dossier, happens, member):
    assert letter(dossier, happens(dossier), member).status_code == 404


@pytest.mark.parametrize("member", [cast.LAN, cast.MINH, cast.HOA, cast.BINH], ids=lambda member: member.key)
def test_whoever_may_see_the_dossier_finds_its_letters_and_is_recorded(dossier, member):
    name = apologised(dossier)
    assert letter(dossier, name, member).status_code == 200
    assert openings_of(dossier.case, viewer_of(cast.LAN))[0].person == member.person


def test_nobody_who_is_not_signed_in_sees_a_letter(dossier):
    supplement_asked(dossier)
    answer = browser(None).get(reverse("letter", args=[dossier.code, 3]))
    assert answer.status_code == 302


@pytest.mark.parametrize("seq", [1, 2, 99])
def test_entries_that_are_no_letters_have_none(dossier, seq):
    supplement_asked(dossier)
    assert browser(cast.LAN).get(reverse("letter", args=[dossier.code, seq])).status_code == 404


def test_a_letter_goes_when_its_act_is_taken_back_and_its_number_is_not_used_again(dossier):
    name = supplement_asked(dossier)
    dossiers.undo(dossier.case, asked(cast.HOA))
    assert letter(dossier, name).status_code == 404
    do(dossier, cast.HOA, "request_supplement", MISSING)
    assert f"Số: 02-02/{dossier.code}" in letter(dossier, name).content.decode()


def test_a_letter_says_what_was_true_when_it_was_written(dossier):
    name = supplement_asked(dossier)
    before = letter(dossier, name, cast.LAN).content.decode()
    dossiers.correct(dossier.case, {"child.full_name": "Trần Khác"}, "Chép nhầm", asked(cast.HOA))
    answers = [{"item": each, "text": "Đã nộp", "files": []} for each in MISSING["items"]]
    turns.supplement(dossier.case, answers=answers, asked=asked(cast.LAN, MORNING + timedelta(days=1)))
    assert letter(dossier, name, cast.LAN).content.decode() == before


def test_at_reception_the_term_begins_only_with_what_was_missing(dossier):
    do(dossier, cast.MINH, "request_supplement", MISSING)
    words = letter(dossier, "dossier.supplement_requested").content.decode()
    assert "cơ quan tiếp nhận hồ sơ và thời hạn giải quyết được tính từ lúc đó" in words
    assert "(để theo dõi)" not in words


def test_a_second_request_says_that_it_is_one(dossier):
    supplement_asked(dossier)
    answers = [{"item": each, "text": "Đã nộp", "files": []} for each in MISSING["items"]]
    turns.supplement(dossier.case, answers=answers, asked=asked(cast.LAN))
    do(dossier, cast.BINH, "allow_second_supplement", {"reason": "Giấy nộp sau có điểm chưa khớp"})
    do(dossier, cast.HOA, "request_supplement", MISSING)
    words = letter(dossier, "dossier.supplement_requested").content.decode()
    assert "lần thứ hai" in words
    assert "chỉ yêu cầu bổ sung một lần" not in words


def test_a_technical_code_never_stands_as_a_reason(dossier):
    do(dossier, cast.MINH, "refuse", {"reason": "ERR_409 dossier.not_now", "returned_papers": []})
    words = letter(dossier, "dossier.refused").content.decode()
    assert "ERR_409" not in words
    assert NO_WORDS in words
    assert "bản chính đã nộp (nếu có) được trả lại" in words


@pytest.mark.pure
@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("Thiếu giấy chứng sinh", "Thiếu giấy chứng sinh"),
        ("Sai.", "Sai."),
        ("Thiếu mẫu 01", "Thiếu mẫu 01"),
        ("E-1001", ""),
        ("dossier.own_proposal", ""),
        ("[500] http://10.0.0.1/api", ""),
        ("  ", ""),
        (None, ""),
    ],
)
def test_a_reason_is_words(reason, said):
    assert in_words(reason) == said


def test_the_apology_is_a_draft_until_it_is_sent(dossier):
    carried_on(dossier.case, 1)
    words = draft(dossier, cast.HOA, **SORRY).content.decode()
    for each in ("DỰ THẢO", "Phần mềm hộ tịch tạm dừng", "16 giờ 00, thứ Tư, ngày 29 tháng 4 năm 2026"):
        assert each in words
    assert "Số: …………" in words
    assert cast.HOA.name not in words  # a leader signs
    do(dossier, cast.HOA, "apologise", SORRY)
    sent = draft(dossier, cast.HOA)
    assert sent.status_code == 302
    assert "DỰ THẢO" not in browser(cast.HOA).get(sent["Location"]).content.decode()


def test_the_draft_is_asked_for_from_the_form_with_what_stands_in_it(dossier):
    carried_on(dossier.case, 1)
    page = (
        browser(cast.HOA)
        .get(reverse("desk_dossier", args=[dossier.code]), {"act": "apologise"})
        .content.decode()
    )
    form = re.search(r'<form[^>]* id="act-apologise".*?</form>', page, re.DOTALL)[0]
    assert f'formaction="{reverse("apology_draft", args=[dossier.code])}"' in form
    assert f'href="{reverse("apology_draft", args=[dossier.code])}"' not in page
    before = len(entries_of(dossier.case))
    assert draft(dossier, cast.HOA, **SORRY).status_code == 200
    assert len(entries_of(dossier.case)) == before


def test_a_draft_leaves_open_what_nobody_has_said(dossier):
    carried_on(dossier.case, 1)
    words = draft(dossier, cast.HOA, new_due="mai").content.decode()
    assert NO_WORDS in words
    assert "Thời gian trả kết quả mới</b>: …………" in words


def test_the_draft_knows_that_an_office_was_asked_and_has_not_answered(dossier):
    carried_on(dossier.case, 1)
    question = {"office": "2025.07210.committee", "term": "2 working days", "question": "Đã đăng ký chưa?"}
    do(dossier, cast.HOA, "consult", question)
    words = draft(dossier, cast.HOA).content.decode()
    assert "Chưa nhận được ý kiến của cơ quan được hỏi, đã gửi lúc 09 giờ 00" in words


@pytest.mark.parametrize(
    ("member", "status"),
    [(cast.LAN, 403), (cast.NAM, 403), (cast.THU, 404), (cast.MINH, 404), (cast.HOA, 200), (cast.BINH, 200)],
    ids=lambda each: getattr(each, "key", each),
)
def test_the_draft_is_for_whoever_may_send_it(dossier, member, status):
    carried_on(dossier.case, 1)
    assert draft(dossier, member).status_code == status


@pytest.mark.parametrize("acts", [0, 4, 5])
def test_there_is_no_draft_where_there_is_nothing_to_apologise_for(dossier, acts):
    carried_on(dossier.case, acts)
    assert draft(dossier, cast.HOA).status_code == 404


def links(recorded, *, for_officer: bool) -> list[str]:
    material = material_of(recorded.code, viewer_of(cast.HOA))
    return [each.name.en for each in sheets_of(material, for_officer=for_officer)]


def test_before_reception_there_is_only_the_process_control(dossier):
    receiving = material_of(dossier.code, viewer_of(cast.MINH))
    assert [each.name.en for each in sheets_of(receiving, for_officer=True)] == ["Process control slip"]
    assert sheets_of(receiving) == ()


def test_every_named_sheet_can_be_opened(dossier):
    supplement_asked(dossier)
    answers = [{"item": each, "text": "Đã nộp", "files": []} for each in MISSING["items"]]
    turns.supplement(dossier.case, answers=answers, asked=asked(cast.LAN))
    do(dossier, cast.BINH, "apologise", SORRY)
    for officer, name, values in (
        (cast.HOA, "propose", {}),
        (cast.BINH, "approve", {}),
        (cast.HOA, "issue_result", {}),
    ):
        do(dossier, officer, name, values)
    expected = ["Receipt and appointment slip", "Request for a supplement", "Apology and new date"]
    assert links(dossier, for_officer=False) == [*expected, "Birth certificate"]
    assert links(dossier, for_officer=True) == ["Process control slip", *expected, "Birth certificate"]
    material = material_of(dossier.code, viewer_of(cast.HOA))
    for each in sheets_of(material, for_officer=True):
        assert browser(cast.HOA).get(each.url).status_code == 200


def test_a_refusal_is_no_result_to_print(dossier):
    refused_after_appraisal(dossier)
    do(dossier, cast.MINH, "hand_over", {"to": "applicant"})
    assert browser(cast.LAN).get(reverse("result", args=[dossier.code])).status_code == 404
    assert links(dossier, for_officer=False) == ["Receipt and appointment slip", "Refusal slip"]
