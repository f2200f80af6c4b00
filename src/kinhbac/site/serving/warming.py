"""Makes what people will ask for beside their pages, in a quiet moment after the first was answered. Entered by `web`."""

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

logger = logging.getLogger(__name__)

QUIET = 1.0
"""Seconds without an answered page after which nobody is made to wait: pages and their pictures come together."""

MOST_PUT_OFF = 30
"""How often it is put off for pages at most; where people ask all the time, it is made beside them."""

LOOK_EVERY = 30.0
"""Seconds between two looks whether it is still what is wanted, as it is not after a publication."""


class Warming:
    """Makes something once pages are answered, and again where it has grown old; a fault is said and waited out.

    Args:
        make: makes it where it is not there; cheap where it is.
        quiet: seconds.
    """

    def __init__(self, make: Callable[[], object], quiet: float = QUIET) -> None:
        self._make = make
        self._quiet = quiet
        self._answered = threading.Event()

    def begin(self) -> None:
        """Work beside the pages for as long as the process lasts."""
        threading.Thread(target=self._work, name="warming", daemon=True).start()

    def answered(self, **_: Any) -> None:
        """Note that a page was answered."""
        self._answered.set()

    def turn(self) -> None:
        """Wait for a page and then for quiet, and make it."""
        self._answered.wait()
        for _ in range(MOST_PUT_OFF):
            self._answered.clear()
            if not self._answered.wait(self._quiet):
                break
        try:
            self._make()
        except Exception:  # whoever asks will be told; this thread must not end
            logger.exception("what people will ask for could not be made beforehand")

    def _work(self) -> None:
        while True:
            self.turn()
            time.sleep(LOOK_EVERY)
