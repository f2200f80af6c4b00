"""Serving: children that are started again, stop together and never stay behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import psutil
import pytest

from kinhbac.site.serving import ports, start
from kinhbac.site.serving.beside import Sandbox
from kinhbac.site.serving.supervisor import Child, Supervisor
from tests.site.province import KINHBAC, PATIENCE_SECONDS, ROOT, Province
from tests.support.postgres import free_port


def until(holds: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


# The supervisor, with children that only sleep


def sleeper() -> Child:
    return Child("sleeper", [sys.executable, "-c", "import time; time.sleep(600)"])


class Told:
    """Drives a supervisor from its own questions: at each look one step is taken, at the end it is told to stop."""

    def __init__(self, *steps: Callable[[], object]) -> None:
        self.steps = list(steps)
        self.announced = 0

    def works(self) -> bool:
        """Take the next step once it can be taken; when none is left, stop."""
        if self.steps and self.steps[0]():
            self.steps.pop(0)
        if not self.steps:
            os.kill(os.getpid(), signal.SIGTERM)
        return False

    def announce(self) -> None:
        self.announced += 1


@pytest.mark.pure
def test_a_child_that_dies_is_started_again_and_all_stop_together():
    children = [sleeper(), sleeper()]
    first = []

    def kill_one() -> bool:
        first.extend(child.running for child in children)
        children[0].running.kill()
        return True

    def stands_again() -> bool:
        return children[0].running is not None and children[0].running is not first[0]

    told = Told(kill_one, stands_again)

    assert Supervisor(children, told.works, told.announce).run() is True
    assert [child.running for child in children] == [None, None]
    assert first[1].poll() is not None


@pytest.mark.pure
def test_it_says_once_that_it_works_and_hears_ctrl_c():
    told = Told()

    def works() -> bool:
        os.kill(os.getpid(), signal.SIGINT)
        return True

    assert Supervisor([sleeper()], works, told.announce).run() is True
    assert told.announced == 1


@pytest.mark.pure
def test_a_demo_says_its_address_once_people_can_sign_in_too(monkeypatch, tmp_path):
    asked = []

    class Asking(Supervisor):
        def run(self) -> bool:
            asked.extend(self._works() for _ in range(2))
            return True

    beside = iter([False, True])
    monkeypatch.setenv("KINHBAC_DATA", str(tmp_path))
    monkeypatch.setattr(start.demo_mark, "is_demo", lambda _data: True)
    monkeypatch.setattr(start, "sandbox_for", lambda _port: Sandbox(sleeper(), 1))
    monkeypatch.setattr(start, "answers", lambda _host, _port: True)
    monkeypatch.setattr(Sandbox, "answers", lambda _self: next(beside))
    monkeypatch.setattr(start, "Supervisor", Asking)

    assert start.serve(host="127.0.0.1", port=free_port(), workers=1, announce=asked.append)
    assert asked == [False, True]


@pytest.mark.pure
def test_a_child_that_never_works_is_given_up():
    broken = Child("broken", [sys.executable, "-c", "raise SystemExit(3)"])

    assert Supervisor([broken], lambda: False, lambda: None).run() is False


@pytest.mark.pure
def test_pauses_grow_and_end():
    pauses = [Child("child", [], deaths=deaths).pause for deaths in range(1, 12)]

    assert pauses == sorted(pauses)
    assert pauses[0] < 1
    assert pauses[-1] == 30


# The whole, in processes of its own


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def serving(province: Province, port: int) -> Iterator[psutil.Process]:
    """A served province that answers; whatever a test leaves of it is killed."""
    command = [*KINHBAC, "serve", "--port", str(port)]
    with (province.data.parent / "log").open("wb") as log:
        started = subprocess.Popen(
            command, env=province.environment, cwd=ROOT, stdout=log, stderr=log, stdin=subprocess.DEVNULL
        )
    family = psutil.Process(started.pid)
    try:
        until(lambda: "Kinh Bắc: http://127.0.0.1" in said(province) or started.poll() is not None)
        assert started.poll() is None, said(province)
        yield family
    finally:
        started.kill()
        started.wait()


def said(province: Province) -> str:
    return (province.data.parent / "log").read_text(encoding="utf-8")


def members(family: psutil.Process, part: str) -> list[psutil.Process]:
    """The living processes of one part, the one that the supervisor started first."""
    found = []
    for child in family.children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # a zombie is one too
            if f"serving.{part}" in " ".join(child.cmdline()):
                found.append(child)
    return found


def gone(processes: list[psutil.Process]) -> bool:
    return not any(lives(each) for each in processes)


def lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:  # it went between the two questions
        return False


@pytest.mark.database
def test_it_answers_tells_and_stops_in_good_order(province, serving, port):
    assert f"http://127.0.0.1:{port}/" in said(province)
    assert ports.answers("127.0.0.1", port)
    until((province.data / "worker.alive").exists)
    everyone = serving.children(recursive=True)

    serving.terminate()

    until(lambda: gone([serving, *everyone]))
    assert "was killed" not in said(province)


@pytest.mark.database
def test_no_child_outlives_a_supervisor_that_is_killed(serving, port):
    everyone = serving.children(recursive=True)
    assert len(everyone) >= 3

    serving.kill()

    until(lambda: gone(everyone))
    assert not ports.answers("127.0.0.1", port)


@pytest.mark.database
@pytest.mark.parametrize("part", ["worker", "web"])
def test_a_child_that_is_killed_comes_back(serving, port, part):
    before = members(serving, part)
    before[0].kill()

    until(lambda: gone(before[:1]) and [each for each in members(serving, part) if each not in before])
    until(lambda: ports.answers("127.0.0.1", port))


@pytest.mark.database
def test_a_folder_is_served_once_and_a_port_too(province, serving, port, pattern):
    second = province.kinhbac("serve", "--port", str(port))
    other = pattern.kinhbac("serve", "--port", str(port))

    assert (second.returncode, other.returncode) == (1, 1)
    assert "is being served already" in second.stderr
    assert f"the port {port} is taken" in other.stderr
