"""The supervisor: starts its children, starts again who dies, stops all together. Knows nothing of what they do."""

import logging
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from kinhbac.site.serving.parent import PARENT

logger = logging.getLogger(__name__)

LOOK_EVERY = 0.1
"""Seconds between two looks at the children."""

HEALTHY_AFTER = 20.0
"""Seconds after which an earlier death is forgiven."""

GIVE_UP_AFTER = 5
"""Deaths in a row after which a child that never worked is given up, and all with it."""

PATIENCE = 20.0
"""Seconds that children are given to finish what they are doing."""


@dataclass
class Child:
    """A program to be kept alive."""

    name: str
    command: Sequence[str]
    deaths: int = 0
    running: subprocess.Popen[bytes] | None = None
    _changed_at: float = field(default=0.0, init=False)

    def start(self) -> None:
        """Start it as a group of its own, so that a Ctrl-C at the terminal reaches the supervisor alone."""
        environment = {**os.environ, PARENT: str(os.getpid())}
        self.running = subprocess.Popen(  # noqa: S603  - our own modules
            self.command, env=environment, stdin=subprocess.DEVNULL, process_group=0
        )
        self._changed_at = time.monotonic()

    def look(self) -> None:
        """Notice a death, and start it again when its pause is over."""
        now = time.monotonic()
        if self.running is None:
            if now >= self._changed_at + self.pause:
                self.start()
            return
        code = self.running.poll()
        if code is None:
            return
        self.deaths = 1 if now - self._changed_at > HEALTHY_AFTER else self.deaths + 1
        self.running, self._changed_at = None, now
        logger.warning("the %s ended with code %s; it starts again in %.1f s", self.name, code, self.pause)

    @property
    def pause(self) -> float:
        """Seconds between a death and the next start: longer after each death in a row."""
        return min(30.0, 0.1 * 2.0**self.deaths)

    def ask_to_stop(self) -> None:
        """Ask it to finish."""
        if self.running is not None:
            self.running.terminate()

    def stop(self, until: float) -> None:
        """Wait for its end until a moment of the monotonic clock, then end it."""
        if self.running is None:
            return
        try:
            self.running.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            logger.warning("the %s did not finish in time and was killed", self.name)
            self.running.kill()
            self.running.wait()
        self.running = None


class Supervisor:
    """Runs children until SIGTERM or SIGINT.

    Args:
        children: started in this order.
        works: asked until it says that everything works.
        announce: called once when it does.
    """

    def __init__(
        self, children: Sequence[Child], works: Callable[[], bool], announce: Callable[[], None]
    ) -> None:
        self.children = children
        self._works = works
        self._announce = announce
        self._announced = False
        self._stopping = False

    def run(self) -> bool:
        """Run until asked to stop; False if a child could not be brought to work at all."""
        with self._listening():
            try:
                for child in self.children:
                    child.start()
                while not self._stopping:
                    if self._hopeless():
                        return False
                    self._look()
                    time.sleep(LOOK_EVERY)
            finally:
                self._stop()
        return True

    def _look(self) -> None:
        for child in self.children:
            child.look()
        if not self._announced and self._works():
            self._announced = True
            self._announce()

    def _hopeless(self) -> bool:
        return not self._announced and any(child.deaths >= GIVE_UP_AFTER for child in self.children)

    def _stop(self) -> None:
        for child in self.children:
            child.ask_to_stop()
        until = time.monotonic() + PATIENCE
        for child in self.children:
            child.stop(until)

    @contextmanager
    def _listening(self) -> Iterator[None]:
        def asked(_number: int, _frame: FrameType | None) -> None:
            self._stopping = True

        before: Mapping[int, object] = {
            number: signal.signal(number, asked) for number in (signal.SIGTERM, signal.SIGINT)
        }
        try:
            yield
        finally:
            for number, handled in before.items():
                signal.signal(number, handled)  # type: ignore[arg-type]  # what `signal` returned, it takes
