"""The same acts as the pages, as JSON: one birth from the form to the result, refusals that say why, few statements."""

import json
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kinhbac.services.procedures.rules.dossier import MEANINGS
from kinhbac.site.demo import cast
from kinhbac.site.demo.births import Birth, answers
from tests.services.procedures.conftest import BIRTH, DAY, MORNING, photograph, submitted
from tests.support.statements import asked

pytestmark = pytest.mark.django_db


class Program:
    """A program that has signed in as a member of the cast, or as nobody."""

    def __init__(self, member=None):
        self.client = Client(enforce_csrf_checks=True)
        self.token = self.client.get("/api/session").json()["token"]
        if member is not None:
            assert self.post("/api/demo/sign-in", {"account": str(member.account)}).status_code == 200

    def get(self, address):
        return self.client.get(f"{address}")

    def post(self, address, body=None, key=None, method="post"):
        headers = {"X-CSRFToken": self.token, **({"Idempotency-Key": key} if key else {})}
        send = getattr(self.client, method)
        return send(address, body or {}, content_type="application/json", headers=headers)

    def act(self, code, name, key, **body):
        return self.post(f"/api/dossiers/{code}/acts/{name}", body, key=key)


@pytest.fixture
def lan(province):
    return Program(cast.LAN)


def begun(program):
    return program.post("/api/applications", {"procedure": BIRTH}).json()["id"]


def handed_in(program, application, content=None, path="papers.birth_notice"):
    paper = SimpleUploadedFile("giay.jpg", photograph().read() if content is None else content)
    return program.client.post(
        f"/api/applications/{application}/files",
        {"path": path, "file": paper},
        headers={"X-CSRFToken": program.token},
    )


def test_a_birth_from_the_form_to_the_result(lan):
    application = begun(lan)
    assert begun(lan) == application  # the one that is not sent yet is taken up again
    paper = handed_in(lan, application).json()["id"]
    given = answers(Birth(number=1, commune=cast.KINH_BAC, moments=(MORNING,)), cast.LAN, paper)
    kept = lan.post(f"/api/applications/{application}/answers", given, method="put").json()
    assert kept["answers"] == given
    assert lan.get(f"/api/applications/{application}").json() == kept
    sent = lan.post(f"/api/applications/{application}/submit").json()
    assert lan.post(f"/api/applications/{application}/submit").json() == {**sent, "again": True}
    for place, (officer, name, values) in enumerate(DAY, start=1):
        program = Program(officer)
        assert sent["code"] in [each["code"] for each in program.get("/api/desk").json()]
        done = program.act(sent["code"], name, f"{name}-once", values=values, seen=place)
        assert (done.status_code, done.json()["seq"]) == (200, place + 1)
    dossier = lan.get(f"/api/dossiers/{sent['code']}").json()
    assert dossier["summary"]["status"] == 10
    assert dossier["history"][0]["what"]["en"] == "Handed over"
    assert [each["code"] for each in lan.get("/api/dossiers").json()] == [sent["code"]]


def test_moments_are_told_in_vietnam(lan):
    code = submitted().code
    dossier = lan.get(f"/api/dossiers/{code}").json()
    moments = [dossier["summary"]["opened_at"], dossier["summary"]["due_at"], dossier["history"][0]["at"]]
    assert {datetime.fromisoformat(each).utcoffset() for each in moments} == {timedelta(hours=7)}
    assert all(each.endswith("+07:00") for each in moments)
    assert dossier["phases"][0]["due"]["from"].endswith("+07:00")


def test_what_is_missing_is_named_each_with_its_place(lan):
    answered = lan.post(f"/api/applications/{begun(lan)}/submit")
    said = answered.json()
    assert (answered.status_code, said["code"]) == (422, "form.incomplete")
    named = {each["path"]: each for each in said["faults"]}
    assert named["child.full_name"]["keyword"] == "required"
    assert named["child.full_name"]["message"]["vi"]
    assert named["child.full_name"]["message"]["en"]


@pytest.mark.parametrize(
    ("given", "path", "keyword"),
    [
        ({"child": {"full_name": 5}}, "child.full_name", "type"),
        ({"child": {"nickname": "Bống"}}, "child.nickname", "unknown"),
        ({"papers": {"birth_notice": "no list"}}, "papers.birth_notice", "elsewhere"),
        ({f"extra{number}": 1 for number in range(10_000)}, "", "shape"),
    ],
)
def test_answers_that_fit_no_question_are_not_kept(lan, given, path, keyword):
    application = begun(lan)
    answered = lan.post(f"/api/applications/{application}/answers", given, method="put")
    assert answered.status_code == 422
    assert any((each["keyword"] == keyword and path in each["path"]) for each in answered.json()["faults"])
    assert lan.get(f"/api/applications/{application}").json()["answers"] == {}


def test_a_file_that_is_none_is_refused_with_words(lan):
    answered = handed_in(lan, begun(lan), content=b"MZ a program")
    assert (answered.status_code, answered.json()["code"]) == (422, "upload.refused")


def test_what_is_somebody_elses_looks_as_if_it_were_not_there(lan):
    application, code = begun(lan), submitted(cast.HAI).code
    nam, stranger = Program(cast.NAM), Program(cast.THU)
    refused = [
        nam.get(f"/api/applications/{application}"),
        nam.post(f"/api/applications/{application}/submit"),
        handed_in(nam, application),
        nam.get(f"/api/dossiers/{code}"),
        stranger.get(f"/api/dossiers/{code}"),
        stranger.act(code, "receive", "stranger-1"),
        stranger.post(f"/api/dossiers/{code}/undo", key="stranger-2"),
        stranger.post(f"/api/dossiers/{code}/corrections", {"changes": {}, "reason": "x"}, key="stranger-3"),
    ]
    assert [each.status_code for each in refused] == [404] * len(refused)
    assert {each.json()["code"] for each in refused} == {"not_found"}


def test_who_came_second_is_told_what_changed(province):
    code = submitted().code
    minh = Program(cast.MINH)
    assert minh.act(code, "receive", "first-one", seen=1).status_code == 200
    late = Program(cast.MINH).act(code, "receive", "second-one", seen=1)
    said = late.json()
    assert (late.status_code, said["code"]) == (409, "case.moved_on")
    assert [(each["seq"], each["name"]) for each in said["changes"]] == [(2, "dossier.received")]


def test_a_repeated_key_happens_once(province):
    code = submitted().code
    minh = Program(cast.MINH)
    first = minh.act(code, "receive", "the-same-key", seen=1).json()
    assert minh.act(code, "receive", "the-same-key", seen=1).json() == {**first, "again": True}
    assert minh.get(f"/api/dossiers/{code}").json()["seq"] == 2


def test_a_correction_cannot_slip_in_as_an_act(province):
    code = submitted().code
    values = {"changes": {"child.full_name": {"from": "", "to": 5}}, "reason": "x", "entry": 1}
    refused = Program(cast.MINH).act(code, "correct", "slip-in-1", values=values)
    assert (refused.status_code, refused.json()["code"]) == (409, "dossier.unknown_act")


def test_correcting_and_taking_back(province):
    code = submitted().code
    minh = Program(cast.MINH)
    address = f"/api/dossiers/{code}/corrections"
    wrong = minh.post(address, {"changes": {"child.born_on": "2031-01-01"}, "reason": "x"}, key="correct-1")
    assert [each["path"] for each in wrong.json()["faults"]] == ["child.born_on"]
    named = {"changes": {"child.full_name": "Trần Minh Châu"}, "reason": "Nhầm tên", "seen": 1}
    assert minh.post(address, named, key="correct-2").json()["seq"] == 2
    assert minh.post(f"/api/dossiers/{code}/undo", {"seen": 2}, key="take-back").json()["seq"] == 3


def test_looking_up_tells_wrong_and_unknown_the_same_and_ends_after_five(province):
    code = submitted().code
    nobody = Program()
    right = nobody.post("/api/lookup", {"code": code, "digits": cast.LAN.number[-4:]})
    assert right.json()["code"] == code
    assert cast.LAN.name not in right.content.decode()
    wrong = nobody.post("/api/lookup", {"code": code, "digits": "0000"})
    unknown = nobody.post("/api/lookup", {"code": "H05.1-260428-0999", "digits": "0000"})
    assert (wrong.status_code, wrong.content) == (unknown.status_code, unknown.content)
    tries = [nobody.post("/api/lookup", {"code": code, "digits": "0000"}) for _ in range(5)]
    assert [each.status_code for each in tries] == [404] * 4 + [429]
    assert int(tries[-1]["Retry-After"]) in range(3590, 3601)
    assert tries[-1].json()["code"] == "limits.look_up"
    assert "5 at most within 1 hour" in tries[-1].json()["what"]["en"]


def test_procedures_are_open_to_everybody_with_their_form(province):
    nobody = Client()
    assert BIRTH in [each["key"] for each in nobody.get("/api/procedures").json()]
    shown = nobody.get(f"/api/procedures/{BIRTH}").json()
    assert "child" in shown["form"]["answers"]["properties"]
    assert all(page["fields"] for page in shown["form"]["pages"])
    assert nobody.get("/api/procedures/9.999999").status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        '{"procedure": "1.001193"',
        '{"procedure": NaN}',
        '{"procedure": "\\ud800"}',
        '{"procedure": "\\u0000"}',
    ],
)
def test_json_that_nobody_could_keep_is_not_read(lan, body):
    refused = lan.client.post(
        "/api/applications", body, content_type="application/json", headers={"X-CSRFToken": lan.token}
    )
    assert (refused.status_code, refused.json()["code"]) == (400, "request.unreadable")


def test_json_that_is_too_large_is_not_read(lan):
    given = json.dumps({"note": "x" * 1_100_000})
    refused = lan.client.put(
        f"/api/applications/{begun(lan)}/answers",
        given,
        content_type="application/json",
        headers={"X-CSRFToken": lan.token},
    )
    assert (refused.status_code, refused.json()["code"]) == (413, "request.too_large")


@pytest.mark.django_db(transaction=True)
def test_an_act_takes_few_statements(province):
    code = submitted().code
    counted = {}
    for officer, name, values in DAY:
        program = Program(officer)
        with asked() as said:
            assert program.act(code, name, f"{name}-counted", values=values).status_code == 200
        counted[name] = len(said)
    assert sorted(counted.values())[len(counted) // 2] <= 7, counted


def test_every_act_and_turn_is_declared_with_its_values_and_its_refusals(db):
    described = Client().get("/api/openapi.json").json()
    paths = described["paths"]
    for act in sorted(MEANINGS):
        operation = paths[f"/api/dossiers/{{code}}/acts/{act}"]["post"]
        assert {"200", "401", "403", "404", "409", "422"} <= set(operation["responses"])
        body = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[1]
        assert "values" in described["components"]["schemas"][body]["properties"]
    for turn in ("supplement", "stop", "withdraw", "adjust", "rate"):
        operation = paths[f"/api/dossiers/{{code}}/turns/{turn}"]["post"]
        assert {"200", "401", "403", "404", "409", "422"} <= set(operation["responses"])
    assert "/api/dossiers/{code}/acts/{act}" not in paths


def test_a_supplement_is_asked_for_and_sent_by_programs(province):
    code = submitted().code
    minh, lan = Program(cast.MINH), Program(cast.LAN)
    asked = {"items": ["Giấy chứng sinh rõ chữ"], "reason": "Ảnh mờ"}
    assert minh.act(code, "request_supplement", "ask-once", values=asked).status_code == 200
    scan = SimpleUploadedFile("giay.jpg", photograph().read())
    kept = lan.client.post(
        f"/api/dossiers/{code}/files", {"file": scan}, headers={"X-CSRFToken": lan.token}
    ).json()
    answer = {"item": asked["items"][0], "files": [{"file": kept["id"], "name": "giay.jpg"}]}
    address = f"/api/dossiers/{code}/turns/supplement"
    refused = lan.post(address, {"values": {"answers": []}}, key="answer-none")
    assert (refused.status_code, refused.json()["code"]) == (422, "form.incomplete")
    assert lan.post(address, {"values": {"answers": [answer]}}, key="answer-once").status_code == 200
    assert Program(cast.NAM).post(address, {"values": {}}, key="answer-nam").status_code == 404


@pytest.mark.parametrize(
    ("act", "values", "status", "code"),
    [
        ("apologise", {"reason": "x", "new_due": "2026-05-06T16:00"}, 422, "request.invalid"),
        ("apologise", {"reason": "x"}, 409, "dossier.new_due_unclear"),
        ("request_supplement", {"reason": "x"}, 409, "dossier.items_missing"),
        ("refuse", {}, 409, "dossier.reason_missing"),
        ("transfer", {"reason": "x", "office": "nowhere"}, 409, "dossier.office_unknown"),
        ("consult", {"consultation": "nothing"}, 409, "dossier.consultation_unknown"),
    ],
)
def test_an_act_that_says_too_little_is_refused_in_the_words_of_the_law(province, act, values, status, code):
    recorded = submitted()
    officer = Program(cast.MINH)
    if act != "refuse":
        officer.act(recorded.code, "receive", "receive-first")
        officer = Program(cast.HOA)
    refused = officer.act(recorded.code, act, "too-little", values=values)
    assert refused.status_code == status
    assert refused.json()["code"] == code or status == 422


def test_a_person_stops_adjusts_and_rates_by_program(province):
    code = submitted().code
    lan = Program(cast.LAN)
    adjusted = {"values": {"changes": {"child.full_name": "Trần Bảo An"}, "reason": "Nhầm"}}
    assert lan.post(f"/api/dossiers/{code}/turns/adjust", adjusted, key="adjust-once").status_code == 200
    assert lan.post(f"/api/dossiers/{code}/turns/withdraw", {}, key="withdraw-once").status_code == 200
    rated = lan.post(f"/api/dossiers/{code}/turns/rate", {"values": {"stars": 5}}, key="rate-once")
    assert rated.status_code == 200
    again = lan.post(f"/api/dossiers/{code}/turns/rate", {"values": {"stars": 5}}, key="rate-twice")
    assert (again.status_code, again.json()["code"]) == (409, "dossier.rated_already")
