"""`kinhbac publish`: sets up a province where there is none, and makes a catalogue's definitions those in force."""

from pathlib import Path

import click

from kinhbac.base.clock import SystemClock
from kinhbac.site.commands.options import (
    catalogue_option,
    data_option,
    json_option,
    own_catalogue,
    write_json,
)
from kinhbac.site.commands.province import open_province


@click.command("publish")
@data_option()
@catalogue_option()
@json_option
def verb(data: Path, catalogue: Path | None, *, as_json: bool) -> None:
    """Publish a catalogue: its calendar, its units and offices, its procedures, all of them or none.

    A new folder becomes an empty province. Running terms are computed again by the server when the calendar
    has changed; open cases keep the version of their procedure.
    """
    open_province(data)
    from django.core.management import call_command  # noqa: PLC0415  - Django was set up a line ago

    from kinhbac.site.catalogue import read_catalogue  # noqa: PLC0415  - as above
    from kinhbac.site.publishing import publish_catalogue  # noqa: PLC0415  - as above

    folder = catalogue or own_catalogue()
    read_catalogue(folder)  # a fault is told before a database is made
    call_command("migrate", verbosity=0, interactive=False)
    published = publish_catalogue(folder, SystemClock().now())
    if as_json:
        write_json([each._asdict() for each in published])
        return
    for each in published:
        click.echo(f"{'changed' if each.changed else 'as before'}  {each.kind} {each.key}  {each.hash[:12]}")
