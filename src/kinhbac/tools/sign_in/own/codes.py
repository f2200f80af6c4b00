"""Issuing an activation code: by an administrator to an officer, handed over by hand, shown this once."""

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kinhbac.kernel.types import Refusal, Refused
from kinhbac.tools.credentials import rules
from kinhbac.tools.credentials.actions.password import issue_code
from kinhbac.tools.credentials.types import ACTIVATION
from kinhbac.tools.identity.actions.entering import record
from kinhbac.tools.identity.doors import for_administrators
from kinhbac.tools.identity.reads.officers import officer_numbered
from kinhbac.tools.identity.types import SignedIn
from kinhbac.tools.sign_in.doors import needs_level
from kinhbac.tools.sign_in.own.entering import now_here
from kinhbac.tools.sign_in.reads import own_rules
from kinhbac.tools.sign_in.types import CHANGE_SIGN_IN, OwnRules


@for_administrators
@needs_level(CHANGE_SIGN_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: HttpRequest) -> HttpResponse:
    """Ask for whom, and show the code."""
    now = now_here()
    rule = own_rules(now.date())
    if rule is None:
        raise Http404
    if request.method != "POST":
        return _show(request)
    number, user_name = request.POST.get("number", ""), request.POST.get("user_name", "")
    who: SignedIn = request.who  # type: ignore[attr-defined]  # put there by identity's middleware
    try:
        account, name = officer_numbered(number, now.date()) or (None, "")
        if account == who.viewer.account:
            raise Refused(rules.NOT_FOR_ONESELF)  # noqa: TRY301 - said in one place with the others
        code = issue(account, user_name, who.viewer.account, now, rule)
    except Refused as fault:
        return _show(request, fault.refusal)
    record(request, "issued", ACTIVATION, now=now, account=account, code=str(who.viewer.account))
    context = {"code": code, "name": name, "user_name": rules.user_name_of(user_name), "rule": rule}
    return render(request, "sign_in/own/code.html", context)


def issue(account: UUID | None, user_name: str, issued_by: UUID | None, now: datetime, rule: OwnRules) -> str:
    """Issue a code to an officer.

    Raises:
        Refused: there is no such officer, or the name cannot be hers.
    """
    if account is None:
        raise Refused(rules.NO_OFFICER)
    return issue_code(
        account=account, user_name=user_name, issued_by=issued_by, now=now, hours=rule.activation_hours
    )


def _show(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    typed = {name: request.POST.get(name, "")[:40] for name in ("number", "user_name")}
    context = {"refusal": refusal, "typed": typed}
    return render(request, "sign_in/own/codes.html", context, status=422 if refusal else 200)
