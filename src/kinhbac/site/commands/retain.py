"""`kinhbac retain`: ends what was kept long enough by the province's rules; shows what would go, and what went."""

import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kinhbac.base.clock import HCM
from kinhbac.site.commands.options import data_option, json_option, write_json
from kinhbac.site.commands.province import opened
from kinhbac.site.commands.troubles import Trouble
from kinhbac.site.copies.folder import clearing

if TYPE_CHECKING:
    from kinhbac.tools.retention.types import Counted


@click.command("retain")
@data_option()
@click.option("--dry-run", is_flag=True, help="Show what would go today, and change nothing.")
@click.option("--last", is_flag=True, help="Show the last runs, and change nothing.")
@json_option
def verb(data: Path, *, dry_run: bool, last: bool, as_json: bool) -> None:
    """End what was kept long enough. The worker does it once a day by itself; this does it now.

    How long each kind of personal record is kept stands in retention.yaml of the catalogue. May run beside the server, but
    not beside a backup. Cut in the middle, it goes on the next time.
    """
    with opened(data):
        from kinhbac.tools.retention.reads import would_end  # noqa: PLC0415  - Django is set up now

        if not (dry_run or last):
            _run(data)
        found = _counted(would_end(datetime.now(HCM))) if dry_run else _runs(1 if not last else 10)
    if as_json:
        write_json(found)
    elif dry_run:
        _tell(found, "would go")
    else:
        _tell_runs(found)


def _run(data: Path) -> None:
    from kinhbac.tools.retention.actions import end_next  # noqa: PLC0415  - as above
    from kinhbac.tools.retention.reads import retention_rules  # noqa: PLC0415  - as above

    if not retention_rules().lines:
        raise Trouble("this province has no rules of retention: `kinhbac publish` publishes the catalogue's.")
    with clearing(data) as may:
        if not may:
            raise Trouble("a backup is being made: wait until it is done, then run this again.")
        while end_next(datetime.now(HCM)):
            if sys.stderr.isatty():
                click.echo(".", nl=False, err=True)


def _counted(counted: "Iterable[Counted]") -> list[dict[str, Any]]:
    return [{"kind": each.kind, "over": each.over, "needed": each.needed} for each in counted]


def _runs(most: int) -> list[dict[str, Any]]:
    from kinhbac.tools.retention.reads import runs  # noqa: PLC0415  - as above

    return [
        {
            "begun_at": each.begun_at.isoformat(timespec="seconds"),
            "ended_at": each.ended_at.isoformat(timespec="seconds") if each.ended_at else None,
            "rules": each.version,
            "kinds": _counted(each.counted),
        }
        for each in runs(most)
    ]


def _tell_runs(found: list[dict[str, Any]]) -> None:
    if not found:
        click.echo("There was no run yet.")
    for each in found:
        until = _moment(each["ended_at"]) if each["ended_at"] else "goes on"
        click.echo(f"{_moment(each['begun_at'])} - {until}, rules {each['rules'][:12]}")
        _tell(each["kinds"], "went")


def _tell(kinds: list[dict[str, Any]], word: str) -> None:
    shown = [each for each in kinds if each["over"] or each["needed"]]
    if not shown:
        click.echo(f"  nothing {word}")
    for each in shown:
        still = f", {each['needed']} still needed" if each["needed"] else ""
        click.echo(f"  {each['kind']}: {each['over']} {word}{still}")


def _moment(words: str) -> str:
    return f"{datetime.fromisoformat(words).astimezone(HCM):%d/%m/%Y %H:%M}"
