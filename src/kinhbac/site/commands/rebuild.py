"""`kinhbac rebuild`: the tables made again from the journal, as if they had been lost."""

import sys
from pathlib import Path

import click

from kinhbac.site.commands.options import data_option
from kinhbac.site.commands.province import opened


@click.command("rebuild")
@data_option()
def verb(data: Path) -> None:
    """Make the tables of cases, steps, clocks, parties and links again from the journal.

    May run beside the server, one case after the other. The journal itself is not touched.
    """
    with opened(data):
        from kinhbac.kernel.rebuild import rebuild  # noqa: PLC0415  - its tables need Django, which is set up now

        with click.progressbar(
            rebuild(), label="cases", show_pos=True, file=sys.stderr, hidden=not sys.stderr.isatty()
        ) as cases:
            count = sum(1 for _ in cases)
    click.echo(f"Rebuilt: {count} cases. `kinhbac verify --data {data}` compares them with the journal.")
