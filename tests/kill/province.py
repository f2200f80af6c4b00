"""A province of our own that may be killed: a demo's data folder, its database, and its server as real processes.

`with served(folder, database) as province:` prepares and serves one; `start()` serves it again after a killing.
What the operating system would do after a crash (start the program again) the tests do by `start()`.
"""

import contextlib
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.support.few import few_folder
from tests.support.postgres import free_port
from tests.support.programs import own_environment

ROOT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).with_name("kinhbac")
PATIENCE = 120.0  # seconds; what must come true has this long, on a busy machine too

WEB, GRANIAN, WORKER, SUPERVISOR = "web", "granian", "worker", "supervisor"


class NotReachedError(AssertionError):
    """What had to come true did not, in good time."""


def wait_for(what: str, true: Callable[[], bool], *, within: float = PATIENCE) -> None:
    """Return when something is true; looks at it twenty times a second."""
    until = time.monotonic() + within
    while not true():
        if time.monotonic() > until:
            raise NotReachedError(f"after {within:.0f} s still not: {what}")
        time.sleep(0.05)


@dataclass
class Province:
    """A province and its server.

    Attributes:
        folder: holds the data folder and the server's log.
        database: the value of KINHBAC_DATABASE; empty for SQLite in the data folder.
        environment: what its programs are told besides.
        workers: web processes.
    """

    folder: Path
    database: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    workers: int = 2
    port: int = field(default_factory=free_port)
    running: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.folder / "province"

    @property
    def log(self) -> Path:
        """What the server wrote."""
        return self.folder / "server.log"

    def prepare(self, part: str = "founding") -> None:
        """Set it up, with the demo's people, by a part of these tests."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.within(part)

    def within(self, part: str, *arguments: str) -> str:
        """Run a part of these tests inside it, with Django open on it; return what that prints."""
        done = subprocess.run(
            [sys.executable, "-m", f"tests.kill.{part}", str(self.data), *arguments],
            env=self.surroundings(),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, f"{part} did not end well:\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def command(self, verb: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `kinhbac VERB --data …` to its end."""
        return subprocess.run(
            [str(COMMAND), verb, "--data", str(self.data), *arguments],
            env=self.surroundings(),
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def surroundings(self) -> dict[str, str]:
        """Return the environment of the province's programs: the tests' own, without another province's names."""
        kept = own_environment()
        if self.database:
            kept["KINHBAC_DATABASE"] = self.database
        return {**kept, "KINHBAC_CATALOGUE": str(few_folder()), **self.environment}

    def start(self) -> None:
        """Serve it, and return when it answers."""
        serve = ["serve", "--data", str(self.data), "--port", str(self.port), "--workers", str(self.workers)]
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                [str(COMMAND), *serve],
                env=self.surroundings(),
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait_for("the server answers", self._answers)

    def stop(self) -> int:
        """End it in good order; return the exit code."""
        assert self.running is not None, "it does not run"
        self.running.terminate()
        code = self.running.wait(PATIENCE)
        self.running = None
        return code

    def family(self) -> dict[str, list[psutil.Process]]:
        """Return the server's processes by what they do: the supervisor, the web server's main one, those who answer, the worker."""
        if self.running is None:
            return {}
        found: dict[str, list[psutil.Process]] = {WEB: [], GRANIAN: [], WORKER: [], SUPERVISOR: []}
        with contextlib.suppress(psutil.NoSuchProcess):
            supervisor = psutil.Process(self.running.pid)
            found[SUPERVISOR].append(supervisor)
            for child in supervisor.children():
                is_worker = any(word.endswith(".worker") for word in child.cmdline())
                found[WORKER if is_worker else GRANIAN].append(child)
                found[WEB] += [] if is_worker else _answering(child)
        return found

    def everybody(self) -> list[psutil.Process]:
        """Return all of the server's processes, those that answer first."""
        return [each for some in self.family().values() for each in some]

    def bury(self, family: list[psutil.Process]) -> None:
        """Return when a killed server and all that belonged to it are gone.

        Raises:
            NotReachedError: somebody outlived the supervisor, and would hold the port or the database.
        """
        assert self.running is not None, "it does not run"
        self.running.wait(PATIENCE)
        _, left = psutil.wait_procs(family, timeout=20)
        if left:
            raise NotReachedError(f"these outlived their supervisor: {left}")
        self.running = None

    def kill_everybody(self) -> None:
        """SIGKILL the supervisor and all below it; return when all are gone."""
        if self.running is not None:
            family = self.everybody()
            slay(family)
            self.bury(family)

    def log_end(self) -> str:
        """Return the end of what the server wrote."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-6000:] if self.log.exists() else ""

    def peak_memory(self) -> int:
        """Return the largest memory, in bytes, that any process which answers has held so far (VmHWM)."""
        return max((_peak(each.pid) for each in self.family().get(WEB, [])), default=0)

    def remove(self) -> None:
        """End it and delete its folder."""
        self.kill_everybody()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _answers(self) -> bool:
        assert self.running is not None
        if self.running.poll() is not None:
            raise NotReachedError(f"the server ended with code {self.running.returncode}:\n{self.log_end()}")
        try:
            # a page that asks the database nothing is enough: what is behind it, the tests find out
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/static/site/mark.svg", timeout=5):
                return True
        except OSError:
            return False


def _answering(granian: psutil.Process) -> list[psutil.Process]:
    """Return the processes of a web server that answer requests; Python's own tracker of resources is none."""
    return [each for each in granian.children() if "resource_tracker" not in " ".join(each.cmdline())]


def slay(them: list[psutil.Process]) -> int:
    """SIGKILL processes, one right after the other; return how many were there."""
    slain = 0
    for each in them:
        with contextlib.suppress(psutil.NoSuchProcess):
            each.kill()
            slain += 1
    return slain


def _peak(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


@contextlib.contextmanager
def served(folder: Path, database: str = "", **options: object) -> Iterator[Province]:
    """A prepared province that is served; ended and removed afterwards."""
    province = Province(folder, database, **options)  # type: ignore[arg-type]
    try:
        province.prepare()
        province.start()
        yield province
    finally:
        province.remove()
