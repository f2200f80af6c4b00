"""Failures, explained: what happened, what is safe, what to do; as a page, or as JSON for programs under /api/."""

import errno
import logging
import sys
from typing import Any
from urllib.parse import urlencode

from django.db import DatabaseError, DataError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, UnreadablePostError
from django.shortcuts import render
from django.urls import reverse

from kinhbac.base.clock import HCM
from kinhbac.base.errors import PlainError
from kinhbac.base.text import Text
from kinhbac.kernel.types import Entry, Refusal
from kinhbac.tools.limits.doors import SOON, held_back
from kinhbac.tools.limits.types import TooMany
from kinhbac.tools.looking.types import ReasonNeeded

logger = logging.getLogger(__name__)

DISK_FULL = "53100"
"""PostgreSQL's code for a disk without room."""

NOTHING_LOST = Text(vi="Những gì bạn đã lưu trước đó vẫn còn nguyên.", en="Everything saved before is safe.")
NOTHING_SAVED = Text(
    vi="Lần gửi này chưa được ghi nhận, không có gì bị ghi dở.",
    en="This attempt was not saved, and nothing is half saved.",
)


def failure(  # a failure says exactly these things
    request: HttpRequest, status: int, code: str, what: Text, safe: Text, todo: Text, law: str = ""
) -> HttpResponse:
    """Return the answer for a failure: what happened, what is safe, what to do."""
    if request.path.startswith("/api/"):
        plain: dict[str, Any] = {
            "code": code,
            "what": {"vi": what.vi, "en": what.en},
            "remedy": {"vi": todo.vi, "en": todo.en},
            "law": law,
        }
        return JsonResponse(plain, status=status)
    context = {"status": status, "happened": what, "safe": safe, "act": todo, "law": law}
    return render(request, "site/error.html", context, status=status)


def not_found(  # Django gives the exception by this name
    request: HttpRequest,
    exception: Exception | None = None,  # noqa: ARG001  - as above
) -> HttpResponse:
    """Nothing here, or nothing that this person may see."""
    return failure(
        request,
        404,
        "not_found",
        Text(
            vi="Không có trang này, hoặc bạn không có quyền xem.",
            en="There is no such page, or it is not yours to see.",
        ),
        NOTHING_LOST,
        Text(
            vi="Kiểm tra lại đường dẫn, hoặc về trang chủ.", en="Check the address, or go to the home page."
        ),
    )


def forbidden(  # Django gives the exception by this name
    request: HttpRequest,
    exception: Exception | None = None,  # noqa: ARG001  - as above
) -> HttpResponse:
    """The door is not this person's; or nobody is signed in any more."""
    if request.who.viewer.person is None:  # type: ignore[attr-defined]
        return signed_out(request)
    return failure(
        request,
        403,
        "forbidden",
        Text(
            vi="Trang này dành cho người có trách nhiệm khác.",
            en="This page is for somebody with another duty.",
        ),
        NOTHING_LOST,
        Text(vi="Đăng nhập bằng tài khoản đúng vai trò.", en="Sign in with the account of the right role."),
    )


def signed_out(request: HttpRequest) -> HttpResponse:
    """Somebody's sign-in has ended while she was filling in; what she typed is still in her browser."""
    return failure(
        request,
        403,
        "signed_out",
        Text(vi="Phiên đăng nhập đã hết.", en="Your sign-in has ended."),
        Text(
            vi="Những gì đã lưu ở các trang trước vẫn còn. Nội dung trang này vẫn nằm trong trình duyệt của bạn.",
            en="Everything saved on earlier pages is safe. What you typed on this page is still in your browser.",
        ),
        Text(
            vi="Đăng nhập lại ở một thẻ mới, rồi quay lại thẻ này, tải lại trang và đồng ý gửi lại.",
            en="Sign in again in a new tab, then come back to this one, reload it and agree to send it again.",
        ),
    )


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form did not come from our own page, or its page has grown too old."""
    logger.warning("a form without a valid token: %s", reason)
    return failure(
        request,
        403,
        "stale_page",
        Text(
            vi="Biểu mẫu này đã mở quá lâu, hoặc trình duyệt đang chặn cookie.",
            en="This form was open for too long, or the browser blocks cookies.",
        ),
        NOTHING_SAVED,
        Text(vi="Tải lại trang rồi gửi lại.", en="Load the page again, then send again."),
    )


def bad_request(  # Django gives the exception by this name
    request: HttpRequest,
    exception: Exception | None = None,  # noqa: ARG001  - as above
) -> HttpResponse:
    """Something was sent that no form of ours sends."""
    return failure(
        request,
        400,
        "bad_request",
        Text(
            vi="Dữ liệu có quá nhiều mục hoặc sai dạng.",
            en="What was sent has too many items, or is not in the form expected.",
        ),
        NOTHING_SAVED,
        Text(
            vi="Quay lại trang trước và gửi lại từ biểu mẫu.", en="Go back and send it again from the form."
        ),
    )


def wrong_method(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """An address does not take this method: a bookmark of what a button sends, or a program's mistake.

    The methods that it does take stay in `Allow`.
    """
    answer = failure(
        request,
        405,
        "method.unknown",
        Text(vi="Địa chỉ này không nhận phương thức đó.", en="This address does not take that method."),
        NOTHING_SAVED,
        Text(
            vi="Trên trình duyệt, quay lại trang trước; chương trình dùng một phương thức trong tiêu đề Allow.",
            en="In a browser, go back to the page before; a program uses a method of the Allow header.",
        ),
    )
    answer["Allow"] = response["Allow"]
    return answer


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours; or one with a name that was met outside a view (at the door, when a session is saved)."""
    fault = sys.exc_info()[1]  # Django asks for this page while it handles the fault
    if isinstance(fault, UnreadablePostError | DataError):
        return bad_request(request)
    if isinstance(fault, DatabaseError | OSError):
        return storage(request, fault)
    return failure(
        request,
        500,
        "fault",
        Text(vi="Lỗi thuộc về hệ thống, không phải do bạn.", en="The fault is ours, not yours."),
        NOTHING_SAVED,
        Text(
            vi="Thử lại sau ít phút. Nếu vẫn lỗi, gọi Bộ phận Một cửa.",
            en="Try again in a few minutes. If it persists, call the one-stop desk.",
        ),
    )


def storage(request: HttpRequest, fault: Exception) -> HttpResponse:
    """The database or the disk does not take anything now."""
    logger.error("storage does not answer: %s", fault)
    full = isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT)
    full = full or "disk is full" in str(fault)  # SQLite; PostgreSQL says it in the language of its server
    full = full or getattr(fault.__cause__, "sqlstate", None) == DISK_FULL
    what = (
        Text(vi="Nơi lưu trữ của hệ thống đã đầy.", en="The system's storage is full.")
        if full
        else Text(
            vi="Cơ sở dữ liệu đang bận hoặc tạm ngừng.", en="The database is busy or down for the moment."
        )
    )
    return failure(
        request,
        507 if full else 503,
        "storage.full" if full else "storage.unavailable",
        what,
        NOTHING_SAVED,
        Text(
            vi="Giữ nguyên trang và gửi lại sau ít phút.",
            en="Keep the page open and send again in a few minutes.",
        ),
    )


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A rule says no."""
    missing = refusal.code.endswith(".not_there")
    return failure(
        request,
        404 if missing else 409,
        refusal.code,
        refusal.reason,
        NOTHING_SAVED,
        refusal.remedy,
        refusal.law,
    )


def too_many(request: HttpRequest, fault: TooMany) -> HttpResponse:
    """A budget is used up: which one, how long until there is a new one, what else one can do."""
    refusal = fault.refusal
    answer = failure(request, SOON, refusal.code, refusal.reason, NOTHING_SAVED, refusal.remedy)
    return held_back(answer, fault.left)


def reason_needed(request: HttpRequest, fault: ReasonNeeded) -> HttpResponse:
    """A file that is no work of the officer's: a page asks her why, a program is told so."""
    if request.path.startswith("/api/"):
        return refused(request, fault.refusal)
    onward = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    asked = f"?{urlencode({'next': onward})}" if onward else ""
    return HttpResponseRedirect(f"{reverse(fault.route, args=[fault.about])}{asked}", status=303)


def unfit(request: HttpRequest, fault: PlainError) -> HttpResponse:
    """What was given, or what is published, does not let a rule answer: it says so itself."""
    return refused(request, Refusal(type(fault).__name__, fault.what, fault.remedy))


def overtaken(request: HttpRequest, changes: tuple[Entry, ...]) -> HttpResponse:
    """Somebody else was quicker; say when. What they did stands on the dossier, and in `changes` for programs."""
    moments = ", ".join(f"{entry.at.astimezone(HCM):%H:%M %d/%m/%Y}" for entry in changes)
    return failure(
        request,
        409,
        "case.moved_on",
        Text(
            vi=f"Người khác đã xử lý hồ sơ này trước bạn, lúc {moments}.",
            en=f"Somebody else acted on this case before you, at {moments}.",
        ),
        NOTHING_SAVED,
        Text(
            vi="Mở lại hồ sơ để xem thay đổi rồi quyết định.",
            en="Open the case again, see what changed, then decide.",
        ),
    )
