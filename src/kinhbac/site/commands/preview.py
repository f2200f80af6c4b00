"""`kinhbac preview`: what a changed procedure would have meant for last year's dossiers, as the workshop shows it."""

from datetime import date, datetime, timedelta
from pathlib import Path

import click

from kinhbac.base.clock import SystemClock
from kinhbac.site.commands.options import data_option, json_option, write_json
from kinhbac.site.commands.progress import Progress
from kinhbac.site.commands.province import opened

SHOWN = 20
"""Dossiers of one procedure written out; JSON has all."""
DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command("preview")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR")
@data_option()
@click.option("--from", "from_on", type=DAY, help="The day from which it would count.  [default: tomorrow]")
@json_option
def verb(folder: Path, data: Path, from_on: datetime | None, *, as_json: bool) -> None:
    """Try the procedures in DIR on the dossiers of the last year: which would have another path, due moment or fee.

    DIR is the folder of one procedure, or a catalogue; only what differs from what is in force is tried. Both versions
    are computed by the rules of the day from which the new one would count. Nothing is written, and nothing that
    anybody answered is shown.
    """
    now = SystemClock().now()
    on: date = from_on.date() if from_on is not None else now.date() + timedelta(days=1)
    with opened(data):
        from kinhbac.site.dated import try_folders  # noqa: PLC0415  - Django was set up a line ago

        with Progress() as report:
            found = list(try_folders(folder, on, now, report))
    if as_json:
        write_json([each.to_json() for each in found])
        return
    if not found:
        click.echo("Nothing here differs from what is in force.")
    for each in found:
        click.echo("\n".join(_lines(each.to_json())))


def _lines(tried: dict[str, object]) -> list[str]:
    counts, dossiers = tried["counts"], tried["dossiers"]
    assert isinstance(counts, dict)
    assert isinstance(dossiers, list)
    lines = [
        f"{tried['procedure']} {tried['version']}: {tried['differ']} of {tried['tried']} dossiers would differ"
    ]
    lines += [f"  {effect:6} {number}" for effect, number in counts.items()]
    for each in dossiers[:SHOWN]:
        differing = [key for key in ("path", "due", "fee") if key in each["differs"]]
        words = "; ".join(f"{key}: {each['before'][key]} -> {each['after'][key]}" for key in differing)
        lines.append(f"  {each['code']}  {words or each['after']['fault'] or each['before']['fault']}")
    if len(dossiers) > SHOWN:
        lines.append(f"  and {len(dossiers) - SHOWN} more; --json has all")
    return lines
