"""Every turn's form over HTTP: done once, refused with what was typed still there, nothing by the wrong person."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from kinhbac.base.clock import FixedClock
from kinhbac.kernel import actions as cases
from kinhbac.kernel import definitions
from kinhbac.kernel.reads import case_of, contents_of, entries_of
from kinhbac.services.procedures.actions import applications, dossiers, turns
from kinhbac.services.procedures.rules.asking.fields import Kind
from kinhbac.services.procedures.rules.asking.table import ACTS
from kinhbac.services.procedures.rules.dossier import MEANINGS
from kinhbac.site.demo import cast
from kinhbac.site.publishing import publish
from kinhbac.tools.identity.actions import appoint
from tests.services.procedures.browsing import browser, upload
from tests.services.procedures.conftest import (
    BIRTH,
    MORNING,
    carried_on,
    filled_in,
    photograph,
    viewer_of,
)
from tests.services.procedures.pages.officer.turn_cases import ASKED, CASES, POLICE, Case

pytestmark = pytest.mark.usefixtures("province")


@pytest.fixture
def set_clock(monkeypatch):
    return lambda at: monkeypatch.setattr(cases, "clock", FixedClock(at))


@pytest.fixture
def ends_soon(province, catalogue):
    """The procedure of the stories ends on their day."""
    definitions.forget()
    publish(
        tuple(
            each._replace(value={**each.value, "to_on": MORNING.date().isoformat()})
            if each.key == BIRTH
            else each
            for each in catalogue
        ),
        MORNING,
    )


def prepared(case: Case, set_clock):
    set_clock(MORNING)
    office, title = POLICE, cast.ROLES["specialist"]
    appoint(person=cast.SON.person, role="specialist", office=office, title=title, valid_from=MORNING.date())
    recorded = applications.submit(
        application=filled_in(), viewer=viewer_of(cast.LAN), channel=case.channel, now=MORNING
    )
    carried_on(recorded.case, case.acts)
    for officer, name, values in case.before:
        asked = dossiers.Asked(viewer=viewer_of(officer), now=MORNING)
        if name == "supplement":
            answers = [{"item": each, "text": "Đây"} for each in ASKED[1]["items"]]
            turns.supplement(recorded.case, answers=answers, asked=asked)
        else:
            dossiers.do(recorded.case, name, values, asked)
    set_clock(case.at)
    return recorded


def send(member, recorded, act, values):
    carried = {"seen": case_of(recorded.case, viewer_of(cast.LAN)).seq, "key": str(uuid4())}
    return browser(member).post(reverse("desk_act", args=[recorded.code, act]), {**values, **carried})


def shown(member, recorded, act="", language="vi"):
    address = reverse("desk_dossier", args=[recorded.code])
    return browser(member, language).get(f"{address}?act={act}").content.decode()


def names(recorded) -> list[str]:
    return [entry.name for entry in entries_of(recorded.case)]


@pytest.fixture
def dossier(request, set_clock):
    case = request.param
    if case.turn == "stop_by_law":
        request.getfixturevalue("ends_soon")
    return case, prepared(case, set_clock)


every = pytest.mark.parametrize("dossier", CASES, indirect=True, ids=str)


def test_the_table_has_every_turn_of_officers_once():
    turns_here = [case.turn for case in CASES]
    assert sorted(turns_here) == sorted(set(ACTS) - {"find_case"})  # a birth has no cases: test_cases.py
    assert MEANINGS | {"supplement", "stop", "withdraw"} == set(ACTS)


@every
def test_a_turn_by_its_form(dossier):
    case, recorded = dossier
    page = shown(case.officer, recorded, case.turn)
    assert f'id="act-{case.turn}"' in page
    for name in case.sent:
        assert f'name="{name}"' in page
    english = shown(case.officer, recorded, case.turn, "en")
    asked = [
        each for each in ACTS[case.turn].fields if each.kind is not Kind.GIVES
    ]  # asked of parts of bundles alone
    assert not asked or asked[-1].label.en in english
    before = names(recorded)
    if case.bad is not None:
        refused = send(case.officer, recorded, case.turn, case.bad)
        said = refused.content.decode()
        assert (refused.status_code, names(recorded)) == (case.status, before)
        assert case.says in said
        for kept in case.keeps:
            assert kept in said
    assert send(case.wrong, recorded, case.turn, case.sent).status_code in (404, 409)
    assert names(recorded) == before
    done = send(case.officer, recorded, case.turn, case.sent)
    assert (done.status_code, names(recorded)) == (302, [*before, case.entry])
    assert "Đã ghi" in browser(case.officer).get(done["Location"]).content.decode()


def test_what_is_sent_by_post_is_told_with_its_number(set_clock):
    case = next(each for each in CASES if each.turn == "hand_over")
    recorded = prepared(case, set_clock)
    send(cast.MINH, recorded, "hand_over", case.sent)
    entry = entries_of(recorded.case)[-1]
    assert contents_of(recorded.case)[entry.seq]["tracking"] == "EB123456789VN"
    told = browser(cast.LAN).get(reverse("messages"))
    assert told.status_code == 200


def test_scans_of_a_supplement_stay_in_the_form_when_something_else_is_missing(set_clock):
    recorded = prepared(next(each for each in CASES if each.turn == "supplement"), set_clock)
    scan = upload("giay-ro.jpg", photograph().getvalue())
    refused = send(cast.MINH, recorded, "supplement", {"files-0": scan})
    assert refused.status_code == 422
    kept = re.search(r'name="kept-0" value="([^"]+)"', refused.content.decode())[1]
    assert kept.endswith("|giay-ro.jpg")
    assert send(cast.MINH, recorded, "supplement", {"kept-0": kept, "answer-1": "0912"}).status_code == 302
    page = shown(cast.HOA, recorded)
    assert "giay-ro.jpg" in page
    key = kept.partition("|")[0]
    assert browser(cast.HOA).get(reverse("desk_file", args=[recorded.code, key])).status_code == 200


def test_an_apology_is_drafted_and_suggested_while_there_is_time(set_clock):
    case = next(each for each in CASES if each.turn == "apologise")
    recorded = prepared(case, set_clock)
    page = shown(cast.HOA, recorded)
    assert "Xem thư soạn sẵn" in page
    drafted = shown(cast.HOA, recorded, "apologise")
    assert 'value="2026-04-29T17:00"' in drafted
    assert "Bước Thẩm tra chưa xong nên hồ sơ không kịp hoàn thành trước 17:00 ngày 28/04/2026." in drafted
    send(cast.HOA, recorded, "apologise", case.sent)
    sent = shown(cast.HOA, recorded)
    assert "Xem thư soạn sẵn" not in sent
    assert "Gửi muộn" in sent  # on the due day itself
    assert "Hạn theo luật vẫn là" in sent


def test_the_page_shows_supplements_opinions_and_the_parties(set_clock):
    recorded = prepared(next(each for each in CASES if each.turn == "give_opinion"), set_clock)
    asked = shown(cast.HOA, recorded)
    assert "Đang chờ trả lời" in asked
    assert "Nơi nhận hồ sơ và trả kết quả" in asked
    send(cast.SON, recorded, "give_opinion", {"agrees": "yes", "words": "Có cư trú"})
    answered = shown(cast.HOA, recorded)
    assert "Có cư trú" in answered
    assert "Đồng ý" in answered


def test_each_other_act_shows_its_limit_and_its_article(set_clock):
    recorded = prepared(next(each for each in CASES if each.turn == "request_supplement"), set_clock)
    page = shown(cast.HOA, recorded)
    assert "chậm nhất 3 ngày làm việc: 17:00 05/05/2026" in page
    assert "khoản 5 Điều 19" in page


def test_the_way_back_keeps_the_list(set_clock):
    recorded = prepared(next(each for each in CASES if each.turn == "propose"), set_clock)
    address = reverse("desk_act", args=[recorded.code, "propose"])
    carried = {"seen": 2, "key": str(uuid4()), "note": "Đủ"}
    done = browser(cast.HOA).post(f"{address}?queue=to_process&whose=mine", carried)
    assert done["Location"].endswith("?queue=to_process&whose=mine&done=propose")
