"""Coming in: a name and a password, then a second step; or a passkey alone. One answer for a wrong and an unknown name."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinhbac.kernel.types import Refusal, Refused
from kinhbac.tools.credentials import rules
from kinhbac.tools.credentials.actions import passkeys
from kinhbac.tools.credentials.actions.password import is_password
from kinhbac.tools.credentials.actions.tries import TooSoon, begin_try, end_try
from kinhbac.tools.credentials.reads import account_named, ways_of
from kinhbac.tools.credentials.types import CODE, PASSKEY, Proved
from kinhbac.tools.identity.doors import open_to_all
from kinhbac.tools.identity.reads.who import signed_in
from kinhbac.tools.limits.doors import held_back
from kinhbac.tools.sign_in import proving
from kinhbac.tools.sign_in.failing import too_soon
from kinhbac.tools.sign_in.own.entering import begin_again, enter, now_here, record_wrong
from kinhbac.tools.sign_in.own.half import Half, found, keep
from kinhbac.tools.sign_in.pages import own_address
from kinhbac.tools.sign_in.places import ANYWHERE, place_of
from kinhbac.tools.sign_in.reads import own_rules

PASSWORD = "password"  # noqa: S105 - the word for what is tried
WRONG = 422


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Ask for a name and a password, or for a passkey."""
    if own_rules(now_here().date()) is None:
        raise Http404
    then = own_address(request.POST.get("next") or request.GET.get("next", ""))
    if request.method != "POST":
        return _show_password(request, then)
    if request.POST.get(proving.ANSWER):
        return _by_passkey(request, then)
    return _by_password(request, then)


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """Ask for the second step: a code of the device, a recovery code, or a passkey."""
    half = found(request)
    if half is None:
        return begin_again(own_address(request.GET.get("next", "")))
    if request.method != "POST":
        return _show_second(request, half)
    if request.POST.get(proving.ANSWER):
        return _by_passkey(request, half.then)
    place = place_of(request, half.account)
    counted = place if place.browser else ANYWHERE
    try:
        code = request.POST.get(proving.CODE, "")
        way = proving.by_code(half.account, code, counted, now_here(), what="second")
        return enter(request, Proved(half.account, way), half.then)
    except TooSoon as fault:
        return held_back(_show_second(request, half, too_soon(fault.left)), fault.left)
    except Refused as fault:
        record_wrong(request, CODE, fault.refusal.code, half.account)
        return _show_second(request, half, fault.refusal, WRONG)


def _by_password(request: HttpRequest, then: str) -> HttpResponse:
    name = rules.user_name_of(request.POST.get("name", ""))
    account = account_named(name)
    place = place_of(request, account)
    try:
        begin_try(PASSWORD, name, place, now_here())
    except TooSoon as fault:
        return held_back(_show_password(request, then, too_soon(fault.left)), fault.left)
    right = is_password(account, request.POST.get("password", ""))
    if account is None or not right or not _may_come_in(account):
        record_wrong(request, PASSWORD, rules.WRONG.code, account)
        return _show_password(request, then, rules.WRONG, WRONG)
    end_try(PASSWORD, name, place)
    answer = HttpResponseRedirect(reverse("sign_in_second"))
    keep(answer, Half(account, then))
    return answer


def _may_come_in(account: UUID) -> bool:
    return ways_of(account).has_second and signed_in(account, now_here().date()).viewer.is_officer


def _by_passkey(request: HttpRequest, then: str) -> HttpResponse:
    """Let in who shows a passkey; her device has asked who she is."""
    kept, answer = request.POST.get(proving.KEPT, ""), request.POST[proving.ANSWER]
    try:
        return enter(request, Proved(passkeys.prove(kept, answer, now_here()), PASSKEY), then)
    except Refused as fault:
        record_wrong(request, PASSKEY, fault.refusal.code)
        return _show_password(request, then, rules.WRONG_PASSKEY, WRONG)


def _show_password(
    request: HttpRequest, then: str, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    asked, token = passkeys.begin_proving() if passkeys.are_here(request) else ("", "")
    context = {
        "next": then,
        "refusal": refusal,
        "name": request.POST.get("name", "")[:40],
        "passkey_asked": asked,
        "passkey_kept": token,
    }
    return render(request, "sign_in/own/password.html", context, status=status)


def _show_second(
    request: HttpRequest, half: Half, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    own = ways_of(half.account)
    offered = bool(own.passkeys) and passkeys.are_here(request)
    asked, token = passkeys.begin_proving(half.account) if offered else ("", "")
    context = {"own": own, "refusal": refusal, "passkey_asked": asked, "passkey_kept": token}
    return render(request, "sign_in/own/second.html", context, status=status)
