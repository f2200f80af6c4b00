"""Rows: what every act reads and writes as fixed statements, their text made once for each table.

An act reads one row and writes a handful, always of the same shape; composing each statement anew would cost more than all
the rest of the act. Values go through the columns' own types, so both databases get what they expect. PostgreSQL gets them
beside the text, not in it, and so reads and plans each statement once for a connection and not for every act.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache, partial
from typing import Any, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models

Row = Sequence[Any]
Columns = tuple[Any, ...]
"""Columns of models, as `_meta.get_field` gives them."""

Found = TypeVar("Found", bound=models.Model)

MOST_ROWS = 100
"""Rows in one statement."""


def fetch(text: str, values: Row, columns: Columns, *, fixed: bool = False) -> list[tuple[Any, ...]]:
    """Return what a statement answers, each value as the model's column at its place would give it.

    `fixed`: the text is always the same and finds by a key, so that one plan is right for all values.
    """
    database = connections[DEFAULT_DB_ALIAS]
    with _cursor(database) if fixed else database.cursor() as cursor:
        cursor.execute(text, values)
        rows = cursor.fetchall()
    turns = _turns(columns, database.vendor)
    return [_turned(row, turns, database) for row in rows] if turns else list(rows)


def find(table: type[Found], column: str, value: Any, *, lock: bool = False) -> Found | None:
    """Return the row that has a value in a column where no two have the same; locked for this transaction, if asked."""
    database = connections[DEFAULT_DB_ALIAS]
    columns = table._meta.concrete_fields  # noqa: SLF001 - Django's documented way to the columns
    names = tuple(field.attname for field in columns)
    text = _find(table, column, names, lock=lock and database.features.has_select_for_update)
    rows = fetch(text, _prepared(table, (column,), (value,), database), tuple(columns), fixed=True)
    return table.from_db(DEFAULT_DB_ALIAS, names, rows[0]) if rows else None


def listed(
    table: type[models.Model], columns: tuple[str, ...], column: str, value: Any, *, by: str
) -> list[tuple[Any, ...]]:
    """Return some columns of the rows that have a value in a column, in the order of another."""
    database = connections[DEFAULT_DB_ALIAS]
    text = f'{_find(table, column, columns, lock=False)} ORDER BY "{by}"'
    fields = _fields(table, columns)
    return fetch(text, _prepared(table, (column,), (value,), database), fields, fixed=True)


def insert(table: type[models.Model], columns: tuple[str, ...], rows: Sequence[Row]) -> None:
    """Insert rows, given as values in the order of `columns`."""
    _write(table, columns, rows, "")


def upsert(table: type[models.Model], columns: tuple[str, ...], place: int, rows: Sequence[Row]) -> None:
    """Insert rows, or bring those that stand in their places (the first `place` columns) to the new values."""
    _write(table, columns, rows, _conflict(columns, place))


def update(table: type[models.Model], columns: tuple[str, ...], where: tuple[str, ...], row: Row) -> int:
    """Bring the row that `where` names to new values, those of `where` last; return how many rows there were."""
    database = connections[DEFAULT_DB_ALIAS]
    with _cursor(database) as cursor:
        cursor.execute(_update(table, columns, where), _prepared(table, (*columns, *where), row, database))
        return int(cursor.rowcount)


def _cursor(database: Any) -> Any:
    """Return a cursor for fixed statements; one of PostgreSQL gives values apart, so that a statement can be kept ready."""
    if database.vendor != "postgresql":
        return database.cursor()
    database.ensure_connection()
    return database._prepare_cursor(_binding()(database.connection))  # noqa: SLF001 - as `cursor()` does


@cache
def _binding() -> Any:
    from django.db.backends.postgresql.base import ServerBindingCursor  # noqa: PLC0415 - it asks for psycopg

    return ServerBindingCursor


def _write(table: type[models.Model], columns: tuple[str, ...], rows: Sequence[Row], conflict: str) -> None:
    if not rows:
        return
    database = connections[DEFAULT_DB_ALIAS]
    for start in range(0, len(rows), MOST_ROWS):
        some = rows[start : start + MOST_ROWS]
        values = [value for row in some for value in _prepared(table, columns, row, database)]
        with _cursor(database) as cursor:
            cursor.execute(_insert(table, columns, len(some)) + conflict, values)


def _prepared(table: type[models.Model], columns: tuple[str, ...], row: Row, database: Any) -> list[Any]:
    values = list(row)
    for place, prepare in _preparing(table, columns, database.vendor):
        if values[place] is not None:
            values[place] = prepare(values[place])
    return values


@cache
def _preparing(
    table: type[models.Model], columns: tuple[str, ...], vendor: str
) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    """Return what brings values into the form that a database wants, with their places: not what it takes as it is."""
    fields = enumerate(_fields(table, columns))
    as_they_are = _AS_THEY_ARE + _TAKEN_BY.get(vendor, ())
    return tuple(
        (place, _prepare(field, vendor)) for place, field in fields if _kind(field) not in as_they_are
    )


@cache
def _fields(table: type[models.Model], columns: tuple[str, ...]) -> Columns:
    by_name = {field.attname: field for field in table._meta.concrete_fields}  # noqa: SLF001 - Django's documented way to the columns
    return tuple(by_name[name] for name in columns)


def _prepare(field: "models.Field[Any, Any]", vendor: str) -> Callable[[Any], Any]:
    """Return a column's own way, or for moments and keys, of which every row is full, a shorter one to the same."""
    own = partial(field.get_db_prep_save, connection=connections[DEFAULT_DB_ALIAS])
    return _SHORTER.get((vendor, _kind(field)), own)


def _kind(field: "models.Field[Any, Any]") -> type:
    return type(getattr(field, "target_field", field))


def _moment(value: datetime) -> str:
    return str(value.astimezone(UTC).replace(tzinfo=None))


def _key(value: UUID) -> str:
    return value.hex


_AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField)
_TAKEN_BY = {"postgresql": (models.DateTimeField, models.UUIDField)}
"""Columns whose values a database's own library takes: moments are aware, and keys are keys, wherever we have them."""
_SHORTER: dict[tuple[str, type], Callable[[Any], Any]] = {
    ("sqlite", models.DateTimeField): _moment,
    ("sqlite", models.UUIDField): _key,
}


def _turned(row: Row, turns: Sequence[tuple[int, Any]], database: Any) -> tuple[Any, ...]:
    values = list(row)
    for place, turn in turns:
        values[place] = turn(values[place], None, database)
    return tuple(values)


@cache
def _turns(columns: Columns, _vendor: str) -> tuple[tuple[int, Any], ...]:
    """Return what turns the database's answers into values, with the place of each; few columns need it."""
    database = connections[DEFAULT_DB_ALIAS]
    return tuple(
        (place, turn)
        for place, field in enumerate(columns)
        for turn in (
            *database.ops.get_db_converters(field.get_col(field.model._meta.db_table)),  # noqa: SLF001 - as above
            *field.get_db_converters(database),
        )
    )


@cache
def _find(table: type[models.Model], column: str, columns: tuple[str, ...], *, lock: bool) -> str:
    text = f'SELECT {_listed(columns)} FROM {_name(table)} WHERE "{column}" = %s'  # noqa: S608 - names of our own tables
    return f"{text} FOR UPDATE" if lock else text


@cache
def _insert(table: type[models.Model], columns: tuple[str, ...], count: int) -> str:
    row = "(" + ", ".join(["%s"] * len(columns)) + ")"
    return f"INSERT INTO {_name(table)} ({_listed(columns)}) VALUES {', '.join([row] * count)}"  # noqa: S608 - names of our own tables


@cache
def _conflict(columns: tuple[str, ...], place: int) -> str:
    others = columns[place:]
    if not others:
        return " ON CONFLICT DO NOTHING"
    changes = ", ".join(f'"{name}" = EXCLUDED."{name}"' for name in others)
    return f" ON CONFLICT ({_listed(columns[:place])}) DO UPDATE SET {changes}"


@cache
def _update(table: type[models.Model], columns: tuple[str, ...], where: tuple[str, ...]) -> str:
    changes = ", ".join(f'"{name}" = %s' for name in columns)
    found = " AND ".join(f'"{name}" = %s' for name in where)
    return f"UPDATE {_name(table)} SET {changes} WHERE {found}"  # noqa: S608 - names of our own tables


def _listed(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _name(table: type[models.Model]) -> str:
    return f'"{table._meta.db_table}"'  # noqa: SLF001 - as above
