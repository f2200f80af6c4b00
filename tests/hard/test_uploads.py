"""Files that are not what they say, or far too much: refused in plain words, nothing kept, memory bounded."""

import io
import socket
import struct
import time
import zlib
from collections.abc import Callable
from datetime import datetime

import pytest
from PIL import Image

from kinhbac.base.clock import HCM
from kinhbac.site.demo.births import Birth, answers
from kinhbac.site.demo.cast import HAI, KINH_BAC
from tests.hard.standing import Standing
from tests.kill.books import Books
from tests.kill.clear import assert_clear
from tests.kill.client import Answer, Client, Tally, multipart
from tests.kill.crew import PROCEDURE, photograph, sign_in
from tests.kill.province import Province, wait_for

pytestmark = pytest.mark.database

MEGABYTE = 1_000_000
FIELDS = {"path": "papers.birth_notice"}
MOST_MEMORY = 300 * MEGABYTE  # above what the server holds at rest; one decoded photograph may take 200


def png(width: int, height: int, rows: bytes) -> bytes:
    """Return a grey picture of one bit a point, whose rows unpack to far more than is sent."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def bomb(width: int, height: int) -> bytes:
    return png(width, height, zlib.compress(bytes((width // 8 + 1) * height), 9))


def cut_off(content: bytes) -> bytes:
    return content[: len(content) // 2]


WRONG = {
    "a program called a photograph": (b"MZ\x90\x00" + bytes(4096), "anh.jpg"),
    "a script called a photograph": (b"#!/bin/sh\nrm -rf /\n", "anh.png"),
    "a page called a photograph": (b"<html><script>alert(1)</script></html>", "anh.jpg"),
    "an archive called a paper": (b"PK\x03\x04" + bytes(4096), "giay.pdf"),
    "a drawing that may act": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "anh.svg"),
    "nothing at all": (b"", "anh.jpg"),
    "half a photograph": (cut_off(photograph("cut")), "anh.jpg"),
    "only the first letters of a photograph": (b"\xff\xd8\xff\xe0" + bytes(10), "anh.jpg"),
    "a paper that acts": (
        b"%PDF-1.4\n1 0 obj\n<< /OpenAction << /S /JavaScript /JS (x) >> >>\nendobj\n%%EOF\n",
        "a.pdf",
    ),
    "a bomb of 900 million points": (bomb(30_000, 30_000), "anh.png"),
    "a bomb whose header lies": (png(60_000, 60_000, zlib.compress(bytes(1000))), "anh.png"),
    "10.5 MB": (b"\xff\xd8\xff\xe0" + bytes(10_500_000), "anh.jpg"),
}


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("what", WRONG)
def test_a_file_that_cannot_be_kept_is_refused(province: Province, lan: Client, form: str, what: str):
    content, name = WRONG[what]
    before = province.peak_memory()
    assert_clear(send(lan, form, name, content), 422)
    assert province.peak_memory() - before < MOST_MEMORY


@pytest.fixture(scope="module")
def papers_page(province: Province) -> tuple[Client, str]:
    """Hải at the page of his form that asks for the birth notice: without any program, as a browser would send it."""
    hai = Client(province.port)
    sign_in(hai, HAI, Tally())
    begun = hai.ask_json("POST", "/api/applications", {"procedure": PROCEDURE}).json["id"]
    given = answers(Birth(2, KINH_BAC, (datetime.now(HCM),)), HAI, "")
    del given["papers"]
    assert hai.ask_json("PUT", f"/api/applications/{begun}/answers", given).status == 200
    page = hai.ask("GET", f"/applications/{begun}").headers["location"]
    empty, content_type = multipart("", b"", {"csrfmiddlewaretoken": hai.token}, field="papers.birth_notice")
    asked_again = hai.ask("POST", page, empty, {"Content-Type": content_type})  # as a browser sends no file
    assert_clear(asked_again, 422)
    return hai, page


@pytest.mark.parametrize("what", WRONG)
def test_on_a_page_the_refusal_stands_beside_the_question(
    papers_page: tuple[Client, str], books: Books, what: str
):
    client, page = papers_page
    content, name = WRONG[what]
    before = Standing.of(books)
    fields = {"csrfmiddlewaretoken": client.token}
    body, content_type = multipart(name, content, fields, field="papers.birth_notice")
    answer = client.ask("POST", page, body, {"Content-Type": content_type})
    assert_clear(answer, 422)
    assert b'type="file"' in answer.body, "the question is asked again"
    wait_for("nothing is left of what was refused", lambda: Standing.of(books) == before, within=30)


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("../../../../etc/cron.d/x.jpg", "x.jpg"),
        ("..\\..\\windows\\x.jpg", "x.jpg"),
        ("/etc/passwd", "passwd"),
        ("giấy\u202egpj.exe.jpg", "giấygpj.exe.jpg"),
        ("x" * 300 + ".jpg", "x" * 116 + ".jpg"),
        ("a\x01b\x7f.jpg", "ab.jpg"),
    ],
)
def test_a_name_that_leads_elsewhere_is_only_a_name(
    books: Books, lan: Client, form: str, name: str, kept_as: str
):
    outside = {str(each) for each in books.data.rglob("*") if "files" not in each.parts}
    answer = send(lan, form, name, photograph(name))
    assert answer.status == 200, answer.text[:600]
    assert answer.json["original_name"] == kept_as
    grown = {str(each) for each in books.data.rglob("*") if "files" not in each.parts} - outside
    assert not [each for each in grown if each.endswith((".jpg", "passwd"))]


@pytest.mark.parametrize("name", ["a\x00b.jpg", "lan\ud800.jpg", "..", "."])
def test_a_name_that_is_no_text_is_cleaned_or_refused(lan: Client, form: str, books: Books, name: str):
    before = Standing.of(books)
    answer = send(lan, form, name, photograph("no text"))
    if answer.status == 200:
        assert answer.json["original_name"].isprintable()
        assert "\ud800" not in answer.json["original_name"]
    else:
        assert_clear(answer, 400, 422)
        assert Standing.of(books) == before


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("path", ["", "x" * 200, "../secret", "papers\x00", "Papers.Birth", "papers birth"])
def test_a_file_for_a_question_that_cannot_be_is_refused(lan: Client, form: str, path: str):
    assert_clear(lan.send_file(where(form), "anh.jpg", photograph("path"), {"path": path}), 400, 422)


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("page", ["/api/applications/{form}/files", "/applications/{form}/any-page"])
def test_500_megabytes_are_turned_away_unread(province: Province, lan: Client, form: str, page: str):
    before, began = province.peak_memory(), time.monotonic()
    answer, sent = pour(lan, page.format(form=form), 500 * MEGABYTE)
    assert answer.startswith(b"HTTP/1.1 413"), answer[:300]
    assert b"10 MB" in answer, answer[:2000]
    assert sent < 100 * MEGABYTE, f"the server let {sent} bytes come"
    assert time.monotonic() - began < 20
    assert province.peak_memory() - before < 50 * MEGABYTE


@pytest.mark.usefixtures("nothing_written")
def test_25_megabytes_are_turned_away_and_the_connection_is_not_dropped_before_the_answer(
    lan: Client, form: str
):
    answer, _ = pour(lan, where(form), 25 * MEGABYTE)
    assert answer.startswith(b"HTTP/1.1 413"), answer[:300]


@pytest.mark.usefixtures("nothing_written")
def test_a_body_that_does_not_say_its_length_is_turned_away(lan: Client, form: str):
    body, content_type = multipart("anh.jpg", photograph("chunked"), FIELDS)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    headers = {"Content-Type": content_type, "Transfer-Encoding": "chunked"}
    answer = talk(lan, where(form), headers, chunked)
    assert answer.startswith(b"HTTP/1.1 411"), answer[:300]


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.99])
@pytest.mark.parametrize("size", [100_000, 9 * MEGABYTE])
def test_an_upload_that_breaks_off_leaves_nothing(lan: Client, form: str, share: float, size: int):
    content = photograph("broken") + bytes(size)
    body, content_type = multipart("anh.jpg", content, FIELDS)
    with socket.create_connection(("127.0.0.1", lan.port), 30) as line:
        line.sendall(head(lan, where(form), {"Content-Type": content_type, "Content-Length": str(len(body))}))
        line.sendall(body[: int(len(body) * share)])
    assert lan.ask_json("GET", f"/api/applications/{form}").status == 200


def test_an_upload_that_broke_off_can_be_sent_again(province: Province, lan: Client, form: str, books: Books):
    content = photograph("again")
    body, content_type = multipart("anh.jpg", content, FIELDS)
    before = len(books.papers())
    with socket.create_connection(("127.0.0.1", lan.port), 30) as line:
        line.sendall(head(lan, where(form), {"Content-Type": content_type, "Content-Length": str(len(body))}))
        line.sendall(body[:1000])
    assert send(lan, form, "anh.jpg", content).status == 200
    wait_for("one file was kept", lambda: len(books.papers()) == before + 1 and not books.half_written())


def large_photograph() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (8000, 6000), "white").save(made, "PNG")
    return made.getvalue()


def rows_without_end() -> bytes:
    return png(1000, 1000, zlib.compress(bytes(50 * MEGABYTE), 9))


@pytest.mark.parametrize(
    "picture",
    [large_photograph, rows_without_end],
    ids=["as large as is taken", "rows without end"],
)
def test_a_large_photograph_does_not_exhaust_memory(
    province: Province, lan: Client, form: str, picture: Callable[[], bytes]
):
    made = picture()
    before = province.peak_memory()
    assert send(lan, form, "lon.png", made).status == 200
    assert province.peak_memory() - before < MOST_MEMORY


def where(form: str) -> str:
    return f"/api/applications/{form}/files"


def send(client: Client, form: str, name: str, content: bytes) -> Answer:
    return client.send_file(where(form), name, content, FIELDS)


def head(client: Client, path: str, headers: dict[str, str]) -> bytes:
    lines = [f"POST {path} HTTP/1.1", *(f"{name}: {said}" for name, said in client._headers(headers).items())]
    return "\r\n".join([*lines, "", ""]).encode()


def talk(client: Client, path: str, headers: dict[str, str], body: bytes) -> bytes:
    """Send a request over a bare socket; return what came back."""
    with socket.create_connection(("127.0.0.1", client.port), 30) as line:
        line.sendall(head(client, path, headers) + body)
        return line.recv(65536)


def pour(client: Client, path: str, size: int) -> tuple[bytes, int]:
    """Announce a body and pour it until somebody answers; return the answer and how many bytes went out."""
    headers = {
        "Content-Type": "multipart/form-data; boundary=x",
        "Content-Length": str(size),
        "Accept": "*/*",
    }
    piece, sent = bytes(MEGABYTE), 0
    with socket.create_connection(("127.0.0.1", client.port), 30) as line:
        line.sendall(head(client, path, headers))
        line.settimeout(0.01)
        while sent < size:
            answer = _heard(line)
            if answer:
                return answer, sent
            line.settimeout(20)
            try:
                line.sendall(piece)
            except ConnectionError:
                return _heard(line), sent
            sent += len(piece)
            line.settimeout(0.01)
        line.settimeout(20)
        return _heard(line), sent


def _heard(line: socket.socket) -> bytes:
    try:
        first = line.recv(65536)
        line.settimeout(1)
        while first and b"</html>" not in first and b'"law"' not in first:
            more = line.recv(65536)
            if not more:
                break
            first += more
    except TimeoutError:
        return b""
    except ConnectionError:
        return b""
    return first
