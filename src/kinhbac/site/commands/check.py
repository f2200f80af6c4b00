"""`kinhbac check`: everything that is wrong with a catalogue, a line for each fault. No database, no Django."""

from pathlib import Path

import click

from kinhbac.base.definitions import DefinitionError, Fault
from kinhbac.site.catalogue import Catalogue, read_catalogue
from kinhbac.site.commands.options import json_option, write_json


@click.command("check")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR")
@json_option
def verb(folder: Path, *, as_json: bool) -> None:
    """Check every definition of the catalogue in DIR: calendars, codes, units, offices and procedures.

    Each fault is a line: file, line, what is wrong and what to do. The examples of procedures run too.
    """
    faults: list[Fault] = []
    words = ""
    try:
        words = _in_order(read_catalogue(folder))
    except DefinitionError as error:
        faults = sorted(error.faults)
    if as_json:
        write_json({"holds": not faults, "faults": [_plain(fault) for fault in faults]})
    else:
        click.echo("\n".join(str(fault) for fault in faults) or words)
    if faults:
        raise SystemExit(1)


def _plain(fault: Fault) -> dict[str, object]:
    return {"file": fault.file, "line": fault.line, "what": fault.what.en, "remedy": fault.remedy.en}


def _in_order(catalogue: Catalogue) -> str:
    calendar, directory = catalogue.calendar, catalogue.directory
    return (
        f"In order: the calendar from {calendar.first.year} to {calendar.last.year}, "
        f"{len(directory.units)} units, {len(directory.offices)} offices, "
        f"{len(catalogue.procedures)} procedures with their examples."
    )
