"""Starts what is measured: our server as `kinhbac serve` starts it, the one-view program under the same server."""

import contextlib
import http.client
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import psutil

from bench.within import ROOT, environment
from kinhbac.site.serving.start import default_workers
from kinhbac.site.serving.web import THREADS
from tests.support.postgres import free_port

PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Running:
    """A server that answers: where, its first process, and ours its worker's (0 where there is none)."""

    port: int
    pid: int
    worker: int = 0


@contextlib.contextmanager
def kinhbac(
    data: Path, variables: dict[str, str], *options: str, core: int | None = None
) -> Iterator[Running]:
    """Serve a province by its own command; all its processes on one processor, where one is named."""
    port = free_port()
    command = [
        *on_core(core),
        str(Path(sys.executable).with_name("kinhbac")),
        "serve",
        "--data",
        str(data),
        "--port",
        str(port),
        *options,
    ]
    with _started(command, port, environment(variables)) as process:
        workers = [
            each.pid
            for each in psutil.Process(process.pid).children()
            if "kinhbac.site.serving.worker" in each.cmdline()
        ]
        yield Running(port, process.pid, workers[0])


@contextlib.contextmanager
def one_view(rows: Path, schema: str, url: str) -> Iterator[Running]:
    """Serve the one-view program with as many processes and threads as our server has."""
    port = free_port()
    options = ["--interface", "wsgi", "--http", "1", "--no-ws", "--log-level", "error"]
    many = ["--workers", str(default_workers()), "--blocking-threads", str(THREADS)]
    place = ["--host", "127.0.0.1", "--port", str(port)]
    command = [sys.executable, "-m", "granian", *options, *many, *place, "bench.one_view:application"]
    more = {"KINHBAC_DATABASE": url, "BENCH_ROWS": str(rows), "BENCH_SCHEMA": schema}
    with _started(command, port, environment(more)) as process:
        yield Running(port, process.pid)


@contextlib.contextmanager
def one_page(url: str, size: int, core: int | None = None) -> Iterator[Running]:
    """Serve the one-page program from a province's database: one process, as many threads as ours, a page of a size."""
    port = free_port()
    options = ["--interface", "wsgi", "--http", "1", "--no-ws", "--log-level", "error", "--workers", "1"]
    place = ["--blocking-threads", str(THREADS), "--host", "127.0.0.1", "--port", str(port)]
    program = [sys.executable, "-m", "granian", *options, *place, "bench.inbox.one_page:application"]
    more = {"KINHBAC_DATABASE": url, "BENCH_BYTES": str(size)}
    with _started([*on_core(core), *program], port, environment(more)) as process:
        yield Running(port, process.pid)


def on_core(core: int | None) -> list[str]:
    """Return what stands before a command that is to stay on one processor; nothing where `taskset` is not there."""
    taskset = shutil.which("taskset")
    return [taskset, "--cpu-list", str(core)] if taskset and core is not None else []


@contextlib.contextmanager
def _started(
    command: Sequence[str], port: int, variables: dict[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        command, cwd=ROOT, env=variables, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    try:
        wait_for(lambda: process.poll() is not None or answers(port), f"an answer on port {port}")
        if process.poll() is not None:
            raise RuntimeError(
                f"`{' '.join(command)}` ended with {process.returncode}; its words stand above."
            )
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def wait_for(reached: Callable[[], bool], what: str) -> None:
    """Wait until something is so.

    Raises:
        TimeoutError: it did not come to be within a minute.
    """
    until = time.monotonic() + PATIENCE_SECONDS
    while not reached():
        if time.monotonic() > until:
            raise TimeoutError(f"{what} did not come within {PATIENCE_SECONDS} s.")
        time.sleep(0.05)


def answers(port: int) -> bool:
    """Say whether a web server answers there, whatever it says."""
    with contextlib.suppress(OSError, http.client.HTTPException):
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
            connection.request("GET", "/")
            connection.getresponse().read()
        return True
    return False


@dataclass
class Crew:
    """Several processes that do the same work side by side, one line of JSON in and one out for each stretch."""

    command: Sequence[str]
    size: int
    members: list[subprocess.Popen[str]] = field(default_factory=list)

    def __enter__(self) -> Self:
        for _ in range(self.size):
            member = subprocess.Popen(
                [sys.executable, *self.command],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            self.members.append(member)
        for member in self.members:
            self._line(member)
        return self

    def __exit__(self, *_: object) -> None:
        for member in self.members:
            assert member.stdin is not None
            member.stdin.close()
            member.wait(PATIENCE_SECONDS)

    @property
    def pids(self) -> tuple[int, ...]:
        return tuple(member.pid for member in self.members)

    def work(self, stretches: Sequence[Any]) -> tuple[list[float], float]:
        """Let each member do its stretch at the same time; return how long each act took (ms), and all together (s).

        Raises:
            RuntimeError: something did not succeed; figures of failures are no figures.
        """
        lines = [json.dumps(stretch) + "\n" for stretch in stretches]
        began = time.perf_counter()
        for member, line in zip(self.members, lines, strict=True):
            assert member.stdin is not None
            member.stdin.write(line)
            member.stdin.flush()
        answered = [json.loads(self._line(member)) for member in self.members]
        seconds = time.perf_counter() - began
        failed = [each for answer in answered for each in answer["failed"]]
        if failed:
            raise RuntimeError(f"{len(failed)} acts did not succeed, the first: {failed[0]}")
        return [ms for answer in answered for ms in answer["ms"]], seconds

    def _line(self, member: subprocess.Popen[str]) -> str:
        assert member.stdout is not None
        line = member.stdout.readline()
        if not line:
            raise RuntimeError(f"`{' '.join(self.command)}` ended; its words stand above.")
        return line
