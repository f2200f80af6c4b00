"""Officers come in by what they hold themselves; who guesses learns nothing, and keeps nobody out."""

import re
import unicodedata
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinhbac.kernel.types import Viewer
from kinhbac.site.demo import cast
from kinhbac.tools.credentials.actions import passkeys, password
from kinhbac.tools.credentials.actions.second import renew_recovery
from kinhbac.tools.identity import sessions
from kinhbac.tools.identity.models import Post, Session, SignInRecord
from kinhbac.tools.identity.reads.entries import SESSION, own_sessions
from tests.support.authenticator import Authenticator
from tests.support.sandbox import returned
from tests.tools.sign_in.own.conftest import BINH, MINH, code_of, comes_in, is_in, types_password

ASKED = re.compile(r'data-asked="([^"]+)"')
KEPT = re.compile(r'name="(?:passkey|new)_kept" value="([^"]+)"')


def last() -> tuple[str, str, str]:
    row = SignInRecord.objects.latest("pk")
    return row.outcome, row.way, row.code


def shown(page) -> tuple[str, str]:
    """Return what a page asks a passkey, and what must come back."""
    text = page.content.decode()
    return ASKED.search(text)[1].replace("&quot;", '"'), KEPT.search(text)[1]


def test_a_password_and_a_code_open_her_post(officers):
    client = Client()
    first = types_password(client, " Minh ", MINH.password)
    assert first["Location"] == reverse("sign_in_second")
    assert not is_in(client)
    second = client.post(reverse("sign_in_second"), {"proof_code": code_of(MINH, officers)})
    assert second["Location"] == reverse("desk")
    assert is_in(client)
    assert last() == ("in", "password_code", "")
    assert SignInRecord.objects.latest("pk").level == 2
    assert "Mật khẩu và mã của thiết bị" in client.get(reverse("sessions")).content.decode()


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [("/figures", "/figures"), ("https://evil.example/", "/desk"), ("//evil.example", "/desk")],
)
def test_she_goes_on_where_she_was_and_never_elsewhere(officers, wanted, leads_to):
    assert comes_in(Client(), MINH, officers, wanted)["Location"] == leads_to


def test_a_session_ends_where_it_was_to_end_whatever_is_proved_meanwhile(officers, monkeypatch):
    client = Client()
    comes_in(client, MINH, officers)
    end = Session.objects.get().expire_date
    assert timedelta(hours=11, minutes=59) < end - timezone.now() <= timedelta(hours=12)
    for minutes in (60, 120):  # a code before an act, and the whole sign-in once more
        officers.by = timedelta(minutes=minutes)
        client.post(reverse("sign_in_level") + "?act=approve", {"proof_code": code_of(MINH, officers)})
        assert SignInRecord.objects.latest("pk").outcome == "proved"
        officers.by += timedelta(minutes=2)
        comes_in(client, MINH, officers)
        assert Session.objects.get().expire_date == end
    assert is_in(client)
    monkeypatch.setattr(sessions, "timezone", SimpleNamespace(now=lambda: end))
    assert not is_in(client)


@pytest.mark.parametrize("length", [64, 128])
def test_a_long_password_with_spaces_and_any_letters_is_compared_to_its_last_one(officers, length):
    long = (" bốn từ không liên quan 🌾 Ωμέγα" * 8)[: length - 1] + " "
    password.change_password(cast.MINH.account, long, officers.now())
    for typed, right in (
        (long, True),
        (unicodedata.normalize("NFD", long), True),  # as another keyboard writes it
        (long[:-1], False),
        (long + " ", False),
        (long.swapcase(), False),
        (long + "x" * 4000, False),
    ):
        assert types_password(Client(), "minh", typed).status_code == (302 if right else 422)


@pytest.mark.parametrize("route", ["sign_in_own", "sign_in_activate"])
def test_a_password_may_be_pasted_and_is_hidden(officers, route):
    boxes = re.findall(r'<input[^>]+type="password"[^>]*>', Client().get(reverse(route)).content.decode())
    assert boxes
    for box in boxes:
        assert re.search(r'autocomplete="(current|new)-password"', box), box
        assert not re.search(r"maxlength|onpaste|readonly|data-", box), box  # what is pasted stays whole


def test_the_key_of_a_session_changes_when_she_comes_in(officers):
    client = Client()
    client.cookies["kinhbac_session"] = "a" * 32
    comes_in(client, MINH, officers)
    assert client.cookies["kinhbac_session"].value != "a" * 32


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(officers):
    answers = []
    for name, typed in (("minh", "wrong"), ("nobody", "wrong"), ("nobody", MINH.password), ("", "")):
        client = Client(REMOTE_ADDR=f"10.0.0.{len(answers)}")
        answer = types_password(client, name, typed)
        body = re.sub(
            r'(name="(csrfmiddlewaretoken|passkey_kept)" value="|data-asked=")[^"]*',
            "",
            answer.content.decode(),
        )
        answers.append((answer.status_code, body.replace(f'value="{name}"', ""), sorted(answer.cookies)))
        assert answer.status_code == 422
    assert all(each == answers[0] for each in answers)


@pytest.mark.parametrize("name", ["minh", "nobody", "", "hoa"])
def test_the_same_work_is_done_for_every_name(officers, monkeypatch, name):
    compared = []
    real = password.check_password
    monkeypatch.setattr(
        password, "check_password", lambda *args, **more: compared.append(args[1]) or real(*args, **more)
    )
    types_password(Client(), name, "wrong")
    assert len(compared) == 1
    assert compared[0].startswith("scrypt$")


def test_a_wrong_code_a_used_code_and_no_code_let_nobody_in(officers):
    comes_in(Client(), MINH, officers)
    client = Client()
    for code in ("000000", "", code_of(MINH, officers)):
        types_password(client, "minh", MINH.password)
        assert client.post(reverse("sign_in_second"), {"proof_code": code}).status_code == 422
    assert not is_in(client)
    assert last() == ("refused", "password_code", "own.wrong_code")


def test_the_second_step_alone_is_nothing(officers):
    client = Client()
    answer = client.post(reverse("sign_in_second"), {"proof_code": code_of(MINH, officers)})
    assert answer["Location"] == reverse("sign_in_own")
    assert not is_in(client)


def test_a_password_changed_meanwhile_ends_the_half(officers):
    client = Client()
    types_password(client, "minh", MINH.password)
    password.change_password(cast.MINH.account, "another one altogether", officers.now())
    assert client.post(reverse("sign_in_second"), {"proof_code": code_of(MINH, officers)}).status_code == 302
    assert not is_in(client)


def test_a_recovery_code_stands_for_the_device_once(officers):
    codes = renew_recovery(cast.MINH.account, 10)
    for code, lets_in in ((codes[0], True), (codes[0], False), (codes[1], True)):
        client = Client()
        types_password(client, "minh", MINH.password)
        client.post(reverse("sign_in_second"), {"proof_code": code})
        assert is_in(client) is lets_in
    assert SignInRecord.objects.filter(way="password_recovery", outcome="in").count() == 2


def test_a_passkey_is_enough(officers):
    client, device = Client(HTTP_HOST="localhost"), Authenticator()
    asked, kept = passkeys.begin_adding(cast.BINH.account, "binh", "Bình")
    passkeys.add(cast.BINH.account, kept, device.made(asked), "laptop", officers.now())
    asked, kept = shown(client.get(reverse("sign_in_own")))
    proof = {"passkey_kept": kept, "passkey_answer": device.shown(asked, cast.BINH.account.bytes)}
    assert client.post(reverse("sign_in_own"), proof)["Location"] == reverse("desk")
    assert last() == ("in", "passkey", "")
    again = Client(HTTP_HOST="localhost")
    assert again.post(reverse("sign_in_own"), proof).status_code == 422
    assert not is_in(again)


def test_passkeys_are_not_offered_where_they_cannot_work(officers):
    assert "data-passkey" not in Client(HTTP_HOST="127.0.0.1").get(reverse("sign_in_own")).content.decode()


def test_whose_posts_are_over_stays_outside(officers):
    Post.objects.filter(person=cast.MINH.person).update(valid_to=officers.now().date() - timedelta(days=1))
    client = Client()
    assert types_password(client, "minh", MINH.password).status_code == 422


def test_a_post_that_ends_between_the_steps_opens_nothing(officers):
    client = Client()
    types_password(client, "minh", MINH.password)
    Post.objects.filter(person=cast.MINH.person).update(valid_to=officers.now().date() - timedelta(days=1))
    assert client.post(reverse("sign_in_second"), {"proof_code": code_of(MINH, officers)}).status_code == 422
    assert not is_in(client)


def guesses(client: Client, times: int = 30) -> list[int]:
    return [types_password(client, "minh", "wrong").status_code for _ in range(times)]


def test_who_guesses_waits_and_her_own_browser_does_not(officers, monkeypatch):
    monkeypatch.setattr(password, "check_password", lambda typed, _kept, **_more: typed == MINH.password)
    hers, stranger = Client(REMOTE_ADDR="10.0.0.1"), Client(REMOTE_ADDR="10.0.0.1")
    comes_in(hers, MINH, officers)
    assert guesses(stranger).count(422) == 5
    late = types_password(stranger, "minh", MINH.password)  # not even looked at
    assert (late.status_code, int(late["Retry-After"]) in range(1, 11)) == (429, True)
    hers.post(reverse("sign_out"))
    assert comes_in(hers, MINH, officers, after=30).status_code == 302
    assert is_in(hers)


def test_who_guesses_keeps_nobody_out_from_elsewhere(officers, monkeypatch):
    monkeypatch.setattr(password, "check_password", lambda typed, _kept, **_more: typed == MINH.password)
    guesses(Client(REMOTE_ADDR="10.0.0.1"), 60)
    elsewhere = Client(REMOTE_ADDR="10.0.0.2")
    comes_in(elsewhere, MINH, officers)
    assert is_in(elsewhere)


def test_another_ones_known_browser_is_no_known_browser_of_hers(officers, monkeypatch):
    monkeypatch.setattr(password, "check_password", lambda typed, _kept, **_more: typed == BINH.password)
    colleague = Client(REMOTE_ADDR="10.0.0.1")
    comes_in(colleague, BINH, officers)
    assert guesses(colleague).count(422) == 5


def test_codes_cannot_be_guessed_from_many_places(officers):
    looked = 0
    for place in range(12):
        client = Client(REMOTE_ADDR=f"10.0.1.{place}")
        types_password(client, "minh", MINH.password)
        looked += client.post(reverse("sign_in_second"), {"proof_code": "000000"}).status_code == 422
    assert looked == 5


def test_she_sees_who_tried(officers):
    client = Client()
    comes_in(client, MINH, officers)
    types_password(Client(REMOTE_ADDR="10.9.9.9"), "minh", "wrong")
    seen = client.get(reverse("sessions")).content.decode()
    assert "Có người thử đăng nhập không được" in seen
    assert "10.9.9.9" in seen


def test_a_new_password_ends_every_other_place(officers):
    here, there = Client(), Client()
    comes_in(here, MINH, officers)
    comes_in(there, MINH, officers, after=30)
    new = "ba bon tu khac han nhau"
    said = {"do": "password", "password": new, "again": new}
    assert here.post(reverse("my_sign_in"), said).status_code == 302
    assert (is_in(here), is_in(there)) == (True, False)
    viewer = Viewer(account=cast.MINH.account)
    assert len(own_sessions(viewer, None, officers.now())) == 1
    assert types_password(Client(), "minh", MINH.password).status_code == 422
    assert types_password(Client(), "minh", new).status_code == 302
    assert "password" not in here.session[SESSION]


def test_citizens_have_no_such_page(officers, sandbox):
    lan = Client()
    returned(lan, sandbox, "lan")
    assert lan.get(reverse("my_sign_in")).status_code == 404
    assert lan.get(reverse("my_device")).status_code == 404
    assert lan.get(reverse("sign_in_codes")).status_code == 403
