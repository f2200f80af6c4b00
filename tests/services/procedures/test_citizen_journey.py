"""The form as a citizen meets it without JavaScript: the whole journey, mistakes, going back, sending twice."""

from uuid import uuid4

import pytest
from django.urls import reverse

from kinhbac.base.errors import PlainError
from kinhbac.base.text import Text
from kinhbac.services.procedures.actions import applications
from kinhbac.services.procedures.models import Application
from kinhbac.services.procedures.reads.dossiers import own_dossiers
from kinhbac.services.procedures.reads.own import own_draft
from kinhbac.site.demo import cast
from tests.services.procedures.browsing import answers_of, begun, browser, page_of, picture, upload
from tests.services.procedures.conftest import BIRTH, MORNING, filled_in, viewer_of

pytestmark = pytest.mark.usefixtures("province", "morning")

JOURNEY = {
    "relation": {"requester.relation": "mother"},
    "phone": {"requester.phone": "0912 345 678"},
    "child_name": {"child.full_name": "Nguyễn Minh An"},
    "child_born": {"child.born_on-day": "10", "child.born_on-month": "4", "child.born_on-year": "2026"},
    "child_sex": {"child.sex": "female"},
    "place": {"place.kind": "facility"},
    "place_facility": {"place.facility": "Bệnh viện Sản Nhi (mẫu)", "place.address": "Phường Vũ Ninh"},
    "marriage": {"parents.marriage": "unmarried"},
    "mother": {
        "mother.full_name": cast.LAN.name,
        "mother.born_on-day": "12",
        "mother.born_on-month": "5",
        "mother.born_on-year": "1996",
        "mother.identity_number": "027196001234",
        "mother.ethnicity": "01",
        "mother.nationality": "Việt Nam",
    },
    "mother_home": {"mother.address": "Số 5, tổ dân phố 2", "mother.commune": cast.KINH_BAC},
    "child_origin": {
        "child.ethnicity": "01",
        "child.nationality": "Việt Nam",
        "child.hometown": "Tỉnh Bắc Ninh",
    },
    "birth_notice": {},
    "copies": {"copies.count": "2"},
    "delivery": {"delivery.way": "counter"},
}
"""What an unmarried mother writes, page by page in the order in which she is asked."""


def test_the_whole_journey_without_javascript():
    client = browser()
    here = client.post(reverse("apply", args=[BIRTH]), follow=True)
    walked = []
    while (place := here.request["PATH_INFO"].rsplit("/", 1)[1]) != "check":
        walked.append(place)
        assert "<script" not in here.content.decode()
        posted = dict(JOURNEY[place])
        if place == "birth_notice":
            posted["papers.birth_notice"] = [upload("mot.jpg"), upload("hai.png", picture("PNG"))]
        here = client.post(here.request["PATH_INFO"], posted, follow=True)
        assert here.status_code == 200, (place, here.context["view"].problems)
    assert walked == list(JOURNEY)
    page = here.content.decode()
    assert "Nguyễn Minh An" in page
    assert "Miễn lệ phí" in page
    assert "sẽ trả lời trước <strong>09:00 thứ Tư 29/04/2026</strong>" in page  # 8 working hours on
    assert "cam đoan" in page
    sent = client.post(here.request["PATH_INFO"], follow=True)
    (dossier,) = own_dossiers(viewer_of(cast.LAN), MORNING)
    assert sent.request["PATH_INFO"] == reverse("dossier_submitted", args=[dossier.code])
    assert dossier.code in sent.content.decode()
    assert "09:00 thứ Tư 29/04/2026" in sent.content.decode()


def test_a_form_left_half_way_is_taken_up_again_where_it_was():
    application = begun(requester__relation="mother")
    client = browser()
    for place in ("home", "dossiers"):
        assert reverse("application", args=[application]) in client.get(reverse(place)).content.decode()
    again = client.post(reverse("apply", args=[BIRTH]), follow=True)
    assert again.request["PATH_INFO"] == page_of(application, "phone")
    assert "Câu 2 trong khoảng" in again.content.decode()
    assert "Làm tiếp tờ khai" in client.get(reverse("procedure", args=[BIRTH])).content.decode()


def test_known_answers_stand_there_with_their_source():
    application = begun(requester__relation="mother")
    page = browser().get(page_of(application, "phone")).content.decode()
    assert 'value="0912345678"' in page
    assert "Đã biết từ Cơ sở dữ liệu dân cư (mẫu)" in page
    assert answers_of(application) == {"requester": {"relation": "mother"}}  # shown, and not yet an answer


@pytest.mark.parametrize(
    ("page", "posted", "kept", "language", "words"),
    [
        ("child_name", {"child.full_name": "An 123"}, "An 123", "vi", "Tên của em bé chỉ gồm chữ"),
        (
            "child_name",
            {"child.full_name": "An <b>"},
            "An &lt;b&gt;",
            "en",
            "The baby&#x27;s name is made of",
        ),
        (
            "child_born",
            {"child.born_on-day": "31", "child.born_on-month": "2", "child.born_on-year": "2026"},
            'value="31"',
            "vi",
            "không có ngày này trên lịch",
        ),
        (
            "child_born",
            {"child.born_on-day": "29", "child.born_on-month": "4", "child.born_on-year": "2026"},
            'value="29"',
            "en",
            "must be today or earlier",
        ),
        ("phone", {"requester.phone": "12"}, 'value="12"', "vi", "Số điện thoại gồm 10 chữ số"),
        ("relation", {}, "", "vi", "Bạn hãy chọn mình là gì của em bé"),
    ],
)
def test_wrong_input_is_kept_and_explained_twice_in_the_same_words(page, posted, kept, language, words):
    application = begun(requester__relation="mother", requester__phone="0912345678", child__full_name="Lê An")
    shown = browser(language=language).post(page_of(application, page), posted)
    text = shown.content.decode()
    assert shown.status_code == 422
    assert kept in text
    assert text.count(words) == 2  # in the summary and beside the field
    assert ("<title>Lỗi:" if language == "vi" else "<title>Error:") in text
    assert answers_of(application)["child"] == {"full_name": "Lê An"}


def test_going_back_and_changing_ones_mind_loses_nothing():
    application = filled_in()
    client = browser()
    before = answers_of(application)
    back = client.get(page_of(application, "mother")).context["back"]
    assert back == page_of(application, "marriage")
    client.post(page_of(application, "place"), {"place.kind": "elsewhere"})
    assert answers_of(application)["place"]["facility"] == before["place"]["facility"]
    client.post(page_of(application, "place"), {"place.kind": "facility"})
    assert answers_of(application) == before


def test_changing_one_answer_from_the_check_leads_back_to_the_check():
    application = filled_in()
    client = browser()
    check = reverse("application_check", args=[application])
    changing = f"{page_of(application, 'child_name')}?from=check"
    assert f"{changing}#f-child-full_name" in client.get(check).content.decode()
    assert client.get(changing).context["back"] == check
    assert client.post(changing, {"child.full_name": "Lê Bảo An"}).url == check
    opened = client.post(f"{page_of(application, 'place')}?from=check", {"place.kind": "elsewhere"})
    assert opened.url == f"{page_of(application, 'statement')}?from=check"  # a new question first


@pytest.mark.parametrize("page", ["delivery", "father", "requester", "no_such_page", "check"])
def test_a_page_that_cannot_be_reached_yet_leads_to_where_one_is(page):
    application = begun(requester__relation="mother")
    shown = browser().get(f"/applications/{application}/{page}", follow=True)
    assert shown.request["PATH_INFO"] == page_of(application, "phone")


def test_what_is_missing_at_the_end_is_named_with_its_page():
    application = filled_in()
    applications.keep_answers(
        application=application,
        viewer=viewer_of(cast.LAN),
        values={"papers.birth_notice": [{"file": str(uuid4()), "name": "mat.jpg"}]},
    )
    shown = browser().post(reverse("application_check", args=[application]))
    text = shown.content.decode()
    assert shown.status_code == 422
    assert f"{page_of(application, 'birth_notice')}?from=check#f-papers-birth_notice" in text
    assert "Không tìm thấy tệp bạn đã gửi" in text
    assert own_draft(application, viewer_of(cast.LAN)).case is None


def test_why_a_form_cannot_become_a_dossier_is_said_on_the_page(monkeypatch):
    class NoCodesError(PlainError):
        """A fault that only sending meets."""

    def no_codes(**_: object) -> None:
        raise NoCodesError(Text("chưa có mẫu mã hồ sơ", "no codes are set"), Text("hãy gọi", "call the desk"))

    monkeypatch.setattr(applications, "open_dossier", no_codes)
    shown = browser().post(reverse("application_check", args=[filled_in()]))
    assert shown.status_code == 422
    assert "chưa có mẫu mã hồ sơ" in shown.content.decode()


def test_sent_twice_it_is_the_same_dossier():
    application = filled_in()
    client = browser()
    addresses = {client.post(reverse("application_check", args=[application])).url for _ in range(2)}
    (dossier,) = own_dossiers(viewer_of(cast.LAN), MORNING)
    assert addresses == {reverse("dossier_submitted", args=[dossier.code])}
    for address in (page_of(application, "phone"), reverse("application_check", args=[application])):
        assert client.get(address, follow=True).request["PATH_INFO"] == reverse(
            "dossier", args=[dossier.code]
        )


def test_ten_thousand_keys_too_many_get_a_clear_answer_and_change_nothing():
    application = begun(requester__relation="mother")
    keys = {f"key{number}": "x" for number in range(10_000)}
    shown = browser().post(page_of(application, "phone"), {"requester.phone": "0912345678", **keys})
    assert shown.status_code == 400
    assert "quá nhiều mục" in shown.content.decode()
    assert answers_of(application) == {"requester": {"relation": "mother"}}


def test_answers_of_another_shape_put_in_by_a_program_break_no_page():
    application = begun(requester__relation="mother")
    Application.objects.filter(pk=application).update(
        answers={"requester": {"relation": "mother"}, "papers": 5}
    )
    client = browser()
    assert client.get(page_of(application, "phone")).status_code == 200
    assert client.get(reverse("dossiers")).status_code == 200
    assert client.post(reverse("application_discard", args=[application])).status_code == 302
