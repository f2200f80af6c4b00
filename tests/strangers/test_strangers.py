"""Nobody here wrote the other side: a certified client signs Lan in through Kinh Bắc, and a certified provider signs her in here."""

import json
from datetime import datetime

import pytest
import requests
from django.urls import reverse

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel import actions as cases
from kinhbac.site.demo import cast
from kinhbac.site.sandbox.people import HOLDERS
from kinhbac.tools.identity.models import SignInRecord
from kinhbac.tools.provider.actions.registering import register
from kinhbac.tools.provider.telling import tell_systems
from kinhbac.tools.provider.types import OF_PERSON, OF_SYSTEM, Registration
from kinhbac.tools.sign_in import client as protocol
from kinhbac.tools.sign_in.types import APPROVE, Connection
from tests.strangers.conftest import PATIENCE, sends
from tests.support.signing import signed_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live_server, province, settings, tmp_path) -> str:
    """The address of Kinh Bắc, on a true wire, with the cast in it."""
    settings.KINHBAC_KEYS = tmp_path / "keys"  # made as in earnest: a stranger must take it
    return live_server.url.replace("localhost", "127.0.0.1")


def comes_in(browser: requests.Session, client, member) -> None:
    signed_in(client, member.account, browser=browser.headers["User-Agent"])
    browser.cookies.set(
        "kinhbac_session", client.cookies["kinhbac_session"].value, domain="127.0.0.1", path="/"
    )


def test_a_strangers_client_signs_in_reads_and_is_told_of_signing_out(site, program, port, browser, client):
    here = f"http://127.0.0.1:{port}"
    secret = register(
        Registration(
            key="archive",
            name=Text("Lưu trữ tỉnh", "Province archive"),
            purpose=Text("Mượn tài liệu", "Lending documents"),
            law="ví dụ",
            redirects=(f"{here}/back",),
            after_logout=(f"{here}/out",),
            back_channel=f"{here}/signed-out",
            of_person=tuple(OF_PERSON),
            of_system=tuple(OF_SYSTEM),
        ),
        viewer=None,
        now=cases.clock.now(),
    )
    archive = program("system.mjs", port, site, "archive", secret, str(port))
    comes_in(browser, client, cast.LAN)
    asked = browser.get(f"{here}/start", timeout=PATIENCE)
    assert "Lưu trữ tỉnh" in asked.text
    assert sends(browser, asked, answer="yes").text == cast.LAN.name
    told = archive.says("signed in")
    assert told["told"] == {"sub": told["claims"]["sub"], "name": cast.LAN.name}
    assert told["renewed"]["sub"] == told["claims"]["sub"]
    assert browser.get(f"{here}/start", timeout=PATIENCE).text == cast.LAN.name  # without being asked again
    archive.says("signed in")
    browser.get(f"{here}/own", timeout=PATIENCE)
    read = archive.says("read")
    assert (read["status"], read["procedures"] > 0) == (200, True)
    left = browser.get(told["leave"], timeout=PATIENCE)
    assert left.url == f"{here}/out"
    assert cast.LAN.name not in browser.get(site, timeout=PATIENCE).text
    tell_systems(datetime.now(HCM))
    gone = {archive.says("signed out")["claims"]["sid"] for _ in range(2)}
    assert told["claims"]["sid"] in gone
    assert len(gone) == 2


def test_kinh_bac_signs_in_through_a_strangers_provider(site, program, port, browser, settings):
    lan = HOLDERS["lan"]
    claims = {**lan.claims(), "loAs": "2"}
    back = site + reverse("sign_in_return", args=["vneid"])
    stranger = program("provider.mjs", port, str(port), "kinh-bac", "of-both-of-us", back, json.dumps(claims))
    settings.KINHBAC_PROVIDERS = {
        "vneid": Connection(
            stranger.address,
            "kinh-bac",
            "of-both-of-us",
            f"{stranger.address}/.well-known/openid-configuration",
        )
    }
    protocol.forget()
    page = browser.get(
        f"{site}/sign-in/vneid", params={"next": "/dossiers", "act": APPROVE}, timeout=PATIENCE
    )
    page = browser.post(
        page.url, {"prompt": "login", "login": lan.subject, "password": "x"}, timeout=PATIENCE
    )
    page = browser.post(page.url, {"prompt": "consent"}, timeout=PATIENCE)
    assert page.url == f"{site}/dossiers"
    assert lan.name in page.text
    entered = SignInRecord.objects.latest("pk")
    assert (entered.outcome, entered.way, entered.level) == ("in", "vneid", 2)
    assert entered.account == cast.LAN.account  # it was told to ask, and said when it did
