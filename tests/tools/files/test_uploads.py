"""Files over the web: bounded, refused early, whole or not at all. A small urlconf of its own; no database."""

import errno
import io
import os
import tempfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpRequest, JsonResponse
from django.test import Client
from django.urls import path
from django.utils import translation

from kinhbac.tools.files import configured, uploads
from tests.tools.files.papers import PDF

LIMIT = 200_000
FORM = "multipart/form-data; boundary=edge"


def take(request: HttpRequest):
    """Answer with what arrived, as a page would see it."""
    answers = request.POST.dict()
    files = [
        {
            "name": file.name,
            "size": file.size,
            "vi": file.refusal.text.vi if file.refusal else "",
            "content": file.read().hex()[:16],
            "on_disk": [str(one) for one in configured.store().incoming.iterdir()],
        }
        for file in request.FILES.getlist("paper")
    ]
    return JsonResponse({"answers": answers, "files": files})


def pass_on(get_response):
    """Stand where the CSRF middleware stands: read the form before the view does."""

    def read_form(request):
        request.POST  # noqa: B018  - reading it is what parses the body
        return get_response(request)

    return read_form


urlpatterns = [path("take", take)]


@pytest.fixture(autouse=True)
def site(settings, tmp_path):
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = ["kinhbac.tools.files.uploads.UploadLimitMiddleware", f"{__name__}.pass_on"]
    settings.FILE_UPLOAD_HANDLERS = ["kinhbac.tools.files.uploads.BoundedUploadHandler"]
    settings.KINHBAC_FILES = tmp_path / "files"
    settings.KINHBAC_UPLOAD_LIMIT = LIMIT
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
    page = "{{ status }}|{{ title.vi }}|{{ what }}|{{ safe }}|{{ todo }}"
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", {"site/error.html": page})]},
        }
    ]
    with translation.override("vi"):
        yield tmp_path / "files"


def send(*files, **answers):
    response = Client().post("/take", {"paper": list(files), **answers})
    assert response.status_code == 200
    return response.json()


def over_the_wire(body, **environ):
    """Hand Django exactly what a server hands it; return the status and the page."""
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/take",
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "wsgi.url_scheme": "http",
            "wsgi.input": body,
            "CONTENT_TYPE": FORM,
            **environ,
        }
    )
    response = WSGIHandler().get_response(request)
    request.close()
    return response.status_code, response.content.decode()


def form_of(*parts):
    pieces = [
        f"--edge\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + body + b"\r\n"
        for head, body in parts
    ]
    return b"".join(pieces) + b"--edge--\r\n"


class Unread(io.BytesIO):
    """A body that nobody may read."""

    def read(self, *args):
        raise AssertionError("the body was read")


def test_a_file_and_the_answers_beside_it_arrive():
    came = send(SimpleUploadedFile("giấy.pdf", PDF), name="Lan")
    assert came["answers"] == {"name": "Lan"}
    assert came["files"] == [
        {"name": "giấy.pdf", "size": len(PDF), "vi": "", "content": PDF.hex()[:16], "on_disk": []}
    ]


def test_a_file_of_exactly_the_limit_is_taken_and_one_byte_more_is_not():
    assert send(SimpleUploadedFile("a", b"x" * LIMIT))["files"][0]["vi"] == ""
    came = send(SimpleUploadedFile("lớn.jpg", b"x" * (LIMIT + 1)), name="Lan")
    assert came["answers"] == {"name": "Lan"}
    assert came["files"][0]["size"] == LIMIT + 1
    assert came["files"][0]["content"] == ""
    assert "0,2 MB" in came["files"][0]["vi"]


def test_one_refused_file_does_not_spoil_the_next():
    came = send(SimpleUploadedFile("lớn", b"x" * (LIMIT + 1)), SimpleUploadedFile("nhỏ", PDF))
    assert [bool(file["vi"]) for file in came["files"]] == [True, False]
    assert came["files"][1]["content"] == PDF.hex()[:16]


def test_500_megabytes_are_answered_without_reading_one_byte():
    status, page = over_the_wire(Unread(), CONTENT_LENGTH="500000000")
    assert status == 413
    code, title, what, safe, todo = page.split("|")
    assert (code, title) == ("413", "Tệp gửi lên quá lớn")
    assert "500 MB" in what
    assert "0,2 MB" in what
    assert "vẫn còn" in safe
    assert "quay lại" in todo


def test_the_answer_is_given_in_the_language_of_the_page():
    with translation.override("en"):
        _, page = over_the_wire(Unread(), CONTENT_LENGTH="500000000")
    assert "You sent 500 MB, and one file may be at most 0.2 MB." in page


def test_a_stream_without_a_length_is_told_to_state_it():
    status, page = over_the_wire(Unread(), HTTP_TRANSFER_ENCODING="chunked")
    assert status == 411
    assert "Content-Length" in page


@pytest.mark.parametrize("length", ["", "many"])
def test_a_request_without_a_body_passes(length):
    status, page = over_the_wire(io.BytesIO(), CONTENT_LENGTH=length)
    assert status == 200
    assert '"files": []' in page


def test_without_the_middleware_the_receiver_still_refuses_to_begin(settings):
    settings.MIDDLEWARE = []
    status, _ = over_the_wire(Unread(), CONTENT_LENGTH="500000000")
    assert status == 400


@pytest.mark.parametrize("content_type", [FORM, "application/x-www-form-urlencoded"])
def test_an_upload_that_breaks_off_is_no_form_and_leaves_no_file(site, client, content_type):
    whole = form_of(('name="name"', b"Lan"), ('name="paper"; filename="a.pdf"', PDF * 500))
    if content_type != FORM:
        whole = b"name=Lan&village=Dinh+Bang"
    status, page = over_the_wire(io.BytesIO(whole), CONTENT_LENGTH=str(len(whole)), CONTENT_TYPE=content_type)
    assert status == 200
    assert "Lan" in page
    half = io.BytesIO(whole[: len(whole) // 2])
    status, page = over_the_wire(half, CONTENT_LENGTH=str(len(whole)), CONTENT_TYPE=content_type)
    assert status == 500  # to a client that is gone
    assert "Lan" not in page
    assert [one for one in site.rglob("*") if one.is_file()] == []


def test_a_form_without_its_last_boundary_gives_no_file(site):
    whole = form_of(('name="paper"; filename="a.pdf"', PDF * 500))
    torn = whole[: len(whole) // 2]
    status, page = over_the_wire(io.BytesIO(torn), CONTENT_LENGTH=str(len(torn)))
    assert status == 200
    assert '"files": []' in page
    assert [one for one in site.rglob("*") if one.is_file()] == []


def test_a_full_disk_is_said_beside_the_question(monkeypatch):
    class Full(io.BytesIO):
        def write(self, piece):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: Full())
    came = send(SimpleUploadedFile("giấy.pdf", PDF), name="Lan")
    assert came["answers"] == {"name": "Lan"}
    assert "hết chỗ" in came["files"][0]["vi"]


def test_10_000_extra_keys_are_a_bad_request_and_store_nothing(site):
    many = form_of(*((f'name="k{number}"', b"") for number in range(10_000)))
    status, _ = over_the_wire(io.BytesIO(many), CONTENT_LENGTH=str(len(many)))
    assert status == 400
    assert not site.exists()


def test_the_receiver_writes_beside_the_store(site):
    receiver = uploads.BoundedUploadHandler()
    receiver.new_file("paper", "a.pdf", "application/pdf", None)
    assert os.fstat(receiver.file.fileno()).st_dev == site.stat().st_dev
    assert os.fstat(receiver.file.fileno()).st_nlink == 0  # nothing to leave behind
    receiver.upload_interrupted()
    assert receiver.file.closed is False
