"""The administrator's pages of other systems: who may, what is shown once, and what is recorded."""

from datetime import UTC, datetime

import pytest

from kinhbac.kernel.types import Refused
from kinhbac.site.demo import cast
from kinhbac.tools.identity.reads.who import signed_in as who_is
from kinhbac.tools.provider.actions import registering
from kinhbac.tools.provider.models import System, SystemAct
from kinhbac.tools.provider.reads import happened_with, systems, tokens_of
from tests.support.systems import LIBRARY, Library, browser

FORM = {
    "key": "archive",
    "name_vi": "Lưu trữ tỉnh",
    "name_en": "Province archive",
    "purpose_vi": "Mượn tài liệu",
    "purpose_en": "Lending documents",
    "redirects": "https://archive.example/back\r\n https://archive.example/again ",
    "scope": ["openid", "profile", "catalogue.read"],
}


def secret_in(page) -> str:
    return page.context["secret"]


@pytest.mark.parametrize(
    "member", [None, cast.LAN, cast.MINH, cast.BINH], ids=["nobody", "citizen", "officer", "leader"]
)
@pytest.mark.parametrize("path", ["/systems", "/systems/new", "/systems/library"])
def test_only_administrators_come_in(library, member, path):
    here = browser(member)
    assert here.get(path).status_code == (302 if member is None else 403)
    assert here.post(path, FORM).status_code == 403
    assert System.objects.count() == 1


def test_reads_and_acts_ask_for_the_post_themselves(library):
    minh = who_is(cast.MINH.account, datetime.now(UTC).date()).viewer
    now = datetime.now(UTC)
    assert systems(minh) == () == happened_with("library", minh) == tokens_of("library", minh, now)
    with pytest.raises(PermissionError):
        registering.register(LIBRARY, viewer=minh, now=now)
    with pytest.raises(PermissionError):
        registering.disable("library", "", viewer=minh, now=now)


def test_a_system_is_registered_and_its_secret_is_shown_once(province):
    yen = browser(cast.YEN)
    page = yen.post("/systems/new", FORM)
    secret = secret_in(page)
    assert secret in page.content.decode()
    row = System.objects.get(key="archive")
    assert row.redirects == ["https://archive.example/back", "https://archive.example/again"]
    assert (row.of_person, row.of_system) == (["openid", "profile"], ["catalogue.read"])
    assert secret not in str(row.__dict__)
    again = yen.get("/systems/archive").content.decode()
    assert secret not in again
    assert "archive.example/back" in again
    assert cast.YEN.name in again
    archive = Library(secret, key="archive")
    assert archive.own_token("catalogue.read")
    assert "Lưu trữ tỉnh" in yen.get("/systems").content.decode()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"scope": ["openid", "identity_number"]}, "provider.no_law"),
        ({"redirects": "http://archive.example/back"}, "provider.bad_address"),
        ({"name_en": " "}, "provider.nameless"),
        ({"key": "library"}, "provider.taken"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_stays(library, changed, code):
    page = browser(cast.YEN).post("/systems/new", {**FORM, **changed})
    assert page.status_code == 422
    assert page.context["refusal"].code == code
    assert "Mượn tài liệu" in page.content.decode()
    assert System.objects.count() == 1


def test_a_new_secret_ends_the_old_one(library):
    page = browser(cast.YEN).post("/systems/library", {"act": "secret"})
    asked = {"grant_type": "client_credentials", "scope": "catalogue.read"}
    assert library.shows(asked).status_code == 401
    assert library.shows(asked, secret=secret_in(page)).status_code == 200


def test_a_secret_runs_out(library, clock):
    asked = {"grant_type": "client_credentials", "scope": "catalogue.read"}
    clock.ahead = registering.SECRET_HOLDS
    assert library.shows(asked).status_code == 401


def test_a_system_is_closed_with_a_reason_and_opened_again(library):
    yen = browser(cast.YEN)
    token = library.own_token("catalogue.read")
    yen.post("/systems/library", {"act": "disable", "why": "Lộ mật khẩu"})
    assert library.reads("/api/procedures", token).status_code == 401
    assert "Lộ mật khẩu" in yen.get("/systems/library").content.decode()
    yen.post("/systems/library", {"act": "enable", "why": "Đã thay"})
    assert library.reads("/api/procedures", token).status_code == 401  # what ended does not come back
    assert library.reads("/api/procedures", library.own_token("catalogue.read")).status_code == 200
    acts = list(SystemAct.objects.exclude(act="refused").order_by("pk").values_list("act", flat=True))
    assert acts == ["registered", "disabled", "enabled"]


def test_a_tokens_last_use_is_shown_and_written_once_a_minute(library, clock):
    token = library.own_token("catalogue.read")
    yen = who_is(cast.YEN.account, datetime.now(UTC).date()).viewer
    (seen,) = tokens_of("library", yen, clock.now())
    assert (seen.scopes, seen.seen_at) == (("catalogue.read",), None)
    library.reads("/api/procedures", token)
    first = tokens_of("library", yen, clock.now())[0].seen_at
    library.reads("/api/procedures", token)
    assert tokens_of("library", yen, clock.now())[0].seen_at == first is not None
    assert "catalogue.read" in browser(cast.YEN).get("/systems/library").content.decode()


def test_what_was_refused_stands_on_the_page(library):
    browser(cast.LAN).get("/oidc/authorize", library.asks(redirect_uri="https://elsewhere.example/"))
    assert "asked.invalid_request" in browser(cast.YEN).get("/systems/library").content.decode()


def test_a_system_that_is_none_is_not_found(province):
    assert browser(cast.YEN).get("/systems/nothing").status_code == 404
    assert browser(cast.YEN).post("/systems/nothing", {"act": "secret"}).status_code == 404
    with pytest.raises(Refused):
        registering.new_secret("nothing", viewer=None, now=datetime.now(UTC))
