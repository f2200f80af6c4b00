"""Acting for another under a mandate: filed in her name, written down as whose hand, refused with the reason when over."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kinhbac.kernel.reads import NotFound, case_of, entries_of
from kinhbac.kernel.tell import tell_all
from kinhbac.kernel.types import Refused
from kinhbac.services.procedures.actions import applications, turns
from kinhbac.services.procedures.actions.dossiers import Asked
from kinhbac.services.procedures.actions.mandates import give_mandate, keep_mandate
from kinhbac.services.procedures.models import Application
from kinhbac.services.procedures.reads.dossiers import acts_of
from kinhbac.services.procedures.reads.known import known_for
from kinhbac.services.procedures.reads.mine import mine_of
from kinhbac.services.procedures.reads.own import own_dossier, own_draft
from kinhbac.services.procedures.reads.own_side import own_side
from kinhbac.services.procedures.reads.published import procedure_of
from kinhbac.services.procedures.rules.own_turns import OwnTurn
from kinhbac.site.demo import cast
from kinhbac.site.demo.births import Birth, answers
from kinhbac.tools.desk.actions.hand import hand
from kinhbac.tools.desk.rules.handing import TAKE
from kinhbac.tools.desk.types import Chosen
from kinhbac.tools.files.reads import stored_file
from kinhbac.tools.identity.actions import mandates
from kinhbac.tools.identity.actions.mandates import Wanted
from kinhbac.tools.identity.models import FirmAgent, Mandate, RecordOpening
from kinhbac.tools.identity.reads import stood_for
from kinhbac.tools.identity.types import Basis
from kinhbac.tools.notices.reads import box_of
from tests.services.procedures.browsing import browser
from tests.services.procedures.conftest import BIRTH, MORNING, photograph, viewer_of

pytestmark = pytest.mark.usefixtures("province", "morning")
COPIES = "2.000815"
TODAY = MORNING.date()
YEAR = timedelta(days=365)
LAN, THAM, HAI, NAM, MINH, HOA = cast.LAN, cast.THAM, cast.HAI, cast.NAM, cast.MINH, cast.HOA


def wanted(agent=LAN, procedures=(BIRTH,), **other):
    values = {"number": agent.number, "name": agent.name, "first": TODAY, "last": TODAY + YEAR}
    return Wanted(procedures=procedures, **(values | other))


def given(principal=THAM, agent=LAN, procedures=(BIRTH,), **other):
    key = give_mandate(wanted=wanted(agent, procedures, **other), viewer=viewer_of(principal), now=MORNING)
    mandates.accept(mandate=key, viewer=viewer_of(agent), now=MORNING)
    return key


def form(mandate, agent=LAN):
    """A form that the agent has filled in for Thắm, ready to be sent."""
    viewer = viewer_of(agent)
    key = applications.begin_application(procedure=BIRTH, viewer=viewer, mandate=mandate, now=MORNING)
    paper = applications.attach(
        application=key, viewer=viewer, path="papers.birth_notice", upload=photograph(), now=MORNING
    )
    given_answers = answers(Birth(number=1, commune=THAM.commune, moments=(MORNING,)), THAM, str(paper.id))
    applications.replace_answers(application=key, viewer=viewer, answers=given_answers, now=MORNING)
    return key


def sent(mandate, agent=LAN):
    return applications.submit(application=form(mandate, agent), viewer=viewer_of(agent), now=MORNING)


def test_the_dossier_is_hers_for_whom_it_was_filed_and_the_journal_says_whose_hand_it_was():
    mandate = given()
    recorded = sent(mandate)
    state = case_of(recorded.case, viewer_of(THAM))
    assert {(each.role, each.person) for each in state.parties} >= {("applicant", THAM.person)}
    hand = entries_of(recorded.case)[0].actor
    assert (hand.person, hand.on_behalf_of, hand.mandate) == (LAN.person, THAM.person, mandate)
    told = own_dossier(recorded.code, viewer_of(THAM), MORNING).history[-1]
    assert told.who == LAN.name
    assert THAM.name in told.title.vi
    file = next(iter(own_side(recorded.code, viewer_of(THAM), MORNING).answers["papers"]["birth_notice"]))
    assert stored_file(file["file"], owner_key=THAM.person)
    assert stored_file(file["file"], owner_key=LAN.person) is None


def test_its_holder_follows_it_takes_its_turns_and_does_not_rate():
    recorded = sent(given())
    side = own_side(recorded.code, viewer_of(LAN), MORNING)
    assert OwnTurn.WITHDRAW in side.turns
    line = mine_of(viewer_of(LAN), MORNING).running[0]
    assert (line.code, line.firm, line.may_rate) == (recorded.code, THAM.name, False)
    turns.withdraw(recorded.case, reason="Nhầm", asked=Asked(viewer=viewer_of(LAN), now=MORNING))
    last = entries_of(recorded.case)[-1].actor
    assert (last.person, last.on_behalf_of) == (LAN.person, THAM.person)
    assert own_side(recorded.code, viewer_of(THAM), MORNING).turns == (OwnTurn.RATE,)
    assert own_side(recorded.code, viewer_of(LAN), MORNING).turns == ()
    with pytest.raises(Refused):
        turns.rate(recorded.case, stars=5, asked=Asked(viewer=viewer_of(LAN), now=MORNING))


def test_what_she_files_herself_her_agent_does_not_see():
    given()
    own = applications.begin_application(procedure=BIRTH, viewer=viewer_of(THAM), now=MORNING)
    with pytest.raises(NotFound):
        own_draft(own, viewer_of(LAN))
    recorded = sent(given(principal=THAM, agent=HAI), agent=HAI)
    with pytest.raises(NotFound):
        own_side(recorded.code, viewer_of(LAN), MORNING)
    assert mine_of(viewer_of(NAM), MORNING).total == 0


@pytest.mark.parametrize(
    ("spoilt", "code"),
    [
        ({"valid_to": TODAY - timedelta(days=1)}, "mandate.expired"),
        ({"valid_from": TODAY + timedelta(days=1)}, "mandate.coming"),
        ({"accepted_at": None}, "mandate.waiting"),
        ({"ended_at": MORNING, "how": "withdrawn"}, "mandate.withdrawn"),
        ({"ended_at": MORNING, "how": "given_up"}, "mandate.not_yours"),
        ({"procedures": ["2.000815"]}, "mandate.exceeded"),
        ({"agent_id": HAI.person}, "mandate.not_yours"),
    ],
)
def test_in_mid_journey_it_is_refused_with_the_reason_and_nothing_is_lost(spoilt, code):
    mandate = given()
    key = form(mandate)
    before = Application.objects.get(pk=key).answers
    Mandate.objects.filter(pk=mandate).update(**spoilt)
    with pytest.raises(Refused) as refused:
        applications.submit(application=key, viewer=viewer_of(LAN), now=MORNING)
    assert refused.value.refusal.code == code
    row = Application.objects.get(pk=key)
    assert (row.answers, row.case) == (before, None)
    page = browser(LAN).post(reverse("application_check", args=[key]))
    assert page.status_code == 422
    assert refused.value.refusal.reason.vi in page.content.decode()
    with pytest.raises(Refused):
        applications.begin_application(procedure=BIRTH, viewer=viewer_of(LAN), mandate=mandate, now=MORNING)


def test_withdrawn_it_opens_the_dossier_no_more_and_says_so_to_who_filed_it():
    mandate = given()
    recorded = sent(mandate)
    mandates.end(mandate=mandate, viewer=viewer_of(THAM), now=MORNING)
    with pytest.raises(Refused) as refused:
        own_side(recorded.code, viewer_of(LAN), MORNING)
    assert refused.value.refusal.code == "mandate.withdrawn"
    answer = browser(LAN).get(reverse("dossier", args=[recorded.code]))
    assert answer.status_code == 409
    assert THAM.name not in answer.content.decode()
    assert browser(NAM).get(reverse("dossier", args=[recorded.code])).status_code == 404
    with pytest.raises(NotFound):
        turns.withdraw(recorded.case, asked=Asked(viewer=viewer_of(LAN), now=MORNING))
    assert own_side(recorded.code, viewer_of(THAM), MORNING).hers


def test_an_officer_works_on_no_dossier_that_she_filed_for_another():
    recorded = sent(given(agent=MINH), agent=MINH)
    state = case_of(recorded.case, viewer_of(MINH))
    procedure = procedure_of(state.definition)
    assert not acts_of(state, procedure, viewer_of(MINH), MORNING).keys() & {"receive", "refuse"}
    step = Chosen(recorded.case, state.open_steps()[0].key)
    with pytest.raises(Refused) as taken:
        hand(viewer=viewer_of(MINH), chosen=step, act=TAKE, to=None, now=MORNING)
    assert taken.value.refusal.code == "dossier.filed_for_another"


def test_whom_a_colleague_stands_for_is_told_to_officers_alone():
    firm = FirmAgent.objects.get(person=HAI.person).firm_id
    mandate = given(agent=HAI)
    assert stood_for(HAI.person, viewer_of(MINH), TODAY) == {firm, mandate}
    assert stood_for(HAI.person, viewer_of(NAM), TODAY) == frozenset()
    mandates.end(mandate=mandate, viewer=viewer_of(THAM), now=MORNING)
    assert stood_for(HAI.person, viewer_of(MINH), TODAY) == {firm}


def test_who_filed_it_is_told_that_something_came_and_no_more_of_it_and_nothing_once_it_is_over():
    mandate = given()
    recorded = sent(mandate)
    tell_all()
    (hers,), (agents,) = (box_of(viewer_of(each), case=recorded.case) for each in (THAM, LAN))
    assert agents.subject == hers.subject
    assert recorded.code in agents.body.vi
    assert THAM.name in agents.body.vi
    assert hers.body.vi not in agents.body.vi
    assert "Mở hồ sơ" in browser(LAN).get(reverse("messages")).content.decode()
    mandates.end(mandate=mandate, viewer=viewer_of(THAM), now=MORNING)
    turns.withdraw(recorded.case, asked=Asked(viewer=viewer_of(THAM), now=MORNING))
    tell_all()
    assert len(box_of(viewer_of(THAM), case=recorded.case)) == 2
    assert [each.seq for each in box_of(viewer_of(LAN), case=recorded.case)] == [agents.seq]
    assert box_of(viewer_of(NAM), case=recorded.case) == ()


def test_nothing_of_the_agent_is_put_in_and_of_the_other_only_what_a_mandate_says():
    known = known_for(own_draft(form(given()), viewer_of(LAN)), viewer_of(LAN), MORNING)
    assert known["person.full_name"].value == THAM.name
    assert set(known) == {"person.full_name", "person.identity_number", "person.born_on"}


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (wanted(number="000000000000"), "mandate.nobody"),
        (wanted(name="Ai đó"), "mandate.nobody"),
        (wanted(THAM), "mandate.herself"),
        (wanted(procedures=("1.000894",)), "mandate.in_person"),
        (wanted(procedures=("",)), "mandate.nothing_chosen"),
        (wanted(last=TODAY - timedelta(days=1)), "mandate.days"),
        (wanted(last=TODAY + 4 * YEAR), "mandate.days"),
    ],
)
def test_what_cannot_be_given_is_refused(asked, code):
    with pytest.raises(Refused) as refused:
        give_mandate(wanted=asked, viewer=viewer_of(THAM), now=MORNING)
    assert refused.value.refusal.code == code
    assert not Mandate.objects.exists()


def test_upon_a_paper_at_the_desk_it_is_kept_with_the_paper_and_both_records_say_who_opened_them():
    key = keep_mandate(
        principal=THAM.person,
        wanted=wanted(),
        upload=photograph(),
        said="Số 12/2026, UBND phường Kinh Bắc",
        viewer=viewer_of(MINH),
        post=viewer_of(MINH).positions[0],
        now=MORNING,
    )
    row = Mandate.objects.get(pk=key)
    assert (row.basis, row.accepted_at, row.office) == (
        Basis.PAPER,
        None,
        viewer_of(MINH).positions[0].office,
    )
    assert {each.person_id for each in RecordOpening.objects.filter(purpose="mandate_kept")} == {
        THAM.person,
        LAN.person,
    }
    assert browser(LAN).get(reverse("mandate_paper", args=[key])).status_code == 200
    assert browser(NAM).get(reverse("mandate_paper", args=[key])).status_code == 404
    mandates.end(mandate=key, viewer=viewer_of(MINH), now=MORNING)
    assert Mandate.objects.get(pk=key).how == "withdrawn"


def test_a_parent_acts_for_a_minor_at_once_and_never_past_the_age_of_majority():
    values = {"upload": photograph(), "said": "Giấy khai sinh", "viewer": viewer_of(MINH), "now": MORNING}
    post = viewer_of(MINH).positions[0]
    with pytest.raises(Refused) as refused:
        keep_mandate(principal=THAM.person, wanted=wanted(), post=post, is_parent=True, **values)
    assert refused.value.refusal.code == "mandate.not_a_child"


def test_the_pages_give_accept_and_withdraw():
    tham, lan = browser(THAM), browser(LAN)
    boxes = {"name": LAN.name, "number": LAN.number, "scope": "chosen", "procedure": COPIES}
    days = {"first": TODAY.isoformat(), "last": (TODAY + YEAR).isoformat()}
    wrong = tham.post(reverse("mandate_new"), {**boxes, **days, "number": "1"})
    assert wrong.status_code == 409
    assert LAN.name in wrong.content.decode()
    assert tham.post(reverse("mandate_new"), {**boxes, **days}).status_code == 302
    key = Mandate.objects.get().pk
    assert "Nhận ủy quyền" in lan.get(reverse("mandates")).content.decode()
    assert browser(NAM).post(reverse("mandate_accept", args=[key])).status_code == 409
    assert f"mandate:{key}" not in lan.get(reverse("procedure", args=[COPIES])).content.decode()
    lan.post(reverse("mandate_accept", args=[key]))
    assert f"mandate:{key}" in lan.get(reverse("procedure", args=[COPIES])).content.decode()
    begun = lan.post(reverse("apply", args=[COPIES]), {"whose": f"mandate:{key}"})
    assert begun.status_code == 302
    assert THAM.name in lan.get(reverse("dossiers")).content.decode()
    assert browser(NAM).post(reverse("mandate_end", args=[key])).status_code == 409
    tham.post(reverse("mandate_end", args=[key]))
    assert "Đã rút" in lan.get(reverse("mandates")).content.decode()
    assert browser(NAM).post(reverse("apply", args=[COPIES]), {"whose": f"mandate:{key}"}).status_code == 409


def test_the_desk_keeps_one_through_its_page():
    minh = browser(MINH)
    address = reverse("counter_mandate", args=[THAM.person])
    boxes = {
        "name": LAN.name,
        "number": LAN.number,
        "scope": "all",
        "first": TODAY.isoformat(),
        "last": (TODAY + YEAR).isoformat(),
        "basis": "paper",
        "said": "Số 12",
    }
    assert minh.post(address, boxes).status_code == 409
    scan = SimpleUploadedFile("van-ban.jpg", photograph().getvalue())
    assert minh.post(address, {**boxes, "paper": scan}).status_code == 302
    assert "Số 12" in minh.get(address).content.decode()
    assert browser(NAM).get(address).status_code == 403
