"""Another system reads by a token of its own: what its scopes open, and that the applicant reads who asked and why."""

import pytest

from kinhbac.kernel import actions as cases
from kinhbac.kernel.models import Opening
from kinhbac.site.api import api
from kinhbac.site.demo import cast
from kinhbac.tools.provider.actions.registering import register
from tests.services.procedures.conftest import submitted
from tests.support.systems import LIBRARY, Library, browser

WHY = {"purpose": "Xét học bổng năm 2026"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def library(province) -> Library:
    return Library(register(LIBRARY, viewer=None, now=cases.clock.now()))


def test_lan_reads_which_system_asked_and_why(library):
    code = submitted(cast.LAN).code
    token = library.own_token("dossiers.status")
    answer = library.reads(f"/api/systems/dossiers/{code}", token, WHY)
    assert answer.status_code == 200
    assert answer.json()["code"] == code
    assert cast.LAN.name not in answer.content.decode()
    assert cast.LAN.number not in answer.content.decode()
    page = browser(cast.LAN).get(f"/dossiers/{code}").content.decode()
    assert all(words in page for words in (LIBRARY.name.vi, WHY["purpose"]))
    kept = Opening.objects.get(system="library")
    assert (kept.person, kept.account, kept.purpose) == (None, None, WHY["purpose"])


@pytest.mark.parametrize("asked", [{}, {"purpose": "why"}, {"purpose": "w" * 101}, {"purpose": "line\nline"}])
def test_without_a_purpose_nothing_is_told_and_nothing_recorded(library, asked):
    code = submitted(cast.LAN).code
    answer = library.reads(f"/api/systems/dossiers/{code}", library.own_token("dossiers.status"), asked)
    assert answer.status_code == 422
    assert not Opening.objects.filter(system="library").exists()


def test_a_code_that_is_none_is_not_found(library):
    token = library.own_token("dossiers.status")
    assert library.reads("/api/systems/dossiers/H05-000000-0000", token, WHY).status_code == 404


@pytest.mark.parametrize(
    ("path", "scope", "status"),
    [
        ("/api/systems/dossiers/CODE", "catalogue.read", 403),
        ("/api/procedures", "catalogue.read", 200),
        ("/api/procedures", "dossiers.status", 403),
        ("/api/dossiers", "dossiers.status", 403),
        ("/api/dossiers/CODE", "dossiers.status", 403),
        ("/api/desk", "dossiers.status", 403),
        ("/api/session", "catalogue.read", 403),
        ("/scim/v2/Users", "dossiers.status", 403),
    ],
)
def test_a_scope_opens_what_names_it_and_nothing_else(library, path, scope, status):
    code = submitted(cast.LAN).code
    answer = library.reads(path.replace("CODE", code), library.own_token(scope), WHY)
    assert answer.status_code == status
    assert not Opening.objects.filter(system="library").exists()


def test_no_session_opens_what_is_of_systems(library):
    code = submitted(cast.LAN).code
    for member in (None, cast.LAN, cast.MINH):
        answer = browser(member).get(f"/api/systems/dossiers/{code}", WHY)
        assert (answer.status_code, answer.json()["code"]) == (401, "token.missing_authorization")


def test_with_a_token_no_session_counts(library):
    lan = browser(cast.LAN)
    token = library.own_token("catalogue.read")
    answer = lan.get("/api/dossiers", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 403
    refused = lan.get("/api/procedures", headers={"Authorization": "Bearer nonsense"})
    assert (refused.status_code, refused.json()["code"]) == (401, "token.invalid_token")
    assert "Bearer" in refused["WWW-Authenticate"]


def test_a_persons_token_opens_nothing_of_systems(library):
    tokens = library.signed_on(browser(cast.LAN))
    assert library.reads("/api/procedures", tokens["access_token"]).status_code in (401, 403)
    own = library.own_token("catalogue.read")
    assert library.reads("/oidc/userinfo", own).status_code in (401, 403)


@pytest.mark.parametrize(
    "scope", ["", "openid", "catalogue.read openid", "everything", "dossiers.status everything"]
)
def test_a_system_asks_for_its_own_scopes_alone(library, scope):
    answer = library.shows({"grant_type": "client_credentials", "scope": scope})
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_scope")


def test_the_description_says_what_each_operation_needs():
    described = api.get_openapi_schema()
    flows = described["components"]["securitySchemes"]["System"]["flows"]["clientCredentials"]
    assert set(flows["scopes"]) == {"catalogue.read", "dossiers.status", "officers.read"}
    paths = described["paths"]
    assert paths["/api/systems/dossiers/{code}"]["get"]["security"] == [{"System": ["dossiers.status"]}]
    assert paths["/api/procedures"]["get"]["security"] == [{}, {"System": ["catalogue.read"]}]
    assert paths["/api/dossiers"]["get"]["security"] == [{"Session": []}]
