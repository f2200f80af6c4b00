"""Counts what an act asks of PostgreSQL: every statement logged, one connection, one act after the other."""

import contextlib
import http.client
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import psycopg

from bench.meters import backends
from bench.officers import Request
from bench.statements import PREFIX, counted, statements
from tests.support.postgres import Server

_LOGGED = {"log_statement": "all", "log_line_prefix": PREFIX}


@dataclass(frozen=True)
class Counted:
    """The statements of one act that count, in their order."""

    act: str
    statements: list[str]


@dataclass(frozen=True)
class Counter:
    """Counts on one server; `worker` is the process whose statements are no part of an act."""

    postgres: Server
    worker: int | None = None

    def count(self, port: int, requests: Sequence[tuple[str, Request]]) -> list[Counted]:
        """Send requests, each with the name of its act, one by one; return what each asked of the database."""
        found: list[Counted] = []
        with contextlib.ExitStack() as stack:
            stack.enter_context(self._logging())
            web = stack.enter_context(
                contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60))
            )
            for act, (path, headers, body) in requests:
                before = self._log_size()
                web.request("POST", path, body.encode(), headers)
                answer = web.getresponse()
                answer.read()
                if answer.status != http.HTTPStatus.OK:
                    raise RuntimeError(
                        f"{path} was answered by {answer.status} while statements were counted."
                    )
                given = statements(self._log_since(before), apart_from=self._others())
                found.append(Counted(act, [each for each in given if counted(each)]))
        return found

    @contextlib.contextmanager
    def _logging(self) -> Iterator[None]:
        """Let the server log everything; wait until it does, for it takes up a new setting when it likes."""
        with psycopg.connect(self.postgres.url, autocommit=True) as connection:
            for name, value in _LOGGED.items():
                connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
            connection.execute("SELECT pg_reload_conf()")
            wait_until(connection, "SHOW log_statement", "all")
            yield
            connection.execute("ALTER SYSTEM RESET ALL")
            connection.execute("SELECT pg_reload_conf()")

    def _others(self) -> frozenset[int]:
        """Return the server's processes that have no part in an act: the worker's."""
        return backends(self.postgres.url, self.worker) if self.worker is not None else frozenset()

    def _log_size(self) -> int:
        return (self.postgres.folder / "log").stat().st_size

    def _log_since(self, place: int) -> str:
        with (self.postgres.folder / "log").open("rb") as log:
            log.seek(place)
            return log.read().decode(errors="replace")


def wait_until(connection: psycopg.Connection, asked: str, wanted: str) -> None:
    """Ask until the answer is the wanted one; for settings that the server takes up soon."""
    for _ in range(500):
        row = connection.execute(asked).fetchone()  # type: ignore[arg-type]  # a few words of ours
        if row is not None and row[0] == wanted:
            return
    raise RuntimeError(f"`{asked}` never became {wanted}.")
