"""What nobody is told and nobody can fetch: folders, sources, secrets; and what every page says of itself."""

import stat

import pytest
from django.test import Client

from kinhbac.site import environment

NOWHERE = [
    "/.git/config",
    "/.git/HEAD",
    "/.env",
    "/static/../settings.py",
    "/static/%2e%2e/settings.py",
    "/static/.git/config",
    "/static/",
    "/static/desk/",
    "/static/built/fonts/",
    "/secret.key",
    "/kinhbac.sqlite3",
    "/files/",
    "/metrics",
    "/debug",
    "/admin/",
]
OPEN = [
    "/",
    "/law",
    "/accessibility",
    "/offline",
    "/sign-in",
    "/api/openapi.json",
    "/manifest.webmanifest",
    "/nowhere",
]


@pytest.mark.django_db
@pytest.mark.parametrize("address", NOWHERE)
def test_no_folder_is_listed_and_no_source_or_secret_is_fetched(address):
    answer = Client().get(address)
    assert answer.status_code == 404
    assert "text/html" in answer["Content-Type"]
    assert "Index of" not in answer.content.decode()


@pytest.mark.django_db
def test_every_page_says_its_type_its_letters_and_that_nobody_keeps_it():
    client = Client()
    for address in OPEN:
        answer = client.get(address)
        kind, _, letters = answer["Content-Type"].partition("; ")
        assert kind in {"text/html", "application/json", "application/manifest+json"}, address
        assert kind != "text/html" or letters == "charset=utf-8", address
        assert answer["X-Content-Type-Options"] == "nosniff", address
        assert "no-store" in answer["Cache-Control"], address
        assert not {"Server", "X-Powered-By"} & set(answer.headers), address


@pytest.mark.django_db
def test_what_is_encoded_twice_is_decoded_once():
    """%2541 is the letters %41, which nobody takes for an A."""
    body = Client().get("/sign-in?next=/%2541%253Cb%253E").content.decode()
    assert "/A" not in body
    assert "<b>" not in body


def test_no_secret_is_given_with_the_program(tmp_path, monkeypatch):
    monkeypatch.delenv("KINHBAC_SECRET", raising=False)
    one, other = (environment.secret(tmp_path / name) for name in ("one", "other"))
    assert len(one) > 60
    assert one != other
    assert environment.secret(tmp_path / "one") == one
    assert stat.S_IMODE((tmp_path / "one" / "secret.key").stat().st_mode) == 0o600


def test_what_is_not_said_is_closed(settings):
    assert settings.DEBUG is False
    assert "*" not in settings.ALLOWED_HOSTS
    assert settings.KINHBAC_TRUSTED_PROXY == ()
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.CSRF_COOKIE_HTTPONLY
