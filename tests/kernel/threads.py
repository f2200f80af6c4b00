"""Many writers at once: threads that start together, each with a database connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection


def at_once(count: int, work: Callable[[int], Any]) -> list[Any]:
    """Return what `work(0)` … `work(count - 1)` gave, all begun at the same moment; an exception is its result."""
    gate = Barrier(count)

    def run(number: int) -> Any:
        try:
            gate.wait(timeout=60)
            return work(number)
        except Exception as fault:  # noqa: BLE001 - whatever it is, it is the answer of this writer
            return fault
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=count) as pool:
        return list(pool.map(run, range(count)))
