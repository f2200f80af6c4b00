"""Reception at a counter with the database: whose form it is, what is received, what papers may stay paper."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from kinhbac.kernel.models import Case, Series
from kinhbac.kernel.reads import NotFound, case_of, contents_of, entries_of
from kinhbac.kernel.types import Refused
from kinhbac.kernel.verify import verify
from kinhbac.services.procedures.actions import applications, counter
from kinhbac.services.procedures.models import Application
from kinhbac.services.procedures.reads import counter as reads
from kinhbac.services.procedures.reads.own import own_draft
from kinhbac.services.procedures.rules import guidance
from kinhbac.services.procedures.rules.counter import NO_COUNTER, OWN_FORM
from kinhbac.services.procedures.rules.handed_in import Handed, How, Proxy
from kinhbac.services.procedures.types import Incomplete
from kinhbac.site.demo import cast
from kinhbac.site.demo.births import Birth, answers
from tests.services.procedures.conftest import BIRTH, MORNING, viewer_of

pytestmark = pytest.mark.usefixtures("province")

CENTRE = "2025.09187.centre"
COPIES = "2.000815"
PAPERS = {
    "application": Handed("application", How.DATA),
    "birth_notice": Handed("birth_notice", How.PAPER, originals=1),
    "identity": Handed("identity", How.HELD),
    "marriage": Handed("marriage", How.HELD),
}


def begun(officer: cast.Member = cast.MINH, person: cast.Member = cast.LAN):
    return counter.begin_at_counter(
        person=person.person, procedure=BIRTH, viewer=viewer_of(officer), now=MORNING
    )


def filled(reception: counter.Reception | None = None, commune: str = cast.KINH_BAC, *, scan: bool = False):
    """Return a form at Minh's counter, whole but for the paper, which lies on the counter."""
    application = begun()
    given = answers(Birth(number=1, commune=commune, moments=(MORNING,)), cast.LAN, "none")
    given["mother"]["commune"] = commune
    if not scan:
        given["papers"].pop("birth_notice")
    Application.objects.filter(pk=application).update(answers=given)
    counter.keep_reception(
        application=application,
        viewer=viewer_of(cast.MINH),
        reception=reception or counter.Reception(handed=PAPERS),
    )
    return application


def received(**how: object):
    application = filled(**how)
    return counter.send_at_counter(application=application, viewer=viewer_of(cast.MINH), now=MORNING)


def names(case) -> list[str]:
    return [entry.name for entry in entries_of(case)]


def test_a_form_begun_at_a_counter_is_the_persons_own_and_the_desks():
    application = begun()
    assert own_draft(application, viewer_of(cast.LAN)).procedure.key == BIRTH
    seen = reads.desk_form(application, viewer_of(cast.MINH), MORNING)
    assert (seen.name, seen.desk, seen.applicant.person) == (cast.LAN.name, CENTRE, cast.LAN.person)
    assert [each.id for each in reads.waiting_forms(CENTRE, viewer_of(cast.MINH), MORNING)] == [application]


@pytest.mark.parametrize("member", [cast.NAM, cast.THU, cast.HOA, cast.BINH], ids=lambda each: each.key)
def test_nobody_else_sees_the_form_at_a_desk(member):
    application = begun()
    with pytest.raises(NotFound):
        reads.desk_form(application, viewer_of(member), MORNING)
    assert reads.waiting_forms(CENTRE, viewer_of(member), MORNING) == ()
    with pytest.raises((NotFound, Refused)):
        counter.send_at_counter(application=application, viewer=viewer_of(member), now=MORNING)
    assert Case.objects.count() == 0


def test_a_form_that_nobody_took_to_a_desk_is_only_its_owners():
    application = applications.begin_application(procedure=BIRTH, viewer=viewer_of(cast.LAN), now=MORNING)
    with pytest.raises(NotFound):
        reads.desk_form(application, viewer_of(cast.MINH), MORNING)


def test_a_form_begun_at_home_is_not_opened_by_beginning_one_at_the_counter():
    at_home = applications.begin_application(procedure=BIRTH, viewer=viewer_of(cast.LAN), now=MORNING)
    at_desk = begun()
    assert at_desk != at_home
    assert begun() == at_desk
    assert applications.begin_application(procedure=BIRTH, viewer=viewer_of(cast.LAN)) == at_home


@pytest.mark.parametrize("member", [cast.NAM, cast.HOA, cast.BINH], ids=lambda each: each.key)
def test_only_a_one_stop_post_begins_anything(member):
    with pytest.raises(Refused) as refused:
        begun(officer=member)
    assert refused.value.refusal is NO_COUNTER
    assert Application.objects.count() == 0


def test_nobody_receives_a_form_of_their_own():
    with pytest.raises(Refused) as refused:
        begun(person=cast.MINH)
    assert refused.value.refusal is OWN_FORM


def test_it_is_submitted_and_received_in_one_go_with_paper_in_place_of_a_scan():
    recorded = received()
    assert names(recorded.case)[:2] == ["dossier.submitted", "dossier.received"]
    state = case_of(recorded.case, viewer_of(cast.LAN))
    assert (state.facts["channel"], state.facts["receiving"]) == ("counter", CENTRE)
    submitted, reception = entries_of(recorded.case)[:2]
    assert (submitted.actor.person, submitted.actor.office) == (cast.MINH.person, CENTRE)
    assert submitted.actor.on_behalf_of == cast.LAN.person
    content = contents_of(recorded.case)[submitted.seq]
    assert {"key": "birth_notice", "how": "paper", "originals": 1, "copies": 0, "source": ""} in content[
        "components"
    ]
    note = contents_of(recorded.case)[reception.seq]["note"]
    assert "Giấy chứng sinh (nộp bản giấy, 1 bản chính)" in note
    assert verify().faults == []


def test_a_dossier_of_another_commune_is_received_here_and_resolved_there():
    recorded = received(commune=cast.BAC_GIANG)
    assert recorded.code.startswith("H05.72.10-260428-")
    (taken,) = reads.received_on(CENTRE, MORNING.date(), viewer_of(cast.MINH))
    assert (taken.code, taken.resolving.key) == (recorded.code, "2025.07210.committee")
    held = [step.holder.office for step in case_of(recorded.case, viewer_of(cast.SON)).open_steps()]
    assert held == ["2025.07210.committee"]


def test_sent_twice_it_is_one_dossier():
    application = filled()
    viewer = viewer_of(cast.MINH)
    first = counter.send_at_counter(application=application, viewer=viewer, now=MORNING)
    again = counter.send_at_counter(application=application, viewer=viewer, now=MORNING)
    assert (again.code, again.again) == (first.code, True)
    assert Case.objects.count() == 1


def test_without_paper_scan_or_database_the_scan_is_missing_and_nothing_is_written():
    application = filled(reception=counter.Reception())
    with pytest.raises(Incomplete) as incomplete:
        counter.send_at_counter(application=application, viewer=viewer_of(cast.MINH), now=MORNING)
    assert [fault.path for fault in incomplete.value.faults] == ["papers.birth_notice"]
    assert (Case.objects.count(), Series.objects.count()) == (0, 0)


def test_it_may_wait_unreceived_for_a_supplement_or_a_refusal():
    application = filled(reception=counter.Reception())
    recorded = counter.send_at_counter(
        application=application, viewer=viewer_of(cast.MINH), receive=False, now=MORNING
    )
    assert names(recorded.case) == ["dossier.submitted"]
    assert reads.received_on(CENTRE, MORNING.date(), viewer_of(cast.MINH)) == ()


def test_a_proxy_is_kept_and_the_dossier_is_the_authorisers():
    proxy = Proxy("Phạm Thị Mận", "027168004321", authority_seen=True)
    recorded = received(reception=counter.Reception(handed=PAPERS, proxy=proxy))
    state = case_of(recorded.case, viewer_of(cast.LAN))
    assert [party.person for party in state.parties] == [cast.LAN.person]
    assert contents_of(recorded.case)[1]["proxy"]["name"] == "Phạm Thị Mận"


def quick_answers() -> dict:
    return {
        "requester": {"full_name": cast.LAN.name, "identity_number": cast.LAN.number},
        "paper": {"kind": "identity", "pages": 3},
        "copies": {"count": 2},
        "place": {"commune": cast.KINH_BAC},
    }


def test_a_quick_line_is_a_real_dossier_with_its_fee_and_happens_once():
    key, viewer = str(uuid4()), viewer_of(cast.MINH)
    line = {"person": cast.LAN.person, "procedure": COPIES, "answers": quick_answers(), "viewer": viewer}
    first = counter.take_quickly(**line, key=key, now=MORNING)
    again = counter.take_quickly(**line, key=key, now=MORNING)
    assert (again.case, again.again) == (first.case, True)
    assert Series.objects.get(key__startswith="dossier").last == 1
    assert names(first.case)[:2] == ["dossier.submitted", "dossier.received"]
    (taken,) = reads.received_on(CENTRE, MORNING.date(), viewer)
    assert taken.fee.amount_vnd == 2 * (2 * 2_000 + 1_000)
    assert verify().faults == []


def test_guidance_is_kept_opened_and_closed_by_one_act():
    values = {
        "words": "Cần giấy chứng sinh, không cần sổ hộ khẩu",
        "name": cast.LAN.name,
        "person": cast.LAN.person,
        "procedure": BIRTH,
        "channel": "phone",
    }
    key = str(uuid4())
    recorded = counter.give_guidance(values=values, viewer=viewer_of(cast.MINH), key=key, now=MORNING)
    counter.give_guidance(values=values, viewer=viewer_of(cast.MINH), key=key, now=MORNING)
    (given,) = reads.guidance_of(CENTRE, MORNING.date(), viewer_of(cast.MINH))
    assert (given.words, given.asker, given.given_by) == (values["words"], cast.LAN.name, cast.MINH.name)
    assert names(recorded.case) == [guidance.GIVEN]
    assert not case_of(recorded.case, viewer_of(cast.LAN)).is_open
    for member in (cast.NAM, cast.THU, cast.HOA):
        assert reads.guidance_of(CENTRE, MORNING.date(), viewer_of(member)) == ()
        with pytest.raises(NotFound):
            case_of(recorded.case, viewer_of(member))
    assert reads.guidance_of(CENTRE, MORNING.date() - timedelta(days=1), viewer_of(cast.MINH)) == ()
    assert verify().faults == []


def test_guidance_without_words_or_without_a_counter_is_refused():
    values = {"words": " ", "name": "", "person": None, "procedure": "", "channel": "counter"}
    for member in (cast.MINH, cast.NAM, cast.HOA):
        with pytest.raises(Refused):
            counter.give_guidance(values=values, viewer=viewer_of(member), key=str(uuid4()), now=MORNING)
    assert Case.objects.count() == 0


def test_the_papers_of_the_day_are_those_handed_in_on_paper():
    received()
    (taken,) = reads.received_on(CENTRE, MORNING.date(), viewer_of(cast.MINH))
    assert [each.vi for each in taken.on_paper] == ["Giấy chứng sinh"]
    assert not taken.handed_on
    assert reads.received_on(CENTRE, MORNING.date(), viewer_of(cast.THU)) == ()
    assert reads.received_on(CENTRE, date(2026, 4, 27), viewer_of(cast.MINH)) == ()
