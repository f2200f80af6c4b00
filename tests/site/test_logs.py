"""Lines of the error output: told with their zone, forged by nobody, without the values of a row; and what a fault leaves."""

import json
import logging
import sys
from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import DataError
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.utils.functional import SimpleLazyObject

from kinhbac.base.text import Text
from kinhbac.kernel.reads import NotFound
from kinhbac.kernel.types import Refusal, Refused, Viewer
from kinhbac.site import environment, urls
from kinhbac.site.logs import MORE, Line, Plain
from kinhbac.tools.identity.doors import for_administrators, open_to_all
from kinhbac.tools.identity.reads.who import NOBODY

FORGED = "no\n2026-04-28T09:00:00.000+07:00 WARNING kinhbac Nam is an officer\r\x1b[2K\u202e"
QUOTED = 'duplicate key value violates "kinhbac_person"\nDETAIL:  Key (phone)=(0977000771) is there.\nHINT:  Do otherwise.'


def record(message: str, *arguments: object, fault: Exception | None = None) -> logging.LogRecord:
    trace = (type(fault), fault, fault.__traceback__) if fault else None
    made = logging.LogRecord("kinhbac.site", logging.WARNING, "x.py", 1, message, arguments, trace)
    made.created = datetime.fromisoformat("2026-04-28T02:00:00+00:00").timestamp()
    return made


def test_a_line_says_when_with_its_zone_how_bad_and_where():
    said = Line().format(record("%s waits", "Minh"))
    assert said == "2026-04-28T09:00:00.000+07:00 WARNING kinhbac.site Minh waits"


def test_nobody_forges_a_line():
    first, *rest = Line().format(record("said: %s", FORGED)).splitlines()
    assert first.endswith("said: no")
    assert rest
    assert all(line.startswith(MORE) for line in rest)
    assert not {"\r", "\x1b", "\u202e"} & set("".join(rest))


def test_nobody_forges_a_line_by_a_fault():
    with pytest.raises(ValueError) as met:  # so that it has a trace
        raise ValueError(FORGED)
    first, *rest = Line().format(record("it failed", fault=met.value)).splitlines()
    assert first.endswith("it failed")
    assert any("Traceback" in line for line in rest)
    assert all(line.startswith(MORE) for line in rest)


def test_for_machines_a_line_is_one_object():
    (said,) = Plain().format(record("said: %s", FORGED)).splitlines()
    told = json.loads(said)
    assert told["at"] == "2026-04-28T09:00:00.000+07:00"
    assert (told["level"], told["room"]) == ("WARNING", "kinhbac.site")
    assert told["message"] == f"said: {FORGED}"


@pytest.mark.parametrize("form", [Line(), Plain()])
def test_values_that_the_database_quotes_are_left_out(form):
    with pytest.raises(RuntimeError) as met:
        raise RuntimeError(QUOTED)
    said = form.format(record("storage: %s", QUOTED, fault=met.value))
    assert "kinhbac_person" in said
    assert "Do otherwise" in said
    assert "0977000771" not in said


def test_lines_go_to_the_error_output_alone(settings):
    assert settings.ADMINS == []
    assert [each["class"] for each in settings.LOGGING["handlers"].values()] == ["logging.StreamHandler"]
    assert not settings.LOGGING.get("loggers")


def test_a_form_that_there_is_not_is_refused(monkeypatch):
    monkeypatch.setenv("KINHBAC_LOG_FORM", "xml")
    with pytest.raises(environment.EnvironmentFault):
        environment.log_form()


@open_to_all
def breaks(request):
    raise ZeroDivisionError("Zqx khoá bí mật")


@for_administrators
def closed(request):
    return HttpResponse("Zqx")


REFUSALS = {
    "hidden": (NotFound(), 404),
    "refused": (Refused(Refusal("x", Text("Không", "No"), Text("Thôi", "Do not"), "")), 409),
    "odd": (SuspiciousOperation("too many fields"), 400),
    "unkept": (DataError("a zero in a text"), 400),
}


@open_to_all
def refuses(request, kind):
    assert request.who.viewer  # as every read asks
    raise REFUSALS[kind][0]


class Breaking:
    """The site's addresses, and more: behind two something breaks that nobody foresaw, others refuse."""

    handler400, handler403, handler404, handler500 = (
        *(urls.handler400, urls.handler403),
        *(urls.handler404, urls.handler500),
    )
    urlpatterns = [
        *(path("breaks", breaks), path("api/breaks", breaks), path("closed", closed)),
        path("refuses/<kind>", refuses),
        *urls.urlpatterns,
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/breaks", "/api/breaks"])
def test_a_fault_that_nobody_foresaw_shows_nothing_and_is_recorded(settings, caplog, address):
    settings.ROOT_URLCONF = Breaking
    answer = Client(raise_request_exception=False).get(
        f"{address}?q=Zqxten", HTTP_COOKIE="kinhbac_session=zqxphien"
    )
    body = answer.content.decode()
    assert answer.status_code == 500
    assert [
        word
        for word in ("Zqx khoá", "Traceback", "ZeroDivision", ".py", sys.prefix, "Django")
        if word in body
    ] == []
    (kept,) = [each for each in caplog.records if each.exc_info]
    said = Line().format(kept)
    assert "ZeroDivisionError" in said
    assert "Zqxten" not in said
    assert "zqxphien" not in said


def test_a_line_looks_nobody_up():
    told = record("it waits")
    told.request = SimpleNamespace(who=SimpleLazyObject(lambda: pytest.fail("the database was asked")))
    assert Line().format(told).endswith("it waits")


@pytest.mark.django_db
@pytest.mark.parametrize(("person", "told"), [(UUID(int=7), str(UUID(int=7))), (None, "nobody")])
def test_who_is_refused_at_a_door_is_recorded(settings, caplog, monkeypatch, person, told):
    settings.ROOT_URLCONF = Breaking
    who = replace(NOBODY, viewer=Viewer(person=person))
    monkeypatch.setattr("kinhbac.tools.identity.middleware._who", lambda _request: who)
    assert Client().post("/closed").status_code == 403
    (kept,) = [each for each in caplog.records if each.name == "django.request"]
    assert f"Forbidden (Permission denied): /closed (asked by {told}, POST /closed)" in Line().format(kept)
    said = json.loads(Plain().format(kept))
    assert (said["asked_by"], said["asked"]) == (told, "POST /closed")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", REFUSALS)
def test_who_asks_for_what_is_not_hers_or_cannot_be_is_recorded(settings, caplog, monkeypatch, kind):
    """What a read keeps from her, a rule refuses, and no form of ours sends: each leaves one line."""
    settings.ROOT_URLCONF = Breaking
    _, status = REFUSALS[kind]
    who = replace(NOBODY, viewer=Viewer(person=UUID(int=7)))
    monkeypatch.setattr("kinhbac.tools.identity.middleware._who", lambda _request: who)
    assert Client().get(f"/refuses/{kind}?q=Zqxten").status_code == status
    lines = [Line().format(each) for each in caplog.records if each.name.startswith("django.")]
    (line,) = [each for each in lines if f"(asked by {UUID(int=7)}, GET /refuses/{kind})" in each]
    assert "Zqxten" not in line
