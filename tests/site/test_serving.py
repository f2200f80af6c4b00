"""Serving: children that are started again, stop together and never stay behind; the worker and its chores."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import psutil
import pytest

from kinhbac.base.clock import HCM
from kinhbac.base.worktime.plain import to_plain
from kinhbac.base.worktime.reader import read_calendars
from kinhbac.kernel import definitions, seal
from kinhbac.site.copies.folder import copying
from kinhbac.site.serving import chores, ports
from kinhbac.site.serving.supervisor import Child, Supervisor
from kinhbac.site.serving.worker import IDLE, Worker
from tests.site.province import KINHBAC, PATIENCE_SECONDS, ROOT, Province
from tests.support.postgres import free_port

MORNING = datetime(2026, 5, 5, 8, tzinfo=HCM)


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
def test_a_child_that_never_works_is_given_up():
    broken = Child("broken", [sys.executable, "-c", "raise SystemExit(3)"])

    assert Supervisor([broken], lambda: False, lambda: None).run() is False


@pytest.mark.pure
def test_pauses_grow_and_end():
    pauses = [Child("child", [], deaths=deaths).pause for deaths in range(1, 12)]

    assert pauses == sorted(pauses)
    assert pauses[0] < 1
    assert pauses[-1] == 30


# The worker, with fakes for all it touches


class SilentError(Exception):
    """A database that does not answer."""


def worker(tmp_path: Path, tell: Callable[[], int], **other) -> Worker:
    given = {
        "chores": lambda now: None,
        "clock": lambda: MORNING,
        "forget": lambda: None,
        "faults": (SilentError,),
    }
    return Worker(tell=tell, heartbeat=tmp_path / "worker.alive", **(given | other))


@pytest.mark.pure
def test_it_goes_on_at_once_while_there_is_something_to_tell(tmp_path):
    counts = iter([3, 0])
    working = worker(tmp_path, lambda: next(counts))

    assert [working.turn(), working.turn()] == [0.0, IDLE]


@pytest.mark.pure
def test_it_leaves_a_sign_of_life(tmp_path):
    worker(tmp_path, lambda: 0).turn()

    assert datetime.fromisoformat((tmp_path / "worker.alive").read_text().strip()) == MORNING


@pytest.mark.pure
def test_a_database_that_does_not_answer_is_waited_for_longer_and_longer(tmp_path, caplog):
    answers = [True, False, False, False]
    forgotten = []

    def tell() -> int:
        if not answers.pop():
            raise SilentError("the server closed the connection\nand more")
        return 0

    working = worker(tmp_path, tell, forget=lambda: forgotten.append(1))
    pauses = [working.turn() for _ in range(4)]

    assert pauses[:3] == [1.0, 2.0, 4.0]
    assert pauses[3] == IDLE
    assert len(forgotten) == 3
    assert "the server closed the connection" in caplog.text
    assert "and more" not in caplog.text
    assert "it answers again" in caplog.text


@pytest.mark.pure
def test_a_chore_that_always_fails_keeps_no_letter_back(tmp_path):
    told = []

    def chores(_now: datetime) -> None:
        raise SilentError("the folder of files cannot be read")

    working = worker(tmp_path, lambda: told.append(1) or 0, chores=chores)

    assert [working.turn(), working.turn()] == [1.0, 2.0]
    assert len(told) == 2


@pytest.mark.pure
def test_a_fault_of_its_own_ends_it(tmp_path):
    def tell() -> int:
        raise LookupError

    with pytest.raises(LookupError):
        worker(tmp_path, tell).turn()


@pytest.mark.pure
def test_it_stops_when_told(tmp_path):
    def tell() -> int:
        working.stop()
        return 1

    working = worker(tmp_path, tell)
    working.run()

    assert (tmp_path / "worker.alive").exists()


# The chores


@pytest.fixture
def folder(tmp_path, settings) -> Path:
    settings.KINHBAC_DATA = tmp_path
    settings.KINHBAC_SEALS = tmp_path / "seals"
    settings.KINHBAC_FILES = tmp_path / "files"
    definitions.forget()
    return tmp_path


def test_days_that_are_over_are_sealed_at_the_start_and_at_midnight(db, folder):
    head = "00000000-0000-4000-8000-000000000001 1 " + "0" * 64 + "\n"
    (folder / "seals").mkdir()
    (folder / "seals" / "2026-05-04.heads").write_text(head)
    (folder / "seals" / "2026-05-05.heads").write_text(head)
    working = chores.Chores()

    working.due(MORNING)
    assert [str(root.day) for root in seal.roots()] == ["2026-05-04"]
    working.due(MORNING + timedelta(days=1))
    assert [str(root.day) for root in seal.roots()] == ["2026-05-04", "2026-05-05"]


def test_a_root_that_was_changed_stops_nothing_else(db, folder, caplog):
    (folder / "seals").mkdir()
    (folder / "seals" / "2026-05-03.root").write_text("{}")

    chores.Chores().due(MORNING)

    assert "not sealed" in caplog.text


def test_no_file_is_cleared_while_a_copy_is_made(db, folder):
    left = folder / "files" / "incoming" / ("a" * 32)
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")
    os.utime(left, (0, 0))

    with copying(folder):
        assert chores.clear_files(MORNING) == 0
    assert left.exists()
    assert chores.clear_files(MORNING) == 1


def test_a_published_calendar_is_applied_once_when_all_decide_on_it(db, folder, monkeypatch):
    asked = []
    monkeypatch.setattr(chores.actions, "recompute_clocks", lambda *, now: asked.append(now) or 0)
    plain = to_plain(read_calendars(ROOT / "catalogue" / "calendars"))
    definitions.publish("calendar", "province", plain, MORNING)
    soon, later = MORNING + timedelta(seconds=1), MORNING + timedelta(minutes=1)

    assert [chores.apply_calendar(at) for at in (soon, later, later)] == [True, True, True]
    assert asked == [later]


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


# The demo's folder


@pytest.mark.pure
def test_a_folder_that_is_no_demo_is_never_touched(tmp_path):
    (tmp_path / "kinhbac.sqlite3").write_bytes(b"a real province")

    for more in ([], ["--fresh"]):
        said_no = Province(tmp_path).kinhbac("demo", "--no-serve", *more)
        assert said_no.returncode == 1
        assert "not a demo" in said_no.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["kinhbac.sqlite3"]


def test_a_demo_is_kept_until_a_fresh_one_is_asked_for(tmp_path):
    demo = Province(tmp_path / "demo")

    def asked(*more: str) -> list[str]:
        answer = demo.kinhbac("demo", "--no-serve", *more)
        assert answer.returncode == 0, answer.stderr
        assert demo.kinhbac("verify").returncode == 0
        return demo.sql("SELECT id FROM kinhbac_case ORDER BY id").split("'")[1::2]

    first = asked()
    assert first
    assert asked("--size", "full") == first
    assert not set(asked("--fresh")) & set(first)


def test_a_demo_that_was_cut_off_is_prepared_anew(tmp_path):
    demo = Province(tmp_path / "demo")
    demo.data.mkdir()
    (demo.data / "demo").write_text("preparing\n", encoding="ascii")
    (demo.data / "kinhbac.sqlite3").write_bytes(b"half a database")

    assert demo.kinhbac("demo", "--no-serve").returncode == 0
    assert (demo.data / "demo").read_text(encoding="ascii") == "small\n"
