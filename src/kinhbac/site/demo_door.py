"""Who may come in as one of the demo's people: only on a data folder marked as a demo, and only from this machine."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest

from kinhbac.base.clock import HCM
from kinhbac.kernel import actions as cases
from kinhbac.site import demo_mark
from kinhbac.tools.identity import reads
from kinhbac.tools.identity.actions.entering import begin_session
from kinhbac.tools.identity.types import DEMO, DemoPerson, Entry
from kinhbac.tools.sign_in.reads import session_lasts

LOOPBACK = ("127.0.0.1", "::1")
LEVEL = 2
"""The level of identification that the demo takes its people to have."""
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")
"""Signs that a proxy on this machine asks for somebody who may be elsewhere."""


def is_open(request: HttpRequest) -> bool:
    """Say whether one may choose whom to be: the folder is a demo, and who asks is on this machine."""
    here = request.META.get("REMOTE_ADDR") in LOOPBACK and not any(sign in request.META for sign in FORWARDED)
    return here and demo_mark.is_demo(settings.KINHBAC_DATA)


def people_to_choose(request: HttpRequest) -> tuple[DemoPerson, ...]:
    """Return the demo's people; raises `Http404` where nobody may be chosen."""
    if not is_open(request):
        raise Http404
    return reads.demo_people(cases.clock.now().astimezone(HCM).date())


def come_in(request: HttpRequest, account: str) -> DemoPerson | None:
    """Begin a session as one of the demo's people; None where there is no such person."""
    chosen = next((each for each in people_to_choose(request) if each.account == account), None)
    if chosen is not None:
        now = cases.clock.now().astimezone(HCM)
        lasts = session_lasts(now.date())
        entry = Entry(UUID(chosen.account), DEMO, LEVEL, opens_posts=True, at=now, lasts=lasts)
        begin_session(request, entry)
    return chosen
