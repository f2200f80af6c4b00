"""Progress of a long verb: a bar on a terminal, nothing elsewhere."""

import sys
from types import TracebackType
from typing import Any, Self

import click


class Progress:
    """Call it with what is done, how much of it, and out of how much; a new `what` begins a new bar.

    >>> with Progress() as report:
    ...     report("entries", 1, 2)
    """

    def __init__(self) -> None:
        self._what = ""
        self._done = 0
        self._bar: Any = None

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show how far it is; `done` counts from the beginning of this `what`."""
        if not sys.stderr.isatty():
            return
        if what != self._what:
            self._finish()
            self._what, self._done = what, 0
            self._bar = click.progressbar(length=total, label=what, show_pos=True, file=sys.stderr)
            self._bar.__enter__()
        self._bar.update(done - self._done)
        self._done = done

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._finish()

    def _finish(self) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None
