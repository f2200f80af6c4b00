"""`kinhbac publish`: sets up a province where there is none, and makes definitions those in force, at once or from a day."""

from datetime import datetime
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
from kinhbac.site.commands.province import open_province, opened
from kinhbac.site.commands.troubles import AskedWrongly, Trouble

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command("publish")
@click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="[DIR]", required=False
)
@data_option()
@catalogue_option()
@click.option(
    "--from", "from_on", type=DAY, help="The first day of procedures, YYYY-MM-DD.  [default: at once]"
)
@click.option(
    "--decision", default="", help="The number of the decision of announcement, such as 123/QĐ-UBND."
)
@click.option("--signed", "signed_on", type=DAY, help="The day on which that decision was signed.")
@click.option("--why", default="", help="The reason, in words; kept in the journal.")
@json_option
def verb(
    folder: Path | None,
    data: Path,
    catalogue: Path | None,
    from_on: datetime | None,
    decision: str,
    signed_on: datetime | None,
    why: str,
    *,
    as_json: bool,
) -> None:
    """Publish a catalogue: its calendar, its units and offices, its procedures, all of them or none.

    A new folder becomes an empty province. Running terms are computed again by the server when the calendar
    has changed; open cases keep the version of their procedure.

    With a day (--from), or where DIR is the folder of one procedure, only procedures are published: as an act of the
    journal, with the decision of announcement, from that day on.
    """
    asked = folder or catalogue or own_catalogue()
    one = (asked / "procedure.yaml").is_file()
    if from_on is None and not one:
        if decision or signed_on is not None or why:
            raise AskedWrongly(
                "--decision, --signed and --why go with --from, or with the folder of one procedure."
            )
        _at_once(asked, data, as_json=as_json)
        return
    _from_a_day(asked, data, (from_on, decision, signed_on, why), as_json=as_json)


def _at_once(folder: Path, data: Path, *, as_json: bool) -> None:
    open_province(data)
    from django.core.management import call_command  # noqa: PLC0415  - Django was set up a line ago

    from kinhbac.site.catalogue import read_catalogue  # noqa: PLC0415  - as above
    from kinhbac.site.publishing import plain_definitions, publish  # noqa: PLC0415  - as above

    plain = plain_definitions(read_catalogue(folder))  # a fault is told before a database is made
    call_command("migrate", verbosity=0, interactive=False)
    published = publish(plain, SystemClock().now())
    if as_json:
        write_json([each._asdict() for each in published])
        return
    for each in published:
        if each.kind == "procedure_text":  # as its procedure
            continue
        click.echo(f"{'changed' if each.changed else 'as before'}  {each.kind} {each.key}  {each.hash[:12]}")


def _from_a_day(
    folder: Path, data: Path, said: tuple[datetime | None, str, datetime | None, str], *, as_json: bool
) -> None:
    from_on, decision, signed_on, why = said
    now = SystemClock().now()
    with opened(data):
        from kinhbac.kernel.types import Refused  # noqa: PLC0415  - as above
        from kinhbac.services.catalogue.actions.publications import Announcement  # noqa: PLC0415  - as above
        from kinhbac.site.dated import publish_folders  # noqa: PLC0415  - as above

        announcement = Announcement(
            from_on=from_on.date() if from_on is not None else now.date(),
            number=decision,
            signed_on=signed_on.date() if signed_on is not None else None,
            why=why,
        )
        try:
            published = publish_folders(folder, announcement, now)
        except Refused as refused:
            refusal = refused.refusal
            raise Trouble(f"{refusal.reason.en} {refusal.remedy.en}") from refused
    if as_json:
        write_json(
            [{"key": e.key, "version": e.version, "hash": e.hash, "changed": e.changed} for e in published]
        )
        return
    for each in published:
        word = "published" if each.changed else "as before"
        click.echo(f"{word}  procedure {each.key} {each.version}  {each.hash[:12]}")
