"""Proving oneself again with the provider: it is asked to ask, and when it says that it asked is believed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kinhbac.tools.identity.models import SignInRecord
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
        ({}, NOW.timestamp()),  # long ago: an act that needs a fresh proof asks for one
        ({"auth_time": None}, NOW.timestamp()),
        ({"auth_time": True}, NOW.timestamp()),
        ({"auth_time": "yesterday"}, NOW.timestamp()),
        ({"auth_time": NOW.timestamp() - 3600}, 3600),
        ({"auth_time": NOW.timestamp() + 3600}, 0),
        ({"auth_time": 10**30}, 0),
    ],
)
def test_when_it_asked_is_never_later_than_now(told, ago):
    assert proved_at(told, NOW) == NOW - timedelta(seconds=ago)


@pytest.mark.parametrize("fault", ["no_auth_time", "old_auth_time"])
def test_a_provider_that_does_not_say_that_it_asked_is_not_believed(province, sandbox, fault):
    client = Client()
    sandbox.tell(fault)
    assert returned(client, sandbox, "binh").status_code == 302  # a sign-in like any other, and no proof
    approve = {"act": "approve", "next": "/desk"}
    assert "Xác nhận lại" in client.get(reverse("sign_in_level"), approve).content.decode()
    answer = returned(client, sandbox, "binh", then="/desk", act="approve")
    assert (answer.status_code, SignInRecord.objects.latest("pk").code) == (502, "token.auth_time")
    assert "Xác nhận lại" in client.get(reverse("sign_in_level"), approve).content.decode()
    sandbox.tell()
    assert returned(client, sandbox, "binh", then="/desk", act="approve")["Location"] == "/desk"
    assert client.get(reverse("sign_in_level"), approve)["Location"] == "/desk"
