"""Bodies that no form and no decent program sends: each gets a clear refusal, and writes nothing."""

import json

import pytest

from tests.kill.clear import assert_clear
from tests.kill.client import Client, multipart

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("nothing_written")]

JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def nested(depth: int) -> bytes:
    return b'{"child": ' + b'{"a": ' * depth + b"1" + b"}" * depth + b"}"


def many(keys: int) -> bytes:
    return json.dumps({f"extra{number}": "x" for number in range(keys)}).encode()


UNFIT = {
    "10 MB": (json.dumps({"child": {"full_name": "x" * 10_000_000}}).encode(), 413),
    "nested 10,000 deep": (nested(10_000), 400),
    "nested 500 deep": (nested(500), 422),
    "10,000 keys": (many(10_000), 422),
    "letter of number zero": (rb'{"child": {"full_name": "Lan\u0000Anh"}}', 400),
    "letter of number zero in a name": (rb'{"child": {"full\u0000name": "Lan"}}', 400),
    "half a letter": (rb'{"child": {"full_name": "Lan\ud800"}}', 400),
    "half a letter in a name": (rb'{"child": {"full\udfffname": "Lan"}}', 400),
    "no UTF-8": (b'{"child": {"full_name": "L\xffn"}}', 400),
    "NaN": (b'{"copies": {"count": NaN}}', 400),
    "an endless number": (b'{"copies": {"count": 1e999}}', 422),
    "a number of 5,000 digits": (b'{"copies": {"count": ' + b"9" * 5000 + b"}}", 400),
    "a list": (b"[1, 2]", 422),
    "a word": (b'"Lan"', 422),
    "nothing": (b"", 422),
    "broken off": (b'{"child": {"full_na', 400),
    "a paper that is a word": (b'{"papers": {"birth_notice": "scan.jpg"}}', 422),
    "a paper that is a number": (b'{"papers": {"birth_notice": [7]}}', 422),
    "an object for a name": (b'{"child": {"full_name": {"a": 1}}}', 422),
    "a name for an object": (b'{"child": "Lan"}', 422),
}


@pytest.mark.parametrize("what", UNFIT)
def test_answers_that_cannot_be_are_refused(lan: Client, form: str, what: str):
    body, status = UNFIT[what]
    answer = lan.ask("PUT", f"/api/applications/{form}/answers", body, JSON)
    assert_clear(answer, status)
    assert len(answer.body) < 100_000, "a refusal is not a mirror"


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("text/xml", b"<child><full_name>Lan</full_name></child>"),
        ("application/x-www-form-urlencoded", b"child.full_name=Lan"),
        ("multipart/form-data", b"--x\r\n\r\n"),
        (
            "multipart/form-data; boundary=x; charset=nonsense",
            b"--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--",
        ),
        ("application/json; charset=utf-32", '{"child": 1'.encode("utf-32")),
    ],
)
def test_bodies_of_another_kind_are_refused(lan: Client, form: str, content_type: str, body: bytes):
    answer = lan.ask("PUT", f"/api/applications/{form}/answers", body, {"Content-Type": content_type})
    assert_clear(answer, 400, 415, 422)


@pytest.mark.parametrize("content_type", ["application/json", "multipart/form-data", "text/plain"])
def test_a_file_that_comes_as_something_else_is_refused(lan: Client, form: str, content_type: str):
    answer = lan.ask(
        "POST",
        f"/api/applications/{form}/files",
        b'{"path": "papers.birth_notice"}',
        {"Content-Type": content_type},
    )
    assert_clear(answer, 400, 415, 422)


def test_a_form_with_ten_thousand_fields_gets_a_page_that_says_so(lan: Client, form: str):
    body = "&".join(["csrfmiddlewaretoken=" + lan.token, *(f"extra{number}=x" for number in range(10_000))])
    page = first_page(lan, form)
    assert_clear(lan.ask("POST", page, body.encode(), FORM), 400)


def test_a_form_with_ten_thousand_fields_and_a_file_gets_a_page_that_says_so(lan: Client, form: str):
    fields = {"csrfmiddlewaretoken": lan.token} | {f"extra{number}": "x" for number in range(10_000)}
    body, content_type = multipart("scan.jpg", b"x", fields)
    page = first_page(lan, form)
    assert_clear(lan.ask("POST", page, body, {"Content-Type": content_type}), 400)


@pytest.mark.parametrize("value", ["Lan%00Anh", "%00", "%ED%A0%80", "%FF%FE", "a" * 900_000])
def test_letters_that_no_database_keeps_are_asked_for_again_on_a_page(lan: Client, form: str, value: str):
    page = first_page(lan, form)
    body = f"csrfmiddlewaretoken={lan.token}&requester.relation={value}&requester.phone={value}"
    assert_clear(lan.ask("POST", page, body.encode(), FORM), 400, 422)


@pytest.mark.parametrize("word", ["%00", "H05%00", "%ED%A0%80", "' OR 1=1 --", "%25s", "x" * 5000])
def test_looking_up_a_code_that_cannot_be_finds_nothing(province, word: str):
    stranger = Client(province.port)
    stranger.token = stranger.ask_json("GET", "/api/session").json["token"]
    body = f"csrfmiddlewaretoken={stranger.token}&code={word}&digits=1234".replace(" ", "+")
    assert_clear(stranger.ask("POST", "/lookup", body.encode(), FORM), 400, 404, 429)


@pytest.mark.parametrize(
    "value",
    [{"values": {"note": "x" * 900_000}}, {"values": {"to": ["proxy"]}}, {"seen": -1}, {"seen": 2**70}],
)
def test_acts_on_a_dossier_that_is_not_there_are_refused(minh: Client, value: dict[str, object]):
    answer = minh.ask_json("POST", "/api/dossiers/H05.99-261121-9999/acts/receive", value, "a-key-of-eight")
    assert_clear(answer, 404, 422)


@pytest.mark.parametrize(
    "key", ["", "short", "x" * 81, "with a space", "tiếng-Việt".encode().decode("latin-1")]
)
def test_an_idempotency_key_that_cannot_be_kept_is_refused(minh: Client, key: str):
    answer = minh.ask_json("POST", "/api/dossiers/H05.99-261121-9999/acts/receive", {}, key)
    assert_clear(answer, 422)


def first_page(client: Client, form: str) -> str:
    """Return the address of the page where a form stands."""
    answer = client.ask("GET", f"/applications/{form}")
    assert answer.status == 302, answer.text[:600]
    return answer.headers["location"]
