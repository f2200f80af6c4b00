"""The worker: it goes on, rests, waits for a database that is away; and its chores."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kinhbac.base.clock import HCM
from kinhbac.base.worktime.plain import to_plain
from kinhbac.base.worktime.reader import read_calendars
from kinhbac.kernel import definitions, seal
from kinhbac.site.copies.folder import copying
from kinhbac.site.serving import chores
from kinhbac.site.serving.worker import IDLE, Worker
from tests.site.province import ROOT

MORNING = datetime(2026, 5, 5, 8, tzinfo=HCM)


# With fakes for all it touches


class SilentError(Exception):
    """A database that does not answer."""


def worker(tmp_path: Path, tell: Callable[[], bool], **other) -> Worker:
    given = {
        "chores": lambda now: None,
        "clock": lambda: MORNING,
        "forget": lambda: None,
        "faults": (SilentError,),
    }
    return Worker(tell=tell, heartbeat=tmp_path / "worker.alive", **(given | other))


@pytest.mark.pure
def test_it_goes_on_at_once_while_more_is_left(tmp_path):
    left = iter([True, False])
    working = worker(tmp_path, lambda: next(left))

    assert [working.turn(), working.turn()] == [0.0, IDLE]


@pytest.mark.pure
def test_it_leaves_a_sign_of_life(tmp_path):
    worker(tmp_path, lambda: False).turn()

    assert datetime.fromisoformat((tmp_path / "worker.alive").read_text().strip()) == MORNING


@pytest.mark.pure
def test_a_database_that_does_not_answer_is_waited_for_longer_and_longer(tmp_path, caplog):
    answers = [True, False, False, False]
    forgotten = []

    def tell() -> bool:
        if not answers.pop():
            raise SilentError("the server closed the connection\nand more")
        return False

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

    working = worker(tmp_path, lambda: bool(told.append(1)), chores=chores)

    assert [working.turn(), working.turn()] == [1.0, 2.0]
    assert len(told) == 2


@pytest.mark.pure
def test_a_fault_of_its_own_ends_it(tmp_path):
    def tell() -> bool:
        raise LookupError

    with pytest.raises(LookupError):
        worker(tmp_path, tell).turn()


@pytest.mark.pure
def test_it_stops_when_told(tmp_path):
    def tell() -> bool:
        working.stop()
        return True

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
