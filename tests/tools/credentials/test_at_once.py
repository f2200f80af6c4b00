"""Many at once, on whatever process: no more tries than one after another, and each proof once."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pyotp
import pytest

from kinhbac.kernel.types import Refused
from kinhbac.tools.credentials.actions import passkeys
from kinhbac.tools.credentials.actions.second import add_device, new_secret, renew_recovery, take_code
from kinhbac.tools.credentials.actions.tries import TooSoon, begin_try
from kinhbac.tools.credentials.types import Place
from tests.kernel.threads import at_once
from tests.support.authenticator import Authenticator

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 11, 22, 9, 0, 5, tzinfo=UTC)
MINH = UUID(int=1)


def test_no_more_tries_than_one_after_another():
    def tries(_: int) -> bool:
        try:
            begin_try("password", "minh", Place("10.0.0.1"), NOW)
        except TooSoon:
            return False
        return True

    assert sum(at_once(12, tries)) == 5


def test_a_code_of_a_device_is_taken_once():
    secret = new_secret()
    earlier = NOW - timedelta(minutes=5)
    add_device(MINH, secret, pyotp.TOTP(secret).at(earlier), earlier)
    code = pyotp.TOTP(secret).at(NOW)
    assert [each for each in at_once(6, lambda _: take_code(MINH, code, NOW)) if each] == ["password_code"]


def test_a_recovery_code_is_taken_once():
    code = renew_recovery(MINH, 1)[0]
    assert [each for each in at_once(6, lambda _: take_code(MINH, code, NOW)) if each] == [
        "password_recovery"
    ]


def test_an_answer_of_a_passkey_is_taken_once():
    device = Authenticator()
    asked, kept = passkeys.begin_adding(MINH, "minh", "Minh")
    passkeys.add(MINH, kept, device.made(asked), "laptop", NOW)
    asked, kept = passkeys.begin_proving()
    answer = device.shown(asked)

    def proves(_: int) -> bool:
        try:
            passkeys.prove(kept, answer, NOW)
        except Refused:
            return False
        return True

    assert sum(at_once(6, proves)) == 1
