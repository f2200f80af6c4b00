"""Warming: nothing is made before a page was answered; it is made beside pages, and a fault does not end it."""

import threading

import pytest

from kinhbac.site.serving.warming import MOST_PUT_OFF, Warming

pytestmark = pytest.mark.pure


def test_nothing_is_made_before_a_page_was_answered():
    made = threading.Event()
    warming = Warming(made.set, quiet=0)
    turn = threading.Thread(target=warming.turn, daemon=True)
    turn.start()
    assert turn.is_alive()
    assert not made.is_set()
    warming.answered()
    turn.join(30)
    assert made.is_set()


def test_it_is_put_off_while_pages_are_answered_but_not_for_ever(monkeypatch):
    made: list[int] = []
    warming = Warming(lambda: made.append(waits), quiet=0)
    waits = 0

    def always(_seconds: float | None = None) -> bool:
        nonlocal waits
        waits += 1
        return True

    monkeypatch.setattr(warming._answered, "wait", always)
    warming.turn()
    assert made == [1 + MOST_PUT_OFF]


def test_a_fault_is_said_and_the_next_turn_makes_it(caplog):
    tries: list[str] = []

    def make() -> None:
        tries.append("")
        if len(tries) == 1:
            raise OSError("the disk is away")

    warming = Warming(make, quiet=0)
    for _ in range(2):
        warming.answered()
        warming.turn()
    assert len(tries) == 2
    assert "the disk is away" in caplog.text
