"""Who may open a dossier is said of exactly those whom scope lets see it; every look at rights is recorded."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kinhbac.kernel import scope
from kinhbac.kernel.models import Opening
from kinhbac.kernel.reads import NotFound, case_for_bearer
from kinhbac.services.procedures.reads.own import own_dossier
from kinhbac.services.procedures.reads.rights import openers_of, person_rights
from kinhbac.services.procedures.rules.asking.table import ACTS
from kinhbac.site.demo import cast
from kinhbac.tools.identity.actions import mandates, substitute
from kinhbac.tools.identity.models import Person, RecordOpening
from tests.services.procedures.browsing import browser
from tests.services.procedures.conftest import MORNING, carried_on, submitted, viewer_of
from tests.services.procedures.test_mandates import given, sent

pytestmark = pytest.mark.usefixtures("province", "morning")
YEN = cast.YEN
DAY = MORNING.date()


def named(code):
    return {each.person: each for each in openers_of(code, viewer_of(YEN), MORNING).people}


@pytest.mark.parametrize("acts", [0, 2, 5])
def test_those_named_are_those_whom_scope_lets_see_it(acts):
    mandate = given()
    for recorded in (submitted(), sent(mandate)):
        carried_on(recorded.case, acts)
        state = case_for_bearer(recorded.code)
        told = named(recorded.code)
        for member in cast.CAST:
            assert scope.sees(viewer_of(member), state) == (member.person in told), member.name
    assert cast.LAN.person in told
    mandates.end(mandate=mandate, viewer=viewer_of(cast.THAM), now=MORNING)
    assert cast.LAN.person not in named(recorded.code)


def test_whoever_stands_in_during_a_leave_is_named_with_the_one_whose_post_it_is():
    recorded = submitted()
    carried_on(recorded.case, 1)
    substitute(
        post=cast.HOA.post,
        person=cast.TUAN.person,
        first=DAY,
        last=DAY + timedelta(days=2),
        reason="Nghỉ phép",
        viewer=viewer_of(cast.BINH),
        now=MORNING,
    )
    told = openers_of(recorded.code, viewer_of(YEN), MORNING).people
    stead = [each for each in told if each.person == cast.TUAN.person and cast.HOA.name in each.as_what.vi]
    assert len(stead) == 1
    assert stead[0].until == DAY + timedelta(days=2)
    assert stead[0].why.vi
    assert ACTS["propose"].name in named(recorded.code)[cast.HOA.person].acts


def test_what_somebody_may_do_stands_with_its_posts_and_its_reasons():
    rights = person_rights(cast.HOA.person, viewer_of(YEN), MORNING)
    (post,) = rights.posts
    turns = {each.act for each in post.turns}
    assert {"propose", "request_supplement", "consult"} <= turns
    assert not turns & {"approve", "receive", "rate"}
    assert {each.act for each in rights.own} >= {"withdraw", "rate"}
    assert person_rights(cast.LAN.person, viewer_of(YEN), MORNING).posts == ()
    assert {each.firm_name for each in person_rights(cast.LAN.person, viewer_of(YEN), MORNING).firms} == {
        cast.POTTERY.name
    }


@pytest.mark.parametrize("member", [cast.LAN, cast.MINH, cast.BINH])
def test_only_an_administrator_asks(member):
    recorded = submitted()
    with pytest.raises(NotFound):
        openers_of(recorded.code, viewer_of(member), MORNING)
    with pytest.raises(NotFound):
        person_rights(cast.HOA.person, viewer_of(member), MORNING)
    for address in (
        reverse("rights"),
        reverse("rights_person", args=[cast.HOA.person]),
        reverse("rights_dossier", args=[recorded.code]),
    ):
        assert browser(member).get(address).status_code == 403


def test_her_looks_are_recorded_and_those_looked_at_see_it():
    recorded, yen = submitted(), browser(YEN)
    seen = Opening.objects.count()
    found = yen.post(reverse("rights"), {"code": recorded.code})
    assert Opening.objects.count() == seen
    page = yen.get(found.url).content.decode()
    assert cast.MINH.name in page
    assert "giay-chung-sinh" not in page
    assert own_dossier(recorded.code, viewer_of(cast.LAN), MORNING).openings[0].who == YEN.name
    asked = yen.post(reverse("rights"), {"number": cast.HOA.number})
    assert cast.HOA.number not in asked.url
    assert cast.HOA.name in yen.get(asked.url).content.decode()
    looked = RecordOpening.objects.get(purpose="rights")
    assert (looked.person, looked.opened_by) == (Person.objects.get(pk=cast.HOA.person), YEN.person)
    assert cast.HOA.number not in yen.get(asked.url).content.decode()


def test_what_is_not_there_is_said_without_more():
    yen = browser(YEN)
    assert yen.post(reverse("rights"), {"number": "000000000000"}).status_code == 404
    assert yen.post(reverse("rights"), {"code": "H05"}).status_code == 404
    assert yen.get(reverse("rights_dossier", args=["H05"])).status_code == 404
    page = yen.get(reverse("rights")).content.decode()
    assert "Một cửa nơi nhận hồ sơ" in page
