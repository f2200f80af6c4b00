"""Addresses, headers and lines that are out of order: a clear answer, no file of ours, and the server goes on."""

import http.client
import socket

import pytest

from tests.kill.clear import assert_clear, assert_tells_nothing_of_ours, gist
from tests.kill.client import Client
from tests.kill.province import Province

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("nothing_written")]

OUT_OF_BOUNDS = [
    "/static/../secret.key",
    "/static/%2e%2e/%2e%2e/secret.key",
    "/static/..%2f..%2fsecret.key",
    "/static//etc/passwd",
    "/static/%00",
    "/procedures/..%2f..%2fsecret.key",
    "/procedures/%00",
    "/procedures/1.001193%00",
    "/procedures/%FF%FE",
    "/dossiers/%00",
    "/dossiers/..%2f..%2fetc%2fpasswd",
    "/dossiers/%ED%A0%80",
    "/applications/00000000-0000-0000-0000-000000000000",
    "/applications/%00",
    "/api/procedures/%00",
    "/api/procedures/..%2f..%2fsecret.key",
    "/api/dossiers/%00",
    "/api/dossiers/H05%00",
    "/api/nothing/here",
    "/" + "x" * 5000,
]
STRAY = [
    "/lookup?code=%00",
    "/sign-in?next=%00",
    "/sign-in?next=//evil.example/",
    "/lookup?code=%FF&x=" + "x" * 3000,
]


@pytest.mark.parametrize("address", OUT_OF_BOUNDS)
def test_an_address_out_of_bounds_shows_nothing(lan: Client, address: str):
    assert_clear(lan.ask("GET", address), 400, 404, 414, 422)


@pytest.mark.parametrize("address", STRAY)
def test_a_stray_question_does_no_harm(lan: Client, address: str):
    answer = lan.ask("GET", address)
    assert answer.status == 200, gist(answer)
    assert_tells_nothing_of_ours(answer)


@pytest.mark.parametrize(
    "address", ["/desk/%00", "/desk/..%2f..%2fx", "/desk/%ED%A0%80", "/api/dossiers/x%00"]
)
def test_an_officer_s_address_out_of_bounds_shows_nothing(minh: Client, address: str):
    assert_clear(minh.ask("GET", address), 400, 404, 422)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "LAN"])
def test_a_method_that_an_address_does_not_know_is_refused(lan: Client, method: str):
    answer = lan.ask(method, "/api/procedures")
    assert answer.status in (400, 405), gist(answer)


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": "kinhbac_session=" + "x" * 3000},
        {"Cookie": "kinhbac_session=\x01\x02; kinhbac_language=xx"},
        {"Cookie": "kinhbac_session=%00"},
        {"Accept-Language": "x" * 3000},
        {"X-CSRFToken": "\x7f"},
        {"X-Forwarded-For": "1.2.3.4, evil"},
        {"Range": "bytes=99999999999-"},
    ],
    ids=lambda headers: next(iter(headers)),
)
def test_odd_headers_do_no_harm(province: Province, headers: dict[str, str]):
    answer = Client(province.port).ask("GET", "/api/session", None, headers)
    assert answer.status in (200, 400), gist(answer)


def test_a_host_that_is_not_ours_is_refused(province: Province):
    assert_clear(Client(province.port).ask("GET", "/", None, {"Host": "evil.example"}), 400)


@pytest.mark.parametrize(
    "line",
    [
        b"\x00\x01\x02\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nhello",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nx: " + b"y" * 1_000_000 + b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
    ids=["zeros", "version", "no path", "two lengths", "less than nothing", "1 MB of header", "TLS"],
)
def test_what_is_no_request_is_turned_away_and_the_server_goes_on(province: Province, line: bytes):
    with socket.create_connection(("127.0.0.1", province.port), 10) as connection:
        answer = _said(connection, line)
    assert answer == b"" or answer.startswith((b"HTTP/1.1 4", b"HTTP/1.0 4")), answer[:300]
    assert Client(province.port).ask("GET", "/api/session").status == 200


def _said(connection: socket.socket, line: bytes) -> bytes:
    try:
        connection.sendall(line)
        connection.shutdown(socket.SHUT_WR)
        return connection.recv(http.client._MAXLINE)
    except TimeoutError:
        raise
    except OSError:  # closed without a word: an answer to what is no request
        return b""
