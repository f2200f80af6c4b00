"""A client of the JSON API over plain sockets: one that asks once, and a careful one that asks until it has an answer.

The careful client does what a client of ours must do: a connection that breaks and an answer that says "not now"
(503, 507) are followed by the same request with the same idempotency key.
"""

import contextlib
import http.client
import json
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from tests.kill.province import PATIENCE

ALL_BLOWS = 5 * PATIENCE
"""Seconds for which a careful client asks: on a busy machine one may be unlucky with every blow of a round."""
NOT_NOW = {503, 507}
BROKEN = (OSError, http.client.HTTPException)
KEYS = UUID("5b1c0de0-0000-4000-8000-6b696e686263")

MET = ("cut off", "nobody there", "not now", "answer lost", "hung up", "done unheard", "asked twice")
"""What clients met: a connection cut in the middle; no server; a 503; an act that was done though no answer came (killed
server, client that hung up); how often clients hung up; how often they asked once more without need."""


@dataclass(frozen=True)
class Answer:
    """What came back: status, headers in small letters, body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode(errors="replace")


@dataclass
class Client:
    """One person's browser or program: it keeps cookies, and nothing else between two requests."""

    port: int
    timeout: float = 60.0
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Ask once, on a connection of its own; what breaks is raised."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        try:
            connection.connect()  # refused or reset here, there is no answer to wait for
            with contextlib.suppress(
                BrokenPipeError, ConnectionResetError
            ):  # the answer may be there already
                connection.request(method, path, body=body, headers=self._headers(headers or {}))
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        self._keep_cookies(response)
        return Answer(
            response.status, {name.lower(): value for name, value in response.getheaders()}, content
        )

    def hang_up_on(self, path: str, value: Any, key: str | None) -> None:
        """Send a whole request and hang up before the answer: the server may do it, and its answer is lost."""
        body = b"" if value is None else json.dumps(value).encode()
        headers = {"Content-Type": "application/json", "Content-Length": str(len(body))}
        if key is not None:
            headers["Idempotency-Key"] = key
        lines = [
            f"POST {path} HTTP/1.1",
            *(f"{name}: {said}" for name, said in self._headers(headers).items()),
        ]
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 5) as line:
            line.sendall("\r\n".join([*lines, "", ""]).encode() + body)

    def ask_json(self, method: str, path: str, value: Any = None, key: str | None = None) -> Answer:
        """Ask with a JSON body, under an idempotency key."""
        headers = {"Accept": "application/json"}
        if key is not None:
            headers["Idempotency-Key"] = key
        if value is None:
            return self.ask(method, path, None, headers)
        return self.ask(
            method, path, json.dumps(value).encode(), headers | {"Content-Type": "application/json"}
        )

    def send_file(self, path: str, name: str, content: bytes, fields: Mapping[str, str]) -> Answer:
        """Send a file as a form does."""
        body, content_type = multipart(name, content, fields)
        return self.ask("POST", path, body, {"Content-Type": content_type, "Accept": "application/json"})

    def _headers(self, given: Mapping[str, str]) -> dict[str, str]:
        headers = {"Host": f"127.0.0.1:{self.port}", **given}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if self.token:
            headers.setdefault("X-CSRFToken", self.token)
        return headers

    def _keep_cookies(self, response: http.client.HTTPResponse) -> None:
        for given in response.headers.get_all("Set-Cookie") or ():
            name, _, value = given.partition(";")[0].strip().partition("=")
            self.cookies[name] = value


def multipart(
    name: str, content: bytes, fields: Mapping[str, str], *, field: str = "file"
) -> tuple[bytes, str]:
    """Return the body of a form with one file in a field, and its content type."""
    boundary = "kinhbac-boundary-of-a-form"
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{each}"\r\n\r\n{value}\r\n'.encode()
        for each, value in fields.items()
    ]
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    parts += [head.encode("utf-8", "surrogatepass"), content, f"\r\n--{boundary}--\r\n".encode()]
    return b"".join(parts), f"multipart/form-data; boundary={boundary}"


class UnansweredError(AssertionError):
    """Nobody gave an answer that counts, in good time; or the answer was a fault."""


@dataclass
class Tally:
    """What all clients of a round have done so far; whoever waits for a count is told."""

    counts: Counter[str] = field(default_factory=Counter)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def add(self, what: str) -> None:
        """Count one."""
        with self.changed:
            self.counts[what] += 1
            self.changed.notify_all()

    @property
    def taken_up(self) -> int:
        """How many requests a server has taken up; asking again where nobody is, or "not now", brings nothing on."""
        return self.counts["sent"] - self.counts["nobody there"] - self.counts["not now"]

    def wait_for(self, requests: int, given_up: Callable[[], bool]) -> bool:
        """Wait until so many requests were taken up; False if they never will be."""
        with self.changed:
            self.changed.wait_for(lambda: self.taken_up >= requests or given_up())
            return self.taken_up >= requests


def insist(tally: Tally, ask: Callable[[], Answer], what: str) -> Answer:
    """Ask until there is an answer that counts, as a careful client does.

    Raises:
        UnansweredError: the time is over, or the answer is a fault of the server's that no client can mend by waiting.
    """
    until = time.monotonic() + ALL_BLOWS
    last, pause = "nothing", 0.02
    while time.monotonic() < until:
        tally.add("sent")
        try:
            answer = ask()
        except BROKEN as fault:
            tally.add("nobody there" if isinstance(fault, ConnectionRefusedError) else "cut off")
            last = repr(fault)
        else:
            if answer.status not in NOT_NOW:
                if answer.status >= 500:
                    raise UnansweredError(f"{what}: {answer.status} {answer.text[:500]}")
                return answer
            tally.add("not now")
            last = f"{answer.status} {answer.text[:200]}"
        time.sleep(pause)  # polite; nothing is proved by it
        pause = min(0.25, 2 * pause)
    raise UnansweredError(f"{what}: no answer within {ALL_BLOWS:.0f} s; last: {last}")


def key_of(*words: object) -> str:
    """Return the idempotency key of an act: the same words, the same key."""
    return str(uuid5(KEYS, " ".join(map(str, words))))
