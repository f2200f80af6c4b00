"""Staff: the posts of an office, who holds them, given, ended and moved. An administrator's for all, a leader's for hers."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from kinhbac.base.text import Text, fold
from kinhbac.kernel import definitions
from kinhbac.kernel.directory.errors import NotListed
from kinhbac.kernel.directory.types import Office
from kinhbac.kernel.types import Refusal, Refused, Viewer
from kinhbac.tools.desk.pages.asking import key_of, now_here, viewer_of
from kinhbac.tools.desk.pages.frame import panes
from kinhbac.tools.desk.reads.scope import led_offices
from kinhbac.tools.identity.actions import posts
from kinhbac.tools.identity.doors import for_officers
from kinhbac.tools.identity.reads import office_of_post, post_acts_at, posts_at
from kinhbac.tools.identity.rules import ROLES
from kinhbac.tools.identity.types import ADMINISTRATOR

NOT_DONE = 409
MOST_FOUND = 40
ACTS = {
    posts.ADDED: Text(vi="Giao vị trí", en="Post given"),
    posts.ENDED: Text(vi="Kết thúc", en="Ended"),
    posts.MOVED: Text(vi="Chuyển cơ quan", en="Moved"),
}
NO_DAY = Refusal(
    code="post.no_day",
    reason=Text(vi="Chưa chọn ngày.", en="The day is missing."),
    remedy=Text(vi="Hãy chọn một ngày.", en="Choose a day."),
)
NO_OFFICE = Refusal(
    code="post.no_office",
    reason=Text(
        vi="Không có cơ quan này, hoặc không thuộc quyền của bạn.",
        en="There is no such office, or it is not yours.",
    ),
    remedy=Text(vi="Hãy chọn trong danh sách.", en="Choose one of the list."),
)


@for_officers
@require_GET
def staff(request: HttpRequest) -> HttpResponse:
    """Show the posts of an office, or the offices to choose from."""
    office = _line(request.GET.get("office", ""))
    return _show(request, _kept(request, office) if office else None)


@for_officers
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Give a person a post."""
    office = _kept(request, _line(request.POST.get("office", "")))
    first = _day(request, "first")
    if first is None:
        return _show(request, office, NO_DAY)
    asked = posts.NewPost(
        number="".join(each for each in request.POST.get("number", "") if each.isdecimal())[:12],
        role=_line(request.POST.get("role", "")),
        title=Text(vi=_line(request.POST.get("title_vi", "")), en=_line(request.POST.get("title_en", ""))),
        first=first,
        last=_day(request, "last"),
    )
    try:
        posts.add_post(
            office=office.key, asked=asked, reason=_reason(request), viewer=viewer_of(request), now=now_here()
        )
    except Refused as refused:
        return _show(request, office, refused.refusal)
    return _done(office, "added")


@for_officers
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """Let a post end with a day."""
    office, last = _of_post(request), _day(request, "last")
    post = key_of(request.POST.get("post", ""))
    if last is None or post is None:
        return _show(request, office, NO_DAY)
    try:
        posts.end_post(
            post=post, last=last, reason=_reason(request), viewer=viewer_of(request), now=now_here()
        )
    except Refused as refused:
        return _show(request, office, refused.refusal)
    return _done(office, "ended")


@for_officers
@require_POST
def move(request: HttpRequest) -> HttpResponse:
    """Let somebody hold her post at another office from a day on."""
    office, first = _of_post(request), _day(request, "first")
    post = key_of(request.POST.get("post", ""))
    if first is None or post is None:
        return _show(request, office, NO_DAY)
    try:
        goal = _kept(request, _line(request.POST.get("to", "")))
    except PermissionDenied:
        return _show(request, office, NO_OFFICE)
    try:
        posts.move_post(
            post=post,
            office=goal.key,
            first=first,
            reason=_reason(request),
            viewer=viewer_of(request),
            now=now_here(),
        )
    except Refused as refused:
        return _show(request, office, refused.refusal)
    return _done(office, "moved")


def _show(request: HttpRequest, office: Office | None, refusal: Refusal | None = None) -> HttpResponse:
    viewer, today = viewer_of(request), now_here().date()
    sought = _line(request.GET.get("q", ""))
    held = posts_at(office.key, viewer) if office is not None else ()
    context = {
        "office": office,
        "held": [each for each in held if not each.is_over(today)],
        "over": [each for each in held if each.is_over(today)],
        "acts": [(each, ACTS[each.act]) for each in post_acts_at(office.key, viewer)] if office else (),
        "offices": _found(viewer, sought, today),
        "keeps_all": viewer.post(ADMINISTRATOR) is not None,
        "sought": sought,
        "roles": _roles(viewer),
        "refusal": refusal,
        "typed": request.POST,
        "said": request.GET.get("said", ""),
        "today": today,
    }
    return render(request, "desk/staff.html", panes(request) | context, status=NOT_DONE if refusal else 200)


def _found(viewer: Viewer, sought: str, today: date) -> list[Office]:
    """Return the offices whose posts the viewer keeps, as far as their names hold what is sought."""
    directory = definitions.current_directory()
    if viewer.post(ADMINISTRATOR) is None:
        if not led_offices(viewer):
            raise PermissionDenied
        return [directory.office(key) for key in led_offices(viewer)]
    words = fold(sought).split()
    standing = (each for each in directory.offices if each.valid_to is None or each.valid_to >= today)
    fitting = [each for each in standing if all(word in fold(each.name.vi) for word in words)]
    return sorted(fitting, key=lambda each: fold(each.name.vi))[:MOST_FOUND]


def _kept(request: HttpRequest, key: str) -> Office:
    """Return an office whose posts are the viewer's to keep; refused like one that is not there."""
    viewer = viewer_of(request)
    try:
        office = definitions.current_directory().office(key)
    except NotListed:
        raise PermissionDenied from None
    if viewer.post(ADMINISTRATOR) is None and key not in led_offices(viewer):
        raise PermissionDenied
    return office


def _of_post(request: HttpRequest) -> Office:
    post = key_of(request.POST.get("post", ""))
    office = office_of_post(post, viewer_of(request)) if post is not None else None
    if office is None:
        raise PermissionDenied
    return _kept(request, office)


def _roles(viewer: Viewer) -> dict[str, Text]:
    all_of_them = viewer.post(ADMINISTRATOR) is not None
    return {key: name for key, name in ROLES.items() if all_of_them or key != ADMINISTRATOR}


def _done(office: Office, said: str) -> HttpResponse:
    return redirect(f"{reverse('desk_staff')}?office={office.key}&said={said}")


def _reason(request: HttpRequest) -> str:
    return _line(request.POST.get("reason", ""), 300)


def _day(request: HttpRequest, name: str) -> date | None:
    try:
        return date.fromisoformat(request.POST.get(name, ""))
    except ValueError:
        return None


def _line(words: str, longest: int = 120) -> str:
    return " ".join(words.replace("\x00", "").split())[:longest]
