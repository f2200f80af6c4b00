"""The floors' tables: copies of the kernel's, in a schema of their own, holding copies of the dossiers before their acts."""

from collections.abc import Sequence

import psycopg
from psycopg import sql

TABLES = (
    "kinhbac_case",
    "kinhbac_entry",
    "kinhbac_content",
    "kinhbac_step",
    "kinhbac_clock",
    "kinhbac_series",
)
PARTS = ("kinhbac_step", "kinhbac_clock")


def lay_floor(url: str, schema: str, cases: Sequence[str], copies: int) -> list[str]:
    """Make the tables with all their indexes, and copies of these cases in them; return the keys of the copies."""
    with psycopg.connect(url) as connection:
        into = sql.Identifier(schema)
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(into))
        for table in TABLES:
            name = sql.Identifier(table)
            make = sql.SQL("CREATE TABLE {0}.{1} (LIKE public.{1} INCLUDING ALL)")
            connection.execute(make.format(into, name))
        connection.execute(
            sql.SQL(
                "CREATE TABLE {}.copy AS SELECT gen_random_uuid() AS id, origin, number "
                "FROM unnest(%s::uuid[]) AS origin, generate_series(1, %s) AS number"
            ).format(into),
            [list(cases), copies],
        )
        _copy(
            connection, schema, "kinhbac_case", {"id": "copy.id", "code": "code || '-' || copy.number"}, "id"
        )
        for table in PARTS:
            _copy(connection, schema, table, {"case_id": "copy.id"}, "case_id")
        keys = connection.execute(sql.SQL("SELECT id::text FROM {}.copy").format(into)).fetchall()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    return [key for (key,) in keys]


def _copy(
    connection: psycopg.Connection, schema: str, table: str, instead: dict[str, str], case_column: str
) -> None:
    """Copy the rows of the cases, some columns changed; the numbers of rows are given anew."""
    asked = connection.execute(
        "SELECT column_name FROM information_schema.columns "
        "WHERE table_schema = 'public' AND table_name = %s AND is_identity = 'NO'",
        [table],
    )
    columns = [name for (name,) in asked.fetchall()]
    values = [
        sql.SQL(instead[name]) if name in instead else sql.SQL("origin_row.{}").format(sql.Identifier(name))  # type: ignore[arg-type]  # a few words of ours
        for name in columns
    ]
    connection.execute(
        sql.SQL(
            "INSERT INTO {schema}.{table} ({columns}) SELECT {values} FROM {schema}.copy "
            "JOIN public.{table} AS origin_row ON origin_row.{case} = copy.origin"
        ).format(
            schema=sql.Identifier(schema),
            table=sql.Identifier(table),
            columns=sql.SQL(", ").join(map(sql.Identifier, columns)),
            values=sql.SQL(", ").join(values),
            case=sql.Identifier(case_column),
        )
    )
