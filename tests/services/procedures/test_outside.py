"""Files outside one's work: closed without a reason on every way, open with one, recorded, and seen by a supervisor."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kinhbac.base.clock import FixedClock
from kinhbac.kernel import actions as cases
from kinhbac.kernel.models import Opening
from kinhbac.kernel.reads import NotFound, case_coded
from kinhbac.kernel.types import Refused
from kinhbac.services.procedures.reads.dossiers import dossier_coded, files_of, paper_of
from kinhbac.services.procedures.reads.opening import opening_of
from kinhbac.services.procedures.rules.grounds import DESK, LEAD, OUTSIDE, OWN, WORK, WORKED, ground_of
from kinhbac.site.demo import cast
from kinhbac.tools.looking import actions
from kinhbac.tools.looking.models import Look
from kinhbac.tools.looking.reads import looks_to_supervise, own_looks
from kinhbac.tools.looking.types import ReasonNeeded
from tests.services.procedures.browsing import browser
from tests.services.procedures.conftest import MORNING, carried_on, submitted, viewer_of

pytestmark = pytest.mark.usefixtures("province", "morning")

WHY = "Chị Hoa nhờ xem giúp giấy chứng sinh"


def said(answer) -> str:
    return answer.content.decode()


def taken():
    """A dossier that Hoa has taken for herself."""
    receipt = submitted()
    carried_on(receipt.case, 1)
    hoa = viewer_of(cast.HOA)
    step = next(each for each in case_coded(receipt.code, hoa).steps.values() if each.is_open)
    cases.hand_step(case=receipt.case, step=step.key, to=hoa.person, viewer=hoa, now=MORNING)
    return receipt


def give(code: str, member: cast.Member = cast.TUAN, reason: str = WHY, now=MORNING):
    return actions.give_reason_for_case(code=code, reason=reason, viewer=viewer_of(member), now=now)


def test_the_ground_is_what_one_has_to_do_with_it():
    receipt = taken()
    grounds = {
        member.key: ground.purpose if ground is not None else None
        for member in (cast.LAN, cast.MINH, cast.HOA, cast.BINH, cast.TUAN)
        for ground in [ground_of(case_coded(receipt.code, viewer_of(member)), viewer_of(member))]
    }
    assert grounds == {"lan": OWN, "minh": WORKED, "hoa": WORK, "binh": LEAD, "tuan": None}
    assert DESK not in grounds.values()


def test_without_a_reason_no_way_opens_it():
    code = taken().code
    paper = next(iter(files_of(code, viewer_of(cast.HOA))))
    ways = [
        ("desk_dossier", [code]),
        ("desk_file", [code, paper]),
        ("dossier_file", [code, paper]),
        ("slip", [code]),
        ("process_control", [code]),
        ("desk_correct", [code]),
    ]
    for name, args in ways:
        answer = browser(cast.TUAN).get(reverse(name, args=args))
        assert (answer.status_code, answer.url.split("?")[0]) == (303, reverse("desk_look", args=[code])), (
            name
        )
    answer = browser(cast.TUAN).get(f"/api/dossiers/{code}")
    assert (answer.status_code, answer.json()["code"]) == (409, "look.reason_needed")
    assert not Opening.objects.filter(person=cast.TUAN.person).exists()
    asked = said(browser(cast.TUAN).get(reverse("desk_look", args=[code])))
    assert cast.LAN.name not in asked


def test_with_a_reason_it_opens_for_a_while_and_its_owner_reads_why():
    code = taken().code
    page = reverse("desk_look", args=[code])
    paper = next(iter(files_of(code, viewer_of(cast.HOA))))
    short = browser(cast.TUAN).post(page, {"reason": "xem"})
    assert (short.status_code, ">xem</textarea>" in said(short)) == (422, True)
    answer = browser(cast.TUAN).post(page, {"reason": WHY, "next": reverse("desk_dossier", args=[code])})
    assert answer.url == reverse("desk_dossier", args=[code])
    assert browser(cast.TUAN).get(answer.url).status_code == 200
    assert browser(cast.TUAN).get(reverse("desk_file", args=[code, paper])).status_code == 200
    seen = dossier_coded(code, viewer_of(cast.LAN), MORNING).openings[0]
    assert (seen.who, seen.reason, seen.times, seen.papers) == (cast.TUAN.name, WHY, 1, 1)
    shown = said(browser(cast.LAN).get(reverse("record")))
    assert WHY in shown
    assert WHY not in said(browser(cast.NAM).get(reverse("record")))
    for colleague in (cast.TUAN,):
        with pytest.raises(ReasonNeeded):
            dossier_coded(code, viewer_of(colleague), MORNING + timedelta(minutes=30))


def test_a_reason_is_one_officers_and_one_files():
    one, other = taken(), submitted(cast.HAI)
    give(one.code)
    assert dossier_coded(one.code, viewer_of(cast.TUAN), MORNING).summary.code == one.code
    with pytest.raises(NotFound):  # it has not come to his office
        dossier_coded(other.code, viewer_of(cast.TUAN), MORNING)
    for member in (cast.LAN, cast.NAM, cast.SON, cast.THU):
        with pytest.raises(NotFound):
            give(one.code, member)
    with pytest.raises(Refused):
        give(one.code, reason="   ")
    assert Look.objects.count() == 1


def test_a_program_gives_a_reason_too():
    code = taken().code
    client = browser(cast.TUAN)
    address = f"/api/dossiers/{code}/reason"
    assert client.post(address, {"reason": "x"}, content_type="application/json").status_code == 409
    answer = client.post(address, {"reason": WHY}, content_type="application/json")
    assert (answer.status_code, list(answer.json())) == (200, ["until"])
    assert client.get(f"/api/dossiers/{code}").status_code == 200
    assert browser(cast.LAN).get(f"/api/dossiers/{code}").json()["openings"][0]["reason"] == WHY
    for stranger in (cast.NAM, cast.SON, None):
        refused = browser(stranger).post(address, {"reason": WHY}, content_type="application/json")
        assert refused.status_code in (401, 403, 404)


def test_the_leader_sees_it_with_what_is_unusual_marks_it_and_asks_back():
    code = taken().code
    evening = MORNING.replace(hour=20)
    give(code, now=evening)
    page = reverse("desk_looks")
    assert cast.TUAN.name in said(browser(cast.BINH).get(page))
    (look,) = looks_to_supervise(viewer_of(cast.BINH))
    assert ([each.en for each in look.flags], look.seen_at) == (["Outside working hours"], None)
    for member in (cast.TUAN, cast.HOA, cast.HANH, cast.MINH):
        assert looks_to_supervise(viewer_of(member)) == ()
        answer = browser(member).post(page, {"look": look.key, "do": "seen"})
        assert answer.status_code == 404
    assert browser(cast.LAN).get(page).status_code == 403
    ask = {"look": look.key, "do": "ask", "words": ""}
    assert browser(cast.BINH).post(page, ask).status_code == 422
    browser(cast.BINH).post(page, {**ask, "words": "Chị Hoa nhờ khi nào?"})
    assert "Chị Hoa nhờ khi nào?" in said(browser(cast.TUAN).get(page))
    browser(cast.TUAN).post(page, {"look": look.key, "do": "answer", "words": "Sáng nay"})
    (told,) = looks_to_supervise(viewer_of(cast.BINH))
    assert (told.seen_by, told.answer) == (cast.BINH.name, "Sáng nay")
    assert own_looks(viewer_of(cast.TUAN))[0].answer == "Sáng nay"


def test_nobody_supervises_herself_and_a_leaders_own_goes_to_the_administrator():
    code = taken().code
    actions.give_reason(
        subject=actions.Subject(case=case_coded(code, viewer_of(cast.BINH)).case, name=code),
        whose=frozenset({cast.LAN.person}),
        reason=WHY,
        viewer=viewer_of(cast.BINH),
        post=viewer_of(cast.BINH).positions[0],
        now=MORNING,
    )
    assert looks_to_supervise(viewer_of(cast.BINH)) == ()
    assert [each.officer for each in looks_to_supervise(viewer_of(cast.YEN))] == [cast.BINH.name]


def test_whoever_holds_the_step_is_let_in_without_another_query(django_assert_num_queries):
    code = taken().code
    hoa = viewer_of(cast.HOA)
    state = case_coded(code, hoa)
    with django_assert_num_queries(0):
        assert opening_of(state, hoa, MORNING).ground.purpose == WORK


def test_a_paper_of_no_dossier_of_hers_is_not_there_and_one_of_her_own_is_not_recorded():
    code = taken().code
    paper = next(iter(files_of(code, viewer_of(cast.LAN))))
    assert paper_of(code, paper, viewer_of(cast.LAN), MORNING) is not None
    assert not Opening.objects.exclude(paper=None).exists()
    assert paper_of(code, cast.LAN.person, viewer_of(cast.HOA), MORNING) is None
    paper_of(code, paper, viewer_of(cast.HOA), MORNING)
    (opened,) = Opening.objects.exclude(paper=None)
    assert (opened.person, opened.paper, opened.purpose) == (cast.HOA.person, paper, WORK)


def test_a_system_is_told_by_its_name():
    receipt = taken()
    cases.record_opening(case=receipt.case, purpose="Đối chiếu dân cư", system="Hệ thống dân cư", now=MORNING)
    shown = said(browser(cast.LAN).get(reverse("record")))
    assert "Hệ thống dân cư" in shown
    assert "Đối chiếu dân cư" in shown


def test_the_list_is_gathered_paged_and_narrowed_to_a_dossier(monkeypatch):
    one, other = submitted(), submitted()
    for hour in range(25):
        at = MORNING + timedelta(hours=2 * hour)
        monkeypatch.setattr(cases, "clock", FixedClock(at))
        for _ in range(2):
            dossier_coded(one.code, viewer_of(cast.MINH), at)
    dossier_coded(other.code, viewer_of(cast.MINH), MORNING)
    first = said(browser(cast.LAN).get(reverse("record")))
    assert (first.count("history__at"), first.count("mở 2 lần")) == (20, 20)
    older = first.split('href="/record?until=')[1].split('"')[0].replace("&amp;", "&")
    second = said(browser(cast.LAN).get(f"/record?until={older}"))
    assert second.count("history__at") == 6
    narrowed = said(browser(cast.LAN).get(reverse("record"), {"dossier": other.code}))
    assert narrowed.count("history__at") == 1
    assert OUTSIDE not in narrowed
    for nonsense in ({"until": "hôm qua"}, {"until": "2026-01-01"}, {"dossier": "H05\x00"}):
        assert browser(cast.LAN).get(reverse("record"), nonsense).status_code == 200
