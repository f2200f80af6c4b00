"""Officers and their posts for other systems: SCIM 2.0 (RFC 7643, RFC 7644), to be read alone.

A system sees each officer under the very name (`id`) by which she signs on to it (`sub`), so that it can know her again.
"""

import json
import re
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any
from uuid import UUID

from authlib.oauth2 import OAuth2Error
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kinhbac.kernel.definitions import current_directory
from kinhbac.kernel.directory.errors import NotListed
from kinhbac.tools.identity.doors import open_to_all
from kinhbac.tools.limits.doors import SOON, held_back
from kinhbac.tools.limits.types import TooMany
from kinhbac.tools.provider.actions.granting import names_for
from kinhbac.tools.provider.doors import bearing
from kinhbac.tools.provider.pages.frame import issuer_of
from kinhbac.tools.provider.reads.officers import OfficerSeen, officer_called, officers_on
from kinhbac.tools.provider.registered import now_here
from kinhbac.tools.provider.types import OFFICERS, System

USER = "urn:ietf:params:scim:schemas:core:2.0:User"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
_MESSAGES = "urn:ietf:params:scim:api:messages:2.0:"
_SCHEMAS = "urn:ietf:params:scim:schemas:core:2.0:"
PAGE, MOST = 100, 200
_BY_NAME = re.compile(r'\s*userName\s+eq\s+("(?:[^"\\]|\\.)*")\s*', re.IGNORECASE)
READ_ONLY = {"mutability": "readOnly", "returned": "default", "uniqueness": "none", "required": False}

Answer = Callable[..., HttpResponse]


def _for_a_system(view: Callable[..., HttpResponse]) -> Answer:
    """Close an endpoint to everybody but systems with the scope; nothing here is written."""

    @open_to_all  # its token is asked for below
    @wraps(view)
    def guarded(request: HttpRequest, **named: Any) -> HttpResponse:
        try:
            held = bearing(request, OFFICERS)
        except TooMany as fault:
            return held_back(_fault(SOON, fault.refusal.reason.en), fault.left)
        except OAuth2Error as error:
            answer = _fault(error.status_code, str(error.description))
            for name, value in error.get_headers():
                if name.lower() == "www-authenticate":
                    answer[name] = value
            return answer
        if request.method not in ("GET", "HEAD"):
            refused = _fault(405, "Officers can only be read here.")
            refused["Allow"] = "GET, HEAD"
            return refused
        return view(request, held.system, **named)

    guarded.csrf_exempt = True  # type: ignore[attr-defined]  # a token is asked for, and nothing is written
    return guarded


@_for_a_system
def users(request: HttpRequest, system: System) -> HttpResponse:
    """List the officers of today, or the one who signs in by a name."""
    asked, named = request.GET.get("filter"), None
    if asked is not None:
        matched = _BY_NAME.fullmatch(asked)
        if matched is None:
            return _fault(400, 'Only userName eq "…" can be asked for.', "invalidFilter")
        named = _text(matched[1])
        if named is None:
            return _fault(400, "The name is no JSON string.", "invalidFilter")
    first = max(1, _whole(request.GET.get("startIndex"), 1))
    most = min(MOST, max(0, _whole(request.GET.get("count"), PAGE)))
    total, found = officers_on(now_here().date(), named=named, first=first - 1, most=most)
    names = names_for(system.key, [each.person for each in found])
    return _list([_user(request, each, names[each.person]) for each in found], total=total, first=first)


@_for_a_system
def user(request: HttpRequest, system: System, key: UUID) -> HttpResponse:
    """Show one officer of today."""
    found = officer_called(system.key, key, now_here().date())
    return (
        _answer(_user(request, found, str(key))) if found else _fault(404, "No officer of today has this id.")
    )


@_for_a_system
def config(_request: HttpRequest, _system: System) -> HttpResponse:
    """Say what can be done here."""
    no = {"supported": False}
    return _answer(
        {
            "schemas": [f"{_SCHEMAS}ServiceProviderConfig"],
            "patch": no,
            "bulk": {**no, "maxOperations": 0, "maxPayloadSize": 0},
            "filter": {"supported": True, "maxResults": MOST},
            "changePassword": no,
            "sort": no,
            "etag": no,
            "authenticationSchemes": [
                {
                    "type": "oauthbearertoken",
                    "name": "OAuth 2.0",
                    "description": f"A token by client_credentials with the scope {OFFICERS}.",
                }
            ],
        }
    )


@_for_a_system
def resource_types(_request: HttpRequest, _system: System) -> HttpResponse:
    """Say what there is."""
    kind = {
        "schemas": [f"{_SCHEMAS}ResourceType"],
        "id": "User",
        "name": "User",
        "endpoint": "/Users",
        "description": "Officers who hold a post today",
        "schema": USER,
        "schemaExtensions": [{"schema": ENTERPRISE, "required": False}],
    }
    return _list([kind], total=1, first=1)


@_for_a_system
def schemas(_request: HttpRequest, _system: System) -> HttpResponse:
    """Say of what an officer consists here."""
    core = [
        _attribute("userName", uniqueness="server", required=True),
        _attribute("displayName"),
        _attribute("title"),
        _attribute("active", type="boolean"),
        _attribute(
            "roles",
            type="complex",
            multiValued=True,
            subAttributes=[_attribute(each) for each in ("value", "display", "type")],
        ),
    ]
    found = [
        {"id": USER, "name": "User", "description": "Officer", "attributes": core},
        {
            "id": ENTERPRISE,
            "name": "EnterpriseUser",
            "description": "Where she works",
            "attributes": [_attribute("department")],
        },
    ]
    return _list([{"schemas": [f"{_SCHEMAS}Schema"], **each} for each in found], total=len(found), first=1)


def _attribute(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "type": "string", "multiValued": False, "caseExact": False, **READ_ONLY, **more}


def _user(request: HttpRequest, officer: OfficerSeen, key: str) -> dict[str, Any]:
    first = officer.posts[0] if officer.posts else None
    return {
        "schemas": [USER, ENTERPRISE],
        "id": key,
        "userName": officer.account,
        "displayName": officer.name,
        "title": first.title.vi if first else "",
        "active": True,
        "roles": [
            {"value": each.role, "type": each.office, "display": f"{each.title.vi}, {_office(each.office)}"}
            for each in officer.posts
        ],
        ENTERPRISE: {"department": _office(first.office) if first else ""},
        "meta": {
            "resourceType": "User",
            "location": issuer_of(request) + reverse("scim_user", args=[key]),
        },
    }


def _office(key: str) -> str:
    try:
        return current_directory().office(key).name.vi
    except NotListed:
        return key


def _list(found: list[dict[str, Any]], *, total: int, first: int) -> HttpResponse:
    return _answer(
        {
            "schemas": [f"{_MESSAGES}ListResponse"],
            "totalResults": total,
            "startIndex": first,
            "itemsPerPage": len(found),
            "Resources": found,
        }
    )


def _fault(status: int, detail: str, kind: str = "") -> HttpResponse:
    said = {"schemas": [f"{_MESSAGES}Error"], "status": str(status), "detail": detail}
    return _answer({**said, **({"scimType": kind} if kind else {})}, status)


def _answer(plain: Mapping[str, Any], status: int = 200) -> HttpResponse:
    return HttpResponse(
        json.dumps(plain, ensure_ascii=False), status=status, content_type="application/scim+json"
    )


def _text(words: str) -> str | None:
    try:
        found = json.loads(words)
    except ValueError:
        return None
    return found if isinstance(found, str) and "\x00" not in found else None


def _whole(words: str | None, otherwise: int) -> int:
    try:
        return min(int(words), 10**9) if words is not None else otherwise
    except ValueError:
        return otherwise
