"""The worker's process: tells what was recorded, does the desk's bulk acts and the chores. The supervisor starts it.

`python -m kinhbac.site.serving.worker`. Several may run on one PostgreSQL: they leave each other's cases alone.
"""

import logging
import os
import signal
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import FrameType

from kinhbac.site.serving.parent import end_with_parent, give_way

logger = logging.getLogger(__name__)

IDLE = 0.3
"""Seconds of rest after a round that left nothing. What is recorded meanwhile is told together: five acts of a case at once
cost hardly more than one."""

MOST = 500
"""Cases told in one round."""

CHORES_EVERY = 2.0
"""Seconds between two looks at the chores; at each the heartbeat is written."""

LONGEST_PAUSE = 30.0
"""Seconds that the worker waits at most for a database or a disk that does not answer."""

HEARTBEAT = "worker.alive"
"""The file of the data folder that says when the worker was last seen at work."""


class Worker:
    """Works until told to stop.

    Args:
        tell: tells and does what is waiting; says whether more is left than one round does.
        chores: does what is due at a moment.
        clock: says what time it is.
        heartbeat: written while all goes well.
        faults: what is waited out; anything else ends the worker, and the supervisor starts it again.
        forget: lets go of the connection that failed.
    """

    def __init__(
        self,
        *,
        tell: Callable[[], bool],
        chores: Callable[[datetime], None],
        clock: Callable[[], datetime],
        heartbeat: Path,
        faults: tuple[type[Exception], ...],
        forget: Callable[[], None],
    ) -> None:
        self._tell = tell
        self._chores = chores
        self._clock = clock
        self._heartbeat = heartbeat
        self._faults = faults
        self._forget = forget
        self._stopping = False
        self._next_chores = 0.0
        self._failures = 0

    def stop(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        """Finish what is under way, then end."""
        self._stopping = True

    def run(self) -> None:
        """Work until stopped."""
        while not self._stopping:
            self._rest(self.turn())

    def turn(self) -> float:
        """Do one round; return how many seconds of rest follow."""
        try:
            more = self._tell()  # first, so that a chore that fails every time never keeps letters back
            if time.monotonic() >= self._next_chores:
                self._chores(self._clock())
                self._heartbeat.write_text(f"{self._clock().isoformat()}\n", encoding="ascii")
                self._next_chores = time.monotonic() + CHORES_EVERY
        except self._faults as fault:
            self._failures += 1
            pause = min(LONGEST_PAUSE, 0.5 * 2.0 ** min(self._failures, 10))
            logger.warning("waiting %.0f s, for something does not answer: %s", pause, _first_line(fault))
            self._forget()
            return pause
        if self._failures:
            logger.warning("it answers again")
        self._failures = 0
        return 0.0 if more else IDLE

    def _rest(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self._stopping and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, 0.1))


def worker() -> Worker:
    """Return the worker of the province that Django has open."""
    from django.conf import settings  # noqa: PLC0415  - Django is set up by `main`, after the parent is watched
    from django.db import Error, close_old_connections, connection  # noqa: PLC0415  - as above

    from kinhbac.base.clock import SystemClock  # noqa: PLC0415  - as above
    from kinhbac.kernel.tell import tell_pending  # noqa: PLC0415  - as above
    from kinhbac.services.catalogue.actions.previews import work_pending as try_pending  # noqa: PLC0415  - as above
    from kinhbac.site.serving.chores import Chores  # noqa: PLC0415  - as above
    from kinhbac.tools.desk.actions.bulk import work_pending  # noqa: PLC0415  - as above

    def tell() -> bool:
        close_old_connections()
        told, done = tell_pending(MOST), work_pending(SystemClock().now()) + try_pending()
        return done > 0 or told == MOST

    return Worker(
        tell=tell,
        chores=Chores().due,
        clock=SystemClock().now,
        heartbeat=Path(settings.KINHBAC_DATA) / HEARTBEAT,
        faults=(Error, OSError),
        forget=connection.close,
    )


def main() -> None:
    """Work until told to stop."""
    end_with_parent()
    give_way()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinhbac.site.settings")
    import django  # noqa: PLC0415  - as above

    django.setup()
    from kinhbac.base.clock import SystemClock  # noqa: PLC0415  - as above
    from kinhbac.site.serving.introducing import introduce  # noqa: PLC0415  - as above

    introduce(SystemClock().now())
    working = worker()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, working.stop)
    working.run()


def _first_line(fault: Exception) -> str:
    lines = str(fault).splitlines()
    return lines[0] if lines else type(fault).__name__


if __name__ == "__main__":
    main()
