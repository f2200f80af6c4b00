"""Fills a province with dossiers: templates walked, a plan of copies written by COPY, rows repeated in the database.

Run by `bench.within`. On PostgreSQL the indexes are taken off meanwhile and made anew afterwards, as for any great load.
"""

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from typing import Any

from django.db import connection, transaction

from bench.inbox import copying, spread, templates
from bench.inbox.spread import Copy, Place
from bench.province import found
from kinhbac.base.clock import HCM
from kinhbac.kernel import definitions
from kinhbac.kernel import models as tables
from kinhbac.site.demo.cast import KINH_BAC, MINH, office_of

AT_ONCE = 10_000
"""Lines of the plan that are handed to SQLite at once."""
FORGET = (
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE contype = 'u' AND conrelid::regclass::text = ANY(%s)"
)
INDEXES = (
    "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index "
    "WHERE NOT indisprimary AND indrelid::regclass::text = ANY(%s)"
)


def main(argument: str) -> dict[str, Any]:
    """Fill the province; return what it holds and what may be looked for in it.

    Args:
        argument: as JSON: `dossiers` and `templates`, how many of each.
    """
    asked = json.loads(argument)
    began = time.perf_counter()
    now = found().astimezone(HCM)
    walked = templates.walk(asked["templates"], now)
    named_twice = frozenset(
        each.number
        for each in walked
        if tables.Content.objects.filter(case=each.case, body__contains=templates.SECOND_NAME).exists()
    )
    with transaction.atomic():
        copying.set_aside(walked)
    plan = spread.copies(
        asked["dossiers"],
        places(now.date()),
        [each.number for each in walked if not each.is_open],
        [each.number for each in walked if each.is_open],
        now.date(),
    )
    names: Counter[str] = Counter()
    _write_plan(copying.plan_rows(_noted(plan, names), named_twice))
    _copy_rows()
    return {
        "seconds": time.perf_counter() - began,
        "sizes": _sizes(),
        "names": spread.sought(names),
        **_held_by_measured(),
    }


def places(today: date) -> list[Place]:
    """Return the communes of the province, the measured one first."""
    directory = definitions.current_directory()
    made = [
        Place(str(unit.ref), directory.office(f"{str(unit.ref).replace('/', '.')}.committee").e_identifier)
        for unit in directory.communes(today)
    ]
    return sorted(made, key=lambda each: (each.unit != KINH_BAC, each.unit))


def _noted(plan: Iterable[Copy], names: "Counter[str]") -> Iterator[Copy]:
    """Note the names that may be looked for at the measured commune, on their way."""
    for each in plan:
        if each.place.unit == KINH_BAC:
            names[each.title] += 1
        yield each


def _write_plan(rows: Iterable[tuple[Any, ...]]) -> None:
    listed = iter(rows)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY bench_plan ({', '.join(copying.PLAN)}) FROM STDIN") as copy:
                for row in listed:
                    copy.write_row(row)
            return
        places_ = ", ".join(["%s"] * len(copying.PLAN))
        while some := list(islice(listed, AT_ONCE)):
            cursor.executemany(f"INSERT INTO bench_plan VALUES ({places_})", some)


def _copy_rows() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE bench_plan")
        cursor.execute("ANALYZE bench_template")
        with _without_indexes(cursor):
            for table in copying.TABLES:
                cursor.execute(copying.copy_statement(table))
            cursor.execute(copying.words_statement())
        for table in ("plan", "template", "office", *copying.TABLES):
            cursor.execute(f"DROP TABLE bench_{table}")
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


@contextmanager
def _without_indexes(cursor: Any) -> Iterator[None]:
    """Take the indexes off the tables that are filled, all but the keys, and make them anew afterwards."""
    if connection.vendor != "postgresql":
        yield
        return
    filled = [[*copying.TABLES, copying.WORDS]]
    cursor.execute("SET maintenance_work_mem = '1GB'")
    cursor.execute("SET work_mem = '256MB'")
    cursor.execute(FORGET, filled)
    constraints = cursor.fetchall()
    for table, name, _ in constraints:
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    cursor.execute(INDEXES, filled)
    indexes = cursor.fetchall()
    for name, _ in indexes:
        cursor.execute(f"DROP INDEX {name}")
    yield
    for table, name, definition in constraints:
        cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
    for _, definition in indexes:
        cursor.execute(definition)


def _sizes() -> dict[str, int]:
    """Return how many bytes each filled table takes with its indexes, and the whole database."""
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
            return {"database": int(cursor.fetchone()[0])}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, pg_total_relation_size(name::regclass) FROM unnest(%s::text[]) AS name",
            [[*copying.TABLES, copying.WORDS]],
        )
        sizes = dict(cursor.fetchall())
        cursor.execute("SELECT pg_database_size(current_database())")
        return {**sizes, "database": int(cursor.fetchone()[0])}


def _held_by_measured() -> dict[str, Any]:
    """Return how many dossiers there are, are open, and who is measured and what her post holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(*) - count(closed_at) FROM kinhbac_case")
        dossiers, still = cursor.fetchone()
        cursor.execute(
            "SELECT count(*) FROM kinhbac_desk_item WHERE office = %s AND role = 'one_stop' AND NOT ended",
            [office_of(MINH)],
        )
        held = cursor.fetchone()[0]
        cursor.execute(
            "SELECT code FROM kinhbac_case WHERE area = %s ORDER BY code DESC LIMIT 20", [KINH_BAC]
        )
        codes = [code for (code,) in cursor.fetchall()]
        cursor.execute("SELECT count(*) FROM kinhbac_entry")
        entries = cursor.fetchone()[0]
    return {
        "account": str(MINH.account),
        "office": office_of(MINH),
        "dossiers": dossiers,
        "open": still,
        "held": held,
        "codes": codes,
        "entries": entries,
    }
