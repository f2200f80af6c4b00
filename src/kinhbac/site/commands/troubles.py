"""Faults as the command tells them: what happened and what to do, never a stack trace for what was given."""

import errno
import sys
from collections.abc import Iterable
from typing import IO, Any

import click

from kinhbac.base.errors import PlainError
from kinhbac.base.faults import DefinitionError
from kinhbac.site.environment import EnvironmentFault

_FULL = {errno.ENOSPC, errno.EDQUOT}


class Trouble(click.ClickException):
    """Nothing was done; the sentence says why and what to do. Exit code 1."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the sentence to standard error."""
        click.echo(f"kinhbac: {self.format_message()}", file=file, err=file is None)


class AskedWrongly(Trouble):
    """What was given cannot be used. Exit code 2."""

    exit_code = 2


class Listed(Trouble):
    """Faults of files, one line each, as an editor can follow them: `file:line: what: remedy`."""

    def __init__(self, lines: Iterable[object]) -> None:
        super().__init__("\n".join(str(line) for line in lines))

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the lines as they are."""
        click.echo(self.format_message(), file=file, err=file is None)


def explained(fault: Exception) -> click.ClickException | None:
    """Return a fault as a sentence with an exit code, or None for a fault of the program itself."""
    if isinstance(fault, DefinitionError):
        return Listed(fault.faults)
    if isinstance(fault, PlainError):
        return Trouble(fault.say("en"))
    if isinstance(fault, EnvironmentFault):
        return AskedWrongly(str(fault))
    if isinstance(fault, OSError) and fault.errno is not None:
        return Trouble(_of_the_disk(fault))
    if _is_of_the_database(fault):
        return Trouble(
            f"The database does not answer as it should ({_first_line(fault)}): "
            "look whether it runs and whether the province was set up (`kinhbac publish` sets one up)."
        )
    return None


def _of_the_disk(fault: OSError) -> str:
    place = f" at {fault.filename}" if fault.filename else ""
    remedy = "make room on the disk" if fault.errno in _FULL else "look at the path and at who may use it"
    return f"{fault.strerror}{place}: {remedy}."


def _is_of_the_database(fault: Exception) -> bool:
    database = sys.modules.get("django.db")  # a verb that never imported it cannot have such a fault
    return database is not None and isinstance(fault, database.Error)


def _first_line(fault: Exception) -> str:
    lines = str(fault).splitlines()
    return lines[0] if lines else type(fault).__name__
