"""Officers at their programs: signed in to a demo province, with the requests that walk dossiers through their acts."""

import http.client
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from functools import cache
from http.cookies import SimpleCookie
from typing import Any
from uuid import uuid4

from bench.rows import ACTS, NOTES

Request = tuple[str, dict[str, str], str]


class Officers:
    """The officers of a province that is served on a port of this machine; each signs in once."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._headers = cache(self._signed_in)

    def walk(self, dossiers: Iterable[Mapping[str, Any]]) -> Iterator[Request]:
        """Yield the requests of the acts that take dossiers from reception to the citizen's hand, one after another."""
        for dossier in dossiers:
            for seq, (act, account) in enumerate(zip(ACTS, dossier["team"], strict=True), start=1):
                headers = {**self._headers(account), "Idempotency-Key": str(uuid4())}
                values = {"note": NOTES[act]} if act in NOTES else {}
                yield (
                    f"/api/dossiers/{dossier['code']}/acts/{act}",
                    headers,
                    json.dumps({"values": values, "seen": seq}),
                )

    def headers(self, account: str) -> dict[str, str]:
        """Return the headers that each request of an officer carries, signed in at the first."""
        return self._headers(account)

    def _signed_in(self, account: str) -> dict[str, str]:
        """Sign in as programs do; return the headers that each of the officer's requests carries."""
        cookies = SimpleCookie()
        with closing(http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)) as connection:
            connection.request("GET", "/api/session")
            token = _answered(connection, cookies)["token"]
            body = json.dumps({"account": account})
            connection.request("POST", "/api/demo/sign-in", body, _headers(cookies, token))
            token = _answered(connection, cookies)["token"]
        return _headers(cookies, token)


def _answered(connection: http.client.HTTPConnection, cookies: SimpleCookie) -> dict[str, Any]:
    answer = connection.getresponse()
    text = answer.read()
    if answer.status != http.HTTPStatus.OK:
        raise RuntimeError(
            f"Signing in was answered by {answer.status}: {text[:400].decode(errors='replace')}"
        )
    for line in answer.headers.get_all("Set-Cookie", []):
        cookies.load(line)
    answered: dict[str, Any] = json.loads(text)
    return answered


def _headers(cookies: SimpleCookie, token: str) -> dict[str, str]:
    pairs = "; ".join(f"{name}={morsel.value}" for name, morsel in cookies.items())
    return {"Cookie": pairs, "X-CSRFToken": token, "Content-Type": "application/json"}
