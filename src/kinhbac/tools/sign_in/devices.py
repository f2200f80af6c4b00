"""One's own sessions: where one is signed in, who came in as oneself, and the way to end it."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinhbac.base.text import Text
from kinhbac.kernel import actions as cases
from kinhbac.tools.identity.actions.entering import end_own_sessions
from kinhbac.tools.identity.doors import for_signed_in
from kinhbac.tools.identity.reads.entries import own_sessions, own_sign_ins
from kinhbac.tools.identity.types import DEMO, SignedIn
from kinhbac.tools.sign_in.reads import sign_in_rules

ALL_OTHERS = "others"
OUTCOMES: Mapping[str, Text] = {
    "in": Text("Đăng nhập", "Signed in"),
    "out": Text("Đăng xuất", "Signed out"),
    "ended": Text("Bạn đã kết thúc phiên này từ trang này", "You ended this session from this page"),
    "refused": Text(
        "Phiên bị đưa sang trình duyệt khác nên đã kết thúc",
        "The session was shown by another browser, and was ended",
    ),
}


@for_signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """Show the viewer's sessions; end one of them, or all but this one."""
    who: SignedIn = request.who  # type: ignore[attr-defined]  # put there by identity's middleware
    now = cases.clock.now()
    own = own_sessions(who.viewer, request.session.session_key, now)
    if request.method == "POST":
        wanted = request.POST.get("session", "")
        marks = {each.mark for each in own if not each.is_this and wanted in (each.mark, ALL_OTHERS)}
        end_own_sessions(viewer=who.viewer, marks=frozenset(marks), now=now)
        return HttpResponseRedirect(reverse("sessions"))
    ways = {DEMO: Text("Bản trình diễn", "Demo")} | {
        each.key: each.name for each in sign_in_rules().providers
    }
    context = {
        "sessions": [(each, ways.get(each.way, Text(each.way, each.way))) for each in own],
        "sign_ins": [
            (each, OUTCOMES.get(each.outcome, Text(each.outcome, each.outcome)))
            for each in own_sign_ins(who.viewer)
        ],
        "all_others": ALL_OTHERS,
    }
    return render(request, "sign_in/sessions.html", context)
