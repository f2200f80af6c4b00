"""Signing on to a system: who is not signed in signs in first, who has not consented is asked, everybody else is sent back."""

import secrets
import time
from contextlib import suppress
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from authlib.common.urls import add_params_to_uri
from authlib.oauth2 import OAuth2Error
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from kinhbac.tools.identity.doors import open_to_all
from kinhbac.tools.identity.reads import own_card
from kinhbac.tools.identity.reads.entries import SESSION
from kinhbac.tools.identity.types import SignedIn
from kinhbac.tools.limits.types import TooMany
from kinhbac.tools.provider.actions import granting
from kinhbac.tools.provider.pages.frame import (
    issuer_of,
    leading_to,
    not_granted,
    protected,
    viewer_of,
)
from kinhbac.tools.provider.protocol import Server, refused, server_at
from kinhbac.tools.provider.reads import BROWSER, consented
from kinhbac.tools.provider.registered import now_here
from kinhbac.tools.provider.types import OF_PERSON, Asker, System
from kinhbac.tools.sign_in import cookies

COOKIE = "kinhbac_asked"
SALT = "kinhbac.provider.asked"
KEPT_FOR = 600
"""Seconds in which who was sent to sign in must have come back."""
LONGEST = 2500
"""Letters of what a system asks; a browser keeps no larger cookie."""


@open_to_all
@protected
@require_http_methods(["GET", "POST"])
def authorize(request: HttpRequest) -> HttpResponse:
    """Take what a system asks; send the browser back to it with a code, or with why not."""
    server = server_at(issuer_of(request))
    who: SignedIn = request.who  # type: ignore[attr-defined]  # put there by identity's middleware
    asker = _asker(request) if who.viewer.person is not None else None
    try:
        grant = server.get_consent_grant(request, asker)
    except OAuth2Error as error:
        return _refused(request, server, error)
    if asker is None or _must_sign_in_again(request, asker):
        return _to_sign_in(request, grant)
    system: System = grant.client.system
    scopes = tuple(grant.request.scope.split())
    is_new = not set(scopes) <= set(consented(asker.account, system.key))
    if request.method != "POST":
        prompts = request.GET.get("prompt", "").split()
        if is_new and "none" in prompts:
            return _sent_back(request, grant, "consent_required")
        if is_new or "consent" in prompts:
            return _ask(request, grant, system, scopes)
    elif request.POST.get("answer") != "yes":
        return _answered(server, server.create_authorization_response(request, grant_user=None, grant=grant))
    elif is_new:
        granting.consent(asker, system.key, scopes, now_here())
    return _answered(server, server.create_authorization_response(request, grant_user=asker, grant=grant))


@open_to_all
@require_GET
def go_on(request: HttpRequest) -> HttpResponse:
    """Come back from signing in, and go on with what a system asked.

    A page and no redirect: a browser asks the policy of the page whose form began it all wherever it is redirected to.
    """
    try:
        kept = signing.loads(cookies.shown(request, COOKIE), salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        kept = {}
    if kept.get("key") != request.GET.get("key", ""):
        return not_granted(request, "asked.too_long_ago")
    return render(request, "provider/go_on.html", {"address": f"{reverse('oidc_authorize')}?{kept['query']}"})


def _asker(request: HttpRequest) -> Asker:
    entry: dict[str, Any] = request.session[SESSION]
    if BROWSER not in request.session:
        request.session[BROWSER] = str(uuid4())
    viewer = viewer_of(request)
    assert viewer.account is not None
    assert viewer.person is not None
    return Asker(
        account=viewer.account,
        person=viewer.person,
        session=str(request.session.session_key),
        browser=UUID(request.session[BROWSER]),
        level=int(entry["level"]),
        posts=bool(entry["posts"]),
        auth_at=datetime.fromisoformat(entry["at"]),
    )


def _must_sign_in_again(request: HttpRequest, asker: Asker) -> bool:
    """Say whether the system wants a sign-in that is younger than this session's."""
    age = request.GET.get("max_age", "")
    oldest = now_here().timestamp() - int(age) if age.isdecimal() and age.isascii() and len(age) < 10 else 0.0
    if "login" in request.GET.get("prompt", "").split():
        oldest = max(oldest, _asked_at(request) or time.time())
    return asker.auth_at.timestamp() < oldest


def _asked_at(request: HttpRequest) -> float:
    """Return when this very request was first made, if who asks comes back from signing in; otherwise 0."""
    try:
        kept = signing.loads(cookies.shown(request, COOKIE), salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return 0.0
    return float(kept["at"]) if kept["query"] == request.GET.urlencode() else 0.0


def _to_sign_in(request: HttpRequest, grant: Any) -> HttpResponse:
    if "none" in request.GET.get("prompt", "").split():
        return _sent_back(request, grant, "login_required")
    query = request.GET.urlencode()
    if len(query) > LONGEST:
        refused(grant.client.get_client_id(), "asked.too_much", grant.request)
        return not_granted(request, "asked.too_much")
    key = secrets.token_urlsafe(9)
    onward = f"{reverse('oidc_go_on')}?{urlencode({'key': key})}"
    away = HttpResponseRedirect(f"{reverse('sign_in')}?{urlencode({'next': onward})}")
    kept = {"key": key, "query": query, "at": time.time()}
    cookies.give(away, COOKIE, signing.dumps(kept, salt=SALT, compress=True), seconds=KEPT_FOR)
    return away


def _ask(request: HttpRequest, grant: Any, system: System, scopes: tuple[str, ...]) -> HttpResponse:
    context = {
        "system": system,
        "told": [(OF_PERSON[each], each) for each in scopes],
        "card": own_card(viewer_of(request)),
        "address": request.get_full_path(),
    }
    return leading_to(render(request, "provider/consent.html", context), [grant.redirect_uri])


def _sent_back(request: HttpRequest, grant: Any, error: str) -> HttpResponse:
    """Tell the system without a page that nothing was granted: it asked that nobody be shown anything."""
    with suppress(TooMany):  # she goes on, unrecorded
        refused(grant.client.get_client_id(), f"asked.{error}", grant.request)
    said = {"error": error, "iss": issuer_of(request), "state": grant.request.payload.state}
    told = {name: value for name, value in said.items() if value}
    return _redirect(add_params_to_uri(grant.redirect_uri, list(told.items())))


def _refused(request: HttpRequest, server: Server, error: OAuth2Error) -> HttpResponse:
    """Refuse: to the system where its address is known to be its own, to whoever is at the page otherwise."""
    asked = server.create_oauth2_request(request)
    if not error.redirect_uri:
        refused(str(asked.payload.client_id or ""), f"asked.{error.error}", asked)
        return not_granted(request, f"asked.{error.error}")
    return _answered(server, server.handle_error_response(asked, error))


def _answered(server: Server, answer: HttpResponse) -> HttpResponse:
    """Say in the answer whose it is, so that a system of several providers cannot be led to the wrong one (RFC 9207)."""
    if answer.status_code != 302:
        return answer
    return _redirect(add_params_to_uri(answer["Location"], [("iss", server.issuer)]))


def _redirect(address: str) -> HttpResponse:
    answer = HttpResponse(status=303)  # a form that was sent becomes an ordinary visit
    answer["Location"] = address
    return answer
