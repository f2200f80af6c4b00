"""Reads PostgreSQL's log (`log_statement = all`): which statements an act cost, transaction words apart. Pure."""

import re
from collections.abc import Collection, Iterator

PREFIX = "bench %p "
"""The server's `log_line_prefix` that this reads: the process that wrote a record."""

_START = re.compile(r"^bench (?P<process>\d+) ", re.MULTILINE)
_STATEMENT = re.compile(r"LOG:  (?:statement|execute [^:]*):\s(?P<text>.*)", re.DOTALL)
_TIMED = re.compile(
    r"LOG:  duration: (?P<ms>[0-9.]+) ms  (?:statement|execute [^:]*):\s(?P<text>.*)", re.DOTALL
)
_TRANSACTION = frozenset({"BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "START", "END", "ABORT"})
_TABLES = {
    "SELECT": re.compile(r'\bFROM\s+"?(\w+)', re.IGNORECASE),
    "INSERT": re.compile(r'\bINTO\s+"?(\w+)', re.IGNORECASE),
    "UPDATE": re.compile(r'\bUPDATE\s+"?(\w+)', re.IGNORECASE),
    "DELETE": re.compile(r'\bFROM\s+"?(\w+)', re.IGNORECASE),
}


def statements(log: str, apart_from: Collection[int] = ()) -> list[str]:
    """Return the statements that the server was given, in order, each on one line; those of some processes apart."""
    found: list[str] = []
    for process, record in _records(log):
        statement = _STATEMENT.match(record)
        if statement and process not in apart_from:
            found.append(" ".join(statement["text"].split()))
    return found


def durations(log: str, apart_from: Collection[int] = ()) -> list[tuple[float, str]]:
    """Return how many milliseconds each statement took, as `log_min_duration_statement = 0` says it, in order."""
    found: list[tuple[float, str]] = []
    for process, record in _records(log):
        timed = _TIMED.match(record)
        if timed and process not in apart_from:
            found.append((float(timed["ms"]), " ".join(timed["text"].split())))
    return found


def counted(statement: str) -> bool:
    """Say whether a statement counts: it does not where it only begins, ends or marks a transaction."""
    return first_word(statement) not in _TRANSACTION


def kind(statement: str) -> str:
    """Return what a statement does to which table: `SELECT kinhbac_case FOR UPDATE`, `INSERT kinhbac_entry`."""
    word = first_word(statement)
    table = _TABLES[word].search(statement) if word in _TABLES else None
    locked = " FOR UPDATE" if word == "SELECT" and " FOR UPDATE" in statement else ""
    return f"{word} {table[1]}{locked}" if table else word


def first_word(statement: str) -> str:
    """Return the word that says what a statement does."""
    return statement.split(maxsplit=1)[0].upper().rstrip(";") if statement.strip() else ""


def _records(log: str) -> Iterator[tuple[int, str]]:
    starts = list(_START.finditer(log))
    ends = [each.start() for each in starts[1:]] + [len(log)]
    for start, end in zip(starts, ends, strict=True):
        yield int(start["process"]), log[start.end() : end]
