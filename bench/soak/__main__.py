"""`python -m bench.soak [REPORT...]`: writes RESULTS.md beside it from the report that `make soak` left, or its parts."""

import json
import subprocess
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import click

from bench.machine import machine, versions
from tests.kill.client import MET
from tests.support.postgres import find_binaries

HERE = Path(__file__).parent
REPORT = HERE.parents[1] / "build" / "reports" / "soak.xml"
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
METHOD = """# The tests that kill, ten rounds for each database

Written by `python -m bench.soak` from the report of `make soak` (`tests/kill`). To run it again: `make soak`, then
`python -m bench.soak`. `make test` runs two of these rounds for each database.

## Method

A demo province is served by `kinhbac serve` with two web processes, on a disk where commits wait (`synchronous=FULL`,
`fsync=on`). All rounds of a database use the same province, so that harm would add up. In each round eight clients
in parallel file births and carry them through the offices by the JSON API, 200 submissions and acts or a few more;
some dossiers are returned for rework, in some an act is undone. A client keeps nothing but its cookies; when a
connection breaks or the answer is 503 it sends the same request with the same idempotency key. Of one act in ten it
hangs up after sending and asks again at once; one in ten it asks a second time though it has the receipt.

Meanwhile processes are killed with SIGKILL, at moments drawn from the seed (the number of the round): after so many
requests were taken up and up to 40 ms later, or right after the next commit. Killed are: a process that answers requests
(`web`), the whole web server (`granian`), the worker, the supervisor alone, everything at once (`power`, with the
database server), PostgreSQL and all its processes (`postgres`), one process of PostgreSQL's that answers a client
(`backend`). The supervisor replaces what it can; the test starts again what an operating system would.

Afterwards, once the worker has caught up, plain SQL and the files on the disk must show:

- every acknowledged act is in the journal once, by receipt and by key, in its place; and no other entry is there;
- every form became one dossier, with the code that was told; daily numbers of codes and yearly numbers of results run
  from 1 without repeat and without hole;
- every applicant has one message and one mail for each told entry, and none besides;
- every file that was acknowledged or that an answer names is there and gives its SHA-256;
- every entry stands in the seals; `kinhbac verify` ends with 0, beside the running server and,
  where the eight clients worked, after it was stopped.

The staff's rounds (PostgreSQL) are the same, in a province of their own, with two hundred signed-in officers of two
communes, one thread each, who wait at one board for whatever their post may do next on shared dossiers, and mothers
who file, supplement, adjust, stop, withdraw and rate. Every turn that the house knows is taken in every round, with
take, release, assign, approval of many at once and undoing. What needs days to pass or papers to lie there is done on
dossiers of before: thirty in each round were made by the house's own acts at moments up to a month back, so that a
supplement's silence or an opinion's term is over, a procedure has ended, paper lies at the desk that received it. For
three acts in ten two officers reach at once; one is acknowledged, the other refused, and nothing of hers may be in
the journal. Besides the above, afterwards every open step stands on the desk as it is, the stays of every dossier are
those that its journal gives, as many were received on each day by the journal as by the figures, and for every
office, officer and day carried over + received + transferred in = done + in progress + paused + transferred out, each
day beginning as the one before ended. In the table, "days" is how many days the figures span, and "carried over" how
many dossiers the offices carried into the last of them.

A SIGKILL is no power cut: what the operating system has, it keeps. The disk's own promises are not tested.
"""
COLUMNS = {
    "round": "round",
    "acknowledged": "acts acknowledged",
    "requests": "requests",
    "cut off": "cut off",
    "nobody there": "nobody there",
    "not now": "503",
    "answer lost": "done, answer lost",
    "hung up": "client hung up",
    "done unheard": "of these done",
    "asked twice": "asked twice",
    "entries": "entries after",
    "work seconds": "s of work",
}
STAFF_COLUMNS = {
    "turns": "round",
    "officers": "officers",
    "dossiers": "dossiers",
    "of before": "of these of before",
    "acknowledged": "acts acknowledged",
    "refused rivals": "rivals refused",
    "requests": "requests",
    "cut off": "cut off",
    "nobody there": "nobody there",
    "not now": "503",
    "answer lost": "done, answer lost",
    "entries": "entries after",
    "days": "days",
    "carried over": "carried over",
    "work seconds": "s of work",
}


@click.command()
@click.argument("reports", type=click.Path(path_type=Path, exists=True, dir_okay=False), nargs=-1)
def main(reports: tuple[Path, ...]) -> None:
    """Write RESULTS.md from REPORTS. A failure in one, or fewer than ten rounds in all, is refused."""
    rounds = [each for report in reports or (REPORT,) for each in _rounds(report)]
    by_database = {key: [each for each in rounds if each.get("database") == key] for key in NAMES}
    staff = [each for each in rounds if "turns" in each]
    if any(len(some) < 10 for some in (*by_database.values(), staff)):
        raise click.ClickException("Ten rounds of each are needed; run `make soak`.")
    sections = [_section(NAMES[key], some, COLUMNS) for key, some in by_database.items()]
    sections.append(_section("Two hundred officers at once, PostgreSQL", staff, STAFF_COLUMNS))
    (HERE / "RESULTS.md").write_text("\n".join([METHOD, *sections, _place()]), encoding="utf-8")


def _rounds(report: Path) -> list[Any]:
    told = ET.parse(report).getroot()
    if any(True for fault in ("failure", "error", "skipped") for _ in told.iter(fault)):
        raise click.ClickException(f"A test of {report} failed; there are no results to write.")
    return [json.loads(found.get("value", "")) for found in told.iter("property")]


def _section(name: str, rounds: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> str:
    kills: Counter[str] = Counter()
    for each in rounds:
        kills.update(each["kills"])
    killed = ", ".join(f"{whom} {times}" for whom, times in sorted(kills.items()))
    seconds = sum(each["seconds"] for each in rounds)
    met = ", ".join(f"{what} {sum(each[what] for each in rounds)}" for what in MET)
    head = (
        f"{len(rounds)} rounds, {sum(each['acknowledged'] for each in rounds)} acts acknowledged, "
        f"{kills.total()} killings ({killed}). Missing: 0. Twice: 0. {seconds:.0f} s in all. Met: {met}."
    )
    return f"## {name}\n\n{head}\n\n{_table(rounds, columns)}\n"


def _table(rounds: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> str:
    lines = [f"| {' | '.join(columns.values())} | killed |", f"|{'---:|' * len(columns)}---|"]
    for each in rounds:
        killed = ", ".join(f"{whom} {times}" for whom, times in each["kills"].items())
        lines.append(f"| {' | '.join(str(each[name]) for name in columns)} | {killed} |")
    return "\n".join(lines)


def _place() -> str:
    asked = subprocess.run(
        [str(find_binaries() / "postgres"), "--version"], capture_output=True, text=True, check=True
    )
    day = datetime.now(UTC).date().isoformat()
    return f"## Where and when\n\n{day}. {machine()}. {versions(asked.stdout.split()[2])}.\n"


if __name__ == "__main__":
    main()
