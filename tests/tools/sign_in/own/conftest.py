"""A province with the cast, in which Minh and Bình have what officers sign in with."""

from datetime import timedelta

import pyotp
import pytest
from django.test import Client
from django.urls import reverse

from kinhbac.kernel import actions as cases
from kinhbac.site.demo import keys
from tests.tools.sign_in.conftest import province, sandbox, sandbox_process

__all__ = ["province", "sandbox", "sandbox_process"]

MINH, BINH = keys.KEYS


class Later:
    """A clock that can be put on."""

    def __init__(self, clock) -> None:
        self.clock, self.by = clock, timedelta(0)

    def now(self):
        return self.clock.now() + self.by


@pytest.fixture
def clock(monkeypatch):
    """The house's clock, to be put on by `clock.by`."""
    later = Later(cases.clock)
    monkeypatch.setattr(cases, "clock", later)
    return later


@pytest.fixture
def officers(province, clock):
    """Their devices were added a while ago, so that the code of now is fresh."""
    keys.give(clock.now())
    return clock


def code_of(key, clock, after: int = 0) -> str:
    return pyotp.TOTP(key.secret).at(clock.now() + timedelta(seconds=after))


def types_password(client: Client, name: str, password: str, **more):
    return client.post(reverse("sign_in_own"), {"name": name, "password": password, **more})


def comes_in(client: Client, key, clock, then: str = "", after: int = 0):
    """Come in by both steps; return the last answer."""
    types_password(client, key.user_name, key.password, next=then)
    return client.post(reverse("sign_in_second"), {"proof_code": code_of(key, clock, after)})


def is_in(client: Client) -> bool:
    return client.get(reverse("desk")).status_code == 200
