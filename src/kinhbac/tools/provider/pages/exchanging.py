"""The endpoints that systems call by themselves: tokens for codes, who it is, and giving a token back."""

from collections.abc import Callable
from functools import wraps

from authlib.integrations.django_oauth2.resource_protector import return_error_response
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import InvalidRequestError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from kinhbac.tools.identity.doors import open_to_all
from kinhbac.tools.limits.doors import held_back
from kinhbac.tools.limits.types import TooMany
from kinhbac.tools.provider.actions import granting
from kinhbac.tools.provider.claims import claims_of
from kinhbac.tools.provider.doors import bearing
from kinhbac.tools.provider.pages.frame import issuer_of, protected
from kinhbac.tools.provider.protocol import server_at
from kinhbac.tools.provider.registered import SHOWN_BY, now_here
from kinhbac.tools.provider.types import OPENID


def _told_to_wait(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer a program that asks too often in the protocol's own form; nothing of what it showed is used up."""

    @wraps(view)
    def asked(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except TooMany as fault:
            said = {
                "error": "slow_down",
                "error_description": f"{fault.refusal.reason.en} {fault.refusal.remedy.en}",
            }
            return held_back(JsonResponse(said), fault.left)

    return asked


@csrf_exempt  # a program asks, with its own secret
@open_to_all
@protected
@_told_to_wait
@require_POST
def token(request: HttpRequest) -> HttpResponse:
    """Exchange a code, renew a token, or give a system one of its own."""
    answer: HttpResponse = server_at(issuer_of(request)).create_token_response(request)
    return answer


@csrf_exempt  # as above
@open_to_all
@protected
@_told_to_wait
@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """Take a token back (RFC 7009); one that is none is taken back already."""
    server = server_at(issuer_of(request))
    asked = server.create_oauth2_request(request)
    try:
        system = server.authenticate_client(asked, SHOWN_BY, "revocation")
        if not request.POST.get("token"):
            raise InvalidRequestError("Missing 'token' in request.")
    except OAuth2Error as error:
        refusal: HttpResponse = server.handle_error_response(asked, error)
        return refusal
    granting.revoke(request.POST["token"], system.get_client_id(), now_here())
    return HttpResponse(status=200)


@csrf_exempt  # as above
@open_to_all
@protected
@_told_to_wait
@require_http_methods(["GET", "POST"])
def userinfo(request: HttpRequest) -> HttpResponse:
    """Tell of whoever signed on what she let this system know, as it is today."""
    try:
        held = bearing(request, OPENID, of_person=True)
    except OAuth2Error as error:
        refusal: HttpResponse = return_error_response(error)
        return refusal
    assert held.sign_on is not None
    return JsonResponse(claims_of(held.sign_on, now_here()))
