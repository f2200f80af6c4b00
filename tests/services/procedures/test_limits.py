"""Limits at their doors: 429 with what, how long and another way; nothing written is lost, and nobody signed in pays."""

from uuid import uuid4

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinhbac.kernel.models import Case
from kinhbac.services.procedures.models import Application
from kinhbac.site.api import api
from kinhbac.site.demo import cast
from kinhbac.tools.files.models import StoredFile
from kinhbac.tools.limits.models import Tally
from tests.services.procedures.browsing import answers_of, at_papers, browser, page_of, picture, upload
from tests.services.procedures.conftest import filled_in, submitted
from tests.tools.limits.budgets import publish

pytestmark = pytest.mark.usefixtures("province", "morning")

COMPONENTS = ["application", "birth_notice", "identity"]


def is_over(answer, minutes: int, *words: str) -> bool:
    text = answer.content.decode()
    missing = [each for each in words if each not in text]
    assert not missing, missing
    return answer.status_code == 429 and answer["Retry-After"] == str(minutes * 60)


def test_a_stranger_searches_so_often_and_who_is_signed_in_goes_on():
    publish(find=2)
    stranger, words = browser(None), {"q": "khai sinh"}
    assert [stranger.get("/", words).status_code for _ in range(3)] == [200, 200, 429]
    said = ("tìm thủ tục, nhiều nhất 2 lần trong 10 phút", "Thử lại sau 10 phút", "Bộ phận Một cửa")
    assert is_over(stranger.get("/", words), 10, *said)
    english = browser(None, "en").get("/", words)
    assert is_over(
        english, 10, "searches for a procedure, 2 at most within 10 minutes", "Try again in 10 min"
    )
    assert stranger.get("/").status_code == 200, "only words sought are counted"
    assert browser(cast.LAN).get("/", words).status_code == 200
    assert Tally.objects.count() == 1


def test_a_full_disk_closes_no_door_behind_which_is_only_reading(monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise OperationalError

    monkeypatch.setattr("kinhbac.tools.limits.doors.spend", full)
    assert browser(None).get("/", {"q": "khai sinh"}).status_code == 200


def test_what_an_officer_reads_and_does_is_not_counted():
    code = submitted().code
    minh = browser(cast.MINH)
    with CaptureQueriesContext(connection) as seen:
        for address in ("/desk", f"/desk/{code}", "/api/desk", f"/api/dossiers/{code}"):
            assert minh.get(address).status_code == 200
        form = {"seen": 1, "key": str(uuid4()), "component": COMPONENTS}
        assert minh.post(reverse("desk_act", args=[code, "receive"]), form).status_code == 302
    assert not [each for each in seen if "tally" in str(each["sql"])]


def test_papers_beyond_the_budget_are_refused_beside_the_question_and_those_before_stay():
    application = at_papers()  # one paper was handed in and left aside
    publish(upload=3)
    client, address = browser(), page_of(application, "birth_notice")
    sent = [upload(f"{each}.png", picture("PNG", each)) for each in ("red", "green", "blue")]
    shown = client.post(address, {"papers.birth_notice": sent})
    assert is_over(
        shown, 60, "blue.png: Đã đến giới hạn của bạn: tệp gửi lên", "red.png</a>", "green.png</a>"
    )
    kept = answers_of(application)["papers"]["birth_notice"]
    assert [each["name"] for each in kept] == ["red.png", "green.png"]
    assert StoredFile.objects.filter(original_name="blue.png").count() == 0


def test_a_form_beyond_the_budget_stays_as_it_is_and_can_be_sent_later():
    publish(file=1)
    first = submitted()
    application = filled_in()
    before = answers_of(application)
    shown = browser().post(reverse("application_check", args=[application]))
    assert is_over(shown, 1440, "hồ sơ nộp trực tuyến, nhiều nhất 1 lần trong 1 ngày", "vẫn được giữ nguyên")
    assert (answers_of(application), Case.objects.count()) == (before, 1)
    program = browser()
    token = program.get("/api/session").json()["token"]
    address = f"/api/applications/{application}/submit"
    told = program.post(address, headers={"X-CSRFToken": token})
    assert is_over(told, 1440)
    assert (told.json()["code"], told.json()["law"]) == ("limits.file", "")
    assert submitted_again(first)
    publish(file=2)
    assert browser().post(reverse("application_check", args=[application])).status_code == 302
    assert Application.objects.get(pk=application).case is not None


def submitted_again(receipt) -> bool:
    """Say whether a form that was sent is still answered with its receipt: it is no further dossier."""
    application = Application.objects.get(case=receipt.case)
    return browser().post(reverse("application_check", args=[application.pk])).status_code == 302


@pytest.mark.parametrize(
    ("member", "method", "address", "door"),
    [
        (cast.LAN, "post", "/my/export", "download"),
        (cast.BINH, "get", "/figures.xlsx", "download"),
        (cast.BINH, "get", "/figures/official.xlsx", "download"),
        (cast.MINH, "get", "/register?as=xlsx", "download"),
        (cast.MINH, "get", "/register", "print"),
    ],
)
def test_downloads_and_registers_are_counted_by_person(member, method, address, door):
    publish(**{door: 1})
    client = browser(member)
    ask = getattr(client, method)
    assert ask(address).status_code == 200
    assert is_over(ask(address), 60, "nhiều nhất 1 lần trong 1 giờ")
    assert Tally.objects.count() == 1


def test_strangers_ask_the_api_so_often_and_the_description_says_so():
    publish(ask=2)
    stranger = browser(None)
    assert [stranger.get("/api/procedures").status_code for _ in range(2)] == [200, 200]
    told = stranger.get("/api/procedures/1.001193")
    assert is_over(told, 10, "questions to the public API")
    assert set(told.json()) == {"code", "what", "remedy", "law"}
    assert browser(cast.LAN).get("/api/procedures").status_code == 200
    described = {
        path
        for path, operations in api.get_openapi_schema()["paths"].items()
        if any("429" in map(str, each["responses"]) for each in operations.values())
    }
    assert described >= {
        "/api/procedures",
        "/api/procedures/{key}",
        "/api/lookup",
        "/api/due",
        "/api/systems/dossiers/{code}",
        "/api/applications/{application}/files",
        "/api/applications/{application}/submit",
        "/api/dossiers/{code}/files",
    }
    assert "/api/desk" not in described
