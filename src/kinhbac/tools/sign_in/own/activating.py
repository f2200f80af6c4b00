"""The first time: a name and an activation code, and a password of one's own; then a second step is to be added."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinhbac.kernel.types import Refusal, Refused
from kinhbac.tools.credentials import rules
from kinhbac.tools.credentials.actions.password import activate as use
from kinhbac.tools.credentials.actions.password import is_activation, must_be_good
from kinhbac.tools.credentials.actions.tries import TooSoon, begin_try, end_try
from kinhbac.tools.credentials.reads import account_named
from kinhbac.tools.credentials.types import ACTIVATION
from kinhbac.tools.identity.actions.entering import begin_session, end_own_sessions
from kinhbac.tools.identity.doors import open_to_all
from kinhbac.tools.identity.reads.entries import own_sessions
from kinhbac.tools.identity.reads.who import signed_in
from kinhbac.tools.identity.types import Entry
from kinhbac.tools.limits.doors import held_back
from kinhbac.tools.sign_in.failing import too_soon
from kinhbac.tools.sign_in.own.entering import now_here, record_wrong
from kinhbac.tools.sign_in.places import place_of
from kinhbac.tools.sign_in.reads import own_rules, session_lasts
from kinhbac.tools.sign_in.types import OwnRules

WRONG = 422


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def activate(request: HttpRequest) -> HttpResponse:
    """Use an activation code: set a password, and come in far enough to add a second step."""
    rule = own_rules(now_here().date())
    if rule is None:
        raise Http404
    if request.method != "POST":
        return _show(request, rule)
    name = rules.user_name_of(request.POST.get("name", ""))
    account = account_named(name)
    place = place_of(request, account)
    try:
        begin_try(ACTIVATION, name, place, now_here())
        came = _activated(request, rule, account)
    except TooSoon as fault:
        return held_back(_show(request, rule, too_soon(fault.left)), fault.left)
    except Refused as fault:
        if fault.refusal is rules.WRONG_ACTIVATION:
            record_wrong(request, ACTIVATION, fault.refusal.code, account)
        else:
            end_try(ACTIVATION, name, place)  # the code was right, the password is not yet good
        return _show(request, rule, fault.refusal, WRONG)
    end_try(ACTIVATION, name, place)
    return came


def _activated(request: HttpRequest, rule: OwnRules, account: UUID | None) -> HttpResponse:
    now, said = now_here(), request.POST
    code, password = said.get("code", ""), said.get("password", "")
    good = is_activation(account, code, now)
    who = signed_in(account or UUID(int=0), now.date())
    if account is None or not good or not who.viewer.is_officer:
        raise Refused(rules.WRONG_ACTIVATION)
    about = (who.name, *who.name.split(), said.get("name", ""))
    must_be_good(password, said.get("again", ""), shortest=rule.length, about=about)
    use(account, code, password, now)
    earlier = own_sessions(who.viewer, None, now)
    end_own_sessions(viewer=who.viewer, marks=frozenset(each.mark for each in earlier), now=now)
    lasts = session_lasts(now.date())
    begin_session(request, Entry(account, ACTIVATION, 0, opens_posts=False, at=now, lasts=lasts))
    return HttpResponseRedirect(reverse("my_sign_in"))


def _show(
    request: HttpRequest, rule: OwnRules, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "rule": rule,
        "refusal": refusal,
        "typed": {name: request.POST.get(name, "")[:60] for name in ("name", "code")},
        "days": timedelta(hours=rule.activation_hours).days,
    }
    return render(request, "sign_in/own/activate.html", context, status=status)
