"""Passkeys: whose answer it is, and every way in which an answer is none."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from kinhbac.kernel.types import Refused
from kinhbac.tools.credentials.actions import passkeys
from kinhbac.tools.credentials.models import Device, Passkey
from tests.support.authenticator import PRESENT, Authenticator

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MINH, BINH = UUID(int=1), UUID(int=2)


@pytest.fixture
def hers():
    """A passkey of Minh's."""
    return added(Authenticator(counter=7))


def added(device: Authenticator, account: UUID = MINH) -> Authenticator:
    asked, kept = passkeys.begin_adding(account, "minh", "Minh")
    passkeys.add(account, kept, device.made(asked), "laptop", NOW)
    return device


def test_a_passkey_says_whose_it_is(hers):
    for _ in range(2):
        asked, kept = passkeys.begin_proving()
        assert passkeys.prove(kept, hers.shown(asked, MINH.bytes), NOW) == MINH


def test_one_that_does_not_count_is_taken_as_well():
    device = added(Authenticator())
    for _ in range(2):
        asked, kept = passkeys.begin_proving(MINH)
        assert passkeys.prove(kept, device.shown(asked), NOW) == MINH


def test_an_answer_counts_once(hers):
    asked, kept = passkeys.begin_proving()
    answer = hers.shown(asked)
    passkeys.prove(kept, answer, NOW)
    with pytest.raises(Refused):
        passkeys.prove(kept, answer, NOW)


def test_an_answer_to_another_question_is_none(hers):
    asked, _ = passkeys.begin_proving()
    _, kept = passkeys.begin_proving()
    with pytest.raises(Refused):
        passkeys.prove(kept, hers.shown(asked), NOW)


def test_a_question_is_for_one_thing(hers):
    asked, kept = passkeys.begin_adding(MINH, "minh", "Minh")
    with pytest.raises(Refused):
        passkeys.prove(kept, hers.shown(asked), NOW)
    asked, kept = passkeys.begin_adding(MINH, "minh", "Minh")
    with pytest.raises(Refused):
        passkeys.add(BINH, kept, Authenticator().made(asked), "", NOW)


@pytest.mark.parametrize(
    "bent",
    [
        {"origin": "http://localhost.evil.example"},
        {"origin": "https://evil.example"},
        {"name": "evil.example"},
        {"flags": PRESENT},
        {"flags": 0},
        {"counter": 1},
        {"key": Authenticator().key},
        {"credential": b"unknown" * 4},
    ],
    ids="-".join,
)
def test_an_answer_that_is_not_right_is_refused(hers, bent):
    for name, value in bent.items():
        setattr(hers, name, value)
    asked, kept = passkeys.begin_proving()
    with pytest.raises(Refused):
        passkeys.prove(kept, hers.shown(asked), NOW)


@pytest.mark.parametrize(
    "answer", ["", "x", "[]", "{}", "null", '{"id": 1}', '{"id":"a","rawId":"a","response":{}}']
)
def test_what_is_no_answer_is_refused(hers, answer):
    _, kept = passkeys.begin_proving()
    with pytest.raises(Refused):
        passkeys.prove(kept, answer, NOW)
    _, kept = passkeys.begin_adding(MINH, "minh", "Minh")
    with pytest.raises(Refused):
        passkeys.add(MINH, kept, answer, "", NOW)


def test_the_same_passkey_is_nobody_elses(hers):
    with pytest.raises(Refused):
        added(hers, BINH)
    asked, kept = passkeys.begin_proving()
    with pytest.raises(Refused):
        passkeys.prove(kept, hers.shown(asked, BINH.bytes), NOW)


@pytest.mark.parametrize(
    "bent", [{"origin": "https://evil.example"}, {"flags": PRESENT}, {"name": "evil.example"}]
)
def test_one_made_elsewhere_is_not_kept(bent):
    with pytest.raises(Refused):
        added(Authenticator(**bent))
    assert not Passkey.objects.exists()


def test_the_last_second_step_stays(hers):
    key = Passkey.objects.get().pk
    with pytest.raises(Refused):
        passkeys.remove(MINH, key)
    Device.objects.create(account=MINH, secret="x", since=NOW)
    with pytest.raises(Refused):
        passkeys.remove(BINH, key)
    assert Passkey.objects.exists()
    passkeys.remove(MINH, key)
    assert not Passkey.objects.exists()


@pytest.mark.parametrize(
    ("origins", "name", "origin", "is_right"),
    [
        (("https://kinhbac.example",), "kinhbac.example", "https://kinhbac.example", True),
        (("https://kinhbac.example",), "kinhbac.example", "https://kinhbac.example:8443", False),
        (("https://kinhbac.example",), "kinhbac.example", "http://kinhbac.example", False),
        (("https://kinhbac.example",), "kinhbac.example", "https://a.kinhbac.example", False),
    ],
)
def test_with_a_name_of_its_own_the_site_takes_no_other(settings, origins, name, origin, is_right):
    settings.KINHBAC_ORIGINS, settings.KINHBAC_PASSKEYS = origins, name
    device = Authenticator(origin=origin, name=name)
    if is_right:
        added(device)
    else:
        with pytest.raises(Refused):
            added(device)
