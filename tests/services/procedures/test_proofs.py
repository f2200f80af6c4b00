"""Acts that count as a signature, and files that leave the house: who proved herself too long ago is asked once more."""

import re
from datetime import timedelta

import pyotp
import pytest
from django.test import Client
from django.urls import reverse

from kinhbac.kernel.reads import case_of, entries_of
from kinhbac.site.demo import cast, keys
from kinhbac.tools.credentials.types import CODE
from kinhbac.tools.identity.models import SignInRecord
from kinhbac.tools.identity.types import DEMO
from tests.services.procedures.conftest import MORNING, carried_on, submitted, viewer_of
from tests.support.signing import signed_in

pytestmark = pytest.mark.usefixtures("province", "morning")

ONCE = "5b0c3a52-7f3e-4b1d-9d0a-3f2f6f1f0a11"
FIELD = re.compile(r'<input type="hidden" name="(seen|key|note)" value="([^"]*)">')


@pytest.fixture
def keyed():
    """Minh and Bình have their devices."""
    keys.give(MORNING)


def came(member: cast.Member, minutes: int, way: str = CODE) -> Client:
    """Return the browser of somebody who proved herself so many minutes ago."""
    return signed_in(Client(), member.account, way=way, at=MORNING - timedelta(minutes=minutes))


def code_of(member: cast.Member) -> str:
    key = next(each for each in keys.KEYS if each.member is member)
    return pyotp.TOTP(key.secret).at(MORNING)


def approval(dossier) -> tuple[str, dict[str, str]]:
    seen = str(case_of(dossier.case, viewer_of(cast.LAN)).seq)
    return reverse("desk_act", args=[dossier.code, "approve"]), {"seen": seen, "key": ONCE}


def names(dossier) -> list[str]:
    return [entry.name for entry in entries_of(dossier.case)]


@pytest.fixture
def proposed(keyed):
    dossier = submitted()
    carried_on(dossier.case, 2)
    return dossier


@pytest.mark.parametrize(
    ("minutes", "way", "is_done"),
    [
        (0, CODE, True),
        (15, CODE, True),
        (16, CODE, False),
        (-1, CODE, False),
        (600, "vneid", False),
        (600, DEMO, True),
    ],
)
def test_an_approval_needs_a_proof_of_the_last_minutes(proposed, minutes, way, is_done):
    address, form = approval(proposed)
    answer = came(cast.BINH, minutes, way).post(address, form)
    assert (names(proposed)[-1] == "dossier.approved") is is_done
    assert answer.status_code == (302 if is_done else 200)


def test_what_was_written_waits_and_goes_on_with_the_proof(proposed):
    address, form = approval(proposed)
    client = came(cast.BINH, 60)
    asked = client.post(address, {**form, "note": 'Đồng ý "ngay"'})
    text = asked.content.decode()
    assert "Xác nhận lại bạn là ai" in text
    kept = dict(FIELD.findall(text))
    assert kept == {**form, "note": "Đồng ý &quot;ngay&quot;"}
    assert f'action="{address}"' in text
    before = client.session.session_key
    done = client.post(address, {**form, "note": 'Đồng ý "ngay"', "proof_code": code_of(cast.BINH)})
    assert done.status_code == 302
    assert names(proposed)[-1] == "dossier.approved"
    assert client.session.session_key != before
    last = SignInRecord.objects.latest("pk")
    assert (last.outcome, last.way, last.account) == ("proved", "password_code", cast.BINH.account)


def test_a_wrong_or_another_ones_proof_does_nothing_and_loses_nothing(proposed):
    address, form = approval(proposed)
    client = came(cast.BINH, 60)
    for code in ("000000", code_of(cast.MINH), "x"):
        answer = client.post(address, {**form, "proof_code": code})
        assert answer.status_code == 422
        assert dict(FIELD.findall(answer.content.decode())) == form
    assert names(proposed)[-1] == "dossier.proposed"


def test_proofs_cannot_be_guessed(proposed):
    address, form = approval(proposed)
    client = came(cast.BINH, 60)
    answers = [client.post(address, {**form, "proof_code": f"00000{each}"}).status_code for each in range(8)]
    assert answers == [422] * 5 + [429] * 3


def test_one_proof_serves_what_comes_after_it(proposed):
    address, form = approval(proposed)
    client = came(cast.BINH, 60)
    client.post(reverse("sign_in_level") + "?act=approve&next=/desk", {"proof_code": code_of(cast.BINH)})
    assert client.post(address, form).status_code == 302
    assert names(proposed)[-1] == "dossier.approved"


def test_a_program_is_told_what_is_missing(proposed):
    def approve(client: Client):
        token = client.get("/api/session").json()["token"]
        return client.post(
            f"/api/dossiers/{proposed.code}/acts/approve",
            {"values": {}},
            content_type="application/json",
            headers={"X-CSRFToken": token, "Idempotency-Key": "approve-this-once"},
        )

    refused = approve(came(cast.BINH, 60))
    assert (refused.status_code, refused.json()["code"]) == (409, "sign_in.proof")
    assert names(proposed)[-1] == "dossier.proposed"
    assert approve(came(cast.BINH, 1)).status_code == 200
    assert names(proposed)[-1] == "dossier.approved"


def test_other_acts_ask_for_nothing_more(proposed):
    dossier = submitted()
    seen = str(case_of(dossier.case, viewer_of(cast.LAN)).seq)
    form = {
        "seen": seen,
        "key": ONCE,
        "component": ["application", "birth_notice", "identity"],
    }
    address = reverse("desk_act", args=[dossier.code, "receive"])
    assert came(cast.MINH, 600).post(address, form).status_code == 302


@pytest.mark.parametrize("address", ["/figures.xlsx", "/figures/official.xlsx", "/registers?as=xlsx"])
def test_a_file_leaves_after_a_fresh_proof(keyed, address):
    address = address.replace("/registers", reverse("register"))
    assert came(cast.MINH, 5).get(address).status_code == 200
    client = came(cast.MINH, 60)
    asked = client.get(address)
    assert asked.status_code == 303
    page = client.get(asked["Location"])
    assert "Xác nhận lại bạn là ai" in page.content.decode()
    assert client.post(asked["Location"], {"proof_code": "000000"}).status_code == 422
    back = client.post(asked["Location"], {"proof_code": code_of(cast.MINH)})
    assert back["Location"] == address
    assert client.get(address).status_code == 200
    assert client.get(asked["Location"])["Location"] == address  # asked again, she is not asked


def test_to_look_at_the_same_figures_nothing_is_asked(keyed):
    assert came(cast.MINH, 600).get("/figures").status_code == 200


def test_whoever_has_only_the_provider_finds_what_was_written_after_it(proposed):
    address, form = approval(proposed)
    client = came(cast.BINH, 60, "vneid")
    away = client.post(
        reverse("sign_in_again", args=["vneid"]), {**form, "to_act": "approve", "to_address": address}
    )
    assert away["Location"].startswith(reverse("sign_in_begin", args=["vneid"]))
    assert "act=approve" in away["Location"]
    waiting = client.get(reverse("sign_in_go_on")).content.decode()
    assert dict(FIELD.findall(waiting)) == form
    assert f'action="{address}"' in waiting
