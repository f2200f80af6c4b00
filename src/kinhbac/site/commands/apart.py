"""Work in a process that ends with it: whoever goes on for days keeps nothing of what a few seconds needed."""

import os
import signal
import sys
from collections.abc import Callable

import click

from kinhbac.site.commands.troubles import explained
from kinhbac.site.serving.parent import end_with_parent


def apart(work: Callable[[], None]) -> None:
    """Do a piece of work in a process of its own, and wait for it; it ends when this one does.

    Raises:
        click.exceptions.Exit: it did not succeed; its words stand on standard error already.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        end_with_parent(parent)
        os._exit(_done(work))
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code:
        raise click.exceptions.Exit(code if code > 0 else 128 + abs(code))


def _done(work: Callable[[], None]) -> int:
    """Do it; return the exit code, with what went wrong told as the command tells it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        work()
    except click.ClickException as trouble:
        return _told(trouble)
    except Exception as fault:  # noqa: BLE001  - the last that can tell it
        known = explained(fault)
        if known is not None:
            return _told(known)
        sys.excepthook(type(fault), fault, fault.__traceback__)
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


def _told(trouble: click.ClickException) -> int:
    trouble.show()
    return trouble.exit_code
