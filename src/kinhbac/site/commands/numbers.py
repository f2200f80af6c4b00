"""`kinhbac numbers`: the keys under which identity numbers stand in the database."""

import sys
import time
from datetime import datetime
from pathlib import Path

import click

from kinhbac.base.clock import HCM
from kinhbac.site.commands.options import data_option
from kinhbac.site.commands.province import opened
from kinhbac.site.copies.folder import copying

SETTLING_SECONDS = 2
"""After these nobody looks for a number any more without knowing the new key."""


@click.group("numbers")
def verb() -> None:
    """Identity numbers are sealed in the database; their keys are files of the data folder."""


@verb.command("rotate")
@data_option()
@click.option(
    "--marks", is_flag=True, help="The key of the index by which numbers are found, not that of the seals."
)
def rotate(data: Path, *, marks: bool) -> None:
    """Make a new key and bring all identity numbers under it.

    May run beside the server, a batch at a time, but not beside a backup. Cut in the middle, run it again: it goes on.
    The old key stays, so that nothing under way is lost; the next rotation throws it away.
    """
    with opened(data), copying(data):
        from kinhbac.tools.identity import sealing  # noqa: PLC0415  - Django is set up now
        from kinhbac.tools.identity.actions.numbers import begin, renew  # noqa: PLC0415  - as above

        kind = sealing.MARK if marks else sealing.SEAL
        left = begin(kind, datetime.now(HCM))
        time.sleep(SETTLING_SECONDS)
        with click.progressbar(
            length=left, label="numbers", file=sys.stderr, hidden=not sys.stderr.isatty()
        ) as bar:
            done = 0
            for count in renew(kind):
                done += count
                bar.update(count)
        name = sealing.current(kind).name
    click.echo(f"{done} numbers stand under {kind} {name}.")
