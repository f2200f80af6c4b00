"""A second system beside the demo: the library of an invented province, to which one signs in through Kinh Bắc.

It is its own people's program: it knows of Kinh Bắc what is published, keeps who is there while it runs, and lets go of
whom Kinh Bắc tells it that she signed out.
"""

import secrets
import time
from dataclasses import dataclass, field
from typing import Any

import requests
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from kinhbac.site.demo_system import PATH, SCOPE
from kinhbac.tools.sign_in import client
from kinhbac.tools.sign_in.types import Begun, Connection

COOKIE = "kinhbac_sample"
MOST = 1_000
"""Visitors and sign-ins that are kept; the oldest go first."""
PATIENCE = 5.0
TOO_OLD = 600


@dataclass(slots=True)
class Kept:
    """Who is there by a key of her browser, and which sign-ins were begun."""

    visitors: dict[str, dict[str, Any]] = field(default_factory=dict)
    begun: dict[str, Begun] = field(default_factory=dict)


kept = Kept()


def connection() -> Connection:
    """Return where Kinh Bắc is and who we are to it; raises `Http404` where no demo has introduced us."""
    found: Connection | None = settings.KINHBAC_SAMPLE
    if found is None:
        raise Http404
    return found


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Say who is there, and what this system knows of her."""
    visitor = kept.visitors.get(request.COOKIES.get(COOKIE, ""))
    issuer = connection().issuer
    leave = f"{issuer}/oidc/logout?client_id={connection().client}"
    return render(request, "sandbox/sample.html", {"visitor": visitor, "issuer": issuer, "leave": leave})


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Send the browser to Kinh Bắc."""
    try:
        address, state, begun = client.begin(
            connection(), provider="kinhbac", scope=SCOPE, redirect=_back(request), then="", acr=""
        )
    except (client.Unreachable, client.NotTrusted):
        return _failed(request)
    _keep(kept.begun, state, begun)
    away = HttpResponseRedirect(address)
    away.set_cookie(f"{COOKIE}_begun", state, max_age=TOO_OLD, path=PATH, httponly=True, samesite="Lax")
    return away


@require_GET
def back(request: HttpRequest) -> HttpResponse:
    """Take what Kinh Bắc sent the browser back with."""
    state = request.GET.get("state", "")
    begun = kept.begun.pop(state, None) if request.COOKIES.get(f"{COOKIE}_begun") == state else None
    is_ours = request.GET.get("iss") == connection().issuer and "error" not in request.GET
    if begun is None or not is_ours or time.time() - begun.at > TOO_OLD:
        return _failed(request)
    try:
        told, _ = client.finish(connection(), begun, scope=SCOPE, code=request.GET.get("code", ""))
    except (client.Unreachable, client.NotTrusted):
        return _failed(request)
    key = secrets.token_urlsafe(24)
    _keep(kept.visitors, key, told)
    answer = HttpResponseRedirect(reverse("sample"))
    answer.set_cookie(COOKIE, key, path=PATH, httponly=True, samesite="Lax")
    return answer


@csrf_exempt  # Kinh Bắc tells it, and signs what it says
@require_POST
def signed_out(request: HttpRequest) -> HttpResponse:
    """Let go of whom Kinh Bắc says that she signed out."""
    issuer = connection().issuer
    with requests.Session() as session:
        session.trust_env = False
        keys = KeySet.import_key_set(session.get(f"{issuer}/oidc/keys", timeout=PATIENCE).json())
    try:
        token = jwt.decode(request.POST.get("logout_token", ""), keys, algorithms=["RS256"])
    except (JoseError, ValueError):
        return HttpResponse(status=400)
    said = token.claims
    if token.header.get("typ") != "logout+jwt" or (said["iss"], said["aud"]) != (issuer, connection().client):
        return HttpResponse(status=400)
    for key in [key for key, told in list(kept.visitors.items()) if told["sid"] == said["sid"]]:
        kept.visitors.pop(key, None)
    return HttpResponse(status=204)


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("sample_back"))


def _failed(request: HttpRequest) -> HttpResponse:
    return render(request, "sandbox/sample.html", {"failed": True}, status=400)


def _keep(among: dict[str, Any], key: str, value: Any) -> None:
    while len(among) >= MOST:
        among.pop(next(iter(among)), None)
    among[key] = value
