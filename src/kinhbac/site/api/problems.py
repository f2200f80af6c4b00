"""Refusals and faults for programs, all in one form: what happened, what to do, under which law, and what in detail."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from authlib.oauth2 import OAuth2Error
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError, DataError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from kinhbac.base.clock import HCM
from kinhbac.base.errors import PlainError
from kinhbac.base.text import Text
from kinhbac.kernel.reads import NotFound
from kinhbac.kernel.types import Conflict, Refused
from kinhbac.services.procedures.api.moments import Moment
from kinhbac.services.procedures.types import Incomplete
from kinhbac.site import failures
from kinhbac.tools.files.types import StoreFull, TooManyUploads, UploadRefused
from kinhbac.tools.limits.doors import SOON, held_back
from kinhbac.tools.limits.types import TooMany

Answer = Callable[[HttpRequest, Any], HttpResponse]
SEND_AGAIN = Text(vi="Sửa rồi gửi lại.", en="Correct it and send it again.")
EACH_NAMED = Text(
    vi="Sửa từng mục trong `faults` rồi gửi lại.", en="Correct each of `faults`, then send again."
)


class Said(Schema):
    """One sentence in both languages."""

    vi: str
    en: str


class Fault(Schema):
    """What is wrong with one value: where it stands, which rule it breaks, and the sentence for people."""

    path: str
    keyword: str
    message: Said


class Change(Schema):
    """What happened to the case since the state on which the act was decided."""

    seq: int
    name: str
    at: Moment


class Problem(Schema):
    """Why something was not done. `code` is stable; `faults` and `changes` stand only where they say something."""

    code: str
    what: Said
    remedy: Said
    law: str
    faults: list[Fault] = []
    changes: list[Change] = []


class ProblemAnswer(Schema):
    """The form in which ninja keeps the schema of an answer."""

    response: Problem


def problem(status: int, code: str, what: Text, remedy: Text, **more: Any) -> JsonResponse:
    """Return a refusal as JSON."""
    plain = {"code": code, "what": _said(what), "remedy": _said(remedy), "law": "", **more}
    return JsonResponse(plain, status=status)


def explain_on(api: NinjaAPI, forged: type[Exception]) -> None:
    """Give the API an answer for everything that may be raised behind it."""
    for fault, answer in _ANSWERS.items():
        api.add_exception_handler(fault, answer)
    api.add_exception_handler(forged, _forged)


def _said(words: Text) -> dict[str, str]:
    return {"vi": words.vi, "en": words.en}


def _not_found(request: HttpRequest, _fault: Any) -> HttpResponse:
    return failures.not_found(request)


def _forbidden(request: HttpRequest, _fault: Any) -> HttpResponse:
    return failures.forbidden(request)


def _bad_request(request: HttpRequest, _fault: Any) -> HttpResponse:
    return failures.bad_request(request)


def _storage(request: HttpRequest, fault: Any) -> HttpResponse:
    return failures.storage(request, fault)


def _refused(request: HttpRequest, fault: Any) -> HttpResponse:
    return failures.refused(request, fault.refusal)


def _overtaken(request: HttpRequest, fault: Any) -> HttpResponse:
    said = json.loads(failures.overtaken(request, fault.changes).content)
    said["changes"] = [
        {"seq": entry.seq, "name": entry.name, "at": entry.at.astimezone(HCM).isoformat()}
        for entry in fault.changes
    ]
    return JsonResponse(said, status=409)


def _incomplete(_request: HttpRequest, fault: Any) -> HttpResponse:
    return problem(
        422,
        "form.incomplete",
        Text(
            vi=f"Có {len(fault.faults)} mục còn thiếu hoặc chưa đúng.",
            en=f"{len(fault.faults)} answers are missing or wrong.",
        ),
        EACH_NAMED,
        faults=[
            {"path": each.path, "keyword": each.keyword, "message": _said(each.message)}
            for each in fault.faults
        ],
    )


def _invalid(_request: HttpRequest, fault: Any) -> HttpResponse:
    return problem(
        422,
        "request.invalid",
        Text(vi="Yêu cầu có giá trị thiếu hoặc sai dạng.", en="Values are missing or of a wrong form."),
        EACH_NAMED,
        faults=[_value_fault(each) for each in fault.errors],
    )


def _value_fault(error: Mapping[str, Any]) -> dict[str, Any]:
    place = [str(each) for each in error["loc"]]
    words = Text(vi=f"Giá trị thiếu hoặc không hợp lệ ({error['type']}).", en=str(error["msg"]))
    return {"path": ".".join(place), "keyword": str(error["type"]), "message": _said(words)}


def _always(
    status: int, code: str, what: Text, remedy: Text, headers: Mapping[str, str] | None = None
) -> Answer:
    """Return the answer for a fault that says nothing more than that it happened."""

    def answer(_request: HttpRequest, _fault: Any) -> HttpResponse:
        said = problem(status, code, what, remedy)
        for name, value in (headers or {}).items():
            said[name] = value
        return said

    return answer


_unreadable = _always(
    400,
    "request.unreadable",
    Text(vi="Nội dung gửi lên không phải JSON đọc được.", en="What was sent is not JSON that can be read."),
    Text(vi="Gửi JSON bằng UTF-8.", en="Send JSON in UTF-8."),
)
_too_big = _always(
    413,
    "request.too_large",
    Text(vi="Nội dung JSON lớn hơn 1 MB.", en="The JSON is larger than 1 MB."),
    Text(
        vi="Gửi tệp riêng, chỉ ghi mã tệp trong câu trả lời.",
        en="Send files apart, and refer to them by key.",
    ),
)
_sign_in_needed = _always(
    401,
    "sign_in.needed",
    Text(vi="Việc này cần đăng nhập.", en="This needs somebody who is signed in."),
    Text(
        vi="Đăng nhập rồi gửi lại kèm cookie phiên.", en="Sign in, then send again with the session cookie."
    ),
)
_forged = _always(
    403,
    "token.missing",
    Text(vi="Thiếu mã X-CSRFToken hợp lệ.", en="There is no valid X-CSRFToken."),
    Text(
        vi="Lấy `token` từ GET /api/session rồi gửi lại trong tiêu đề X-CSRFToken.",
        en="Take `token` from GET /api/session and send it again in the header X-CSRFToken.",
    ),
)


def _too_many(request: HttpRequest, fault: Any) -> HttpResponse:
    return failures.too_many(request, fault)


def _too_many_uploads(_request: HttpRequest, fault: Any) -> HttpResponse:
    said = problem(SOON, fault.refusal.code, fault.refusal.reason, fault.refusal.remedy)
    return held_back(said, fault.left)


def _upload_refused(_request: HttpRequest, fault: Any) -> HttpResponse:
    return problem(422, "upload.refused", fault.text, SEND_AGAIN)


def _store_full(_request: HttpRequest, fault: Any) -> HttpResponse:
    later = Text(vi="Gửi lại sau ít phút.", en="Send it again in a few minutes.")
    return problem(507, "storage.full", fault.text, later)


def _token_refused(_request: HttpRequest, fault: Any) -> HttpResponse:
    said = problem(
        403 if fault.status_code == 403 else 401,
        f"token.{fault.error}",
        Text(
            vi="Mã truy cập của hệ thống không dùng được ở đây.", en="The system's token does not open this."
        ),
        Text(
            vi="Xin mã mới ở /oidc/token với phạm vi (scope) mà việc này cần.",
            en="Ask /oidc/token for a new one, with the scope that this needs.",
        ),
    )
    for name, value in fault.get_headers():
        if name.lower() == "www-authenticate":
            said[name] = value
    return said


def _plain(_request: HttpRequest, fault: Any) -> HttpResponse:
    return problem(422, "value.unusable", fault.what, fault.remedy)


_ANSWERS: Mapping[type[Exception], Answer] = {
    NotFound: _not_found,
    Http404: _not_found,
    PermissionDenied: _forbidden,
    AuthenticationError: _sign_in_needed,
    OAuth2Error: _token_refused,
    Refused: _refused,
    Conflict: _overtaken,
    Incomplete: _incomplete,
    ValidationError: _invalid,
    HttpError: _unreadable,
    UnreadablePostError: _bad_request,
    RequestDataTooBig: _too_big,
    SuspiciousOperation: _bad_request,
    UploadRefused: _upload_refused,
    StoreFull: _store_full,
    TooMany: _too_many,
    TooManyUploads: _too_many_uploads,
    PlainError: _plain,
    DataError: _bad_request,  # it holds what no database can keep
    DatabaseError: _storage,
    OSError: _storage,
}
