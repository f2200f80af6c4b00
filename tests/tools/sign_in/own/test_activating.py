"""From the activation code to the desk: what an administrator issues, an officer uses once and makes her own."""

import re
from datetime import timedelta

import pyotp
import pytest
from django.test import Client
from django.urls import reverse

from kinhbac.site.demo import cast
from kinhbac.tools.credentials.actions import password
from kinhbac.tools.credentials.models import Activation, Device, OwnSignIn, RecoveryCode
from kinhbac.tools.identity.models import SignInRecord
from tests.support.authenticator import Authenticator
from tests.support.signing import signed_in
from tests.tools.sign_in.own.conftest import MINH, comes_in, is_in, types_password
from tests.tools.sign_in.own.test_pages import shown

CODE = re.compile(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}\b")
GOOD = "bon tu khong lien quan"


@pytest.fixture
def administrator(officers):
    return signed_in(Client(), cast.YEN.account)


def issued(administrator: Client, member=cast.HOA, user_name: str = "hoa.lt") -> str:
    page = administrator.post(reverse("sign_in_codes"), {"number": member.number, "user_name": user_name})
    assert page.status_code == 200
    return CODE.search(page.content.decode())[0]


def activates(client: Client, code: str, name: str = "hoa.lt", new: str = GOOD, again: str = ""):
    said = {"name": name, "code": code, "password": new, "again": again or new}
    return client.post(reverse("sign_in_activate"), said)


def test_from_the_code_to_the_desk(administrator, officers):
    code, hoa = issued(administrator), Client()
    assert code.replace("-", "") not in str(list(Activation.objects.values()))
    assert activates(hoa, code.lower())["Location"] == reverse("my_sign_in")
    assert not is_in(hoa)  # her post opens with the second step
    assert "Thêm ngay một bước thứ hai" in hoa.get(reverse("my_sign_in")).content.decode()
    assert types_password(Client(), "hoa.lt", GOOD).status_code == 422  # a password alone opens nothing

    page = hoa.get(reverse("my_device")).content.decode()
    secret = re.search(r'<span class="code">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    kept = re.search(r'name="secret" value="([^"]+)"', page)[1]
    wrong = hoa.post(reverse("my_device"), {"secret": kept, "code": "000000"})
    assert wrong.status_code == 422
    assert secret[:4] in wrong.content.decode()  # the same secret: she need not scan again
    first = pyotp.TOTP(secret).at(officers.now())
    assert hoa.post(reverse("my_device"), {"secret": kept, "code": first}).status_code == 302
    assert is_in(hoa)
    assert types_password(Client(), "hoa.lt", GOOD).status_code == 302
    assert set(SignInRecord.objects.filter(account=cast.HOA.account).values_list("outcome", flat=True)) >= {
        "issued",
        "in",
        "changed",
    }


def test_a_passkey_will_do_as_well(administrator):
    hoa, device = Client(HTTP_HOST="localhost"), Authenticator()
    activates(hoa, issued(administrator))
    asked, kept = shown(hoa.get(reverse("my_sign_in")))
    said = {"do": "passkey", "new_kept": kept, "new_answer": device.made(asked), "passkey_name": "laptop"}
    assert hoa.post(reverse("my_sign_in"), said).status_code == 302
    assert is_in(hoa)
    assert "laptop" in hoa.get(reverse("my_sign_in")).content.decode()


def test_a_code_is_good_once_and_the_newest_alone(administrator, officers):
    earlier, code = issued(administrator), issued(administrator)
    assert activates(Client(), earlier).status_code == 422
    assert activates(Client(), code).status_code == 302
    assert activates(Client(), code).status_code == 422


def test_a_code_is_over_after_its_hours(administrator, officers):
    code = issued(administrator)
    officers.by = timedelta(hours=73)
    assert activates(Client(), code).status_code == 422


@pytest.mark.parametrize(
    ("new", "again", "says"),
    [
        ("short", "", "12"),
        ("le thi hoa le thi hoa", "", "tên hoặc số"),
        ("password1234", "", "đã lộ"),
        (GOOD, GOOD + "x", "khác nhau"),
    ],
)
def test_a_bad_password_costs_no_code(administrator, monkeypatch, new, again, says):
    monkeypatch.setattr(password, "is_breached", lambda typed: typed == "password1234")
    code, hoa = issued(administrator, user_name="lth"), Client()
    answer = activates(hoa, code, "lth", new, again)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert activates(hoa, code, "lth").status_code == 302


@pytest.mark.parametrize("name", ["nobody", "", "minh"])
def test_a_code_is_of_one_name(administrator, name):
    assert activates(Client(), issued(administrator), name).status_code == 422
    assert OwnSignIn.objects.get(account=cast.HOA.account).password == ""


def test_codes_cannot_be_guessed(administrator):
    issued(administrator)
    client = Client()
    tried = [activates(client, f"AAAA-AAAA-AAA{each}").status_code for each in range(2, 10)]
    assert tried.count(422) == 5


def test_what_she_had_before_is_worth_nothing_once_it_is_used(administrator, officers):
    before = Client()
    comes_in(before, MINH, officers)
    code = issued(administrator, cast.MINH, "minh")
    assert is_in(before)  # issuing alone ends nothing
    activates(Client(), code, "minh")
    assert not is_in(before)
    assert not Device.objects.filter(account=cast.MINH.account).exists()


@pytest.mark.parametrize(
    ("number", "user_name", "says"),
    [
        ("", "hoa", "không"),
        (cast.LAN.number, "lan", "Không có ai đang giữ một vị trí"),
        ("123", "x", "Không có ai đang giữ một vị trí"),
        (cast.YEN.number, "yen", "Không ai tự cấp"),
        (cast.HOA.number, "minh", "đã có người dùng"),
        (cast.HOA.number, "Hoa Lê", "không dấu"),
    ],
)
def test_to_whom_no_code_is_issued(administrator, number, user_name, says):
    page = administrator.post(reverse("sign_in_codes"), {"number": number, "user_name": user_name})
    assert page.status_code == 422
    assert says in page.content.decode()
    assert not Activation.objects.filter(used_at=None).exists()


def test_recovery_codes_are_shown_once(officers):
    client = Client()
    comes_in(client, MINH, officers)
    page = client.post(reverse("my_sign_in"), {"do": "recovery"}).content.decode()
    codes = re.findall(r'<span class="code">([A-Z2-9]{5}-[A-Z2-9]{5})<', page)
    assert len(codes) == RecoveryCode.objects.count() == 10
    assert codes[0] not in client.get(reverse("my_sign_in")).content.decode()


def test_the_only_second_step_cannot_be_removed(officers):
    client = Client()
    comes_in(client, MINH, officers)
    answer = client.post(reverse("my_sign_in"), {"do": "device_removed"})
    assert answer.status_code == 422
    assert "bước thứ hai duy nhất" in answer.content.decode()


@pytest.mark.parametrize("do", ["", "x", "passkey_removed"])
def test_what_nobody_offers_is_not_there(officers, do):
    client = Client()
    comes_in(client, MINH, officers)
    assert client.post(reverse("my_sign_in"), {"do": do, "passkey": "x"}).status_code == 404
