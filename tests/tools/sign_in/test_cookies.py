"""Every cookie of signing in, over https: of this host alone, for no script, and none under a name that others may set."""

import pytest
from django.conf import settings as said
from django.test import Client

from tests.support.https import over_https
from tests.tools.sign_in.own.conftest import (
    MINH,
    clock,
    code_of,
    officers,
    province,
    sandbox,
    sandbox_process,
)

__all__ = ["clock", "officers", "province", "sandbox", "sandbox_process"]


@pytest.fixture
def https(settings, monkeypatch):
    over_https(settings, monkeypatch)


def test_no_cookie_of_signing_in_can_be_set_by_a_neighbour_or_read_by_a_script(officers, sandbox, https):
    client = Client()
    client.get("/sign-in", secure=True)
    client.get("/sign-in/vneid", secure=True)
    client.post("/sign-in/officer", {"name": "minh", "password": MINH.password}, secure=True)
    client.post("/sign-in/officer/second", {"proof_code": code_of(MINH, officers)}, secure=True)
    strict = {"__Host-kinhbac_half"}
    lax = {f"__Host-kinhbac_{each}" for each in ("begun", "csrf", "known", "session")}
    assert set(client.cookies) == lax | strict
    for name, cookie in client.cookies.items():
        assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", ""), name
        assert cookie["samesite"] == ("Strict" if name in strict else "Lax"), name
        assert cookie["httponly"] or not cookie.value, name  # one that is taken back holds nothing
    assert client.get("/desk", secure=True).status_code == 200


def test_a_session_of_the_plain_name_is_nobodys_over_https(officers, sandbox, https):
    client = Client()
    client.post("/sign-in/officer", {"name": "minh", "password": MINH.password}, secure=True)
    client.post("/sign-in/officer/second", {"proof_code": code_of(MINH, officers)}, secure=True)
    old = Client()
    old.cookies["kinhbac_session"] = client.cookies[said.SESSION_COOKIE_NAME].value
    assert old.get("/desk", secure=True)["Location"].startswith("/sign-in")
