"""An administrator sees where somebody is signed in and ends it: with a reason, after a fresh proof, and written down."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kinhbac.kernel.types import Refused
from kinhbac.services.procedures.reads.rights import person_rights
from kinhbac.site.demo import cast
from kinhbac.tools.identity.actions.closing import close_sessions
from kinhbac.tools.identity.actions.entering import begin_session
from kinhbac.tools.identity.models import Session, SignInRecord
from kinhbac.tools.identity.reads.rights import sessions_of
from kinhbac.tools.identity.types import DEMO, Entry
from kinhbac.tools.sign_in.types import Connection
from tests.services.procedures.browsing import browser
from tests.services.procedures.conftest import viewer_of
from tests.support.signing import signed_in

pytestmark = pytest.mark.usefixtures("province")
MARK = re.compile(r'name="session" value="([0-9a-f]{32})"')
PAGE = reverse("rights_person", args=[cast.LAN.person])
CLOSE = reverse("rights_sessions", args=[cast.LAN.person])
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/156.0 Mobile Safari/537.36"


def yen(**more) -> Client:
    return signed_in(Client(), cast.YEN.account, **more)


def lan(rf) -> Client:
    """Lan, who came in on her telephone."""
    client = Client(HTTP_USER_AGENT=PHONE)
    request = rf.get("/", headers={"User-Agent": PHONE}, REMOTE_ADDR="203.0.113.7")
    request.session = client.session
    begin_session(request, Entry(cast.LAN.account, DEMO, 2, opens_posts=True, at=datetime.now(UTC)))
    request.session.save()
    client.cookies["kinhbac_session"] = request.session.session_key
    return client


def is_in(client: Client) -> bool:
    return client.get(reverse("dossiers")).status_code == 200


def test_she_ends_one_with_one_press_and_its_owner_reads_who_and_why(rf):
    hers, administrator = lan(rf), yen()
    page = administrator.get(PAGE).content.decode()
    assert all(each in page for each in ("Chrome, Android", "203.0.113.7"))
    assert not any(row.session_key in page for row in Session.objects.all())
    (mark,) = MARK.findall(page)
    answer = administrator.post(CLOSE, {"session": mark, "reason": "Lan báo mất điện thoại"})
    assert answer["Location"] == PAGE
    assert not is_in(hers)
    assert is_in(administrator)
    row = SignInRecord.objects.latest("pk")
    assert (row.outcome, row.account, row.by) == ("closed", cast.LAN.account, cast.YEN.person)
    assert row.reason == "Lan báo mất điện thoại"
    said = lan(rf).get(reverse("sessions")).content.decode()
    assert f"Người làm: {cast.YEN.name}. Lý do: Lan báo mất điện thoại" in said


def test_the_head_of_the_page_speaks_of_who_looks_and_not_of_whom():
    head, _, _ = yen().get(PAGE).content.decode().partition("<main")
    assert cast.YEN.name in head
    assert f'href="{reverse("desk")}"' in head


def test_it_needs_a_fresh_proof_and_nothing_that_was_written_is_lost(rf, settings):
    at = "https://vneid.example"
    settings.KINHBAC_PROVIDERS = {"vneid": Connection(at, "kinh-bac", "", f"{at}/document")}
    hers = lan(rf)
    stale = yen(way="vneid", at=datetime.now(UTC) - timedelta(hours=1))
    (mark,) = MARK.findall(stale.get(PAGE).content.decode())
    asked = stale.post(CLOSE, {"session": mark, "reason": "Mất máy"}).content.decode()
    assert "Xác nhận lại bạn là ai" in asked
    assert f'name="session" value="{mark}"' in asked
    assert 'name="reason" value="Mất máy"' in asked
    assert is_in(hers)
    assert not SignInRecord.objects.filter(outcome="closed").exists()


@pytest.mark.parametrize("member", [cast.LAN, cast.NAM, cast.MINH, cast.BINH])
def test_nobody_else_sees_or_ends_them(rf, member):
    hers, now = lan(rf), datetime.now(UTC)
    (row,) = sessions_of(cast.LAN.person, viewer_of(cast.YEN), now)
    assert (
        signed_in(Client(), member.account).post(CLOSE, {"session": row.mark, "reason": "x"}).status_code
        == 403
    )
    assert sessions_of(cast.LAN.person, viewer_of(member), now) == ()
    more = {"person": cast.LAN.person, "marks": frozenset({row.mark}), "reason": "x", "now": now}
    assert close_sessions(viewer=viewer_of(member), **more) == 0
    assert is_in(hers)


def test_a_mark_of_another_person_or_no_reason_ends_nothing(rf):
    hers, administrator, now = lan(rf), yen(), datetime.now(UTC)
    (row,) = person_rights(cast.LAN.person, viewer_of(cast.YEN), now).sessions
    elsewhere = reverse("rights_sessions", args=[cast.NAM.person])
    administrator.post(elsewhere, {"session": row.mark, "reason": "x"})
    assert administrator.post(CLOSE, {"session": row.mark, "reason": " "}).status_code == 409
    with pytest.raises(Refused, match="Chưa ghi lý do"):
        close_sessions(
            person=cast.LAN.person,
            marks=frozenset({row.mark}),
            reason="",
            viewer=viewer_of(cast.YEN),
            now=now,
        )
    assert is_in(hers)


def test_who_is_signed_in_nowhere_has_no_list():
    assert "Không đăng nhập ở đâu" in browser(cast.YEN).get(PAGE).content.decode()
