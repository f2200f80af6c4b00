"""What may be registered and granted, and when a message is sent again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kinhbac.base.text import Text
from kinhbac.tools.provider import rules
from tests.support.systems import LIBRARY

pytestmark = pytest.mark.pure
NOW = datetime(2026, 4, 28, 9, tzinfo=UTC)


def test_what_is_whole_may_be_registered():
    assert rules.why_not_registered(LIBRARY) is None
    alone = replace(LIBRARY, of_person=(), redirects=(), after_logout=(), back_channel="", law="")
    assert rules.why_not_registered(alone) is None


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"key": "x"}, rules.BAD_KEY),
        ({"key": "Library"}, rules.BAD_KEY),
        ({"key": "thư-viện"}, rules.BAD_KEY),
        ({"key": "library\n"}, rules.BAD_KEY),
        ({"name": Text("", "Library")}, rules.NAMELESS),
        ({"purpose": Text("Thẻ", "")}, rules.NAMELESS),
        ({"of_person": ("openid", "everything")}, rules.UNKNOWN_SCOPE),
        ({"of_system": ("openid",)}, rules.UNKNOWN_SCOPE),
        ({"of_person": (), "of_system": ()}, rules.ASKS_NOTHING),
        ({"of_person": ("profile",)}, rules.NOWHERE_BACK),
        ({"redirects": ()}, rules.NOWHERE_BACK),
        ({"law": ""}, rules.NO_LAW),
        ({"redirects": ("http://library.example/back",)}, rules.BAD_ADDRESS),
        ({"back_channel": "http://10.0.0.1/"}, rules.BAD_ADDRESS),
        ({"after_logout": ("javascript:alert(1)",)}, rules.BAD_ADDRESS),
        ({"redirects": tuple(f"https://library.example/{n}" for n in range(10))}, rules.BAD_ADDRESS),
    ],
)
def test_what_may_not_be_registered_is_refused_with_a_reason(changed, why):
    refusal = rules.why_not_registered(replace(LIBRARY, **changed))
    assert refusal is why
    assert refusal.remedy.vi != refusal.remedy.en


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("https://library.example/back", True),
        ("https://library.example/back?a=b", True),
        ("http://127.0.0.1:9000/back", True),
        ("http://localhost/back", True),
        ("https://library.example/back#part", False),
        ("https://library.example/*", False),
        ("https://somebody@library.example/", False),
        ("https://library.example/a b", False),
        ("https://thư-viện.example/", False),
        ("https:///back", False),
        ("https://[library/back", False),
        ("https://library.example\\@elsewhere.example/", False),
        ("//library.example/back", False),
        ("", False),
        ("https://library.example/" + "a" * 400, False),
    ],
)
def test_addresses_are_whole_protected_and_plain(address, may):
    assert rules.is_address(address) is may


@pytest.mark.parametrize(
    ("asked", "may", "given"),
    [
        ("openid profile", ("openid", "profile", "posts"), ("openid", "profile")),
        ("profile openid email", ("openid", "profile"), ("openid", "profile")),
        ("openid identity_number", ("openid", "profile"), ("openid",)),
        ("profile", ("openid", "profile"), ()),
        ("", ("openid",), ()),
        ("openid", (), ()),
    ],
)
def test_a_person_grants_no_more_than_was_registered(asked, may, given):
    assert rules.granted(asked, may) == given


@pytest.mark.parametrize(
    ("asked", "may", "given"),
    [
        ("catalogue.read", ("catalogue.read",), True),
        ("catalogue.read dossiers.status", ("catalogue.read",), False),
        ("openid", ("openid",), False),
        ("", ("catalogue.read",), False),
    ],
)
def test_a_system_gets_all_that_it_asks_or_nothing(asked, may, given):
    assert rules.all_granted(asked, may) is given


def test_a_message_is_tried_for_hours_and_then_given_up():
    pauses = [rules.next_try(tries, NOW) for tries in range(1, 7)]
    assert pauses[0] == NOW + timedelta(minutes=1)
    assert pauses[4] == NOW + timedelta(hours=6)
    assert pauses[5] is None
