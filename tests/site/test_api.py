"""The API as a whole: who may come in, every refusal in one form, and a description that holds whatever is sent."""

from contextlib import contextmanager

import hypothesis
import pytest
import schemathesis
from django.core.exceptions import PermissionDenied
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, Phase, strategies
from ninja import NinjaAPI, Router
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kinhbac.site.api import ROUTERS, api
from kinhbac.site.api.entrance import guard, operations_of, routes
from kinhbac.site.demo import cast
from kinhbac.tools.identity.doors import for_officers, open_to_all, routes_without_door
from kinhbac.tools.identity.reads.who import NOBODY
from tests.services.procedures.conftest import BIRTH, DAY, filled_in, submitted
from tests.services.procedures.conftest import catalogue as the_catalogue
from tests.services.procedures.conftest import province as a_province

catalogue, province = (
    the_catalogue,
    a_province,
)  # in this process; the commands of this folder have one of their own
EXAMPLES = 5
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@contextmanager
def one_connection():
    """Let requests share the connection of the test, as Django's test client does; that one undoes it at each request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def signed_in(member):
    program = Client(enforce_csrf_checks=True)
    token = program.get("/api/session").json()["token"]
    if member is None:
        return program, token
    answered = program.post(
        "/api/demo/sign-in",
        {"account": str(member.account)},
        content_type="application/json",
        headers={"X-CSRFToken": token},
    )
    assert answered.status_code == 200
    return program, answered.json()["token"]


def is_explained(answered):
    said = answered.json()
    words = [said[part][language] for part in ("what", "remedy") for language in ("vi", "en")]
    return answered["Content-Type"].startswith("application/json") and said["code"] and all(words)


def an_api(*marked):
    """Return a router with an operation for each mark, and the addresses of its API."""
    router = Router()
    for number, mark in enumerate(marked):

        def operation(request):
            return "came in"

        operation.__name__ = f"operation_{number}"
        router.get(f"/{number}")(mark(operation) if mark else operation)
    made = NinjaAPI(urls_namespace=f"made-{len(marked)}", docs_url=None)
    made.add_router("", guard(router))
    return router, routes(made, router)[0]


def test_an_operation_that_names_no_door_fails_the_check():
    _, patterns = an_api(open_to_all, None, for_officers)
    assert routes_without_door(patterns, "api/") == ["api/1"]


@pytest.mark.django_db
def test_an_operation_that_names_no_door_is_closed_to_everybody(rf: RequestFactory):
    router, _ = an_api(None, open_to_all)
    closed, opened = (each.auth_callbacks[0] for each in operations_of(router))
    request = rf.get("/")
    request.who = NOBODY
    assert opened(request)
    with pytest.raises(PermissionDenied):
        closed(request)


def test_every_operation_names_a_door_and_says_what_it_does():
    operations = [each for router in ROUTERS for each in operations_of(router)]
    assert len(operations) == 53
    assert all(hasattr(each.view_func, "door") for each in operations)
    names = [each.view_func.__name__ for each in operations]
    assert len(set(names)) == len(names)


def test_the_description_names_every_refusal():
    described = api.get_openapi_schema()
    assert described["openapi"].startswith("3.1")
    told = [each for methods in described["paths"].values() for each in methods.values()]
    assert all(each["summary"] and {400, 500, 503} <= set(each["responses"]) for each in told)
    asked = {each["operationId"]: each for each in told if each["security"]}
    assert all(
        {401, 403} <= set(each["responses"]) for each in asked.values() if "Session" in each["security"][0]
    )
    problem = {"$ref": "#/components/schemas/Problem"}
    for each in told:
        refusals = [answer for status, answer in each["responses"].items() if status >= 400]
        assert all(answer["content"]["application/json"]["schema"] == problem for answer in refusals)


@pytest.mark.django_db
def test_nobody_is_told_to_sign_in(province):
    nobody = Client(enforce_csrf_checks=True)
    answers = [
        nobody.get("/api/dossiers"),
        nobody.get("/api/desk"),
        nobody.post("/api/applications", {"procedure": BIRTH}, content_type="application/json"),
        nobody.post("/api/dossiers/H05-260428-0001/undo", {}, content_type="application/json"),
    ]
    assert [each.status_code for each in answers] == [401] * len(answers)
    assert all(is_explained(each) for each in answers)


@pytest.mark.django_db
def test_a_citizen_does_not_enter_by_the_officers_door(province):
    lan, _ = signed_in(cast.LAN)
    refused = lan.get("/api/desk")
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")


@pytest.mark.django_db
def test_a_session_changes_nothing_without_its_token(province):
    lan, token = signed_in(cast.LAN)
    body = {"data": {"procedure": BIRTH}, "content_type": "application/json"}
    for headers in ({}, {"X-CSRFToken": "x" * 64}):
        refused = lan.post("/api/applications", **body, headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (403, "token.missing")
        assert is_explained(refused)
    assert lan.post("/api/applications", **body, headers={"X-CSRFToken": token}).status_code == 200


@pytest.mark.django_db
def test_the_session_says_who_is_signed_in(province):
    assert Client().get("/api/session").json()["name"] is None
    minh, _ = signed_in(cast.MINH)
    said = minh.get("/api/session").json()
    assert (said["name"], said["posts"][0]["role"]) == (cast.MINH.name, "one_stop")


@pytest.mark.django_db
def test_the_demos_people_stand_only_in_a_demo_and_on_this_machine(province, settings, tmp_path):
    people = Client().get("/api/demo/people").json()
    assert str(cast.LAN.account) in [each["account"] for each in people]
    assert Client().get("/api/demo/people", REMOTE_ADDR="192.0.2.1").status_code == 404
    settings.KINHBAC_DATA = tmp_path / "no-demo"
    assert Client().get("/api/demo/people").status_code == 404
    refused = Client().post(
        "/api/demo/sign-in", {"account": people[0]["account"]}, content_type="application/json"
    )
    assert refused.status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/api/nothing", 404),
        ("get", "/api/", 404),
        ("delete", "/api/due", 405),
        ("put", "/api/dossiers", 405),
        ("get", "/api/applications/no-key", 404),
    ],
)
def test_what_the_api_does_not_know_is_explained_as_json(province, method, address, status):
    answered = getattr(Client(), method)(address)
    assert answered.status_code == status
    assert is_explained(answered)
    assert (status == 405) == ("Allow" in answered)


@pytest.mark.django_db
def test_what_is_far_too_large_is_not_read(province, settings):
    settings.KINHBAC_UPLOAD_LIMIT = 1_000
    answered = Client().post("/api/due", "x" * 2_000_000, content_type="application/json")
    assert answered.status_code == 413
    assert is_explained(answered)


@pytest.mark.django_db
def test_due_moments_are_those_of_the_command(province):
    asked = {"from": "2026-04-29T16:10", "term": "3 working days"}
    said = Client().post("/api/due", asked, content_type="application/json").json()
    assert said["due"] == "2026-05-06T17:00:00+07:00"
    assert said["sum"][0]["reason"]["en"] == "not counted: the day it begins"
    later = Client().post("/api/due", {**asked, "after_15": True}, content_type="application/json").json()
    assert later["counted_from"] == "2026-05-04T07:00:00+07:00"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"from": "2026-04-29", "term": "3 working days"}, "body.asked.from"),
        ({"from": "2026-04-29T16:10", "term": "soon"}, "is not understood"),
        ({"from": "2026-04-29T16:10", "term": "900 months"}, "does not cover"),
        ({"from": "2026-04-29T16:10"}, "body.asked.term"),
    ],
)
def test_due_moments_that_cannot_be_counted_are_explained(province, asked, said):
    answered = Client().post("/api/due", asked, content_type="application/json")
    assert answered.status_code == 422
    assert said in answered.content.decode()


@pytest.mark.django_db
def test_the_journals_roots_are_open_to_everybody(province, settings):
    settings.KINHBAC_SEALS.mkdir(parents=True)
    root = '{"day": "2026-04-28", "heads": 1, "file_hash": "a", "previous": "", "root": "b"}'
    (settings.KINHBAC_SEALS / "2026-04-28.root").write_text(root)
    assert [each["root"] for each in Client().get("/api/journal/roots").json()] == ["b"]


@pytest.mark.django_db
@pytest.mark.parametrize("member", [None, cast.LAN, cast.MINH], ids=["nobody", "citizen", "officer"])
def test_whatever_is_sent_the_description_holds(province, member):
    """Every operation, in its own words and in wrong ones, against a dossier and a form that are there."""
    program, token = signed_in(member)
    cookies = {name: morsel.value for name, morsel in program.cookies.items()}
    known = {
        "code": submitted(cast.LAN).code,
        "application": str(filled_in(cast.LAN)),
        "key": BIRTH,
    }
    with one_connection():
        schema = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
        every_operation_holds(schema, known, cookies, token)


def every_operation_holds(schema, known, cookies, token):
    acts = strategies.sampled_from([name for _, name, _ in DAY])
    for each in schema.get_all_operations():
        operation = each.ok()
        if operation.path.endswith("/sign-in"):
            continue  # it would be somebody else who goes on

        cases = strategies.one_of(*(operation.as_strategy(mode) for mode in GenerationMode))

        @hypothesis.settings(
            max_examples=EXAMPLES,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @hypothesis.given(case=cases, is_known=strategies.booleans(), act=acts)
        def hold(case, is_known, act):
            if is_known:
                there = {**known, "act": act}
                case.path_parameters = {name: there[name] for name in case.path_parameters}
            plain = {"X-CSRFToken": token, "Accept-Encoding": "identity"}
            case.call_and_validate(headers=plain, cookies=cookies, checks=CHECKS)

        hold()
