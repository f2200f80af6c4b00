"""The people of an office, for who assigns its work: how much each holds, handing over a whole desk, leaves."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel import definitions
from kinhbac.kernel.types import Refusal, Refused, Viewer
from kinhbac.tools.desk.actions import bulk
from kinhbac.tools.desk.pages.asking import key_of, now_here, viewer_of
from kinhbac.tools.desk.pages.frame import panes
from kinhbac.tools.desk.reads.inbox import desk_of, loads_at
from kinhbac.tools.desk.reads.scope import led_offices
from kinhbac.tools.desk.rules.handing import ASSIGN, HAND, TO
from kinhbac.tools.identity.actions import end_substitution, substitute
from kinhbac.tools.identity.doors import for_officers
from kinhbac.tools.identity.reads import officers_of, substitutions_at
from kinhbac.tools.identity.types import Officer, Substitution

NOT_DONE = 409
NOBODY_CHOSEN = Refusal(
    code="desk.nobody_chosen",
    reason=Text(vi="Chưa chọn đủ người giao và người nhận.", en="Choose who gives and who receives."),
    remedy=Text(vi="Hãy chọn hai người khác nhau.", en="Choose two different people."),
)
NOTHING_HELD = Refusal(
    code="desk.nothing_held",
    reason=Text(
        vi="Người này không giữ riêng việc nào đang mở.", en="This person holds no open work of her own."
    ),
    remedy=Text(vi="Không cần bàn giao.", en="There is nothing to hand over."),
)
NO_DAY = Refusal(
    code="desk.no_day",
    reason=Text(vi="Chưa chọn đủ ngày và người.", en="Days or people are missing."),
    remedy=Text(vi="Hãy điền mọi ô.", en="Fill in every field."),
)


@dataclass(frozen=True, slots=True)
class Member:
    """An officer of the office, with how many open items are her own."""

    officer: Officer
    held: int


@dataclass(frozen=True, slots=True)
class OfficePeople:
    """An office that the viewer leads."""

    key: str
    name: Text
    members: tuple[Member, ...]
    substitutions: tuple[Substitution, ...]


@for_officers
@require_GET
def team(request: HttpRequest) -> HttpResponse:
    """Show the people of the offices that the viewer leads."""
    return _show(request)


@for_officers
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Have a colleague hold a post during a leave."""
    viewer = _leader(request)
    post, person = key_of(request.POST.get("post", "")), key_of(request.POST.get("person", ""))
    first, last = _day(request, "first"), _day(request, "last")
    if post is None or person is None or first is None or last is None:
        return _show(request, NO_DAY)
    if not any(each.post == post for each in _officers(viewer)):
        raise PermissionDenied
    try:
        substitute(
            post=post,
            person=person,
            first=first,
            last=last,
            reason=request.POST.get("reason", "").replace("\x00", ""),
            viewer=viewer,
            now=now_here(),
        )
    except Refused as refused:
        return _show(request, refused.refusal)
    return redirect(f"{reverse('desk_team')}?said=leave")


@for_officers
@require_POST
def end_leave(request: HttpRequest) -> HttpResponse:
    """End a substitution at once."""
    viewer, post = _leader(request), key_of(request.POST.get("post", ""))
    day = now_here().astimezone(HCM).date()
    known = {each.post for office in led_offices(viewer) for each in substitutions_at(office, viewer, day)}
    if post is None or post not in known:
        raise PermissionDenied
    try:
        end_substitution(post=post, viewer=viewer, now=now_here())
    except Refused as refused:
        return _show(request, refused.refusal)
    return redirect(f"{reverse('desk_team')}?said=end")


@for_officers
@require_POST
def hand_over(request: HttpRequest) -> HttpResponse:
    """Try handing all that is one officer's own to another; it is confirmed on the page of the bulk act."""
    viewer, office = _leader(request), request.POST.get("office", "")
    giver, receiver = key_of(request.POST.get("from", "")), key_of(request.POST.get("to", ""))
    if giver is None or receiver is None or giver == receiver:
        return _show(request, NOBODY_CHOSEN)
    chosen = desk_of(viewer, office, giver)
    if not chosen:
        return _show(request, NOTHING_HELD)
    reason = request.POST.get("reason", "").replace("\x00", "").strip()[:300]
    values = {TO: str(receiver), "reason": reason}
    key = bulk.begin(viewer=viewer, kind=HAND, act=ASSIGN, values=values, chosen=chosen, now=now_here())
    return redirect("desk_bulk", key)


def _show(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    viewer = _leader(request)
    day = now_here().astimezone(HCM).date()
    context = {
        "offices": [_people(office, viewer, day) for office in led_offices(viewer)],
        "refusal": refusal,
        "typed": request.POST,
        "said": request.GET.get("said", ""),
        "today": day,
    }
    return render(request, "desk/team.html", panes(request) | context, status=NOT_DONE if refusal else 200)


def _people(office: str, viewer: Viewer, day: date) -> OfficePeople:
    loads = loads_at(viewer, office)
    members = tuple(Member(each, loads.get(each.person, 0)) for each in officers_of(office, viewer, day))
    name = definitions.current_directory().office(office).name
    return OfficePeople(office, name, members, substitutions_at(office, viewer, day))


def _officers(viewer: Viewer) -> list[Officer]:
    day = now_here().astimezone(HCM).date()
    return [each for office in led_offices(viewer) for each in officers_of(office, viewer, day)]


def _leader(request: HttpRequest) -> Viewer:
    viewer = viewer_of(request)
    if not led_offices(viewer):
        raise PermissionDenied
    return viewer


def _day(request: HttpRequest, name: str) -> date | None:
    text = request.POST.get(name, "")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise SuspiciousOperation("a day that is none") from fault
