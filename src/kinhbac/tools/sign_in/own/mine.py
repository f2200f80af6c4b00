"""My sign-in: one's password, device, passkeys and recovery codes; each change asks for a fresh proof first."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import segno
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinhbac.kernel.types import Refusal, Refused
from kinhbac.tools.credentials.actions import passkeys, second
from kinhbac.tools.credentials.actions.password import change_password, must_be_good
from kinhbac.tools.credentials.reads import own_ways
from kinhbac.tools.credentials.types import ACTIVATION, CODE, PASSKEY, Proved
from kinhbac.tools.identity.actions.entering import end_own_sessions, record
from kinhbac.tools.identity.doors import for_signed_in
from kinhbac.tools.identity.reads.entries import own_sessions
from kinhbac.tools.identity.reads.who import signed_in
from kinhbac.tools.identity.types import ADMINISTRATOR, SignedIn
from kinhbac.tools.sign_in.doors import needs_level
from kinhbac.tools.sign_in.own.entering import enter, now_here
from kinhbac.tools.sign_in.reads import own_rules
from kinhbac.tools.sign_in.types import CHANGE_SIGN_IN, OwnRules

SECRET = "kinhbac.sign_in.secret"  # noqa: S105 - a salt
SECRET_FOR = 900
"""Seconds in which a device must have shown its first code."""
WRONG = 422


@for_signed_in
@needs_level(CHANGE_SIGN_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def my_sign_in(request: HttpRequest) -> HttpResponse:
    """Show one's ways of proving who one is; change one of them."""
    rule = _rule(request)
    if request.method != "POST":
        return _show(request, rule)
    change = _CHANGES.get(request.POST.get("do", ""))
    if change is None:
        raise Http404
    try:
        return change(request, rule)
    except Refused as fault:
        return _show(request, rule, fault.refusal, WRONG)


@for_signed_in
@needs_level(CHANGE_SIGN_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def device(request: HttpRequest) -> HttpResponse:
    """Show a secret to be read by a device, and take the device's first code."""
    _rule(request)
    who = _who(request)
    try:
        kept = request.POST.get("secret", "")
        secret = signing.loads(kept, salt=f"{SECRET} {who.viewer.account}", max_age=SECRET_FOR)
    except signing.BadSignature:
        secret = second.new_secret()
    if request.method != "POST":
        return _show_device(request, secret)
    try:
        second.add_device(_account(who), secret, request.POST.get("code", ""), now_here())
    except Refused as fault:
        return _show_device(request, secret, fault.refusal, WRONG)
    return _added(request, CODE)


def _change_password(request: HttpRequest, rule: OwnRules) -> HttpResponse:
    who, now, said = _who(request), now_here(), request.POST
    own = own_ways(who.viewer)
    if own.since is None:  # the first one is set by an activation code
        raise Http404
    about = (who.name, *who.name.split(), own.user_name)
    must_be_good(said.get("password", ""), said.get("again", ""), shortest=rule.length, about=about)
    change_password(_account(who), said["password"], now)
    others = [
        each.mark for each in own_sessions(who.viewer, request.session.session_key, now) if not each.is_this
    ]
    end_own_sessions(viewer=who.viewer, marks=frozenset(others), now=now)
    return _changed(request, "password")


def _add_passkey(request: HttpRequest, _rule: OwnRules) -> HttpResponse:
    said = request.POST
    name = said.get("passkey_name", "").strip() or now_here().strftime("%d/%m/%Y %H:%M")
    kept, answer = said.get("new_kept", ""), said.get("new_answer", "")
    passkeys.add(_account(_who(request)), kept, answer, name, now_here())
    return _added(request, PASSKEY)


def _remove_passkey(request: HttpRequest, _rule: OwnRules) -> HttpResponse:
    key = request.POST.get("passkey", "")
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        raise Http404
    passkeys.remove(_account(_who(request)), int(key))
    return _changed(request, "passkey_removed")


def _remove_device(request: HttpRequest, _rule: OwnRules) -> HttpResponse:
    second.remove_device(_account(_who(request)))
    return _changed(request, "device_removed")


def _renew_recovery(request: HttpRequest, rule: OwnRules) -> HttpResponse:
    codes = second.renew_recovery(_account(_who(request)), rule.recovery_codes)
    _record(request, "recovery_renewed")
    return render(request, "sign_in/own/recovery.html", {"codes": codes})


_CHANGES: Mapping[str, Callable[[HttpRequest, OwnRules], HttpResponse]] = {
    "password": _change_password,
    "passkey": _add_passkey,
    "passkey_removed": _remove_passkey,
    "device_removed": _remove_device,
    "recovery": _renew_recovery,
}


def _rule(request: HttpRequest) -> OwnRules:
    """Return the rules for an officer; for anybody else there is no such page.

    Raises:
        Http404: she holds no post today.
    """
    day = now_here().date()
    rule = own_rules(day)
    if rule is None or not signed_in(_account(_who(request)), day).viewer.is_officer:
        raise Http404
    return rule


def _added(request: HttpRequest, way: str) -> HttpResponse:
    """Go on after a second step was added; who came by an activation code has now proved herself whole."""
    who = _who(request)
    if who.way == ACTIVATION:
        _record(request, way)
        return enter(request, Proved(_account(who), way), reverse("my_sign_in"))
    return _changed(request, way)


def _changed(request: HttpRequest, code: str) -> HttpResponse:
    _record(request, code)
    return HttpResponseRedirect(reverse("my_sign_in"))


def _record(request: HttpRequest, code: str) -> None:
    who = _who(request)
    record(
        request, "changed", who.way, now=now_here(), account=who.viewer.account, code=code, level=who.level
    )


def _show(
    request: HttpRequest, rule: OwnRules, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    who = _who(request)
    own = own_ways(who.viewer)
    here = passkeys.are_here(request)
    asked, token = (
        passkeys.begin_adding(_account(who), own.user_name or who.name, who.name) if here else ("", "")
    )
    context: dict[str, Any] = {
        "own": own,
        "rule": rule,
        "refusal": refusal,
        "is_new": who.way == ACTIVATION,
        "issues_codes": who.viewer.post(ADMINISTRATOR) is not None,
        "new_asked": asked,
        "new_kept": token,
    }
    return render(request, "sign_in/own/mine.html", context, status=status)


def _show_device(
    request: HttpRequest, secret: str, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    who = _who(request)
    address = second.address_of(secret, own_ways(who.viewer).user_name or who.name)
    context = {
        "kept": signing.dumps(secret, salt=f"{SECRET} {who.viewer.account}"),
        "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        "square": segno.make(address, error="m").svg_data_uri(scale=5, border=2, light="#fff"),
        "refusal": refusal,
    }
    return render(request, "sign_in/own/device.html", context, status=status)


def _who(request: HttpRequest) -> SignedIn:
    who: SignedIn = request.who  # type: ignore[attr-defined]  # put there by identity's middleware
    return who


def _account(who: SignedIn) -> UUID:
    assert who.viewer.account is not None
    return who.viewer.account
