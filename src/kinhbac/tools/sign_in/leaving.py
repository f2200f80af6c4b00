"""Signing out at the provider as well (OpenID Connect RP-Initiated Logout 1.0), offered to whoever signed out here.

Here one is out first, whatever the provider does. Then a page says that one may still be signed in there, and leads
there; the provider asks, and sends the browser back with the word that went along.
"""

import secrets

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from kinhbac.base.clock import HCM
from kinhbac.kernel import actions as cases
from kinhbac.tools.identity.doors import open_to_all
from kinhbac.tools.identity.reads.entries import SESSION
from kinhbac.tools.sign_in import client, cookies, reads
from kinhbac.tools.sign_in.types import Provider

TOKEN = "provider_token"  # noqa: S105 - a name, no secret
"""Where a session keeps the provider's signed word on who came in, to be shown to it again; it opens nothing."""
COOKIE = "kinhbac_left"
SALT = "kinhbac.sign_in.left"
KEPT_FOR = 600
"""Seconds in which whoever went to sign out there is to come back."""


def entered_by(request: HttpRequest) -> tuple[Provider, str] | None:
    """Return by which provider who is signed in came, with its signed word; None for any other way."""
    way = request.session.get(SESSION, {}).get("way", "")
    today = cases.clock.now().astimezone(HCM).date()
    found = next((each for each in reads.connected(today) if each.key == way), None)
    return (found, request.session.get(TOKEN, "")) if found is not None else None


def offer(request: HttpRequest, provider: Provider, token: str) -> HttpResponse:
    """Say that one is signed out here, and offer to sign out at the provider; straight home where it has no such thing."""
    back = request.build_absolute_uri(reverse("sign_in_left", args=[provider.key]))
    try:
        leading = client.leave(
            reads.connections()[provider.key], scope=provider.scope, token=token, back=back
        )
    except (client.Unreachable, client.NotTrusted):
        return render(request, "sign_in/left.html", {"provider": provider, "state": "away"})
    if leading is None:
        return HttpResponseRedirect(reverse("home"))
    address, state = leading
    answer = render(
        request, "sign_in/left.html", {"provider": provider, "state": "offered", "address": address}
    )
    cookies.give(answer, COOKIE, signing.dumps(state, salt=SALT), seconds=KEPT_FOR)
    return answer


@open_to_all
@require_GET
def left(request: HttpRequest, key: str) -> HttpResponse:
    """Say that one is out there as well, if the provider sent back the very browser that went, with its word."""
    provider = next((each for each in reads.sign_in_rules().providers if each.key == key), None)
    try:
        state = signing.loads(cookies.shown(request, COOKIE), salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        state = ""
    if provider is None or not state or not _same(request.GET.get("state", ""), state):
        return HttpResponseRedirect(reverse("home"))
    answer = render(request, "sign_in/left.html", {"provider": provider, "state": "left"})
    cookies.take_back(answer, COOKIE)
    return answer


def _same(shown: str, kept: str) -> bool:
    return secrets.compare_digest(shown.encode(), kept.encode())
