"""What every answer says to the browser, over https and without, and that only proxies of ours are believed about it."""

from ipaddress import IPv4Network

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from kinhbac.site.callers import know_caller
from kinhbac.site.middleware import HEADERS, protect
from tests.support.https import over_https

SAID = {"REMOTE_ADDR": "203.0.113.9", "HTTP_X_FORWARDED_PROTO": "https"}


@pytest.fixture
def behind_https(settings, monkeypatch):
    over_https(settings, monkeypatch)
    return settings


def answered(**meta: str) -> HttpResponse:
    return know_caller(protect(lambda _request: HttpResponse("x")))(RequestFactory().get("/", **meta))


def test_a_page_is_kept_to_itself():
    headers = answered().headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert not [name for name in headers if name.lower().startswith("access-control-")]


def test_over_https_a_browser_is_told_to_stay_there(behind_https):
    behind_https.KINHBAC_TRUSTED_PROXY = ()
    assert "Strict-Transport-Security" not in answered().headers
    told = answered(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_PROTO="https").headers
    assert told["Strict-Transport-Security"] == "max-age=31536000"


def test_that_it_came_by_https_is_believed_of_a_proxy_of_ours_alone(behind_https):
    behind_https.KINHBAC_TRUSTED_PROXY = ()
    assert "Strict-Transport-Security" not in answered(**SAID).headers
    behind_https.KINHBAC_TRUSTED_PROXY = (IPv4Network("203.0.113.0/24"),)
    assert "Strict-Transport-Security" in answered(**SAID).headers
    beside = {**SAID, "REMOTE_ADDR": "127.0.0.1"}
    assert "Strict-Transport-Security" not in answered(**beside).headers


@pytest.mark.django_db
def test_no_cookie_travels_in_the_open(behind_https):
    client = Client()
    client.post("/language", {"language": "en"}, secure=True)
    page = client.get("/sign-in", secure=True)
    assert set(client.cookies) == {"__Host-kinhbac_language", "__Host-kinhbac_csrf"}
    assert page["Content-Language"] == "en"  # and it is read again under that name
    for name, cookie in client.cookies.items():
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax"), name
        assert (cookie["path"], cookie["domain"]) == ("/", ""), name  # or no browser takes it


@pytest.mark.django_db
def test_on_this_machine_alone_cookies_have_their_plain_names():
    client = Client()
    client.post("/language", {"language": "en"})
    assert client.get("/sign-in")["Content-Language"] == "en"
    assert {name: cookie["secure"] for name, cookie in client.cookies.items()} == {
        "kinhbac_language": "",
        "kinhbac_csrf": "",
    }
