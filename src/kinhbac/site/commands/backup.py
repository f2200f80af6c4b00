"""`kinhbac backup`: a running province in one file."""

from pathlib import Path

import click

from kinhbac.base.clock import SystemClock
from kinhbac.site.commands.options import FILE, data_option, json_option, write_json
from kinhbac.site.commands.progress import Progress
from kinhbac.site.commands.province import opened
from kinhbac.site.commands.troubles import Trouble


@click.command("backup")
@data_option()
@click.option(
    "--to", type=FILE, required=True, help="The file to write; compressed if it ends in .gz or .tgz."
)
@json_option
def verb(data: Path, to: Path, *, as_json: bool) -> None:
    """Copy a province into one file while it works: tables, files, seals, outbox, key and mark.

    The file restores on SQLite and on PostgreSQL alike. It holds personal content and the key: only its owner may
    read it, and it belongs into a safe place.
    """
    with opened(data):
        from kinhbac.site.copies.backup import backup  # noqa: PLC0415  - its tables need Django, set up now

        with Progress() as report:
            made = backup(data=data.resolve(), to=to, now=SystemClock().now(), report=report)
    damaged = sorted(made.manifest.damaged)
    if as_json:
        facts = {"file": str(made.file), "bytes": made.size, "rows": made.rows}
        write_json({**facts, "files": made.manifest.files, "damaged": damaged})
    else:
        click.echo(f"Made {made.file}: {made.rows} rows, {made.manifest.files} files, {made.size:,} bytes.")
    if damaged:
        raise Trouble(
            f"the backup was made, but {len(damaged)} stored files no longer have the bytes they were kept with, "
            f"{damaged[0]} first: put them back from an older backup."
        )
