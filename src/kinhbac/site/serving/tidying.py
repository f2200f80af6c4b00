"""Looks for rings of garbage between requests, and never within one. Entered by `web`, whose threads share a process.

A fault of the database leaves a ring that holds the cursor of the thread in which it happened. Whoever throws that away waits
until that thread's connection rests. In the middle of a request she may hold the one writer's place of SQLite, for which
just that connection waits: each for the other, until their patience ends, and again. Between requests nobody holds anything.
"""

import gc
from itertools import count
from typing import Any

YOUNG_EVERY, OLDER_EVERY, ALL_EVERY = 8, 80, 800
"""After how many requests what is new is gone through, what has stayed a while too, and everything.

Nearly all that a request leaves goes by itself; to look after each would cost an act a thirtieth of its time.
"""


class Tidying:
    """Collects after a few requests what they left, and now and then what stayed longer."""

    def __init__(self) -> None:
        self._ended = count(1)

    def begin(self) -> None:
        """Collect nothing any more but when a request has ended."""
        gc.disable()

    def ended(self, **_: Any) -> None:
        """Note that a request has ended, in the thread that answered it."""
        number = next(self._ended)
        if number % YOUNG_EVERY == 0:
            gc.collect(2 if number % ALL_EVERY == 0 else 1 if number % OLDER_EVERY == 0 else 0)
