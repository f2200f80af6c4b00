"""`kinhbac verify`: whether what happened still stands as it was written down."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinhbac.site.commands.options import data_option, json_option, write_json
from kinhbac.site.commands.province import opened

if TYPE_CHECKING:
    from kinhbac.kernel.verify import Fault, Report

MOST_LINES = 50
"""Faults that are written out for people; all of them stand in the JSON."""


@click.command("verify")
@data_option()
@json_option
def verb(data: Path, *, as_json: bool) -> None:
    """Replay the journal and compare it with every table and with the seals outside the database.

    Finds a changed byte, a missing tail, a missing case and an edited table. Changes nothing, and may run beside
    the server. Exit code 0 if all holds, 1 if not; the first line names the first entry that does not hold.
    """
    with opened(data):
        from kinhbac.kernel.verify import verify  # noqa: PLC0415  - its tables need Django, which is set up now

        if sys.stderr.isatty():
            click.echo("Replaying the journal…", err=True)
        report = verify()
    if as_json:
        write_json(plain(report))
    else:
        click.echo("\n".join(lines(report)))
    if not report.holds:
        raise SystemExit(1)


def plain(report: "Report") -> dict[str, object]:
    """Return a report as JSON values."""
    return {
        "holds": report.holds,
        "cases": report.cases,
        "entries": report.entries,
        "heads": report.heads,
        "roots": report.roots,
        "removed": [_fault(each) for each in report.removed],
        "faults": [_fault(each) for each in report.faults],
    }


def lines(report: "Report") -> list[str]:
    """Return a report for a person to read: what does not hold comes first."""
    shown = [str(each) for each in report.faults[:MOST_LINES]]
    if len(report.faults) > MOST_LINES:
        shown.append(f"… and {len(report.faults) - MOST_LINES} more; --json names them all")
    shown += [str(each) for each in report.removed[:MOST_LINES]]
    if len(report.removed) > MOST_LINES:
        shown.append(f"… and {len(report.removed) - MOST_LINES} more contents lawfully removed")
    counts = f"{report.cases} cases, {report.entries} entries, {report.heads} of them witnessed, {report.roots} daily seals"
    if report.holds:
        return [*shown, f"All holds: {counts}."]
    return [*shown, f"Does not hold: {len(report.faults)} faults in {counts}."]


def _fault(fault: "Fault") -> dict[str, object]:
    return {"case": fault.case, "seq": fault.seq, "what": fault.what}
