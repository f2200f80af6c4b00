"""A careful client's ways of asking: for JSON, by a form, with a file; what is not done in the end is a fault."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tests.kill.client import Answer, Client, Tally, insist

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Asking:
    """Asks for people whose clients it is given, each time until there is an answer that counts."""

    tally: Tally

    def json(self, client: Client, method: str, path: str, value: Any = None, key: str | None = None) -> Any:
        """Ask for JSON with JSON; return what was answered."""
        return self.sure(lambda: client.ask_json(method, path, value, key), f"{method} {path}")

    def form(self, client: Client, path: str, fields: Sequence[tuple[str, str]]) -> Answer:
        """Send a form as a browser does, whatever is answered."""
        body = urlencode(fields).encode()
        return insist(self.tally, lambda: client.ask("POST", path, body, FORM), path)

    def sure(self, ask: Callable[[], Answer], what: str) -> Any:
        """Ask; return the JSON of the answer, which must be 200."""
        answer = insist(self.tally, ask, what)
        if answer.status != 200:
            raise AssertionError(f"{what}: {answer.status} {answer.text[:500]}")
        return answer.json
