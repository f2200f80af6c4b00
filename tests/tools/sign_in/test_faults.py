"""What a provider may do wrong, each of it once, spoken over the wire: nobody is signed in, and it is recorded why."""

import pytest
from django.test import Client
from django.urls import reverse

from kinhbac.site.demo import cast
from kinhbac.tools.identity.models import SignInRecord
from kinhbac.tools.sign_in import client as protocol
from tests.support.sandbox import begun, come_back, returned
from tests.support.statements import asked


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("wrong_signature", "token.signature"),
        ("unknown_key", "token.signature"),
        ("unsigned", "token.unreadable"),
        ("shared_secret", "token.unreadable"),
        ("expired", "token.expired"),
        ("replayed", "token.nonce"),
        ("wrong_issuer", "token.iss"),
        ("wrong_audience", "token.aud"),
        ("no_nonce", "token.nonce"),
        ("other_person", "userinfo.sub"),
    ],
)
def test_an_answer_that_cannot_be_believed_signs_nobody_in(province, sandbox, fault, code):
    returned(Client(), sandbox, "nam")  # a good token, which may be given again
    client = Client()
    asked = begun(client)
    sandbox.tell(fault)
    answer = come_back(client, sandbox.agree(asked, "lan"))
    assert answer.status_code == 502
    assert code in answer.content.decode()
    assert cast.LAN.name not in client.get(reverse("home")).content.decode()
    last = SignInRecord.objects.latest("pk")
    assert (last.outcome, last.way, last.code, last.account) == ("refused", "vneid", code, None)


@pytest.mark.parametrize(
    ("ahead", "signs_in"), [(0, True), (45, True), (-45, True), (600, False), (-600, False)]
)
def test_clocks_may_differ_by_a_minute_and_not_by_ten(province, sandbox, ahead, signs_in):
    sandbox.tell(ahead=ahead)
    answer = returned(Client(), sandbox, "lan")
    assert answer.status_code == (302 if signs_in else 502)


def test_a_key_that_was_changed_is_fetched_anew(province, sandbox):
    assert returned(Client(), sandbox, "lan").status_code == 302
    sandbox.tell(keys="new")
    assert returned(Client(), sandbox, "lan").status_code == 302


@pytest.mark.parametrize("fault", ["down", "garbled", "slow"])
def test_who_is_signed_in_goes_on_while_the_provider_is_away(province, sandbox, monkeypatch, fault):
    monkeypatch.setattr(protocol, "PATIENCE", (0.5, 0.5))
    client, other = Client(), Client()
    returned(client, sandbox, "lan")
    sandbox.tell(fault)
    answer = other.get(reverse("sign_in_begin", args=["vneid"]), {"next": "/dossiers"})
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "Bộ phận Một cửa" in page  # another way
    assert 'href="/sign-in/vneid?next=%2Fdossiers"' in page  # and back to where she wanted to go
    assert cast.LAN.name in client.get(reverse("home")).content.decode()


@pytest.mark.parametrize(("fault", "status"), [("down", 503), ("slow", 503), ("garbled", 502)])
def test_a_provider_that_goes_away_meanwhile_signs_nobody_in(province, sandbox, monkeypatch, fault, status):
    monkeypatch.setattr(protocol, "PATIENCE", (0.5, 0.5))
    client = Client()
    back = sandbox.agree(begun(client), "lan")
    sandbox.tell(fault)
    assert come_back(client, back).status_code == status
    assert cast.LAN.name not in client.get(reverse("home")).content.decode()


def test_of_many_who_come_at_once_one_asks_whether_the_provider_is_there(province, sandbox, monkeypatch):
    monkeypatch.setattr(protocol, "THERE_FOR", 60.0)
    begun(Client())
    sandbox.tell("down")
    begun(Client())  # not asked again so soon
    monkeypatch.setattr(protocol, "THERE_FOR", 0.0)
    assert Client().get(reverse("sign_in_begin", args=["vneid"])).status_code == 503


def test_the_document_of_another_provider_is_not_followed(province, sandbox):
    sandbox.tell("other_issuer")
    answer = Client().get(reverse("sign_in_begin", args=["vneid"]))
    assert (answer.status_code, SignInRecord.objects.latest("pk").code) == (502, "document.issuer")


def test_more_callers_than_there_are_places_are_told_to_come_again(province, sandbox, monkeypatch):
    monkeypatch.setattr(protocol, "PATIENCE", (0.05, 0.05))
    for _ in range(protocol.AT_ONCE):
        protocol._places.acquire()
    try:
        assert Client().get(reverse("sign_in_begin", args=["vneid"])).status_code == 503
    finally:
        for _ in range(protocol.AT_ONCE):
            protocol._places.release()


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"state=": "state=x"}, 400, "state.unknown"),
        ({"state=": "was="}, 400, "state.unknown"),
        ({"code=": "code=x"}, 502, "code.invalid_grant"),
        ({"code=": "was="}, 502, "code.invalid_request"),
        ({"state=": "iss=https%3A%2F%2Felsewhere.example&state="}, 502, "answer.iss"),
        ({"code=": "error=access_denied&was="}, 403, "answer.access_denied"),
        ({"code=": "error=temporarily_unavailable&was="}, 503, None),
    ],
)
def test_an_address_that_was_changed_on_the_way_back_signs_nobody_in(
    province, sandbox, changed, status, code
):
    client = Client()
    answer = come_back(client, sandbox.agree(begun(client), "lan"), changed)
    assert answer.status_code == status
    assert cast.LAN.name not in client.get(reverse("home")).content.decode()
    if code is not None:
        assert SignInRecord.objects.latest("pk").code == code


def test_an_address_that_came_back_is_worth_nothing_a_second_time(province, sandbox):
    client = Client()
    back = sandbox.agree(begun(client), "lan")
    assert come_back(client, back).status_code == 302
    assert come_back(client, back).status_code == 400
    assert come_back(Client(), back).status_code == 400  # nor in a thief's browser


def test_an_address_stolen_before_it_is_opened_is_worth_nothing_elsewhere(province, sandbox):
    victim, thief = Client(), Client()
    begun(thief)
    assert come_back(thief, sandbox.agree(begun(victim), "lan")).status_code == 400


def test_the_provider_sends_nobody_to_an_address_that_is_not_registered(province, sandbox):
    asked = begun(Client()).replace("testserver", "elsewhere.example")
    with pytest.raises(AssertionError, match="invalid_request"):
        sandbox.agree(asked, "lan")


def test_a_sign_in_that_was_left_for_too_long_begins_again(province, sandbox, monkeypatch):
    client = Client()
    back = sandbox.agree(begun(client), "lan")
    monkeypatch.setattr("kinhbac.tools.sign_in.begun.KEPT_FOR", -1)
    assert come_back(client, back).status_code == 400


def test_an_unknown_provider_is_no_page(province, sandbox):
    assert Client().get("/sign-in/elsewhere").status_code == 404
    assert Client().get("/sign-in/elsewhere/return").status_code == 404


def test_of_the_sign_ins_begun_in_one_browser_only_the_latest_are_kept(province, sandbox):
    client = Client()
    first, *_, last = [begun(client) for _ in range(6)]
    assert come_back(client, sandbox.agree(first, "lan")).status_code == 400
    assert come_back(client, sandbox.agree(last, "lan")).status_code == 302


def test_beginning_writes_nothing_and_what_is_kept_in_the_browser_cannot_be_made_up(province, sandbox):
    client = Client()
    with asked() as said:
        back = sandbox.agree(begun(client, "/dossiers"), "lan")
    assert not [sql for sql in said if not sql.startswith("SELECT")]
    kept = client.cookies["kinhbac_begun"]
    assert (kept["httponly"], kept["samesite"], kept["path"]) == (True, "Lax", "/")
    client.cookies["kinhbac_begun"] = kept.value[:-1] + ("a" if kept.value[-1] != "a" else "b")
    assert come_back(client, back).status_code == 400


def test_an_address_too_long_to_be_kept_leads_home(province, sandbox):
    assert returned(Client(), sandbox, "lan", then="/dossiers?q=" + "a" * 5000)["Location"] == "/"


def test_coming_in_is_one_transaction_for_somebody_who_came_before(province, sandbox):
    returned(Client(), sandbox, "lan")
    client = Client()
    back = sandbox.agree(begun(client), "lan")
    with asked() as said:
        come_back(client, back)
    written = [sql.split('"')[1] for sql in said if sql.startswith("INSERT")]
    assert written == ["kinhbac_sign_in", "kinhbac_session"]
    assert not [sql for sql in said if sql.startswith(("UPDATE", "DELETE"))]
