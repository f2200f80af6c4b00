"""`python -m bench [acts|verify|inbox|find|check|start|all]`: measures, prints, and writes RESULTS.md. See `--help`."""

from collections.abc import Callable
from pathlib import Path

import click

from bench import acts, checking, finding, report, starting, verifying
from bench.inbox import measuring
from bench.inbox.provinces import provinces
from bench.inbox.section import inbox_section


def say(words: str) -> None:
    click.echo(f"  {words}", err=True)


@click.command()
@click.argument(
    "part", type=click.Choice(["acts", "verify", "inbox", "find", "check", "start", "all"]), default="all"
)
@click.option("--rounds", type=click.IntRange(1, 50), default=5, show_default=True, help="Rounds of acts.")
@click.option(
    "--dossiers", type=click.IntRange(1, 500), default=8, show_default=True, help="For a client in a round."
)
@click.option(
    "--cases", type=click.IntRange(1), default=4_000, show_default=True, help="To verify, six entries each."
)
@click.option(
    "--size",
    "sizes",
    type=click.IntRange(1_000),
    multiple=True,
    default=(10_000, 100_000, 1_000_000),
    show_default=True,
    help="Dossiers of each province whose inbox is asked for; the least first.",
)
@click.option(
    "--requests", type=click.IntRange(5), default=300, show_default=True, help="To an inbox, of each kind."
)
@click.option(
    "--provinces",
    "kept",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the inbox's provinces are kept: filled there once, measured there from then on.",
)
@click.option(
    "--only-fill", is_flag=True, help="With --provinces: fill what is not there yet; measure nothing."
)
@click.option(
    "--procedures",
    type=click.IntRange(10),
    default=2_000,
    show_default=True,
    help="To find among, and to check.",
)
@click.option("--keep", is_flag=True, help="Print only; RESULTS.md stays as it is.")
def main(  # noqa: PLR0913 - the options of a command
    part: str,
    rounds: int,
    dossiers: int,
    cases: int,
    sizes: tuple[int, ...],
    requests: int,
    kept: Path | None,
    procedures: int,
    *,
    only_fill: bool,
    keep: bool,
) -> None:
    """Measure one act through HTTP beside its floors, how fast the journal verifies, and the inbox of an officer.

    Acts and verifying take about three minutes; the inbox half an hour and 25 GB, most of it for filling the province
    of a million dossiers (`--size 10000 --size 100000` leaves that out, `--provinces FOLDER` keeps it for the next
    time). Needs PostgreSQL's server programs. Figures taken while the machine is busy say so.
    """
    if only_fill:
        if kept is None:
            raise click.UsageError("--only-fill fills what is kept: say where, with --provinces FOLDER.")
        with provinces(sizes, kept, say):
            return
    pace, inbox = acts.Pace(rounds=rounds, dossiers=dossiers), measuring.Pace(sizes=sizes, requests=requests)
    parts: dict[str, tuple[str, Callable[[], str]]] = {
        "acts": (report.ACTS, lambda: report.acts_section(acts.measure(pace, say))),
        "verify": (report.VERIFY, lambda: report.verify_section(verifying.measure(cases, say))),
        "inbox": (report.INBOX, lambda: inbox_section(measuring.measure(inbox, kept, say), report.taken)),
        "find": (report.FIND, lambda: finding.section(*finding.measure(procedures, say))),
        "check": (report.CHECK, lambda: checking.section(checking.measure(procedures, say))),
        "start": (report.START, lambda: starting.section(starting.measure(say))),
    }
    sections = {name: take() for key, (name, take) in parts.items() if part in (key, "all")}
    click.echo("\n\n".join(f"## {name}\n\n{text}" for name, text in sections.items()))
    if not keep:
        report.write_results(sections)
        click.echo(f"\nWritten: {report.FILE.relative_to(report.FILE.parents[1])}")


if __name__ == "__main__":
    main(prog_name="python -m bench")
