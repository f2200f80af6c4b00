"""Another system of the province as a program sees Kinh Bắc: what it asks, what it is answered, every step by hand."""

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from django.test import Client
from joserfc import jwt
from joserfc.jwk import KeySet

from kinhbac.base.text import Text
from kinhbac.tools.provider.types import OF_PERSON, OF_SYSTEM, Registration
from tests.support.signing import signed_in

HERE = "127.0.0.1"
ISSUER = f"http://{HERE}"
BACK = "https://library.example/back"
LIBRARY = Registration(
    key="library",
    name=Text("Thư viện tỉnh", "Province library"),
    purpose=Text("Cấp thẻ bạn đọc", "Readers' cards"),
    law="Luật Thư viện 2019, Điều 38 (ví dụ)",
    redirects=(BACK,),
    after_logout=("https://library.example/out",),
    back_channel="https://library.example/signed-out",
    of_person=tuple(OF_PERSON),
    of_system=tuple(OF_SYSTEM),
)


def browser(member=None, **more) -> Client:
    """Return a browser on this machine, of somebody who came in or of nobody."""
    client = Client(SERVER_NAME=HERE, SERVER_PORT="80")
    return signed_in(client, member.account, **more) if member is not None else client


@dataclass
class Library:
    """The system, with its secret and the last proof that it made."""

    secret: str
    key: str = "library"
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    program: Client = field(default_factory=browser)

    def asks(self, scope: str = "openid profile", **more) -> dict[str, str]:
        """Return what it sends the browser with; a value of None leaves one out."""
        proof = base64.urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest()).rstrip(b"=")
        asked = {
            "response_type": "code",
            "client_id": self.key,
            "redirect_uri": BACK,
            "scope": scope,
            "state": "of-the-browser",
            "nonce": "of-this-time",
            "code_challenge": proof.decode(),
            "code_challenge_method": "S256",
            **more,
        }
        return {name: value for name, value in asked.items() if value is not None}

    def agreed(self, client: Client, scope: str = "openid profile", **more) -> dict[str, str]:
        """Let somebody agree; return with what her browser is sent back."""
        page = client.get("/oidc/authorize", self.asks(scope, **more))
        if page.status_code == 200:
            address = f"/oidc/authorize?{page.wsgi_request.GET.urlencode()}"
            page = client.post(address, {"answer": "yes"})
        return sent_back(page)

    def exchanges(self, code: str, **more):
        """Exchange a code."""
        asked = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK}
        return self.shows({**asked, "code_verifier": self.verifier, **more})

    def renews(self, token: str):
        """Renew a token."""
        return self.shows({"grant_type": "refresh_token", "refresh_token": token})

    def own_token(self, scope: str) -> str:
        """Return a token of its own."""
        answer = self.shows({"grant_type": "client_credentials", "scope": scope})
        assert answer.status_code == 200, answer.content
        return answer.json()["access_token"]

    def shows(self, asked, path: str = "/oidc/token", secret: str | None = None):
        """Ask, showing its secret."""
        shown = base64.b64encode(f"{self.key}:{secret or self.secret}".encode()).decode()
        return self.program.post(path, asked, headers={"Authorization": f"Basic {shown}"})

    def reads(self, path: str, token: str, query=None):
        """Read something with a token."""
        return self.program.get(path, query or {}, headers={"Authorization": f"Bearer {token}"})

    def signed_on(self, client: Client, scope: str = "openid profile") -> dict[str, str]:
        """Let somebody sign on; return the tokens."""
        answer = self.exchanges(self.agreed(client, scope)["code"])
        assert answer.status_code == 200, answer.content
        return answer.json()

    def words(self, token: str):
        """Return what a signed token says, its signature checked with the published keys."""
        keys = KeySet.import_key_set(self.program.get("/oidc/keys").json())
        return jwt.decode(token, keys, algorithms=["RS256"])


def sent_back(answer) -> dict[str, str]:
    """Return with what a browser is sent to the library."""
    assert answer.status_code == 303, answer.content.decode()
    address = answer["Location"]
    assert address.startswith(f"{BACK}?"), address
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
