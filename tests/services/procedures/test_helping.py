"""Saved on the phone, finished at the counter: with the code, the person's number and her consent, and never without."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kinhbac.base.clock import FixedClock
from kinhbac.kernel import actions as cases
from kinhbac.kernel.reads import NotFound, contents_of
from kinhbac.kernel.types import Refused
from kinhbac.services.procedures.actions import applications, counter, helping
from kinhbac.services.procedures.models import Application, Help
from kinhbac.services.procedures.reads import counter as reads
from kinhbac.services.procedures.reads.helping import own_helps
from kinhbac.services.procedures.reads.own import own_draft
from kinhbac.services.procedures.rules.counter import NO_COUNTER, OWN_FORM
from kinhbac.services.procedures.rules.helping import NO_CONSENT, NO_MATCH
from kinhbac.site.demo import cast
from kinhbac.tools.identity.reads import openings_of_record
from kinhbac.tools.limits.types import TooMany
from tests.services.procedures.browsing import browser
from tests.services.procedures.conftest import BIRTH, MORNING, filled_in, viewer_of

pytestmark = pytest.mark.usefixtures("province", "morning")
LATER = MORNING + timedelta(hours=3)


def said(answer) -> str:
    return answer.content.decode()


def code_of(application) -> str:
    return str(Application.objects.get(pk=application).code)


def taken(application, officer: cast.Member = cast.MINH, number: str = cast.LAN.number, **how):
    asked = {"code": code_of(application), "number": number, "consented": True, "now": MORNING, **how}
    return helping.take_up(viewer=viewer_of(officer), **asked)


def test_with_code_number_and_consent_the_officer_goes_on_and_hands_it_in():
    application = filled_in()
    with pytest.raises(NotFound):
        reads.desk_form(application, viewer_of(cast.MINH), MORNING)
    assert taken(application) == application
    form = reads.desk_form(application, viewer_of(cast.MINH), MORNING)
    assert form.help.consent.vi.startswith(f"Tôi đồng ý để {cast.MINH.name}")
    assert form.help.lasts
    shown = said(browser(cast.MINH).get(reverse("counter_form", args=[application])))
    assert "Bạn đang giúp Trần Thị Lan" in shown
    assert reverse("counter_discard", args=[application]) not in shown
    counter.keep_reception(
        application=application,
        viewer=viewer_of(cast.MINH),
        reception=counter.Reception(),
        now=MORNING,
    )
    recorded = counter.send_at_counter(
        application=application, viewer=viewer_of(cast.MINH), receive=False, now=MORNING
    )
    assert contents_of(recorded.case)[1]["helped"]["consent"]["vi"] == form.help.consent.vi
    (seen,) = own_helps(viewer_of(cast.LAN), MORNING)
    assert (seen.helper, seen.how.vi, seen.case) == (cast.MINH.name, "đã nộp hồ sơ", recorded.case)
    page = said(browser(cast.LAN).get(reverse("dossier", args=[recorded.code])))
    assert "Ai đã giúp tôi khai" in page
    assert cast.MINH.name in page


@pytest.mark.parametrize(
    ("how", "refusal"),
    [
        ({"consented": False}, NO_CONSENT),
        ({"number": cast.HAI.number}, NO_MATCH),
        ({"number": "001090000001"}, NO_MATCH),
        ({"code": "KHMF7NXJ"}, NO_MATCH),
        ({"officer": cast.HOA}, NO_COUNTER),
        ({"officer": cast.NAM}, NO_COUNTER),
    ],
)
def test_one_thing_missing_and_nothing_opens(how, refusal):
    application = filled_in()
    with pytest.raises(Refused) as refused:
        taken(application, **how)
    assert refused.value.refusal is refusal
    assert Help.objects.count() == 0
    with pytest.raises(NotFound):
        reads.desk_form(application, viewer_of(cast.MINH), MORNING)


def test_a_try_with_a_wrong_code_is_seen_by_the_person():
    with pytest.raises(Refused):
        taken(filled_in(), code="KHMF7NXJ")
    assert [each.purpose for each in openings_of_record(viewer_of(cast.LAN))] == ["help"]


def test_nobody_helps_herself():
    application = applications.begin_application(procedure=BIRTH, viewer=viewer_of(cast.MINH), now=MORNING)
    with pytest.raises(Refused) as refused:
        taken(application, number=cast.MINH.number)
    assert refused.value.refusal is OWN_FORM


@pytest.mark.parametrize("member", [cast.THU, cast.NAM, cast.HOA, cast.BINH], ids=lambda each: each.key)
def test_consent_is_for_one_officer(member):
    application = filled_in()
    taken(application)
    with pytest.raises((NotFound, Refused)):
        reads.desk_form(application, viewer_of(member), MORNING)
    with pytest.raises((NotFound, Refused)):
        helping.give_back(application=application, viewer=viewer_of(member), now=MORNING)


def test_given_back_or_taken_back_it_is_only_the_persons_again():
    application = filled_in()
    taken(application)
    helping.give_back(application=application, viewer=viewer_of(cast.MINH), now=LATER)
    taken(application)
    helping.take_back_consent(application=application, viewer=viewer_of(cast.LAN), now=LATER)
    with pytest.raises(NotFound):
        reads.desk_form(application, viewer_of(cast.MINH), LATER)
    with pytest.raises(NotFound):
        helping.take_back_consent(application=application, viewer=viewer_of(cast.LAN), now=LATER)
    assert {each.how.vi for each in own_helps(viewer_of(cast.LAN), LATER)} == {
        "đã trả lại tờ khai cho bạn",
        "bạn đã rút lại đồng ý",
    }
    assert own_draft(application, viewer_of(cast.LAN)).case is None


def test_consent_runs_out_with_the_day():
    application = filled_in()
    taken(application)
    with pytest.raises(NotFound):
        reads.desk_form(application, viewer_of(cast.MINH), MORNING + timedelta(hours=9))
    (seen,) = own_helps(viewer_of(cast.LAN), MORNING + timedelta(hours=9))
    assert (seen.lasts, seen.how.vi) == (False, "đồng ý đã hết hạn")


def test_a_new_consent_takes_the_place_of_the_one_before():
    application = filled_in()
    taken(application)
    taken(application, officer=cast.THU)
    with pytest.raises(NotFound):
        reads.desk_form(application, viewer_of(cast.MINH), MORNING)
    assert reads.desk_form(application, viewer_of(cast.THU), MORNING).help


def test_the_persons_own_sending_ends_the_help():
    application = filled_in()
    taken(application)
    applications.submit(application=application, viewer=viewer_of(cast.LAN), now=MORNING)
    assert [each.how.vi for each in own_helps(viewer_of(cast.LAN), MORNING)] == ["bạn đã tự nộp hồ sơ"]


# The pages.


def test_the_officers_page_tells_what_is_missing_and_keeps_what_was_written():
    client = browser(cast.MINH)
    page = said(client.get(reverse("counter_help")))
    assert "Đọc cho người dân nghe" in page
    answer = client.post(reverse("counter_help"), {"code": "abc", "card": "xyz"})
    assert answer.status_code == 422
    for words in ("đây không phải mã tờ khai", "Quét thẻ căn cước, hoặc gõ", "Chỉ mở khi", 'value="abc"'):
        assert words in said(answer)
    wrong = {"code": "KHMF-7NXJ", "card": cast.LAN.number, "consent": "yes"}
    assert client.post(reverse("counter_help"), wrong).status_code == 409
    assert browser(cast.NAM).get(reverse("counter_help")).status_code == 403


def test_by_the_page_the_form_is_opened_listed_and_given_back():
    application = filled_in()
    client = browser(cast.MINH)
    card = f"{cast.LAN.number}||Trần Thị Lan|12051996|Nữ|Số 5|01022022"
    spoken = own_draft(application, viewer_of(cast.LAN)).code
    answer = client.post(reverse("counter_help"), {"code": spoken.lower(), "card": card, "consent": "yes"})
    assert answer.url == reverse("counter_form", args=[application])
    assert reverse("counter_form", args=[application]) in said(client.get(reverse("counter")))
    assert client.post(reverse("counter_discard", args=[application])).status_code == 409
    mine = said(browser(cast.LAN).get(reverse("dossiers")))
    assert "Ngô Quang Minh" in mine
    assert "Rút lại đồng ý" in mine
    back = client.post(reverse("counter_give_back", args=[application]))
    assert back.status_code == 302
    assert "Đã trả lại tờ khai" in said(client.get(back.url))
    assert client.get(reverse("counter_form", args=[application])).status_code == 404


def test_on_another_device_the_code_leads_the_owner_back_and_nobody_else():
    application = filled_in()
    code = own_draft(application, viewer_of(cast.LAN)).code
    again = browser(cast.LAN).post(reverse("resume"), {"code": f" {code.lower()} "})
    assert again.url == reverse("application", args=[application])
    stranger = browser(cast.NAM).post(reverse("resume"), {"code": code})
    assert stranger.status_code == 422
    assert "Bạn không có tờ khai nào chưa nộp với mã này" in said(stranger)
    assert "đây không phải mã tờ khai" in said(browser(cast.LAN).post(reverse("resume"), {"code": "?"}))
    assert browser(None).get(reverse("resume")).url.startswith(reverse("sign_in"))


def test_the_person_takes_her_consent_back_on_her_page(monkeypatch):
    application = filled_in()
    taken(application)
    monkeypatch.setattr(cases, "clock", FixedClock(LATER))
    assert browser(cast.NAM).post(reverse("end_help", args=[application])).status_code == 404
    assert browser(cast.LAN).post(reverse("end_help", args=[application])).url == reverse("dossiers")
    assert browser(cast.MINH).get(reverse("counter_form", args=[application])).status_code == 404


def wrong(application, officer: cast.Member = cast.MINH, **how):
    with pytest.raises(Refused) as refused:
        taken(application, officer, number=cast.HAI.number, **how)
    return refused.value.refusal


def test_codes_cannot_be_tried_out_by_one_officer_and_may_be_typed_again_later():
    application = filled_in()
    assert [wrong(application) for _ in range(5)] == [NO_MATCH] * 5
    with pytest.raises(TooMany):
        taken(application)
    assert len(openings_of_record(viewer_of(cast.HAI))) == 5  # the sixth opened nothing
    assert not Help.objects.exists()
    assert taken(application, now=MORNING + timedelta(hours=1, minutes=1)) == application


def test_a_code_cannot_be_tried_out_by_many():
    application = filled_in()
    for officer in (cast.MINH, cast.THU, cast.MEN, cast.PHUONG, cast.THU):
        assert wrong(application, officer) is NO_MATCH
    with pytest.raises(TooMany):
        taken(application, cast.PHUONG)


def test_a_refusal_that_is_no_wrong_try_is_not_counted():
    application = filled_in()
    for _ in range(6):
        with pytest.raises(Refused):
            taken(application, consented=False)
    assert taken(application) == application
