"""Proving oneself again with the provider: it is asked to ask, and when it says that it asked is believed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kinhbac.tools.sign_in.rules import proved_at
from tests.support.sandbox import returned

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def test_the_provider_is_asked_to_ask(province, sandbox):
    client = Client()
    returned(client, sandbox, "binh")
    away = client.get(reverse("sign_in_begin", args=["vneid"]), {"act": "approve", "next": "/desk"})[
        "Location"
    ]
    assert "prompt=login" in away
    assert "max_age=0" in away
    usual = client.get(reverse("sign_in_begin", args=["vneid"]), {"act": "submit_dossier"})["Location"]
    assert "prompt" not in usual


@pytest.mark.parametrize(
    ("told", "ago"),
    [
        ({}, 0),
        ({"auth_time": None}, 0),
        ({"auth_time": True}, 0),
        ({"auth_time": "yesterday"}, 0),
        ({"auth_time": NOW.timestamp() - 3600}, 3600),
        ({"auth_time": NOW.timestamp() + 3600}, 0),
        ({"auth_time": 10**30}, 0),
    ],
)
def test_when_it_asked_is_never_later_than_now(told, ago):
    assert proved_at(told, NOW) == NOW - timedelta(seconds=ago)
