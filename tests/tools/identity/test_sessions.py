"""Keys of sessions: long, random, and never another's."""

from datetime import date
from uuid import uuid4

import pytest

from kinhbac.tools.identity import sessions
from kinhbac.tools.identity.models import Session
from kinhbac.tools.identity.reads.entries import SESSION
from kinhbac.tools.identity.reads.who import NOBODY
from kinhbac.tools.identity.sessions import SessionStore
from tests.support.statements import asked
from tests.tools.identity.test_reads import enrolled

LETTERS = set("abcdefghijklmnopqrstuvwxyz0123456789")


def made() -> str:
    store = SessionStore()
    store["kept"] = "yes"
    store.save()
    return str(store.session_key)


@pytest.mark.django_db
def test_keys_are_long_and_no_two_are_alike():
    keys = {made() for _ in range(20)}
    assert len(keys) == 20
    assert {len(key) for key in keys} == {32}  # of 36 letters: 165 bits
    assert set("".join(keys)) <= LETTERS
    assert len(set("".join(keys))) > 30


@pytest.mark.django_db
def test_a_key_that_is_anothers_is_not_taken(monkeypatch):
    first = made()
    drawn = iter(first + first + "b" * 32)
    monkeypatch.setattr(sessions.secrets, "choice", lambda _: next(drawn))
    assert made() == "b" * 32
    assert set(Session.objects.values_list("session_key", flat=True)) == {first, "b" * 32}


@pytest.mark.django_db
def test_a_session_and_its_holder_are_found_at_once():
    _, account = enrolled()
    store = SessionStore()
    store[SESSION] = {"account": str(account)}
    store.save()
    other = SessionStore(store.session_key)
    with asked() as said:
        assert other[SESSION] == {"account": str(account)}
        assert other.who(account, date(2026, 5, 5)).name == "Đỗ Thị Ánh"
    assert len(said) == 1
    assert other.who(uuid4(), date(2026, 5, 5)) is NOBODY  # who came in since is asked for anew
