"""Signing out, asked for by a system (OpenID Connect RP-Initiated Logout 1.0): everywhere, or after being asked."""

from authlib.oauth2 import OAuth2Error
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from kinhbac.tools.identity.actions.entering import end_session
from kinhbac.tools.identity.doors import open_to_all
from kinhbac.tools.provider.pages.frame import (
    issuer_of,
    leading_to,
    not_granted,
    protected,
    viewer_of,
)
from kinhbac.tools.provider.protocol import refused, server_at
from kinhbac.tools.provider.reads import BROWSER, sign_on_named
from kinhbac.tools.provider.registered import now_here

SALT = "kinhbac.provider.leaving"
KEPT_FOR = 600


@csrf_exempt  # a system may send the browser here by a form; without a token of this very session she is asked
@open_to_all
@protected
@require_http_methods(["GET", "POST"])
def logout(request: HttpRequest) -> HttpResponse:
    """End the session where the token that comes along is of it; ask otherwise."""
    server = server_at(issuer_of(request))
    try:
        asked = server.validate_endpoint_request("end_session", request)
    except OAuth2Error as error:
        refused(
            request.GET.get("client_id", ""), f"logout.{error.error}", server.create_oauth2_request(request)
        )
        return not_granted(request, "logout.token")
    onward = asked.redirect_uri or ""
    if viewer_of(request).person is None:
        return _gone(onward)
    named = str((asked.id_token_claims or {}).get("sid", ""))
    if sign_on_named(named, str(request.session.get(BROWSER, ""))):
        end_session(request, now_here())
        return _gone(onward)
    context = {"onward": signing.dumps(onward, salt=SALT), "system": asked.client and asked.client.system}
    return leading_to(render(request, "provider/leave.html", context), [onward] if onward else [])


@open_to_all
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """End the session: she was asked and agreed."""
    try:
        onward = signing.loads(request.POST.get("onward", ""), salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        onward = ""
    end_session(request, now_here())
    return _gone(onward)


def _gone(onward: str) -> HttpResponse:
    if onward:
        answer = HttpResponse(status=303)
        answer["Location"] = onward  # registered by the system, to the letter
        return answer
    return HttpResponseRedirect(reverse("home"))
