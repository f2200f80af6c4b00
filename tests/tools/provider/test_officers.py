"""Officers and their posts by SCIM 2.0: who reads, what stands there, and what never does."""

import json

import pytest

from kinhbac.kernel import actions as cases
from kinhbac.site.demo import cast
from kinhbac.tools.identity.models import Account, Post
from tests.support.systems import browser

USERS = "/scim/v2/Users"
LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"


@pytest.fixture
def reads(library):
    token = library.own_token("officers.read")
    return lambda path, query=None: library.reads(path, token, query)


def test_all_officers_of_today_stand_there_by_pages(library, reads):
    whole = reads(USERS, {"count": "200"})
    assert whole["Content-Type"] == "application/scim+json"
    said = whole.json()
    assert (said["schemas"], said["startIndex"]) == ([LIST], 1)
    assert said["totalResults"] == said["itemsPerPage"] == len(said["Resources"])
    names = [each["displayName"] for each in said["Resources"]]
    assert {member.name for member in cast.OFFICERS} <= set(names)
    assert cast.LAN.name not in names
    pages = [
        reads(USERS, {"startIndex": str(first), "count": "7"}).json() for first in range(1, len(names) + 1, 7)
    ]
    assert [each["displayName"] for page in pages for each in page["Resources"]] == names
    assert {page["totalResults"] for page in pages} == {len(names)}


def test_nothing_of_a_person_is_told_but_name_and_posts(library, reads):
    said = reads(USERS, {"count": "200"}).content.decode()
    for member in cast.OFFICERS:
        assert member.number not in said
        assert member.phone not in said
        assert str(member.account) not in said
    user = json.loads(said)["Resources"][0]
    assert set(user) == {
        "schemas",
        "id",
        "userName",
        "displayName",
        "title",
        "active",
        "roles",
        "meta",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
    }


def test_an_officer_is_found_by_name_and_known_again_when_she_signs_on(library, reads):
    name = Account.objects.get(pk=cast.HOA.account).name
    found = reads(USERS, {"filter": f'userName eq "{name.upper()}"'}).json()
    assert found["totalResults"] == 1
    hoa = found["Resources"][0]
    assert hoa["displayName"] == cast.HOA.name
    assert hoa["roles"][0]["value"] == "specialist"
    assert reads(f"{USERS}/{hoa['id']}").json() == hoa
    assert hoa["meta"]["location"].endswith(f"{USERS}/{hoa['id']}")
    assert library.words(library.signed_on(browser(cast.HOA))["id_token"]).claims["sub"] == hoa["id"]


@pytest.mark.parametrize(
    "asked",
    [
        'userName sw "a"',
        "userName",
        'displayName eq "Hoa"',
        'userName eq "a" or active eq true',
        'userName eq "\\q"',
    ],
)
def test_what_cannot_be_asked_is_said(library, reads, asked):
    answer = reads(USERS, {"filter": asked})
    assert (answer.status_code, answer.json()["schemas"], answer.json()["scimType"]) == (
        400,
        [ERROR],
        "invalidFilter",
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"count": "0"}, 0),
        ({"count": "-5"}, 0),
        ({"startIndex": "-3", "count": "1"}, 1),
        ({"startIndex": "9999"}, 0),
    ],
)
def test_odd_pages_are_answered_as_the_standard_says(library, reads, asked, found):
    said = reads(USERS, asked).json()
    assert len(said["Resources"]) == found
    assert said["totalResults"] > 0


def test_who_holds_no_post_any_more_is_gone(library, reads):
    hoa = reads(USERS, {"filter": f'userName eq "{Account.objects.get(pk=cast.HOA.account).name}"'}).json()
    Post.objects.filter(person__accounts=cast.HOA.account).update(
        valid_to=cases.clock.now().date().replace(year=2025)
    )
    assert reads(f"{USERS}/{hoa['Resources'][0]['id']}").status_code == 404
    assert reads(f"{USERS}/00000000-0000-0000-0000-000000000000").status_code == 404


@pytest.mark.parametrize(
    "path", [USERS, "/scim/v2/ServiceProviderConfig", "/scim/v2/ResourceTypes", "/scim/v2/Schemas"]
)
def test_only_a_system_with_the_scope_reads(library, path):
    assert library.program.get(path).status_code == 401
    assert browser(cast.YEN).get(path).status_code == 401
    assert library.reads(path, library.own_token("catalogue.read")).status_code == 403
    answer = library.reads(path, library.own_token("officers.read"))
    assert answer.status_code == 200
    refused = library.reads(path, "nonsense")
    assert (refused.status_code, refused.json()["schemas"]) == (401, [ERROR])


def test_nothing_is_written(library):
    token = library.own_token("officers.read")
    bears = {"Authorization": f"Bearer {token}"}
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(library.program, method)(USERS, headers=bears)
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
