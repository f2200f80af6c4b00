"""Signing on to another system through Kinh Bắc, step by step: what it learns, what is asked of whom, what is refused."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from kinhbac.kernel import actions as cases
from kinhbac.site.demo import cast
from kinhbac.tools.identity.reads.who import signed_in as who_is
from kinhbac.tools.provider.actions.granting import names_for
from kinhbac.tools.provider.actions.registering import disable
from kinhbac.tools.provider.models import Code, Consent, SignOn, SystemAct, Token
from tests.support.systems import BACK, ISSUER, LIBRARY, browser, sent_back


def codes():
    return [each.code for each in SystemAct.objects.filter(act="refused").order_by("pk")]


def test_lan_agrees_once_and_the_library_knows_her(library):
    lan = browser(cast.LAN)
    page = lan.get("/oidc/authorize", library.asks())
    said = page.content.decode()
    assert page.status_code == 200
    assert all(words in said for words in (LIBRARY.name.vi, LIBRARY.purpose.vi, cast.LAN.name))
    assert cast.LAN.number not in said
    assert "form-action 'self' https://library.example" in page["Content-Security-Policy"]
    back = library.agreed(lan)
    assert (back["state"], back["iss"]) == ("of-the-browser", ISSUER)
    answer = library.exchanges(back["code"])
    tokens = answer.json()
    assert answer["Cache-Control"] == "no-store"
    assert (tokens["token_type"], tokens["scope"], tokens["expires_in"]) == ("Bearer", "openid profile", 600)
    token = library.words(tokens["id_token"])
    claims = token.claims
    assert (claims["iss"], claims["aud"], claims["nonce"]) == (ISSUER, "library", "of-this-time")
    assert claims["acr"] == "urn:kinhbac:level:2"
    assert "name" not in claims
    assert str(cast.LAN.account) not in str(claims)
    told = library.reads("/oidc/userinfo", tokens["access_token"]).json()
    assert told == {"sub": claims["sub"], "name": cast.LAN.name}
    assert lan.get("/oidc/authorize", library.asks()).status_code == 303  # she is asked once
    assert (
        lan.get("/oidc/authorize", library.asks("openid identity_number")).status_code == 200
    )  # for each thing
    assert lan.get("/oidc/authorize", library.asks(prompt="consent")).status_code == 200


def test_who_is_not_signed_in_signs_in_first_and_goes_on(library):
    nobody = browser()
    asked = nobody.get("/oidc/authorize", library.asks())
    assert asked.status_code == 302
    assert asked["Location"].startswith("/sign-in?next=%2Foidc%2Fgo-on%3Fkey%3D")
    nobody.cookies["kinhbac_session"] = browser(cast.LAN).cookies["kinhbac_session"].value
    onward = (
        asked["Location"]
        .removeprefix("/sign-in?next=")
        .replace("%2F", "/")
        .replace("%3F", "?")
        .replace("%3D", "=")
    )
    page = nobody.get(onward)
    assert page.status_code == 200
    assert 'http-equiv="refresh"' in page.content.decode()
    assert "code_challenge=" in page.content.decode()
    assert nobody.get("/oidc/go-on", {"key": "another"}).status_code == 400


def test_officers_posts_are_told_only_where_asked_and_opened(library):
    tokens = library.signed_on(browser(cast.HOA), "openid posts")
    held = who_is(cast.HOA.account, cases.clock.now().date()).viewer.positions
    told = library.reads("/oidc/userinfo", tokens["access_token"]).json()
    assert told["posts"] == [{"role": each.role, "office": each.office} for each in held]
    assert "name" not in told
    low = library.signed_on(browser(cast.HOA, posts=False, level=1), "openid posts")
    assert library.reads("/oidc/userinfo", low["access_token"]).json()["posts"] == []


def test_two_systems_know_a_person_by_two_names(library):
    subjects = {
        library.words(library.signed_on(browser(cast.LAN))["id_token"]).claims["sub"] for _ in range(2)
    }
    lan = who_is(cast.LAN.account, cases.clock.now().date()).viewer.person
    assert set(names_for("library", [lan]).values()) == subjects
    assert not set(names_for("other", [lan]).values()) & subjects


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"redirect_uri": "https://elsewhere.example/back"}, "asked.invalid_request"),
        ({"redirect_uri": f"{BACK}/"}, "asked.invalid_request"),
        ({"redirect_uri": f"{BACK}?more=1"}, "asked.invalid_request"),
        ({"redirect_uri": None}, "asked.invalid_request"),
        ({"client_id": "nobody"}, "asked.invalid_client"),
        ({"client_id": None}, "asked.invalid_client"),
    ],
)
def test_who_asks_falsely_gets_a_plain_page_and_nobody_is_sent_anywhere(library, changed, code):
    answer = browser(cast.LAN).get("/oidc/authorize", library.asks(**changed))
    assert (answer.status_code, answer.has_header("Location")) == (400, False)
    assert code in answer.content.decode()
    assert codes() == [code]


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"code_challenge": None, "code_challenge_method": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": "code id_token"}, "unsupported_response_type"),
        ({"scope": "profile"}, "invalid_scope"),
        ({"scope": None}, "invalid_scope"),
        ({"scope": "dossiers.status officers.read"}, "invalid_scope"),
        ({"prompt": "none"}, "consent_required"),
        ({"nonce": "n" * 256}, "invalid_request"),
    ],
)
def test_what_may_not_be_asked_is_told_to_the_system(library, changed, error):
    back = sent_back(browser(cast.LAN).get("/oidc/authorize", library.asks(**changed)))
    assert (back["error"], back["state"], back["iss"]) == (error, "of-the-browser", ISSUER)
    assert codes() == [f"asked.{error}"]
    assert not Code.objects.exists()


def test_nobody_with_prompt_none_is_sent_back_at_once(library):
    assert (
        sent_back(browser().get("/oidc/authorize", library.asks(prompt="none")))["error"] == "login_required"
    )


def test_who_says_no_is_sent_back_with_nothing(library):
    lan = browser(cast.LAN)
    address = f"/oidc/authorize?{lan.get('/oidc/authorize', library.asks()).wsgi_request.GET.urlencode()}"
    assert sent_back(lan.post(address, {"answer": "no"}))["error"] == "access_denied"
    assert not Consent.objects.exists()


def test_consent_cannot_be_given_by_a_page_of_somebody_else(library):
    lan = browser(cast.LAN)
    lan.handler.enforce_csrf_checks = True
    address = f"/oidc/authorize?{lan.get('/oidc/authorize', library.asks()).wsgi_request.GET.urlencode()}"
    assert lan.post(address, {"answer": "yes"}).status_code == 403
    assert not Consent.objects.exists()


@pytest.mark.parametrize("asked", [{"prompt": "login"}, {"max_age": "0"}])
def test_a_system_may_want_her_to_sign_in_again(library, asked):
    lan = browser(cast.LAN)
    library.agreed(lan)
    away = lan.get("/oidc/authorize", library.asks(**asked))
    assert away["Location"].startswith("/sign-in?next=")
    if "prompt" in asked:
        again = browser(cast.LAN)  # she signs in again, and comes back with the same question
        lan.cookies["kinhbac_session"] = again.cookies["kinhbac_session"].value
        assert sent_back(lan.get("/oidc/authorize", library.asks(**asked)))["code"]


def test_a_code_shown_twice_ends_everything_that_came_of_it(library):
    code = library.agreed(browser(cast.LAN))["code"]
    tokens = library.exchanges(code).json()
    again = library.exchanges(code)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    assert library.reads("/oidc/userinfo", tokens["access_token"]).status_code == 401
    assert library.renews(tokens["refresh_token"]).status_code == 400
    assert SignOn.objects.get().why == "code.replayed"
    assert "code.replayed" in codes()


@pytest.mark.parametrize(
    ("changed", "status", "error"),
    [
        ({"code_verifier": "w" * 50}, 400, "invalid_grant"),
        ({"code_verifier": ""}, 400, "invalid_request"),
        ({"redirect_uri": "https://elsewhere.example/back"}, 400, "invalid_grant"),
        ({"code": "unknown"}, 400, "invalid_grant"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
    ],
)
def test_a_code_is_exchanged_only_by_whoever_asked_for_it(library, changed, status, error):
    code = library.agreed(browser(cast.LAN))["code"]
    answer = library.exchanges(**{"code": code, **changed})
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert not Token.objects.exists()
    assert codes()


def test_with_a_wrong_secret_nothing_is_exchanged(library):
    code = library.agreed(browser(cast.LAN))["code"]
    asked = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": BACK,
        "code_verifier": library.verifier,
    }
    assert library.shows(asked, secret="wrong").status_code == 401
    assert library.program.post("/oidc/token", {**asked, "client_id": "library"}).status_code == 401
    assert library.shows(asked).status_code == 200  # whoever tried has not used it up


def test_a_code_holds_for_a_minute(library, clock):
    code = library.agreed(browser(cast.LAN))["code"]
    clock.ahead = timedelta(seconds=61)
    assert library.exchanges(code).json()["error"] == "invalid_grant"
    assert "code.expired" in codes()


def test_a_renewed_token_is_worth_nothing_and_shown_again_ends_all(library):
    first = library.signed_on(browser(cast.LAN))
    second = library.renews(first["refresh_token"]).json()
    assert library.words(second["id_token"]).claims["sub"] == library.words(first["id_token"]).claims["sub"]
    assert "nonce" not in library.words(second["id_token"]).claims
    assert library.reads("/oidc/userinfo", second["access_token"]).status_code == 200
    again = library.renews(first["refresh_token"])
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    assert library.reads("/oidc/userinfo", second["access_token"]).status_code == 401
    assert library.renews(second["refresh_token"]).status_code == 400
    assert "refresh.replayed" in codes()


def test_tokens_run_out(library, clock):
    tokens = library.signed_on(browser(cast.LAN))
    clock.ahead = timedelta(minutes=11)
    refused = library.reads("/oidc/userinfo", tokens["access_token"])
    assert refused.status_code == 401
    assert 'error="invalid_token"' in refused["WWW-Authenticate"]
    assert library.renews(tokens["refresh_token"]).status_code == 200


def test_a_token_given_back_is_worth_nothing(library):
    tokens = library.signed_on(browser(cast.LAN))
    assert library.shows({"token": tokens["refresh_token"]}, "/oidc/revoke").status_code == 200
    assert library.shows({"token": "unknown"}, "/oidc/revoke").status_code == 200
    assert library.shows({}, "/oidc/revoke").status_code == 400
    assert library.reads("/oidc/userinfo", tokens["access_token"]).status_code == 401


def test_a_refresh_token_opens_nothing_by_itself(library):
    tokens = library.signed_on(browser(cast.LAN))
    assert library.reads("/oidc/userinfo", tokens["refresh_token"]).status_code == 401
    assert library.reads("/oidc/userinfo", tokens["id_token"]).status_code == 401
    assert library.program.get("/oidc/userinfo").status_code == 401


def test_consent_withdrawn_ends_it_and_she_is_asked_again(library):
    lan = browser(cast.LAN)
    tokens = library.signed_on(lan)
    page = lan.get("/consents").content.decode()
    assert LIBRARY.name.vi in page
    lan.post("/consents", {"system": "library"})
    assert LIBRARY.name.vi not in lan.get("/consents").content.decode()
    assert library.reads("/oidc/userinfo", tokens["access_token"]).status_code == 401
    assert library.renews(tokens["refresh_token"]).status_code == 400
    assert lan.get("/oidc/authorize", library.asks()).status_code == 200
    assert browser().get("/consents").status_code == 302


def test_nobody_withdraws_for_another(library):
    tokens = library.signed_on(browser(cast.LAN))
    browser(cast.NAM).post("/consents", {"system": "library"})
    assert library.reads("/oidc/userinfo", tokens["access_token"]).status_code == 200


def test_a_closed_system_gets_nothing(library):
    lan = browser(cast.LAN)
    tokens, code = library.signed_on(lan), library.agreed(lan)["code"]
    disable("library", "", viewer=None, now=datetime.now(UTC))
    assert library.exchanges(code).status_code == 401
    assert library.renews(tokens["refresh_token"]).status_code == 401
    assert library.reads("/oidc/userinfo", tokens["access_token"]).status_code == 401
    assert lan.get("/oidc/authorize", library.asks()).status_code == 400


def test_what_is_published_leads_to_itself(library):
    told = library.program.get("/.well-known/openid-configuration").json()
    assert told["issuer"] == ISSUER
    assert told["code_challenge_methods_supported"] == ["S256"]
    assert told["subject_types_supported"] == ["pairwise"]
    keys = library.program.get(told["jwks_uri"].removeprefix(ISSUER)).json()["keys"]
    assert {"n", "e", "kid", "kty", "use", "alg"} == set(keys[0])


def test_the_issuer_may_be_said(library, settings):
    settings.KINHBAC_ORIGINS = ("https://kinhbac.example",)
    told = library.program.get("/.well-known/openid-configuration").json()
    assert told["token_endpoint"] == "https://kinhbac.example/oidc/token"
    assert library.agreed(browser(cast.LAN))["iss"] == "https://kinhbac.example"


@pytest.mark.parametrize(
    ("method", "path"),
    [("get", "/oidc/authorize"), ("post", "/oidc/token"), ("post", "/oidc/revoke"), ("get", "/oidc/logout")],
)
def test_nothing_is_exchanged_where_everybody_can_read_along(province, settings, method, path):
    settings.ALLOWED_HOSTS = ["kinhbac.example"]
    answer = getattr(Client(), method)(path, headers={"Host": "kinhbac.example"})
    assert answer.status_code == 400
    assert "asked.not_protected" in answer.content.decode()
