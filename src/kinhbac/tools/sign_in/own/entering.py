"""Letting an officer in who proved herself: only while she holds a post, at the level that the catalogue gives."""

from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from kinhbac.base.clock import HCM
from kinhbac.kernel import actions as cases
from kinhbac.kernel.types import Refused
from kinhbac.tools.credentials import rules
from kinhbac.tools.credentials.types import Proved
from kinhbac.tools.identity.actions.entering import begin_session, record
from kinhbac.tools.identity.reads.who import signed_in
from kinhbac.tools.identity.types import Entry
from kinhbac.tools.sign_in.own import half
from kinhbac.tools.sign_in.places import remember
from kinhbac.tools.sign_in.reads import opens_posts, own_rules, session_lasts


def now_here() -> datetime:
    """Return this moment in Vietnam."""
    return cases.clock.now().astimezone(HCM)


def enter(request: HttpRequest, proved: Proved, then: str) -> HttpResponse:
    """Begin the session of somebody who proved herself, and go on.

    Raises:
        Refused: she holds no post today, or officers do not sign in this way.
    """
    now = now_here()
    rule = own_rules(now.date())
    if rule is None or not signed_in(proved.account, now.date()).viewer.is_officer:
        raise Refused(rules.WRONG)
    posts = opens_posts(rule.level, now.date(), proved.way)
    entry = Entry(proved.account, proved.way, rule.level, posts, now, lasts=session_lasts(now.date()))
    begin_session(request, entry)
    answer = HttpResponseRedirect(then or reverse("desk"))
    remember(request, answer, proved.account)
    half.forget(answer)
    return answer


def begin_again(then: str) -> HttpResponse:
    """Go back to the first page of the sign-in."""
    asked = f"?{urlencode({'next': then})}" if then else ""
    return HttpResponseRedirect(f"{reverse('sign_in_own')}{asked}")


def record_wrong(request: HttpRequest, way: str, code: str, account: UUID | None = None) -> None:
    """Record that somebody was not let in, so that the account's owner sees it."""
    record(request, "refused", way, now=now_here(), code=code, account=account)
