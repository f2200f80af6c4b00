"""Children that end with their parent, however it ends: nobody stays behind on the port or the database."""

import ctypes
import os
import signal
import sys
import threading
import time

PARENT = "KINHBAC_PARENT"
"""The variable by which a child knows whose child it is."""

_PR_SET_PDEATHSIG = 1
_LOOK_EVERY = 0.5
_GIVES_WAY_BY = 5


def give_way() -> None:
    """Let the processes that answer people go first where processors are few, above all while all of them start."""
    os.nice(_GIVES_WAY_BY)


def end_with_parent(parent: int | None = None) -> None:
    """Let this process be killed when its parent ends; it ends at once if the parent has ended already.

    On Linux the system does it; elsewhere a thread looks twice a second. To be called from the main thread.

    Args:
        parent: the number of the parent's process; by default the one in the environment. Without both, nobody
            is watched (the process was started by hand).
    """
    expected = parent if parent is not None else int(os.environ.get(PARENT, "0"))
    if not expected:
        return
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != expected:  # it ended before we asked
            os._exit(1)
    else:
        threading.Thread(target=_watch, args=(expected,), daemon=True, name="parent").start()


def _watch(expected: int) -> None:
    while os.getppid() == expected:
        time.sleep(_LOOK_EVERY)
    os._exit(1)
