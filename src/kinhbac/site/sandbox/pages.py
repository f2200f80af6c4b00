"""Pages and endpoints of the sandbox."""

import time
from typing import Any

from authlib.oauth2 import OAuth2Error
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinhbac.site.sandbox.behaviour import WORDS, Fault
from kinhbac.site.sandbox.keeping import holder, kept
from kinhbac.site.sandbox.people import HOLDERS
from kinhbac.site.sandbox.provider import connection, protector, redirects, server, told
from kinhbac.tools.provider.pages.frame import leading_to

SLOW_SECONDS = 8.0
MOST_AHEAD = 86_400


def bent(view: Any) -> Any:
    """Let an endpoint be down, slow or unreadable when the sandbox is told to be."""

    def answered(request: HttpRequest) -> HttpResponse:
        fault = kept.behaviour.fault
        if fault is Fault.DOWN:
            return HttpResponse("down\n", status=503, content_type="text/plain")
        if fault is Fault.SLOW:
            time.sleep(SLOW_SECONDS)
        if fault is Fault.GARBLED:
            return HttpResponse("<p>?", content_type="application/json")
        answer: HttpResponse = view(request)
        return answer

    return answered


@require_GET
@bent
def discovery(_request: HttpRequest) -> HttpResponse:
    """Say where everything is."""
    issuer = connection().issuer
    if kept.behaviour.fault is Fault.OTHER_ISSUER:
        issuer = "https://elsewhere.example"
    here = connection().issuer
    return JsonResponse(
        {
            "issuer": issuer,
            "authorization_endpoint": here + reverse("authorize"),
            "token_endpoint": here + reverse("token"),
            "userinfo_endpoint": here + reverse("userinfo"),
            "jwks_uri": here + reverse("keys"),
            "end_session_endpoint": here + reverse("leave"),
            "scopes_supported": ["openid"],
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "code_challenge_methods_supported": ["S256"],
            "acr_values_supported": ["LoA1", "LoA2"],
        }
    )


@require_GET
@bent
def keys(_request: HttpRequest) -> HttpResponse:
    """Publish the keys."""
    return JsonResponse(kept.key_set())


@csrf_exempt  # a program asks, with its own secret
@require_POST
@bent
def token(request: HttpRequest) -> HttpResponse:
    """Exchange a code for who it is."""
    answer: HttpResponse = server.create_token_response(request)
    return answer


@require_GET
def userinfo(request: HttpRequest) -> HttpResponse:
    """Tell of her to whoever holds the token."""
    answer: HttpResponse = bent(protector("openid")(_tell))(request)
    return answer


def _tell(request: HttpRequest) -> HttpResponse:
    return JsonResponse(told(request.oauth_token))  # type: ignore[attr-defined]  # put there by Authlib


@require_http_methods(["GET", "POST"])
def authorize(request: HttpRequest) -> HttpResponse:
    """Ask who it is; send the browser back where it came from."""
    if kept.behaviour.fault is Fault.DOWN:
        return HttpResponse("down\n", status=503, content_type="text/plain")
    try:
        grant = server.get_consent_grant(request)
    except OAuth2Error as error:
        why = f"{error.error}: {error.description}"
        return render(request, "sandbox/refused.html", {"why": why}, status=400)
    if request.method == "POST":
        who = holder(request.POST.get("person", ""))
        user = (who, _level(request)) if who is not None else None
        answer: HttpResponse = server.create_authorization_response(request, grant_user=user, grant=grant)
        return answer
    asked = request.GET.get("acr_values", "")
    page = render(request, "sandbox/authorize.html", {"holders": HOLDERS.values(), "asked": asked})
    return leading_to(page, redirects())


@csrf_exempt  # any system may send a browser here; without its token nobody is sent on
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Ask whether she wants to sign out; send the browser back where it came from. Nobody stays signed in here anyway."""
    if kept.behaviour.fault is Fault.DOWN:
        return HttpResponse("down\n", status=503, content_type="text/plain")
    try:
        asked = server.validate_endpoint_request("end_session", request)
    except OAuth2Error as error:
        why = f"{error.error}: {error.description}"
        return render(request, "sandbox/refused.html", {"why": why}, status=400)
    return render(request, "sandbox/leave.html", {"onward": asked.redirect_uri or reverse("home")})


def _level(request: HttpRequest) -> int:
    low = request.POST.get("level") == "1" or kept.behaviour.fault is Fault.LOW_LEVEL
    return 1 if low else 2


@csrf_exempt  # tests tell it too; there is nothing here to be stolen
@require_http_methods(["GET", "POST"])
def behaviour(request: HttpRequest) -> HttpResponse:
    """Show how it behaves, and take another way to."""
    if request.method != "POST":
        return render(request, "sandbox/behaviour.html", {"words": WORDS.items(), "now": kept.behaviour})
    try:
        fault, ahead = Fault(request.POST.get("fault", "none")), int(request.POST.get("ahead") or 0)
    except ValueError:
        return HttpResponse("no such way to behave\n", status=400, content_type="text/plain")
    kept.behaviour.fault = fault
    kept.behaviour.ahead = max(-MOST_AHEAD, min(MOST_AHEAD, ahead))
    if request.POST.get("keys") == "new":
        kept.change_key()
    return HttpResponseRedirect(reverse("behaviour"))


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Say what this is."""
    return render(request, "sandbox/home.html")
