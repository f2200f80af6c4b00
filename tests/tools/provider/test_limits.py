"""Systems that ask too often, and strangers who are refused: told to wait, and the record of refusals ends."""

import pytest

from kinhbac.site.demo import cast
from kinhbac.tools.identity.models import SignInRecord
from kinhbac.tools.provider.models import Code, SystemAct
from tests.support.signing import signed_in
from tests.support.systems import browser, sent_back
from tests.tools.limits.budgets import publish


def test_tokens_are_counted_by_system_and_a_code_is_not_used_up_by_being_told_to_wait(library):
    publish(tokens=1)
    code = library.agreed(browser(cast.LAN))["code"]
    assert library.own_token("catalogue.read")
    told = library.exchanges(code)
    assert (told.status_code, told.json()["error"]) == (429, "slow_down")
    assert 0 < int(told["Retry-After"]) <= 600
    assert Code.objects.get().used_at is None
    publish(tokens=2)
    assert library.exchanges(code).status_code == 200


def test_nobody_uses_up_the_budget_of_a_system_by_its_name(library):
    publish(tokens=1)
    for _ in range(3):
        asked = {"grant_type": "client_credentials", "scope": "catalogue.read"}
        assert library.shows(asked, secret="guessed").status_code == 401
    assert library.own_token("catalogue.read")


@pytest.mark.parametrize("path", ["/api/procedures", "/scim/v2/Users"])
def test_questions_are_counted_by_system_not_by_token(library, path):
    publish(system_asks=2)
    scope = "officers.read" if path.startswith("/scim") else "catalogue.read"
    assert [library.reads(path, library.own_token(scope)).status_code for _ in range(3)] == [200, 200, 429]
    told = library.reads(path, library.own_token(scope))
    assert 0 < int(told["Retry-After"]) <= 600
    assert "application/" in told["Content-Type"]
    assert "json" in told["Content-Type"]


def asks_wrongly(client, way: str):
    if way == "token":
        return client.post("/oidc/token", {"grant_type": "client_credentials", "client_id": "library"})
    if way == "authorize":
        return client.get("/oidc/authorize", {"client_id": "nobody"})
    if way == "logout":
        return client.get("/oidc/logout", {"id_token_hint": "forged"})
    return client.post("/sign-in/officer", {"passkey_answer": "x", "passkey_kept": "x"})


@pytest.mark.parametrize("way", ["token", "authorize", "logout", "passkey"])
def test_a_stranger_fills_no_record_of_refusals(library, way):
    publish(refusals=3)
    stranger = browser()
    before = SystemAct.objects.count() + SignInRecord.objects.count()
    answers = [asks_wrongly(stranger, way) for _ in range(9)]
    assert all(each.status_code in (400, 401, 422) for each in answers[:3])
    assert [each.status_code for each in answers[3:]] == [429] * 6
    assert all(0 < int(each["Retry-After"]) <= 3600 for each in answers[3:])
    assert SystemAct.objects.count() + SignInRecord.objects.count() == before + 4
    table = SignInRecord if way == "passkey" else SystemAct
    assert table.objects.latest("pk").code == "limits.refusals"
    assert sent_back(browser(cast.LAN).get("/oidc/authorize", library.asks(prompt="none")))["error"]


def test_who_has_the_right_secret_is_let_in_from_an_address_that_was_refused_too_often(library):
    publish(refusals=1)
    for _ in range(3):
        asks_wrongly(library.program, "token")
    assert library.own_token("catalogue.read")
    assert library.signed_on(browser(cast.LAN))["id_token"]
    assert signed_in(browser(), cast.LAN.account).get("/my").status_code == 200


def test_tries_at_a_known_account_are_recorded_whatever_else_was_refused(library):
    publish(refusals=1)
    stranger = browser()
    for _ in range(3):
        asks_wrongly(stranger, "passkey")
    before = SignInRecord.objects.count()
    tried = stranger.post("/sign-in/officer", {"name": "minh", "password": "wrong"})
    known = tried.status_code == 422  # her owner reads it; the waits of `credentials` slow it down
    assert SignInRecord.objects.count() == before + known
