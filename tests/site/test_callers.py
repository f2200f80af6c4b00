"""Who asks, behind a proxy: believed of our own alone, so that strangers share no tries and nobody gets new ones."""

from ipaddress import ip_network

import pytest
from django.test import Client
from django.urls import reverse

from kinhbac.site.callers import caller
from kinhbac.site.environment import EnvironmentFault, trusted_proxies

WRONG_FROM_A_PLACE, WRONG_FOR_A_CODE = 20, 5

OURS = (ip_network("10.0.0.5"), ip_network("fd00::/8"))
PROXY, LAN, NAM = "10.0.0.5", "198.51.100.7", "203.0.113.9"


@pytest.mark.pure
@pytest.mark.parametrize(
    ("address", "forwarded", "found"),
    [
        (PROXY, LAN, LAN),
        (PROXY, f"{NAM}, {LAN}", LAN),  # what stands further off anybody could have written
        (PROXY, f"{LAN}, fd00::1", LAN),  # two of ours in a row
        (LAN, NAM, LAN),  # no proxy of ours
        (PROXY, "", PROXY),
        (PROXY, "evil", PROXY),
        (PROXY, f"evil, {LAN}", LAN),
        ("", LAN, ""),
    ],
)
def test_the_nearest_that_is_no_proxy_of_ours(address, forwarded, found):
    assert caller(address, forwarded, OURS) == found


@pytest.mark.pure
def test_no_proxy_is_believed_that_is_not_named():
    assert caller(LAN, NAM, ()) == LAN


def test_a_wrong_address_in_the_environment_says_what_to_write(monkeypatch):
    monkeypatch.setenv("KINHBAC_TRUSTED_PROXY", " 10.0.0.5 ,fd00::/8")
    assert trusted_proxies() == OURS
    monkeypatch.setenv("KINHBAC_TRUSTED_PROXY", "yes")
    with pytest.raises(EnvironmentFault, match="addresses or networks"):
        trusted_proxies()


def tried(code: str, forwarded: str) -> int:
    headers = {"X-Forwarded-For": forwarded}
    asked = {"code": code, "digits": "0000"}
    return Client(REMOTE_ADDR=PROXY).post(reverse("lookup"), asked, headers=headers).status_code


@pytest.mark.django_db
def test_tries_behind_a_proxy_are_counted_by_who_asks_and_by_what_is_asked(settings):
    for number in range(WRONG_FROM_A_PLACE):
        assert tried(f"X-{number}", f"192.0.2.{number}") == 404
    assert tried("Y", LAN) == 429  # the proxy is not believed: all are one
    settings.KINHBAC_TRUSTED_PROXY = OURS
    for number in range(WRONG_FROM_A_PLACE):
        assert tried(f"X-{number}", LAN) == 404
    assert tried("Y", LAN) == 429
    assert tried("Y", NAM) == 404
    for number in range(WRONG_FOR_A_CODE - 1):
        assert tried("Y", f"192.0.2.{number}") == 404
    assert tried("Y", "192.0.2.99") == 429
