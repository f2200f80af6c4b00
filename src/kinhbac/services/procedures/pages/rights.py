"""Rights, for an administrator: the policy, what a person may do and why, who may open a dossier. Each look is recorded.

On the page of a person she also sees where that person is signed in, and can end it.
"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinhbac.kernel.actions import record_opening
from kinhbac.kernel.reads import NotFound
from kinhbac.kernel.types import Position, Viewer
from kinhbac.services.procedures.pages.citizen.mandates import STATES
from kinhbac.services.procedures.pages.figures.frame import now_here, viewer_of
from kinhbac.services.procedures.reads.rights import openers_of, person_rights, roles_named, whole_policy
from kinhbac.services.procedures.rules.policy import NEVER, SEES
from kinhbac.tools.identity.actions import open_record
from kinhbac.tools.identity.actions.closing import close_sessions
from kinhbac.tools.identity.doors import for_administrators
from kinhbac.tools.identity.reads.rights import person_numbered
from kinhbac.tools.identity.types import ADMINISTRATOR
from kinhbac.tools.sign_in.devices import ways_named
from kinhbac.tools.sign_in.doors import needs_level
from kinhbac.tools.sign_in.types import CHANGE_SIGN_IN

PURPOSE = "rights"
NOT_THERE = 404
LONGEST = 60


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def policy(request: HttpRequest) -> HttpResponse:
    """Show the policy, and ask of whom or of which dossier; what is typed stands in no address."""
    missing = ""
    if request.method == "POST":
        found = _sought(request)
        if found is not None:
            return found
        missing = "code" if request.POST.get("code") else "number"
    turns = [(each, roles_named(each.roles)) for each in whole_policy(now_here())]
    context = {"sees": SEES, "never": NEVER, "turns": turns, "missing": missing}
    return render(request, "procedures/rights/policy.html", context, status=NOT_THERE if missing else 200)


@for_administrators
@require_safe
def person(request: HttpRequest, person: UUID) -> HttpResponse:
    """Say what somebody may do, and on what it rests; she sees that it was looked at."""
    viewer, now = viewer_of(request), now_here()
    card = open_record(person=person, viewer=viewer, post=_post(viewer), purpose=PURPOSE, now=now)
    if card is None:
        raise NotFound(str(person))
    found = person_rights(person, viewer, now)
    mandates = [(card, STATES[state]) for card, state in found.mandates]
    context = {
        "name": card.full_name,
        "about": person,
        "rights": found,
        "mandates": mandates,
        "never": NEVER,
        "sessions": list(zip(found.sessions, ways_named(each.way for each in found.sessions), strict=True)),
    }
    return render(request, "procedures/rights/person.html", context)


@for_administrators
@needs_level(CHANGE_SIGN_IN)
@require_POST
def close(request: HttpRequest, person: UUID) -> HttpResponse:
    """End sessions of somebody; she reads who did it, and why."""
    close_sessions(
        person=person,
        marks=frozenset(request.POST.getlist("session")),
        reason=request.POST.get("reason", "").replace("\x00", ""),
        viewer=viewer_of(request),
        now=now_here(),
    )
    return redirect("rights_person", person)


@for_administrators
@require_safe
def dossier(request: HttpRequest, code: str) -> HttpResponse:
    """Say who may open a dossier, and by which rule; its applicant sees that it was asked."""
    viewer, now = viewer_of(request), now_here()
    found = openers_of(code, viewer, now)
    record_opening(case=found.case, viewer=viewer, post=_post(viewer), purpose=PURPOSE, now=now)
    return render(request, "procedures/rights/dossier.html", {"found": found})


def _sought(request: HttpRequest) -> HttpResponse | None:
    viewer = viewer_of(request)
    code = "".join(request.POST.get("code", "").replace("\x00", "").split())[:LONGEST]
    if code:
        try:
            openers_of(code, viewer, now_here())
        except NotFound:
            return None
        return redirect("rights_dossier", code)
    number = "".join(each for each in request.POST.get("number", "") if each.isdecimal())[:12]
    found = person_numbered(number, viewer)
    return redirect("rights_person", found) if found is not None else None


def _post(viewer: Viewer) -> Position:
    post = viewer.post(ADMINISTRATOR)
    assert post is not None, "the door lets administrators in alone"
    return post
