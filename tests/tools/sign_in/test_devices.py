"""One's own sessions: seen, and ended; nobody else's, and never the key itself."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from kinhbac.site.demo import cast
from kinhbac.tools.identity.models import Session, SignInRecord
from tests.support.sandbox import returned

PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/156.0 Mobile Safari/537.36"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
MARK = re.compile(r'name="session" value="([0-9a-f]{32})"')


@pytest.fixture
def lans(province, sandbox):
    """Lan on a phone and at a desk, and Nam elsewhere."""
    phone, desk, nam = Client(HTTP_USER_AGENT=PHONE), Client(HTTP_USER_AGENT=DESK), Client()
    returned(phone, sandbox, "lan", level=1)
    returned(desk, sandbox, "lan")
    returned(nam, sandbox, "nam")
    return phone, desk, nam


def page(client: Client) -> str:
    return client.get(reverse("sessions")).content.decode()


def is_in(client: Client) -> bool:
    return client.get(reverse("dossiers")).status_code == 200


def test_she_sees_where_she_is_signed_in_and_no_key(lans):
    _, desk, nam = lans
    seen = page(desk)
    assert "Chrome, Android" in seen
    assert "Firefox, Windows" in seen
    assert seen.index("Firefox, Windows") < seen.index("(trình duyệt này)") < seen.index("Chrome, Android")
    assert len(MARK.findall(seen)) == 1  # not the one she sits at
    assert not any(row.session_key in seen for row in Session.objects.all())
    assert "Android" not in page(nam)


def test_she_ends_one_and_it_is_written_down(lans):
    phone, desk, nam = lans
    desk.post(reverse("sessions"), {"session": MARK.findall(page(desk))[0]})
    assert (is_in(phone), is_in(desk), is_in(nam)) == (False, True, True)
    last = SignInRecord.objects.latest("pk")
    assert (last.outcome, last.way, last.account) == ("ended", "vneid", cast.LAN.account)
    assert "Bạn đã kết thúc phiên này" in page(desk)


def test_she_ends_all_others(lans):
    phone, desk, nam = lans
    phone.post(reverse("sessions"), {"session": "others"})
    assert (is_in(phone), is_in(desk), is_in(nam)) == (True, False, True)


@pytest.mark.parametrize("wanted", ["", "x", "0" * 32])
def test_a_mark_of_nobody_ends_nothing(lans, wanted):
    phone, desk, nam = lans
    desk.post(reverse("sessions"), {"session": wanted})
    assert (is_in(phone), is_in(desk), is_in(nam)) == (True, True, True)


def test_another_persons_mark_ends_nothing(lans):
    phone, desk, nam = lans
    nam.post(reverse("sessions"), {"session": MARK.findall(page(desk))[0]})
    assert is_in(phone)


def test_nobody_has_no_sessions(province):
    assert Client().get(reverse("sessions"))["Location"].startswith(reverse("sign_in"))
