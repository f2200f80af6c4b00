"""Writes RESULTS.md: a head that says on what, and a section for each part; a part not measured again stays as it was."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from bench.acts import CLIENTS, Acts
from bench.contenders import Sample
from bench.counting import Counted
from bench.figures import percentile, spread, table, written
from bench.machine import machine, versions
from bench.statements import kind
from bench.verifying import Verifications, Verified

FILE = Path(__file__).with_name("RESULTS.md")
QUIET = 0.3
"""Processors used by others up to which a run counts as taken on a quiet machine."""

ACT, TELLING = ("web", "database"), ("worker", "database of worker")
ACTS, VERIFY, INBOX = "One act through HTTP", "Verifying the journal", "The inbox of an officer"
FIND = "Finding a procedure"
CHECK, START = "Checking a catalogue", "The whole demo"
TELLING_WORDS = (
    "CPU is in milliseconds of processor for an act. Telling is what the worker does after the commit (letters, the "
    "witness on the disk); with it ours takes {} times the processor time of the one-view program."
)
VERIFY_WORDS = (
    "A journal written in bulk through the kernel's own `Record` (one dossier really walked, the others do what it did; "
    "every entry witnessed and told), then `verify`: every text hashed and replayed, every table and every seal "
    "compared. The start of the program is not counted."
)
ENTRIES_AIM = 20_000
HEAD = """# What the house costs, measured

Written by `make bench` (`python -m bench all`; `acts`, `verify`, `inbox`, `find`, `check` or `start` measure one part, `--help` says how much).
Every figure is of the machine named in its section, where clients, server and database share the processors; compare
ratios rather than numbers. "Others" is how many processors were busy with what is not ours, from /proc/stat: above
{quiet}, times and acts a second are too bad, and processor time is somewhat too high. In brackets: the least and the
greatest of the rounds.
"""


def write_results(sections: Mapping[str, str]) -> None:
    """Put sections in the place of those of the same name."""
    kept = _sections(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    together = {**kept, **sections}
    parts = [HEAD.format(quiet=QUIET)]
    parts += [
        f"## {name}\n\n{together[name].strip()}\n"
        for name in (ACTS, VERIFY, INBOX, FIND, CHECK, START)
        if name in together
    ]
    FILE.write_text("\n".join(parts), encoding="utf-8")


def _sections(text: str) -> dict[str, str]:
    pieces = re.split(r"^## (.+)$", text, flags=re.MULTILINE)[1:]
    return dict(zip(pieces[::2], pieces[1::2], strict=True))


def taken(postgres: str, others: float, steal: float) -> str:
    """Say when, on what and in what company figures were taken; `others` and `steal` in processors."""
    day = datetime.now(UTC).date().isoformat()
    mood = (
        "a quiet machine" if others + steal <= QUIET else "a busy machine: take them again when it is quiet"
    )
    return (
        f"{day}. {machine()}. {versions(postgres)}. "
        f"Others used {written(others)} processors on average and the host took {written(steal)}: {mood}."
    )


def acts_section(acts: Acts) -> str:
    """Return the section about one act."""
    costs = [sample.cost for rounds in acts.samples.values() for sample in rounds]
    return "\n\n".join(
        [
            taken(acts.postgres, median(each.other for each in costs), median(each.steal for each in costs)),
            _method(acts),
            table(
                ("", "aim", "measured", ""),
                [
                    _aim(
                        "processor time of server and database, ours / one view", cpu_ratio(acts, *ACT), 2.0
                    ),
                    _aim("statements of the median act", median_statements(acts.statements["ours"]), 8),
                    _aim("acts a second, ours / bare writes", speed_ratio(acts), 0.1, least=True),
                ],
            ),
            "Medians of the rounds:",
            table(
                (
                    "",
                    "acts/s",
                    "p50 ms",
                    "p95 ms",
                    "CPU web",
                    "CPU database",
                    "CPU telling",
                    "and its database",
                    "others",
                    "acts",
                ),
                [_row(name, rounds) for name, rounds in acts.samples.items()],
            ),
            TELLING_WORDS.format(written(cpu_ratio(acts, *ACT, *TELLING))),
            "What an act writes, and what it asks of the database (transaction words apart):",
            table(
                ("act", "rows", "bytes", "one view", "ours", "statements of ours"),
                [
                    (act, str(rows.count), str(rows.size), *_counts(acts, act))
                    for act, rows in acts.rows.items()
                ],
            ),
        ]
    )


def _method(acts: Acts) -> str:
    pace = acts.pace
    return (
        f"{CLIENTS} clients, each on one kept connection in a process of its own, walk dossiers of 1.001193 through "
        f"receive, propose (with a note), approve, issue_result and hand_over. {pace.rounds} rounds of "
        f"{CLIENTS * pace.dossiers * 5} acts after one to warm up; in each round the contenders take turns. PostgreSQL "
        "has its default settings, fsync included; SQLite runs apart afterwards.\n\n"
        "- **ours**: `kinhbac serve` with its defaults; session, CSRF token, Idempotency-Key, `seen`; rights, rules, the "
        "lock, chain, projection. A round ends when the worker has told everything (letters, witness on the disk).\n"
        "- **one view**: a Django view that only writes the same rows through the ORM; no middleware, same server, "
        "same processes and threads, same clients.\n"
        "- **bare writes**: the same rows through psycopg in five round trips (BEGIN, journal, case, steps and clocks, "
        "COMMIT) on four connections; there is no server."
    )


def cpu_ratio(acts: Acts, *families: str) -> float:
    """Return how many times the processor time of the one-view program ours takes, in these families together."""
    ours = median(_cpu(sample, *families) for sample in acts.samples["ours"])
    return ours / median(_cpu(sample, *ACT) for sample in acts.samples["one view"])


def speed_ratio(acts: Acts) -> float:
    """Return how many of the bare writes' acts a second ours does."""
    ours, bare = (median(each.per_second for each in acts.samples[name]) for name in ("ours", "bare writes"))
    return ours / bare


def median_statements(counts: Sequence[Counted]) -> float:
    """Return the statements of the median act."""
    return median(len(each.statements) for each in counts)


def _cpu(sample: Sample, *families: str) -> float:
    return sum(sample.cpu_ms(family) for family in families)


def _aim(what: str, value: float, aim: float, *, least: bool = False) -> tuple[str, str, str, str]:
    reached = value >= aim if least else value <= aim
    words = f"at least {written(aim)}" if least else f"at most {written(aim)}"
    return what, words, written(value), "reached" if reached else "missed"


def _row(name: str, rounds: Sequence[Sample]) -> tuple[str, ...]:
    return (
        name,
        spread([each.per_second for each in rounds]),
        spread([percentile(each.ms, 0.5) for each in rounds]),
        spread([percentile(each.ms, 0.95) for each in rounds]),
        *(_told(rounds, family) for family in (*ACT, *TELLING)),
        written(median(each.cost.other for each in rounds)),
        str(sum(len(each.ms) for each in rounds)),
    )


def _told(rounds: Sequence[Sample], family: str) -> str:
    return spread([each.cpu_ms(family) for each in rounds]) if family in rounds[0].cost.used else ""


def _counts(acts: Acts, act: str) -> tuple[str, str, str]:
    counts = {
        name: [each.statements for each in counted if each.act == act]
        for name, counted in acts.statements.items()
    }
    usual = sorted(counts["ours"], key=len)[len(counts["ours"]) // 2]
    middles = (written(median(map(len, counts[name]))) for name in ("one view", "ours"))
    return (*middles, ", ".join(kind(each).replace("kinhbac_", "") for each in usual))  # type: ignore[return-value]


def verify_section(done: Verifications) -> str:
    """Return the section about verifying."""
    return "\n\n".join(
        [
            taken(
                done.postgres,
                median(each.other for each in done.verified),
                median(each.steal for each in done.verified),
            ),
            VERIFY_WORDS,
            table(("", "aim", "measured", ""), [_verify_aim(each) for each in done.verified]),
            table(
                ("", "cases", "entries", "seconds", "µs of processor an entry", "MB"),
                [_verify_row(each) for each in done.verified],
            ),
        ]
    )


def _verify_aim(each: Verified) -> tuple[str, str, str, str]:
    words, aim, measured, said = _aim("", each.per_second, ENTRIES_AIM, least=True)
    reason = f"; with {written(each.cpu_us)} µs of one processor an entry no more than {written(1e6 / each.cpu_us)}"
    return f"entries a second, {each.database}", aim, measured, said + (reason if said == "missed" else words)


def _verify_row(each: Verified) -> tuple[str, ...]:
    counts = (f"{count:,}".replace(",", " ") for count in (each.cases, each.entries))
    return each.database, *counts, *map(written, (each.seconds, each.cpu_us, each.megabytes))
