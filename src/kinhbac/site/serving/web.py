"""The web server's process: granian in WSGI mode. Started by the supervisor: `python -m kinhbac.site.serving.web`."""

import argparse
import gc
import multiprocessing
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from kinhbac.site.serving.parent import end_with_parent
from kinhbac.site.serving.tidying import Tidying
from kinhbac.site.serving.warming import Warming

THREADS = 16
"""Requests that one process works on at once. A slow phone's upload holds a thread for as long as it lasts."""

FINISH_WITHIN = 10
"""Seconds that open requests are given when the server stops."""


def application() -> Any:
    """Return Django's application, in the process that will serve it."""
    parent = multiprocessing.parent_process()
    end_with_parent(parent.pid if parent else None)
    from django.urls import get_resolver  # noqa: PLC0415  - read only where requests are answered

    from kinhbac.site.wsgi import application as django  # noqa: PLC0415  - as above

    len(get_resolver().url_patterns)  # reads all pages now, not while the first person waits
    settle()
    tidy()
    warm()
    return django


def settle() -> None:
    """Leave what was loaded out of the search for garbage: it stays, and going through it would hold up a page by several."""
    gc.collect()
    gc.freeze()


def tidy() -> None:
    """Look for garbage only after a request, when its thread holds nothing for which another waits."""
    from django.core.signals import request_finished  # noqa: PLC0415  - Django is set up by the caller

    tidying = Tidying()
    request_finished.connect(tidying.ended, weak=False)
    tidying.begin()


def warm() -> None:
    """Make the finder of procedures once pages are answered: it takes a second, and whoever asks first would wait."""
    from django.core.signals import request_finished  # noqa: PLC0415  - Django is set up by the caller
    from django.db import connections  # noqa: PLC0415  - as above

    from kinhbac.services.procedures.reads.finding import make_finder  # noqa: PLC0415  - as above

    def make() -> None:
        try:
            if make_finder():
                settle()  # it stays, as all that was loaded
        finally:
            connections.close_all()  # of this thread alone, which will rest

    warming = Warming(make)
    request_finished.connect(warming.answered, weak=False)
    warming.begin()


def server(host: str, port: int, workers: int) -> Any:
    """Return the server, not started yet; a process of its own that dies is started again."""
    return Granian(
        "kinhbac.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=workers,
        blocking_threads=THREADS,
        workers_kill_timeout=FINISH_WITHIN,
        respawn_failed_workers=True,
        respawn_interval=0.1,
        log_level=LogLevels.error,
    )


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(prog="kinhbac.site.serving.web", description=__doc__)
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, required=True)
    options = parser.parse_args()
    end_with_parent()
    server(options.host, options.port, options.workers).serve(target_loader=application, wrap_loader=False)


if __name__ == "__main__":
    main()
