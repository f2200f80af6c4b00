"""Doors: every route names who may come in; one that names nobody is closed and fails the build."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import get_resolver, path

from kinhbac.site.apps import every_route_has_a_door
from kinhbac.tools.identity.doors import (
    for_officers,
    for_signed_in,
    open_to_all,
    refused,
    routes_without_door,
)
from kinhbac.tools.identity.reads.who import NOBODY
from kinhbac.tools.identity.types import SignedIn
from tests.cast import LAN, MINH

pytestmark = pytest.mark.pure

CITIZEN = SignedIn(viewer=LAN, name="Lan")
OFFICER = SignedIn(viewer=MINH, name="Minh")


def fresh():
    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse("in")

    return view


def asks(who: SignedIn, method: str = "get") -> HttpRequest:
    request = getattr(RequestFactory(), method)("/desk?x=1")
    request.who = who
    return request


@pytest.mark.parametrize(
    ("door", "who", "enters"),
    [
        (open_to_all, NOBODY, True),
        (open_to_all, CITIZEN, True),
        (for_signed_in, CITIZEN, True),
        (for_signed_in, OFFICER, True),
        (for_officers, OFFICER, True),
        (for_officers, CITIZEN, False),
    ],
)
def test_who_enters(door, who, enters):
    guarded = door(fresh())
    if enters:
        assert refused(asks(who), guarded) is None
    else:
        with pytest.raises(PermissionDenied):
            refused(asks(who), guarded)


@pytest.mark.parametrize("door", [for_signed_in, for_officers])
def test_nobody_is_sent_to_sign_in_and_back(door):
    answer = refused(asks(NOBODY), door(fresh()))
    assert answer.status_code == 302
    assert answer.url == "/sign-in?next=%2Fdesk%3Fx%3D1"


@pytest.mark.parametrize("door", [for_signed_in, for_officers])
def test_what_nobody_sends_is_refused(door):
    with pytest.raises(PermissionDenied):
        refused(asks(NOBODY, "post"), door(fresh()))


def test_a_view_without_a_door_is_closed_to_everybody():
    with pytest.raises(PermissionDenied):
        refused(asks(OFFICER), fresh())


def test_a_route_without_a_door_is_found_by_its_address():
    routes = [path("open", open_to_all(fresh())), path("forgotten/<int:n>", fresh())]
    assert routes_without_door(routes) == ["forgotten/<int:n>"]


def test_every_route_of_the_site_has_a_door():
    assert routes_without_door(get_resolver().url_patterns) == []
    assert every_route_has_a_door() == []
