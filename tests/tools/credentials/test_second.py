"""Codes of a device and recovery codes: each once, and no other's."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pyotp
import pytest

from kinhbac.kernel.types import Refused
from kinhbac.tools.credentials.actions.second import (
    add_device,
    new_secret,
    remove_device,
    renew_recovery,
    take_code,
)
from kinhbac.tools.credentials.models import Device, RecoveryCode
from kinhbac.tools.credentials.types import CODE, RECOVERY

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 9, 0, 5, tzinfo=UTC)
MINH, BINH = UUID(int=1), UUID(int=2)


def code(secret: str, after: int = 0) -> str:
    return pyotp.TOTP(secret).at(NOW + timedelta(seconds=after))


@pytest.fixture
def secret():
    made = new_secret()
    add_device(MINH, made, code(made, -30), NOW - timedelta(seconds=30))
    return made


def test_a_device_is_kept_once_it_shows_its_code():
    made = new_secret()
    with pytest.raises(Refused):
        add_device(MINH, made, "000000" if code(made) != "000000" else "111111", NOW)
    assert not Device.objects.exists()
    add_device(MINH, made, code(made), NOW)
    assert made not in Device.objects.get().secret


def test_a_code_counts_once_and_none_before_it(secret):
    assert take_code(MINH, code(secret), NOW) == CODE
    assert take_code(MINH, code(secret), NOW) is None
    assert take_code(MINH, code(secret, -30), NOW) is None
    later = NOW + timedelta(seconds=30)
    assert take_code(MINH, code(secret), later) is None  # still within the window, and used
    assert take_code(MINH, code(secret, 30), later) == CODE


def test_the_code_with_which_a_device_was_added_is_used(secret):
    assert take_code(MINH, code(secret, -30), NOW) is None


@pytest.mark.parametrize(
    ("after", "is_right"), [(-60, False), (0, True), (30, True), (60, False), (90, False)]
)
def test_a_clock_may_be_one_step_off(secret, after, is_right):
    assert (take_code(MINH, code(secret, after), NOW) == CODE) is is_right


def test_another_ones_code_is_none(secret):
    assert take_code(BINH, code(secret), NOW) is None


def test_with_another_key_of_the_site_the_device_says_nothing(secret, settings):
    settings.SECRET_KEY = "another"
    assert take_code(MINH, code(secret), NOW) is None


def test_a_recovery_code_counts_once_for_its_owner(secret):
    codes = renew_recovery(MINH, 10)
    assert len(set(codes)) == 10
    assert take_code(BINH, codes[0], NOW) is None
    assert take_code(MINH, codes[0].lower().replace("-", " "), NOW) == RECOVERY
    assert take_code(MINH, codes[0], NOW) is None
    assert RecoveryCode.objects.filter(used_at=None).count() == 9
    assert not any(each.replace("-", "") in str(list(RecoveryCode.objects.values())) for each in codes)
    renew_recovery(MINH, 10)
    assert take_code(MINH, codes[1], NOW) is None


@pytest.mark.parametrize("words", ["", " ", "1234567", "12345", "x" * 500, "\x00", "１２３４５６"])
def test_what_is_no_code_is_refused(secret, words):
    assert take_code(MINH, words, NOW) is None


def test_the_only_second_step_stays(secret):
    with pytest.raises(Refused):
        remove_device(MINH)
    assert Device.objects.exists()
