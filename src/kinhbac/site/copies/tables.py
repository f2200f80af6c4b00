"""All tables of a database as plain rows and back, at the migrations it stands on. Knows no table by name."""

import base64
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

PAGE = 500
"""Rows that are read at once."""

PIECE_BYTES = 4_000_000
"""About how many bytes of rows one member of a backup holds."""

Migration = tuple[str, str]


def applied() -> tuple[Migration, ...]:
    """Return the migrations that the database stands on, sorted."""
    return tuple(sorted(MigrationRecorder(connection).applied_migrations()))


def unknown(migrations: Iterable[Migration]) -> list[Migration]:
    """Return those migrations that this program does not have: they come from a newer one."""
    have = MigrationLoader(None).disk_migrations
    return sorted(each for each in migrations if each not in have)


def last_of_each(migrations: Iterable[Migration]) -> list[Migration]:
    """Return of each app the migration on which no other of these stands."""
    graph = MigrationLoader(None).graph
    nodes = [each for each in migrations if each in graph.nodes]
    stood_on = {
        parent.key for each in nodes for parent in graph.node_map[each].parents if parent.key[0] == each[0]
    }
    return sorted(each for each in nodes if each not in stood_on)


def models_at(migrations: Iterable[Migration]) -> list[type[models.Model]]:
    """Return every table as these migrations leave it, sorted by name, those between others included."""
    state = MigrationLoader(None).project_state(last_of_each(migrations))
    found = [
        each
        for each in state.apps.get_models(include_auto_created=True)
        if each._meta.managed and not each._meta.proxy  # noqa: SLF001  - Django's documented way to the columns
    ]
    return sorted(found, key=table_name)


def table_name(model: type[models.Model]) -> str:
    """Return a table's name in the database."""
    return str(model._meta.db_table)  # noqa: SLF001  - as above


def fields_of(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """Return a table's columns."""
    return list(model._meta.concrete_fields)  # noqa: SLF001  - as above


def pieces(model: type[models.Model]) -> Iterator[tuple[int, bytes]]:
    """Yield a table's rows in pieces: how many, and as JSON lists, a line each. One page is in memory at a time."""
    rows, lines, size = 0, [], 0
    for row in _rows(model):
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_plain).encode() + b"\n"
        rows, size = rows + 1, size + len(line)
        lines.append(line)
        if size >= PIECE_BYTES:
            yield rows, b"".join(lines)
            rows, lines, size = 0, [], 0
    if lines:
        yield rows, b"".join(lines)


def _rows(model: type[models.Model]) -> Iterator[Sequence[Any]]:
    names = [each.attname for each in fields_of(model)]
    key = names.index(model._meta.pk.attname)  # noqa: SLF001  - as above
    every = model._base_manager.order_by("pk").values_list(*names)  # noqa: SLF001  - as above
    page = list(every[:PAGE])
    while page:
        yield from page
        page = list(every.filter(pk__gt=page[-1][key])[:PAGE])


def empty(every: Iterable[type[models.Model]]) -> None:
    """Take every row out of these tables (migrations may have put some in)."""
    with connection.cursor() as cursor:
        for model in every:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table_name(model))}")  # noqa: S608  - our own table's name


def insert(model: type[models.Model], columns: Sequence[str], body: bytes) -> int:
    """Put the rows of a piece into a table as they were; return how many.

    Raises:
        KeyError: a column that the table does not have.
    """
    by_column = {each.column: each for each in fields_of(model)}
    chosen = [by_column[column] for column in columns]
    rows = [
        [
            field.get_db_prep_save(field.to_python(value), connection)
            for field, value in zip(chosen, json.loads(line), strict=True)
        ]
        for line in body.splitlines()
    ]
    quote = connection.ops.quote_name
    names = ", ".join(quote(column) for column in columns)
    places = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quote(table_name(model))} ({names}) VALUES ({places})", rows)  # noqa: S608  - as above
    return len(rows)


def _plain(value: Any) -> Any:
    if isinstance(value, (date, time)):  # moments are days too
        return value.isoformat()
    if isinstance(value, (UUID, Decimal)):
        return str(value)
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(value).decode()
    raise TypeError(f"a {type(value).__name__} has no place in a backup")
