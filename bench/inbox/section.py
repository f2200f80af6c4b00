"""The section of RESULTS.md about the inbox: aims, times at every size, statements, and what the provinces hold."""

import re
from collections.abc import Callable, Sequence
from statistics import median

from bench.figures import percentile, table, written
from bench.inbox.asking import INBOX, KINDS
from bench.inbox.measuring import FLOOR, WATCHED, Asked, Inboxes
from bench.inbox.spread import LEAST_OPEN, SHARE_OPEN
from bench.statements import first_word

AIM_MS, AIM_RATIO = 50.0, 1.5
METHOD = """A few hundred dossiers of one commune are truly walked through the rules (`kernel.Batch`: three procedures, at every
step of the desk or ended in every usual way); their rows are then repeated inside the database with keys, codes, names,
communes and moments of their own: case, entries, contents, steps, waits, clocks, parties, observers, the desk's labels,
items and words, stays, day books. Left out: forms, files, messages and openings, which no list reads; hashes are those of
the templates, and moments inside stored texts, so that sizes are true and `verify` would protest. 99 communes, three of
them with a third of all; {open} of a hundred open, of the measured commune at least {least}, so that its pages are full at
every size; six of ten ended ones in the last 60 days.

One province for each size, each served by `kinhbac serve --workers 1`, all on one PostgreSQL (default settings, fsync off,
for nothing is written). {pinned}. One signed-in browser, one-stop officer of the busiest commune, asks on a kept
connection: {requests} requests of each kind, in {rounds} rounds after one that warms up, the provinces taking turns, so that
a change of the machine's mood touches all sizes alike. **{floor}** is a Django program without middleware that shows 50 lines by one
indexed SELECT on the greatest province, in as many bytes as the inbox."""
STATEMENTS = (
    "The desk's own statements at {} dossiers, milliseconds in the database (median of {} requests); the session, the "
    "account and names are left out:"
)


def inbox_section(measured: Inboxes, taken: Callable[[str, float, float], str]) -> str:
    """Return the section; `taken` says when and in what company figures were taken."""
    costs = measured.costs
    company = taken(
        measured.postgres, median(each.other for each in costs), median(each.steal for each in costs)
    )
    return "\n\n".join(
        [
            company,
            _method(measured),
            _aims(measured),
            "Milliseconds for a page, p50 / p95; lines that it lists; what they become from the least to the greatest:",
            _times(measured),
            "Milliseconds of processor for a page of the inbox, which a busy machine does not change much:",
            _costs(measured),
            STATEMENTS.format(_size(measured.pace.sizes[-1]), WATCHED),
            _statements(measured),
            "What the provinces hold:",
            _held(measured),
        ]
    )


def _method(measured: Inboxes) -> str:
    pinned = "Web, worker and database share one processor (taskset), the browser has the other"
    return METHOD.format(
        open=written(100 * SHARE_OPEN),
        least=LEAST_OPEN,
        pinned=pinned if measured.pinned else "Nothing is pinned to a processor",
        requests=len(measured.asked[0][FLOOR].ms),
        rounds=measured.pace.rounds,
        floor=FLOOR,
    )


def _aims(measured: Inboxes) -> str:
    least, greatest = measured.asked[measured.pace.sizes[0]], measured.asked[measured.pace.sizes[-1]]
    inbox, before = _p95(greatest[INBOX.name]), _p95(least[INBOX.name])
    slowest = max(greatest.values(), key=_p95)
    name = next(kind for kind, asked in greatest.items() if asked is slowest)
    floor = _p95(measured.asked[0][FLOOR])
    others, quiet = quietest(greatest[INBOX.name])
    size = _size(measured.pace.sizes[-1])
    return table(
        ("", "aim", "measured", ""),
        [
            _aim(f"inbox at {size}, p95 in ms", inbox, AIM_MS),
            _aim(f"the slowest way of asking at {size} ({name}), p95 in ms", _p95(slowest), AIM_MS),
            _aim(f"p95 of the inbox, {size} / {_size(measured.pace.sizes[0])}", inbox / before, AIM_RATIO),
            _aim(
                f"inbox at {size}, p95 of the quietest round (others used {written(others)})", quiet, AIM_MS
            ),
            (f"p95 of the inbox / {FLOOR}", "", written(inbox / floor), ""),
        ],
    )


def quietest(asked: Asked) -> tuple[float, float]:
    """Return how many processors others used in the round in which they used least, and the p95 of that round."""
    each = len(asked.ms) // len(asked.costs)
    rounds = [
        (cost.other + cost.steal, percentile(asked.ms[place * each : (place + 1) * each], 0.95))
        for place, cost in enumerate(asked.costs)
    ]
    return min(rounds)


def _aim(what: str, value: float, aim: float) -> tuple[str, str, str, str]:
    return what, f"at most {written(aim)}", written(value), "reached" if value <= aim else "missed"


def _times(measured: Inboxes) -> str:
    sizes = measured.pace.sizes
    head = ("", *(_size(size) for size in sizes), "lines", "p50, times")
    rows = [
        _row(kind.name, [measured.asked[size].get(kind.name) for size in sizes])
        for kind in KINDS
        if kind.name in measured.asked[sizes[-1]]
    ]
    floor = measured.asked[0][FLOOR]
    return table(head, [*rows, (FLOOR, *[""] * (len(sizes) - 1), _both(floor), "50", "")])


def _row(name: str, found: Sequence[Asked | None]) -> tuple[str, ...]:
    lines = ", ".join(str(each.page.lines) if each else "" for each in found)
    first, last = found[0], found[-1]
    times = written(_p50(last) / _p50(first)) if first and last else ""
    return name, *(_both(each) if each else "" for each in found), lines, times


def _both(asked: Asked) -> str:
    return f"{written(_p50(asked))} / {written(_p95(asked))}"


def _costs(measured: Inboxes) -> str:
    rows = [(_size(size), measured.asked[size][INBOX.name]) for size in measured.pace.sizes]
    rows.append((FLOOR, measured.asked[0][FLOOR]))
    told = [
        (name, written(each.cpu_ms("web")), written(each.cpu_ms("database")), str(each.page.size))
        for name, each in rows
    ]
    return table(("", "web", "database", "bytes"), told)


def _statements(measured: Inboxes) -> str:
    rows = []
    for kind, asked in measured.asked[measured.pace.sizes[-1]].items():
        told = [(what, found) for what, found in by_statement(asked.statements).items() if what]
        rows.append((kind, ", ".join(f"{what} {written(median(found))}" for what, found in told)))
    return table(("", "statements, ms"), rows)


def by_statement(timed: Sequence[tuple[float, str]]) -> dict[str, list[float]]:
    """Return the milliseconds of the desk's statements by what they read, in the order in which they came."""
    found: dict[str, list[float]] = {}
    for ms, text in timed:
        what = what_of(text)
        if what:
            found.setdefault(what, []).append(ms)
    return found


def what_of(text: str) -> str:
    """Return what a statement of the desk reads, "" for those of all pages."""
    if first_word(text) != "SELECT" or not re.search(r"kinhbac_desk_(item|word)", text):
        return ""
    if "GROUP BY" in text:
        return "counts"
    if "COUNT(*)" in text:
        return "total"
    if re.search(r'FROM "kinhbac_desk_word"', text):
        return "words"
    return "list" if "LIMIT" in text else "lines found"


def _held(measured: Inboxes) -> str:
    rows = []
    for size in measured.pace.sizes:
        facts = measured.facts[size]
        sizes = facts["sizes"]
        desk = sum(value for name, value in sizes.items() if name.startswith("kinhbac_desk"))
        counts = (facts["dossiers"], facts["open"], facts["held"], facts["entries"])
        rows.append(
            (
                *(_size(count) for count in counts),
                written(sizes["database"] / 2**30),
                written(desk / 2**30),
                written(facts["seconds"]),
            )
        )
    head = (
        "dossiers",
        "open",
        "of these with the measured post",
        "entries",
        "GiB",
        "of these the desk's",
        "s to fill",
    )
    return table(head, rows)


def _p50(asked: Asked) -> float:
    return percentile(asked.ms, 0.5)


def _p95(asked: Asked) -> float:
    return percentile(asked.ms, 0.95)


def _size(count: int) -> str:
    return f"{count:,}".replace(",", " ")
