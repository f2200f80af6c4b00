"""How files come in over the web: bounded, to a nameless file beside the store, refused early and in plain words.

Django enters: `BoundedUploadHandler` stands in FILE_UPLOAD_HANDLERS, `UploadLimitMiddleware` in MIDDLEWARE, after
what sets the language and before everything that reads a form.
"""

import io
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO, Any, Final, cast

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language

from kinhbac.base.text import Text
from kinhbac.tools.files import configured
from kinhbac.tools.files.bodies import WholeBody
from kinhbac.tools.files.store import full_is_refused
from kinhbac.tools.files.types import UploadRefused, megabytes

_TOO_LARGE: Final = Text(vi="Tệp gửi lên quá lớn", en="What was sent is too large")
_SAFE: Final = Text(
    vi="Những gì bạn đã nhập ở các trang trước vẫn còn. Chưa có gì của lần gửi này được giữ lại.",
    en="Everything you entered on earlier pages is still there. Nothing of this sending was kept.",
)


class BoundedUpload(UploadedFile):  # type: ignore[type-arg]  # the class is no generic when it runs
    """An uploaded file on disk without a name, so that it is gone when it is closed, even by a killed server.

    `refusal` is set when it was not taken; its bytes are then gone, and only its name and size are left to speak of.
    """

    def __init__(self, file: IO[bytes], *, refusal: UploadRefused | None = None, **known: Any) -> None:
        super().__init__(file=file, **known)
        self.refusal = refusal


class BoundedUploadHandler(FileUploadHandler):
    """Writes each file to the store's incoming folder and stops writing at the limit or when the disk is full.

    The rest of a file that is too large is read and dropped, so that the other answers of the same form still
    arrive; how much there is to read is bounded by `UploadLimitMiddleware`.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.limits = configured.limits()
        self.file: IO[bytes] = io.BytesIO()
        self.refusal: UploadRefused | None = None

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, str],  # noqa: N803  - Django's own name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Refuse to begin with a request that is far too large, should the middleware not stand before it."""
        del input_data, META, boundary, encoding
        if content_length > configured.largest_request():
            raise RequestDataTooBig(_TOO_LARGE.en)

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.refusal = None
        with self._noting_refusal():
            store = configured.store()
            store.prepare()
            self.file = tempfile.TemporaryFile(dir=store.incoming)  # noqa: SIM115  - closed with the request

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece, unless the file is refused already."""
        if self.refusal is None:
            with self._noting_refusal():
                self.limits.check_size(start + len(raw_data))
                self.file.write(raw_data)

    def file_complete(self, file_size: int) -> BoundedUpload:
        """Hand the file, or its refusal, to the form."""
        if self.refusal is None:
            with self._noting_refusal():
                self.file.seek(0)  # what is still in memory is written now, and may find the disk full
        return BoundedUpload(
            self.file,
            refusal=self.refusal,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )

    def upload_interrupted(self) -> None:
        """Forget a file that broke off."""
        self._drop()

    @contextmanager
    def _noting_refusal(self) -> Iterator[None]:
        try:
            with full_is_refused():
                yield
        except UploadRefused as refusal:
            self.refusal = refusal
            self._drop()

    def _drop(self) -> None:
        with suppress(OSError):  # closing writes what is left, which a full disk refuses once more
            self.file.close()
        self.file = io.BytesIO()


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """Why a request is not read: the status and code of the answer, and its words."""

    status: int
    code: str
    title: Text
    what: Text
    todo: Text
    safe: Text = _SAFE


_UNMEASURED: Final = TurnedAway(
    status=411,
    code="upload.unmeasured",
    title=Text(vi="Không rõ độ lớn của nội dung gửi lên", en="The size of what was sent is not stated"),
    what=Text(
        vi="Trình duyệt hoặc ứng dụng gửi nội dung mà không cho biết độ lớn, nên máy chủ chưa đọc gì cả.",
        en="The browser or program sent content without stating its size, so the server did not read any of it.",
    ),
    todo=Text(
        vi="Bạn hãy gửi lại bằng trình duyệt thông thường. Người lập trình: gửi kèm tiêu đề Content-Length.",
        en="Please send it again from an ordinary browser. For programmers: send a Content-Length header.",
    ),
)


class UploadLimitMiddleware:
    """Turns a request away before its body is read, when it is far too large or does not say how large it is.

    What it lets through is read whole or not at all: a body that ends too early is an error, never a short form.
    A site that has its own way of showing failures overrides `turn_away`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer 413 or 411, or pass the request on."""
        length = _declared_length(request)
        if length is None and "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower():
            return self.turn_away(request, _UNMEASURED)
        if length is not None and length > configured.largest_request():
            return self.turn_away(request, _too_large(length))
        # Django offers no public way to put a stream before its own.
        request._stream = cast("Any", WholeBody(request._stream, max(length or 0, 0)))  # noqa: SLF001  - see above
        return self.get_response(request)

    def turn_away(self, request: HttpRequest, why: TurnedAway) -> HttpResponse:
        """Show the page for it, in the language of the moment."""
        language = "en" if (get_language() or "vi").startswith("en") else "vi"
        context = {
            "status": why.status,
            "code": why.code,
            "title": why.title,
            "what": why.what.say(language),
            "safe": why.safe.say(language),
            "todo": why.todo.say(language),
        }
        return render(request, "site/error.html", context, status=why.status)


def _declared_length(request: HttpRequest) -> int | None:
    try:
        return int(request.META["CONTENT_LENGTH"])
    except (KeyError, ValueError):
        return None


def _too_large(length: int) -> TurnedAway:
    most, sent = megabytes(configured.limits().size), megabytes(length)
    return TurnedAway(
        status=413,
        code="upload.too_large",
        title=_TOO_LARGE,
        what=Text(
            vi=f"Bạn gửi lên {sent.vi}, còn mỗi tệp chỉ được tối đa {most.vi}. Máy chủ đã dừng trước khi đọc.",
            en=f"You sent {sent.en}, and one file may be at most {most.en}. The server stopped before reading it.",
        ),
        todo=Text(
            vi="Bạn hãy quay lại, chụp ảnh ở cỡ thường hoặc chọn tệp nhỏ hơn, rồi gửi lại.",
            en="Please go back, take the photograph at the normal size or choose a smaller file, and send it again.",
        ),
    )
