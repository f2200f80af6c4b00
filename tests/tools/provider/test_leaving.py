"""Signing out: asked for by a system, or here; the other systems are told by the worker, until they answer."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs

import pytest

from kinhbac.base.clock import HCM
from kinhbac.site.demo import cast
from kinhbac.tools.identity.models import Account, Session
from kinhbac.tools.provider.models import LogoutNotice, SignOn, System, SystemAct
from kinhbac.tools.provider.telling import tell_systems
from tests.support.systems import ISSUER, LIBRARY, browser

OUT = LIBRARY.after_logout[0]


@pytest.fixture
def told(library) -> Iterator[list[str]]:
    """The library's address that is told; what it was told, and `answers` says how it answers."""
    heard: list[str] = []

    class Library(BaseHTTPRequestHandler):
        answers = 200

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            if Library.answers == 200:
                heard.append(parse_qs(body)["logout_token"][0])
            self.send_response(Library.answers)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Library)
    Thread(target=server.serve_forever, daemon=True).start()
    System.objects.update(back_channel=f"http://127.0.0.1:{server.server_port}/signed-out")
    library.answers = lambda status: setattr(Library, "answers", status)
    yield heard
    server.shutdown()
    server.server_close()


def now(**later) -> datetime:
    return datetime.now(HCM) + timedelta(**later)


def test_signing_out_here_ends_the_others(library, told):
    lan = browser(cast.LAN)
    tokens = library.signed_on(lan)
    said = library.words(tokens["id_token"]).claims
    assert tell_systems(now()) == 0
    lan.post("/sign-out")
    assert library.reads("/oidc/userinfo", tokens["access_token"]).status_code == 401  # at once
    assert library.renews(tokens["refresh_token"]).status_code == 400
    assert tell_systems(now()) == 1
    token = library.words(told[0])
    assert token.header["typ"] == "logout+jwt"
    assert (token.claims["sub"], token.claims["sid"], token.claims["aud"]) == (
        said["sub"],
        said["sid"],
        "library",
    )
    assert token.claims["iss"] == ISSUER
    assert "nonce" not in token.claims
    assert list(token.claims["events"]) == ["http://schemas.openid.net/event/backchannel-logout"]
    assert tell_systems(now()) == 0  # once


@pytest.mark.parametrize("way", ["another page", "time", "closed account"])
def test_however_a_session_ends_the_systems_are_told(library, told, way):
    lan = browser(cast.LAN)
    library.signed_on(lan)
    if way == "another page":
        other = browser(cast.LAN)
        other.post("/sessions", {"session": "others"})
    elif way == "time":
        Session.objects.update(expire_date=now(hours=-1))
    else:
        Account.objects.filter(pk=cast.LAN.account).update(is_active=False)
    assert tell_systems(now()) == 1
    assert SignOn.objects.get().why == "session.ended"


def test_a_session_that_changes_its_key_goes_on(library, told):
    lan = browser(cast.LAN)
    tokens = library.signed_on(lan)
    session = lan.session
    session.cycle_key()  # as stepping up does
    lan.cookies["kinhbac_session"] = session.session_key
    assert library.reads("/oidc/userinfo", tokens["access_token"]).status_code == 200
    assert tell_systems(now()) == 0
    assert SignOn.objects.get().session == session.session_key
    lan.post("/sign-out")
    assert tell_systems(now()) == 1


def test_who_does_not_answer_is_told_again_and_at_last_given_up(library, told):
    lan = browser(cast.LAN)
    library.signed_on(lan)
    library.signed_on(lan)
    library.answers(500)
    lan.post("/sign-out")
    assert tell_systems(now()) == 0
    assert tell_systems(now()) == 0  # not before a minute has passed
    assert set(LogoutNotice.objects.values_list("tries", flat=True)) == {1}
    for minutes in (2, 10, 60, 240):
        tell_systems(now(minutes=minutes))
    library.answers(200)
    assert tell_systems(now(hours=12)) == 2
    assert not SystemAct.objects.filter(act="not_told").exists()


def test_what_could_not_be_told_is_recorded(library, told):
    lan = browser(cast.LAN)
    library.signed_on(lan)
    library.answers(302)  # nobody is followed anywhere
    lan.post("/sign-out")
    for hours in range(0, 60, 8):
        tell_systems(now(hours=hours))
    record = SystemAct.objects.get(act="not_told")
    assert (record.system, record.code) == ("library", "HTTP 302")
    assert LogoutNotice.objects.get().next_at is None


def test_nobody_listening_is_no_fault_of_the_worker(library):
    System.objects.update(back_channel="http://127.0.0.1:9/signed-out")
    lan = browser(cast.LAN)
    library.signed_on(lan)
    lan.post("/sign-out")
    assert tell_systems(now()) == 0
    assert LogoutNotice.objects.get().fault == "ConnectionError"


def test_a_code_that_was_never_exchanged_needs_no_message(library, told):
    lan = browser(cast.LAN)
    library.agreed(lan)
    lan.post("/sign-out")
    assert tell_systems(now()) == 0
    assert not LogoutNotice.objects.exists()


def test_a_system_signs_her_out_everywhere(library):
    lan = browser(cast.LAN)
    token = library.signed_on(lan)["id_token"]
    left = lan.get("/oidc/logout", {"id_token_hint": token, "post_logout_redirect_uri": OUT, "state": "s"})
    assert (left.status_code, left["Location"]) == (303, f"{OUT}?state=s")
    assert lan.get("/dossiers").status_code == 302


def test_it_may_come_as_a_form_of_the_system(library):
    lan = browser(cast.LAN)
    token = library.signed_on(lan)["id_token"]
    lan.handler.enforce_csrf_checks = True
    assert lan.post("/oidc/logout", {"id_token_hint": token}).status_code == 302
    assert lan.get("/dossiers").status_code == 302


@pytest.mark.parametrize("whose", ["nobody's", "another session's", "another's"])
def test_without_a_token_of_this_session_she_is_asked(library, whose):
    lan = browser(cast.LAN)
    library.signed_on(lan)
    asked = {"client_id": "library", "post_logout_redirect_uri": OUT}
    if whose != "nobody's":
        other = browser(cast.LAN if whose == "another session's" else cast.NAM)
        asked["id_token_hint"] = library.signed_on(other)["id_token"]
    page = lan.get("/oidc/logout", asked)
    assert page.status_code == 200
    assert LIBRARY.name.vi in page.content.decode()
    assert lan.get("/dossiers").status_code == 200
    lan.handler.enforce_csrf_checks = True
    assert (
        lan.post("/oidc/leave", {"onward": ""}).status_code == 403
    )  # a stranger's page cannot agree for her
    lan.handler.enforce_csrf_checks = False
    onward = page.context["onward"]
    left = lan.post("/oidc/leave", {"onward": onward})
    assert left["Location"] == (OUT if whose != "nobody's" else "/")
    assert lan.get("/dossiers").status_code == 302


@pytest.mark.parametrize("token", ["nonsense", "forged", "cut"])
def test_a_forged_token_ends_nothing_and_is_recorded(library, token, settings, tmp_path):
    lan = browser(cast.LAN)
    true = library.signed_on(lan)["id_token"]
    given = {"nonsense": "a.b.c", "forged": true, "cut": true[:-4]}[token]
    if token == "forged":
        settings.KINHBAC_KEYS = tmp_path / "other-keys"  # signed with a key that is not ours
    answer = lan.get("/oidc/logout", {"id_token_hint": given, "post_logout_redirect_uri": OUT})
    assert (answer.status_code, answer.has_header("Location")) == (400, False)
    assert lan.get("/dossiers").status_code == 200
    assert SystemAct.objects.filter(act="refused", code__startswith="logout.").count() == 1


def test_nobody_is_sent_where_the_system_did_not_register(library):
    lan = browser(cast.LAN)
    token = library.signed_on(lan)["id_token"]
    left = lan.get("/oidc/logout", {"id_token_hint": token, "post_logout_redirect_uri": f"{OUT}/more"})
    assert left["Location"] == "/"
