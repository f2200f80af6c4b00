"""Acting for another, and bundles, by programs: named in the request, refused with the reason, not there for a stranger."""

from datetime import timedelta

import pytest

from kinhbac.kernel.reads import entries_of
from kinhbac.services.procedures.actions import applications
from kinhbac.site.demo import cast
from kinhbac.tools.identity.models import Mandate
from tests.services.procedures.bundling import (
    BIRTH_BUNDLE,
    filed,
    filed_under,
    filled_in_bundle,
    mandate_for_bundles,
    parts_of,
    whole,
)
from tests.services.procedures.conftest import MORNING
from tests.services.procedures.test_api import Program

pytestmark = [pytest.mark.whole_catalogue, pytest.mark.usefixtures("province", "morning")]

LAN, THAM, NAM = cast.LAN, cast.THAM, cast.NAM
TODAY = MORNING.date()


def test_for_whom_one_acts_is_listed_and_named_in_the_request():
    mandate = mandate_for_bundles()
    program = Program(THAM)
    told = program.get("/api/acting-for").json()
    assert [(each["key"], each["principal_name"]) for each in told["mandates"]] == [(str(mandate), LAN.name)]
    form = filled_in_bundle(hand=THAM, mandate=mandate)
    begun = program.post("/api/applications", {"procedure": BIRTH_BUNDLE, "mandate": str(mandate)}).json()
    assert (begun["id"], begun["mandate"], begun["firm"]) == (str(form), str(mandate), None)
    code = program.post(f"/api/applications/{form}/submit").json()["code"]
    hand = entries_of(whole(code).case)[0].actor
    assert (hand.person, hand.on_behalf_of, hand.mandate) == (THAM.person, LAN.person, mandate)
    (line,) = program.get("/api/bundles").json()
    assert (line["code"], line["acts_for"]) == (code, LAN.name)
    (own,) = Program(LAN).get("/api/bundles").json()
    assert (own["code"], own["acts_for"]) == (code, "")


def test_a_firm_is_named_as_well_but_not_both():
    program = Program(LAN)
    (firm,) = program.get("/api/acting-for").json()["firms"]
    refused = program.post("/api/applications", {"procedure": BIRTH_BUNDLE, "firm": firm["firm"]})
    assert (refused.status_code, refused.json()["code"]) == (409, "firm.not_for_firms")
    both = {"procedure": BIRTH_BUNDLE, "firm": firm["firm"], "mandate": str(mandate_for_bundles())}
    assert program.post("/api/applications", both).status_code == 422


@pytest.mark.parametrize(
    ("spoilt", "code"),
    [
        ({"valid_to": TODAY - timedelta(days=1)}, "mandate.expired"),
        ({"ended_at": MORNING, "how": "withdrawn"}, "mandate.withdrawn"),
        ({"procedures": ["2.000815"]}, "mandate.exceeded"),
    ],
)
def test_what_does_not_serve_is_refused_with_the_reason_also_in_mid_journey(spoilt, code):
    mandate = mandate_for_bundles()
    form = filled_in_bundle(hand=THAM, mandate=mandate)
    Mandate.objects.filter(pk=mandate).update(**spoilt)
    program = Program(THAM)
    for address, body in (
        (f"/api/applications/{form}/submit", None),
        ("/api/applications", {"procedure": BIRTH_BUNDLE, "mandate": str(mandate)}),
    ):
        refused = program.post(address, body)
        said = refused.json()
        assert (refused.status_code, said["code"]) == (409, code)
        assert said["what"]["vi"]
        assert said["law"]
    assert applications.Application.objects.get(pk=form).case is None


def test_a_bundle_is_shown_to_those_who_may_see_it_and_is_not_there_for_a_stranger():
    code = filed_under(mandate_for_bundles()).code
    for member in (LAN, THAM, cast.MINH):
        seen = Program(member).get(f"/api/bundles/{code}").json()
        assert seen["summary"]["code"] == code
        first, *waiting = seen["parts"]
        assert (first["at"], first["summary"]["code"]) == ("opened", parts_of(code)["birth"].code)
        assert first["phases"][0]["due"]["due"].endswith("+07:00")
        assert [(each["at"], each["summary"]) for each in waiting] == [("waiting", None)] * 2
        assert waiting[0]["waits_for"][0]["vi"]
        assert seen["fee"] == {"known_vnd": 10_000, "is_whole": True}
    assert seen["turns"] == []  # the desk reads
    for stranger in (NAM, cast.HAI, cast.SON, cast.THU, cast.HANH, cast.YEN, cast.CUONG):
        program = Program(stranger)
        gone = program.get("/api/bundles/H05.27.1-260428-9999")
        answer = program.get(f"/api/bundles/{code}")
        assert (answer.status_code, answer.content) == (404, gone.content), stranger.name
        assert program.get("/api/bundles").json() == []
        ended = program.post(f"/api/bundles/{code}/turns/withdraw", {}, key="withdraw-1")
        assert ended.status_code == 404
    assert Program().get(f"/api/bundles/{code}").status_code == 401
    assert parts_of(code)["birth"].is_open


def test_the_whole_is_withdrawn_once_whatever_is_sent_again_and_none_but_hers():
    code = filed().code
    lan, address = Program(LAN), f"/api/bundles/{code}/turns/withdraw"
    assert lan.get(f"/api/bundles/{code}").json()["turns"] == ["withdraw"]
    desk = Program(cast.MINH).post(address, {}, key="withdraw-0")
    assert (desk.status_code, desk.json()["code"]) == (409, "dossier.only_the_applicant")
    done = lan.post(address, {"reason": "Nhầm"}, key="withdraw-1")
    assert (done.status_code, done.json()["again"]) == (200, False)
    again = lan.post(address, {"reason": "Nhầm"}, key="withdraw-1").json()
    assert again == {**done.json(), "again": True}
    assert lan.post(address, {}, key="withdraw-2").status_code == 409
    assert parts_of(code)["birth"].outcome == "withdrawn"


def test_the_description_says_for_whom_one_may_file_and_how_a_bundle_looks():
    described = Program().get("/api/openapi.json").json()
    assert {"firm", "mandate"} <= described["components"]["schemas"]["Begin"]["properties"].keys()
    assert {"/api/bundles", "/api/bundles/{code}", "/api/acting-for"} <= described["paths"].keys()
    line = described["components"]["schemas"]["DossierLine"]["properties"]
    assert "acts_for" in line
