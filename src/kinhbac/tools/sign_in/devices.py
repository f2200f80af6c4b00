"""One's own sessions: where one is signed in, who came in as oneself, and the way to end it."""

from collections.abc import Iterable, Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinhbac.base.text import Text
from kinhbac.kernel import actions as cases
from kinhbac.tools.credentials.types import ACTIVATION, CODE, PASSKEY, RECOVERY
from kinhbac.tools.identity.actions.entering import end_own_sessions
from kinhbac.tools.identity.doors import for_signed_in
from kinhbac.tools.identity.reads.entries import own_sessions, own_sign_ins
from kinhbac.tools.identity.types import DEMO, SignedIn, SignInSeen
from kinhbac.tools.retention.reads import kept_for
from kinhbac.tools.sign_in.reads import sign_in_rules

ALL_OTHERS = "others"
OUTCOMES: Mapping[str, Text] = {
    "in": Text("Đăng nhập", "Signed in"),
    "out": Text("Đăng xuất", "Signed out"),
    "ended": Text("Bạn đã kết thúc phiên này từ trang này", "You ended this session from this page"),
    "refused": Text(
        "Có người thử đăng nhập không được",
        "Somebody tried to sign in, and was not let in",
    ),
    "proved": Text("Xác nhận lại trước một việc", "Proved again before an act"),
    "changed": Text("Đổi cách đăng nhập", "A way to sign in was changed"),
    "closed": Text("Người quản trị đã kết thúc một phiên", "An administrator ended a session"),
    "issued": Text("Người quản trị cấp mã kích hoạt", "An administrator issued an activation code"),
}
MOVED = Text(
    "Phiên bị đưa sang trình duyệt khác nên đã kết thúc",
    "The session was shown by another browser, and was ended",
)
WAYS: Mapping[str, Text] = {
    DEMO: Text("Bản trình diễn", "Demo"),
    PASSKEY: Text("Khóa truy cập", "Passkey"),
    CODE: Text("Mật khẩu và mã của thiết bị", "Password and a code of a device"),
    RECOVERY: Text("Mật khẩu và mã dự phòng", "Password and a recovery code"),
    ACTIVATION: Text("Mã kích hoạt", "Activation code"),
    "password": Text("Mật khẩu", "Password"),
    "proof": Text("Xác nhận lại", "Proof"),
}
"""The ways that are no provider's."""


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
    entered = own_sign_ins(who.viewer)
    context = {
        "sessions": list(zip(own, ways_named(each.way for each in own), strict=True)),
        "sign_ins": list(
            zip(entered, map(_words, entered), ways_named(each.way for each in entered), strict=True)
        ),
        "all_others": ALL_OTHERS,
        "kept": kept_for("sign_in_record", now),
    }
    return render(request, "sign_in/sessions.html", context)


def ways_named(ways: Iterable[str]) -> list[Text]:
    """Return what ways of coming in are called, each by its key."""
    known = dict(WAYS) | {each.key: each.name for each in sign_in_rules().providers}
    return [known.get(each, Text(each, each)) for each in ways]


def _words(seen: SignInSeen) -> Text:
    if seen.code.startswith("session."):
        return MOVED
    return OUTCOMES.get(seen.outcome, Text(seen.outcome, seen.outcome))
