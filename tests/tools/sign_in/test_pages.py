"""Signing in with a provider, the whole way over the wire: who comes in, as whom, to where, and with which rights."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client
from django.urls import reverse

from kinhbac.site.demo import cast
from kinhbac.site.sandbox.people import FIRM, HOLDERS, NEWCOMER
from kinhbac.tools.identity.models import Account, Firm, FirmAgent, Person, ProviderAccount, SignInRecord
from kinhbac.tools.identity.sealing import marks
from kinhbac.tools.sign_in.types import OPEN_RESULT, SUBMIT_DOSSIER
from tests.support.sandbox import begun, returned
from tests.support.signing import signed_in

LEVEL = "sign_in_level"


@pytest.mark.parametrize("member", cast.CAST, ids=lambda member: member.key)
def test_everybody_of_the_cast_comes_in_as_herself(province, sandbox, member):
    client = Client()
    assert returned(client, sandbox, member.key).status_code == 302
    assert member.name in client.get(reverse("home")).content.decode()
    assert client.get(reverse("desk")).status_code == (200 if member.role else 403)
    last = SignInRecord.objects.latest("pk")
    assert (last.outcome, last.way, last.level, last.account) == ("in", "vneid", 2, member.account)


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/dossiers", "/dossiers"),
        ("/desk?q=a%20b", "/desk?q=a%20b"),
        ("", "/"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("/\\elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
        ("dossiers", "/"),
    ],
)
def test_one_goes_on_where_one_was_and_never_elsewhere(province, sandbox, wanted, leads_to):
    assert returned(Client(), sandbox, "minh", then=wanted)["Location"] == leads_to


def test_somebody_whom_no_record_knows_is_kept_with_the_least(province, sandbox):
    for _ in range(2):  # and once only
        client = Client()
        returned(client, sandbox, NEWCOMER.key)
        assert NEWCOMER.name in client.get(reverse("home")).content.decode()
    person = Person.objects.get(number_mark__in=marks(NEWCOMER.number))
    assert (person.full_name, person.born_on, person.sex) == (NEWCOMER.name, NEWCOMER.born_on, "female")
    assert (person.phone, person.address, person.commune, person.ethnicity) == ("", "", "", "")
    assert Account.objects.filter(person=person).count() == 1
    assert not Account.objects.get(person=person).has_usable_password()
    assert ProviderAccount.objects.get(provider="vneid", account__person=person).subject == NEWCOMER.subject


def test_a_firm_comes_in_by_whoever_represents_it(province, sandbox):
    returned(Client(), sandbox, FIRM.key)
    agent = FirmAgent.objects.get(person__number_mark__in=marks(FIRM.number))
    assert agent.firm == Firm.objects.get(enterprise_code=cast.POTTERY.enterprise_code)
    assert agent.firm.name == cast.POTTERY.name
    assert agent.valid_to is not None  # on the day after, the provider is asked again


def test_with_level_1_an_officer_is_here_as_a_citizen(province, sandbox):
    client = Client()
    returned(client, sandbox, "minh", level=1)
    assert cast.MINH.name in client.get(reverse("home")).content.decode()
    assert client.get(reverse("desk")).status_code == 403


def test_a_higher_level_is_asked_for_by_its_own_word(province, sandbox):
    assert "acr_values=LoA2" in begun(Client(), act=SUBMIT_DOSSIER)
    assert "acr_values" not in begun(Client())


@pytest.mark.parametrize(("act", "status"), [(SUBMIT_DOSSIER, 200), (OPEN_RESULT, 200), ("elsewhere", 404)])
def test_the_page_of_a_missing_level_leads_up_and_back(province, sandbox, act, status):
    client = Client()
    returned(client, sandbox, "lan", level=1)
    answer = client.get(reverse(LEVEL), {"act": act, "next": "/dossiers"})
    assert answer.status_code == status
    if status == 200:
        page = answer.content.decode()
        assert "mức độ 1" in page
        assert f"/sign-in/vneid?act={act}&amp;next=%2Fdossiers" in page


def test_stepping_up_keeps_what_the_session_held_and_changes_its_key(province, sandbox):
    client = Client()
    returned(client, sandbox, "lan", level=1)
    session = client.session
    session["kept"] = "yes"
    session.save()
    before = session.session_key
    assert returned(client, sandbox, "lan", 2, "/dossiers", act=SUBMIT_DOSSIER)["Location"] == "/dossiers"
    assert client.session["kept"] == "yes"
    assert client.session.session_key != before
    assert client.session["entry"]["level"] == 2


def test_coming_in_as_somebody_else_keeps_nothing_of_the_one_before(province, sandbox):
    client = Client()
    returned(client, sandbox, "lan")
    session = client.session
    session["kept"] = "yes"
    session.save()
    returned(client, sandbox, "nam")
    assert "kept" not in client.session
    assert cast.NAM.name in client.get(reverse("home")).content.decode()


def test_the_page_of_the_ways_in_leads_to_the_provider(province, sandbox):
    page = Client().get(reverse("sign_in"), {"next": "/dossiers"}).content.decode()
    assert "/sign-in/vneid?next=%2Fdossiers" in page


def test_without_a_provider_the_page_says_so(province, settings):
    settings.KINHBAC_PROVIDERS = {}
    assert "chưa nối với hệ thống định danh" in Client().get(reverse("sign_in")).content.decode()


def test_a_session_shown_by_another_browser_ends_for_both_and_is_recorded(province, sandbox):
    client = Client(HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 14) Chrome/156.0")
    returned(client, sandbox, "lan")
    home = reverse("home")
    updated = Client(HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 14) Chrome/157.0")
    thief = Client(HTTP_USER_AGENT="curl/8.1")
    updated.cookies = thief.cookies = client.cookies
    assert cast.LAN.name in updated.get(home).content.decode()  # the same browser, brought up to date
    assert cast.LAN.name not in thief.get(home).content.decode()
    assert cast.LAN.name not in client.get(home).content.decode()
    last = SignInRecord.objects.latest("pk")
    assert (last.outcome, last.code, last.account) == ("refused", "session.other_browser", cast.LAN.account)
    assert last.browser == "curl/8.1"


def test_a_session_kept_by_hand_after_signing_out_is_worth_nothing(province, sandbox):
    client = Client()
    returned(client, sandbox, "lan")
    kept = client.cookies["kinhbac_session"].value
    client.post(reverse("sign_out"))
    client.cookies["kinhbac_session"] = kept
    assert cast.LAN.name not in client.get(reverse("home")).content.decode()
    assert SignInRecord.objects.latest("pk").outcome == "out"


def test_no_record_of_signing_in_holds_a_name_a_number_or_a_token(province, sandbox):
    for key in ("lan", NEWCOMER.key, FIRM.key):
        returned(Client(), sandbox, key)
    for row in SignInRecord.objects.values():
        words = " ".join(map(str, row.values()))
        assert not any(each.number in words or each.name in words for each in HOLDERS.values())


def test_nobody_signed_in_has_no_page_of_levels(province, sandbox):
    assert Client().get(reverse(LEVEL), {"act": SUBMIT_DOSSIER})["Location"].startswith(reverse("sign_in"))
    client = signed_in(Client(), cast.LAN.account, level=0)
    assert (
        "chưa đăng nhập bằng tài khoản định danh"
        in client.get(reverse(LEVEL), {"act": SUBMIT_DOSSIER}).content.decode()
    )


def signs_out(client: Client) -> tuple[str, str]:
    """Sign out; return the page, and the address to which it leads at the provider."""
    page = client.post(reverse("sign_out")).content.decode()
    found = re.search(r'href="(http://127[^"]+/leave[^"]+)"', page)
    return page, unescape(found[1]) if found else ""


def test_signing_out_leads_to_the_provider_and_back(province, sandbox):
    client = Client()
    returned(client, sandbox, "lan")
    page, address = signs_out(client)
    assert "Bạn đã đăng xuất khỏi Kinh Bắc" in page
    assert cast.LAN.name not in page
    asked = parse_qs(urlsplit(address).query)
    assert asked["client_id"] == ["kinh-bac"]
    assert asked["post_logout_redirect_uri"] == ["http://testserver/sign-in/vneid/left"]
    there = requests.get(address, timeout=9)
    assert there.status_code == 200
    back = unescape(re.search(r'href="(http://testserver[^"]+)"', there.text)[1])
    assert "quay về từ" in client.get(back).content.decode()
    assert client.get(back)["Location"] == "/"  # once
    assert Client().get(back)["Location"] == "/"  # and in that browser alone


@pytest.mark.parametrize(
    ("before", "after"),
    [("testserver", "elsewhere.example"), ("id_token_hint=", "was="), ("hint=ey", "hint=ez")],
)
def test_the_provider_sends_nobody_on_who_brings_no_token_of_its_own(province, sandbox, before, after):
    client = Client()
    returned(client, sandbox, "lan")
    _, address = signs_out(client)
    assert before in address
    there = requests.get(address.replace(before, after), timeout=9)
    assert "elsewhere.example" not in there.text
    assert "testserver" not in there.text


@pytest.mark.parametrize("fault", ["down", "garbled"])
def test_while_the_provider_is_away_one_is_signed_out_here_all_the_same(province, sandbox, fault):
    client = Client()
    returned(client, sandbox, "lan")
    sandbox.tell(fault)
    page, address = signs_out(client)
    assert "đang không trả lời" in page
    assert address == ""
    assert cast.LAN.name not in client.get(reverse("home")).content.decode()


def test_who_came_in_another_way_is_home_at_once(province, sandbox):
    assert signed_in(Client(), cast.LAN.account).post(reverse("sign_out"))["Location"] == "/"
    assert Client().post(reverse("sign_out"))["Location"] == "/"
