"""Keys of sessions: long, random, and never another's."""

import pytest

from kinhbac.tools.identity import sessions
from kinhbac.tools.identity.models import Session
from kinhbac.tools.identity.sessions import SessionStore

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
