"""`kinhbac restore`: a province made from a backup."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinhbac.site.commands.options import FILE, FOLDER, json_option, write_json
from kinhbac.site.commands.progress import Progress
from kinhbac.site.commands.province import open_province
from kinhbac.site.commands.verify import lines, plain
from kinhbac.site.copies.reading import Checked, check
from kinhbac.site.copies.restore import building, fill_folder

if TYPE_CHECKING:
    from kinhbac.kernel.verify import Report


@click.command("restore")
@click.option("--from", "backup", type=FILE, required=True, help="The backup.")
@click.option("--data", type=FOLDER, required=True, help="The new folder; it must be empty or not there yet.")
@json_option
def verb(backup: Path, data: Path, *, as_json: bool) -> None:
    """Make a province from a backup, on SQLite, or in the empty database that KINHBAC_DATABASE names.

    Every hash is checked before anything is written, and the journal is verified afterwards. A restore that fails
    leaves nothing behind.
    """
    data = data.expanduser().resolve()
    with Progress() as report:
        checked = check(backup, report)
        with building(data) as place:
            files = fill_folder(checked, place, report)
            rows, verified = _fill_database(checked, place, report)
    if as_json:
        write_json({"data": str(data), "rows": rows, "files": files, "verified": plain(verified)})
    else:
        click.echo(f"Restored {data}: {rows} rows and {files} files, as they were at {checked.head.made_at}.")
        click.echo("\n".join(lines(verified)))
    if not verified.holds:
        raise SystemExit(1)


def _fill_database(checked: Checked, place: Path, report: Progress) -> tuple[int, "Report"]:
    open_province(place)
    from django.db import connections  # noqa: PLC0415  - Django was set up a line ago

    from kinhbac.kernel.verify import verify  # noqa: PLC0415  - as above
    from kinhbac.site.copies.loading import load  # noqa: PLC0415  - as above

    try:
        return load(checked, report), verify()
    finally:
        connections.close_all()
