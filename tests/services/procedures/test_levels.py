"""Acts that need a level of identification: who came in with less is led up, and nothing that was written is lost."""

import pytest
from django.test import Client
from django.urls import reverse

from kinhbac.services.procedures.models import Application
from kinhbac.site.demo import cast
from tests.services.procedures.conftest import carried_on, filled_in, submitted
from tests.support.signing import signed_in

pytestmark = pytest.mark.usefixtures("province", "morning")


def at_level(level: int, member: cast.Member = cast.LAN) -> Client:
    return signed_in(Client(), member.account, level=level)


def with_token(client: Client) -> dict[str, str]:
    return {"X-CSRFToken": client.get("/api/session").json()["token"]}


@pytest.mark.parametrize(("level", "sends"), [(0, False), (1, False), (2, True)])
def test_a_form_is_sent_with_level_2_and_kept_below_it(level, sends):
    application, client = filled_in(), at_level(level)
    check = reverse("application_check", args=[application])
    assert client.get(check).status_code == 200  # to look at it, less is enough
    answer = client.post(check)
    kept = Application.objects.get(pk=application)
    assert (kept.case is not None) is sends
    if not sends:
        assert answer.status_code == 303
        assert answer["Location"].startswith(reverse("sign_in_level"))
        assert f"next={check.replace('/', '%2F')}" in answer["Location"]
        assert kept.answers  # all that she had written


@pytest.mark.parametrize(("level", "status"), [(1, 409), (2, 200)])
def test_a_program_is_told_which_level_it_lacks(level, status):
    application, client = filled_in(), at_level(level)
    headers = with_token(client)
    address = f"/api/applications/{application}/submit"
    answer = client.post(address, content_type="application/json", headers=headers)
    assert answer.status_code == status
    if status == 409:
        assert answer.json()["code"] == "sign_in.level"


@pytest.mark.parametrize("level", [1, 2])
def test_so_do_the_turns_of_a_dossier(level):
    receipt = submitted()
    client = at_level(level)
    answer = client.get(reverse("turn_end", args=[receipt.code, "withdraw"]))  # before a reason is typed
    assert answer.status_code == (303 if level == 1 else 200)
    program = at_level(level)
    turn = program.post(
        f"/api/dossiers/{receipt.code}/turns/withdraw",
        {"values": {"reason": "Không cần nữa"}},
        content_type="application/json",
        headers={**with_token(program), "Idempotency-Key": "withdraw-once"},
    )
    assert (turn.json().get("code") == "sign_in.level") is (level == 1)


@pytest.mark.parametrize(("level", "status"), [(1, 303), (2, 200)])
def test_a_result_opens_to_its_citizen_with_level_2(level, status):
    receipt = submitted()
    carried_on(receipt.case, 4)
    assert at_level(level).get(reverse("result", args=[receipt.code])).status_code == status


def test_an_officer_opens_a_result_in_her_post():
    receipt = submitted()
    carried_on(receipt.case, 4)
    assert at_level(0, cast.MINH).get(reverse("result", args=[receipt.code])).status_code == 200


@pytest.mark.parametrize(("way", "sends"), [("vneid", True), ("passkey", False), ("password_code", False)])
def test_what_an_officer_does_as_a_citizen_needs_her_national_account(way, sends):
    application = filled_in(cast.MINH)
    client = signed_in(Client(), cast.MINH.account, way=way)
    answer = client.post(reverse("application_check", args=[application]))
    assert (Application.objects.get(pk=application).case is not None) is sends
    if not sends:
        asked = client.get(answer["Location"]).content.decode()
        assert "Lần này bạn chưa đăng nhập bằng tài khoản định danh" in asked
    assert client.get(reverse("desk")).status_code == 200
