"""The finder of a process: made once, however many ask for it at the same moment, and again for other versions."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from kinhbac.services.procedures.reads import finding

ASKERS = 4


@pytest.fixture
def versions(monkeypatch):
    """What rules today, as a province without a database would say; the finder is made anew in each test."""
    ruling = {"1.000001": "old"}
    monkeypatch.setattr(finding.definitions, "hashes_on", lambda _kind, _day: dict(ruling))
    monkeypatch.setattr(finding, "_current", lambda _kind: None)
    monkeypatch.setattr(finding, "today", lambda: date(2026, 5, 5))
    finding._finder.cache_clear()
    yield ruling
    finding._finder.cache_clear()


def test_many_who_ask_at_once_wait_for_one(monkeypatch, versions):
    made: list[object] = []
    together = threading.Barrier(ASKERS)

    def finder(*_: object) -> object:
        made.append(object())
        return made[-1]

    monkeypatch.setattr(finding, "Finder", finder)
    monkeypatch.setattr(finding, "procedure_of", lambda name: name)
    monkeypatch.setattr(finding, "heading_of", lambda name: name)
    monkeypatch.setattr(finding, "findables", lambda *_: ())
    monkeypatch.setattr(finding, "life_events", lambda: ())

    def ask(_: int) -> bool:
        together.wait()
        return finding.make_finder()

    with ThreadPoolExecutor(ASKERS) as threads:
        list(threads.map(ask, range(ASKERS)))
    assert len(made) == 1
    assert not finding.make_finder(), "it is there already"
    versions["1.000001"] = "new"
    assert finding.make_finder()
    assert len(made) == 2
    assert finding._finder.cache_info().currsize == 1, "the one before is let go"
