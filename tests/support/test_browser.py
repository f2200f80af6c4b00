"""The browser of the tests finds planted faults, runs no script on the phone, and asks no outside host."""

import shutil
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

from tests.support import browser
from tests.support.browser import Screen

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Khai sinh</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"></head>
<body><main><h1>{heading}</h1><script src="/script"></script>
<form method="post"><label for="name">Tên</label> <input id="name" name="name"><button>Gửi</button></form>
{more}</main></body></html>"""


class Site(BaseHTTPRequestHandler):
    more = ""

    def do_GET(self):
        if self.path == "/script":
            self._send("text/javascript", "document.querySelector('h1').append(', có kịch bản')")
            return
        self._answer(f"Xin chào {self.headers['Accept-Language'][:2]}")

    def do_POST(self):
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self._answer(f"Đã nhận {form['name'][0]}", "<img src='data:,'>")

    def _answer(self, heading: str, more: str = ""):
        self._send("text/html; charset=utf-8", PAGE.format(heading=heading, more=more + self.more))

    def _send(self, kind: str, text: str):
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", "default-src 'self' data:")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_a_phone_runs_no_script_speaks_vietnamese_and_is_sound(phone: Screen, site: str, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    phone.page.goto(site)
    assert phone.page.get_by_role("heading").inner_text() == "Xin chào vi"
    phone.must_be_sound()
    assert phone.photograph("support").stat().st_size > 1000


def test_a_desk_runs_scripts_and_speaks_english(desk: Screen, site: str):
    desk.page.goto(site)
    assert desk.page.get_by_role("heading").inner_text() == "Xin chào en, có kịch bản"


@pytest.mark.parametrize("name", ["phone", "desk"])
def test_axe_sees_the_answer_to_a_sent_form_and_not_the_page_before_it(
    request: pytest.FixtureRequest, site: str, name: str
):
    screen = request.getfixturevalue(name)
    screen.page.goto(site)
    assert screen.barriers() == []
    screen.page.get_by_label("Tên").fill("Đào")
    screen.page.get_by_role("button").click()
    assert "Đã nhận Đào" in screen.page.get_by_role("heading").inner_text()
    assert [fault.split(":")[0] for fault in screen.barriers()] == ["image-alt"]
    assert screen.barriers() == screen.barriers()  # a look leaves the page as it was


def test_an_axe_that_does_not_end_is_a_fault(phone: Screen, site: str, monkeypatch):
    monkeypatch.setattr(browser, "BEGIN", browser.BEGIN.replace("Promise.resolve().then(work)", "work"))
    phone.page.goto(site)
    assert phone.barriers() == ["axe did not end"]


def test_a_page_wider_than_the_phone_is_named(phone: Screen, site: str, monkeypatch):
    monkeypatch.setattr(Site, "more", "<pre>" + "rộng" * 200 + "</pre>")
    phone.page.goto(site)
    with pytest.raises(AssertionError, match="px wide on a screen of 360 px"):
        phone.must_be_sound()


def test_an_outside_host_is_refused_and_remembered(desk: Screen, site: str, monkeypatch):
    monkeypatch.setattr(Site, "more", "<a href='http://outside.example/'>ra ngoài</a>")
    desk.page.goto(site)
    with desk.page.expect_event("requestfailed"):
        desk.page.get_by_role("link").click()
    assert desk.outside == ["http://outside.example/"]
    desk.outside.clear()


def test_a_missing_browser_names_the_debian_package(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(browser.ChromiumMissingError, match="package `chromium-headless-shell`"):
        browser.find_chromium()
