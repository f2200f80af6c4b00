"""Where providers are, from the environment: whole and protected, or refused with the variable's name."""

from io import BytesIO

import pytest
from requests import Response, TooManyRedirects
from requests.adapters import HTTPAdapter

from kinhbac.tools.sign_in.client import _Session
from kinhbac.tools.sign_in.connections import ConnectionFault, connections_in

pytestmark = pytest.mark.pure

NAME = "KINHBAC_OIDC_VNEID"
WHOLE = {f"{NAME}_ISSUER": "https://id.example", f"{NAME}_CLIENT": "kb", f"{NAME}_SECRET": "s3cret"}


def test_nothing_is_connected_where_nothing_is_said():
    assert connections_in({"HOME": "/", f"{NAME}_CLIENT": "kb", f"{NAME}_ISSUER": ""}) == {}


def test_a_connection_finds_the_document_by_itself_and_never_prints_its_secret():
    found = connections_in(WHOLE)["vneid"]
    assert found.metadata == "https://id.example/.well-known/openid-configuration"
    assert (found.client, found.secret) == ("kb", "s3cret")
    assert "s3cret" not in f"{found!r} {found}"


def test_the_secret_may_stand_in_a_file_and_so_may_the_document(tmp_path):
    file = tmp_path / "secret"
    file.write_text("from the file\n")
    more = {f"{NAME}_SECRET_FILE": str(file), f"{NAME}_METADATA": "/etc/kinhbac/vneid.json"}
    found = connections_in({**WHOLE, **more})["vneid"]
    assert (found.secret, found.metadata) == ("from the file", "/etc/kinhbac/vneid.json")


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        ({f"{NAME}_ISSUER": "http://id.example"}, f"{NAME}_ISSUER"),
        ({f"{NAME}_ISSUER": "id.example"}, f"{NAME}_ISSUER"),
        ({f"{NAME}_ISSUER": "http://127.0.0.1.example"}, f"{NAME}_ISSUER"),
        ({f"{NAME}_CLIENT": ""}, f"{NAME}_CLIENT"),
        ({f"{NAME}_METADATA": "http://id.example/doc"}, f"{NAME}_METADATA"),
        ({f"{NAME}_SECRET_FILE": "/nowhere/at/all"}, f"{NAME}_SECRET_FILE"),
    ],
)
def test_what_cannot_be_used_is_named(changed, names):
    with pytest.raises(ConnectionFault, match=names):
        connections_in({**WHOLE, **changed})


@pytest.mark.parametrize("issuer", ["http://127.0.0.1:8001", "http://localhost:8001", "http://[::1]:8001"])
def test_on_this_machine_nothing_stands_between(issuer):
    assert connections_in({**WHOLE, f"{NAME}_ISSUER": issuer})["vneid"].issuer == issuer


class Elsewhere(HTTPAdapter):
    """A provider that leads to another address."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.verified: list[object] = []

    def send(self, request, **how):
        self.asked.append(request.url)
        self.verified.append(how["verify"])
        answer = Response()
        answer.status_code, answer.raw, answer.request, answer.url = 302, BytesIO(), request, request.url
        answer.headers["Location"] = "https://nam.example/"
        return answer


def test_the_provider_leads_us_nowhere_else_and_shows_its_certificate():
    session, provider = _Session(), Elsewhere()
    session.mount("https://", provider)
    with pytest.raises(TooManyRedirects):
        session.get("https://id.example/keys", withhold_token=True)
    assert provider.asked == ["https://id.example/keys"]
    assert False not in provider.verified
