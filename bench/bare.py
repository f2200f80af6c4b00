"""The first floor: an act's rows written through psycopg and nothing else, in five round trips, one connection a process.

`python -m bench.bare URL SCHEMA ROWS` reads a line of JSON for each stretch of work, [[case, act], …], and answers with
one: how long each write took, in milliseconds. The round trips: BEGIN, journal, case, steps and clocks, COMMIT.
"""

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

from bench.rows import ActRows, Columns, read_rows

_SERIES = (
    "INSERT INTO kinhbac_series (key, last) VALUES (%s, 1) "
    "ON CONFLICT (key) DO UPDATE SET last = kinhbac_series.last + 1"
)


def main() -> None:
    url, schema, rows = sys.argv[1], sys.argv[2], read_rows(Path(sys.argv[3]))
    with psycopg.connect(url, options=f"-c search_path={schema}") as connection:
        print("ready", flush=True)
        for line in sys.stdin:
            taken = []
            for case, act in json.loads(line):
                began = time.perf_counter()
                write(connection, case, rows[act])
                taken.append((time.perf_counter() - began) * 1e3)
            print(json.dumps({"ms": taken, "failed": []}), flush=True)


def write(connection: psycopg.Connection, case: str, rows: ActRows) -> None:
    with connection.transaction():
        for text, values in (journal(case, rows), of_case(case, rows), of_parts(case, rows)):
            connection.execute(text, values)


Trip = tuple[Any, Sequence[Any]]


def journal(case: str, rows: ActRows) -> Trip:
    entry = {"case_id": case, **rows.entry, "key": str(uuid4())}
    texts, values = [insert("kinhbac_entry", [entry])], list(entry.values())
    if rows.content:
        content = {"case_id": case, **rows.content}
        texts.append(insert("kinhbac_content", [content]))
        values += content.values()
    return together(texts), values


def of_case(case: str, rows: ActRows) -> Trip:
    columns = ", ".join(f"{name} = %s" for name in rows.case)
    texts = [f"UPDATE kinhbac_case SET {columns} WHERE id = %s AND seq = %s"]
    values = [*rows.case.values(), case, rows.case["seq"] - 1]
    if rows.series:
        texts.append(_SERIES)
        values.append(rows.series)
    return together(texts), values


def of_parts(case: str, rows: ActRows) -> Trip:
    texts: list[str] = []
    values: list[Any] = []
    for table, several in (("kinhbac_step", rows.steps), ("kinhbac_clock", rows.clocks)):
        if several:
            whole = [{"case_id": case, **row} for row in several]
            others = ", ".join(f"{name} = EXCLUDED.{name}" for name in several[0] if name != "key")
            texts.append(f"{insert(table, whole)} ON CONFLICT (case_id, key) DO UPDATE SET {others}")
            values += [value for row in whole for value in row.values()]
    return together(texts), values


def insert(table: str, rows: Sequence[Columns]) -> str:
    places = f"({', '.join('%s' for _ in rows[0])})"
    return f"INSERT INTO {table} ({', '.join(rows[0])}) VALUES {', '.join(places for _ in rows)}"


def together(texts: Sequence[str]) -> str:
    """Return several writes as one statement, so that they travel together."""
    first = [f"w{number} AS ({text})" for number, text in enumerate(texts[:-1])]
    return f"WITH {', '.join(first)} {texts[-1]}" if first else texts[-1]


if __name__ == "__main__":
    main()
