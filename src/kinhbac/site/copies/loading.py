"""Loads the tables of a backup into an empty database: at the migrations of the backup, then up to the program's."""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DataError, IntegrityError, connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

from kinhbac.site.copies import tables
from kinhbac.site.copies.form import Head, Report, refused, table_of
from kinhbac.site.copies.reading import Checked, members


def load(backup: Checked, report: Report) -> int:
    """Fill the database that Django has open; return how many rows.

    On PostgreSQL all of it is one transaction, so that a fault leaves the database as it was; an SQLite file is
    the caller's to throw away.

    Raises:
        CopyRefused: the database holds tables already, or the backup is of a newer program.
    """
    _refuse_filled()
    _refuse_newer(backup.head)
    try:
        with _all_or_nothing():
            return _load(backup, report)
    except (IntegrityError, DataError) as fault:
        raise refused(
            f"các dòng của bản sao lưu không khớp với chương trình này ({fault})",
            f"the rows of the backup do not fit this program ({fault})",
            "lấy một bản sao lưu khác",
            "take another backup",
        ) from fault


def _load(backup: Checked, report: Report) -> int:
    MigrationExecutor(connection).migrate(tables.last_of_each(backup.head.migrations))
    every = {tables.table_name(model): model for model in tables.models_at(backup.head.migrations)}
    with transaction.atomic():
        tables.empty(every.values())
        rows = _insert_all(backup, every, report)
        connection.check_constraints()
        _reset_numbers(list(every.values()))
    call_command("migrate", verbosity=0, interactive=False)
    return rows


def _all_or_nothing() -> AbstractContextManager[object]:
    # SQLite's migrations rebuild tables with foreign keys off, which cannot be switched inside a transaction
    return transaction.atomic() if connection.vendor == "postgresql" else nullcontext()


def _refuse_filled() -> None:
    if connection.introspection.table_names():
        raise refused(
            "cơ sở dữ liệu đích đã có bảng",
            "the database that should be filled already holds tables",
            "tạo một cơ sở dữ liệu trống và ghi vào KINHBAC_DATABASE",
            "make an empty one and name it in KINHBAC_DATABASE",
        )


def _refuse_newer(head: Head) -> None:
    newer = tables.unknown(head.migrations)
    if newer:
        raise refused(
            f"bản sao lưu thuộc phiên bản mới hơn ({head.program}, {newer[0][0]} {newer[0][1]})",
            f"the backup is of a newer version of this program ({head.program}, {newer[0][0]} {newer[0][1]})",
            "cập nhật chương trình rồi chạy lại",
            "update the program, then run this again",
        )


def _insert_all(backup: Checked, every: Mapping[str, type[models.Model]], report: Report) -> int:
    facts = backup.manifest.tables
    loaded = dict.fromkeys(facts, 0)
    total = sum(each.rows for each in facts.values())
    with members(backup.file) as found:
        for member, body in found:
            name = table_of(member.name)
            if name is None:
                continue
            if name not in every or not set(facts[name].columns) <= _columns(every[name]):
                raise _other_shape(name)
            loaded[name] += tables.insert(every[name], facts[name].columns, body.read())
            report("rows", sum(loaded.values()), total)
    short = [name for name, each in facts.items() if loaded[name] != each.rows]
    if short:
        raise _other_shape(short[0])
    return total


def _columns(model: type[models.Model]) -> set[str]:
    return {str(field.column) for field in tables.fields_of(model)}


def _other_shape(table: str) -> Exception:
    return refused(
        f"bảng {table} của bản sao lưu không khớp với chương trình này",
        f"the table {table} of the backup does not fit this program",
        "phục hồi bằng phiên bản đã tạo ra nó",
        "restore with the version that made it",
    )


def _reset_numbers(every: list[type[models.Model]]) -> None:
    """Let the next automatic number follow the highest that was loaded; SQLite sees to it by itself."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), every):
            cursor.execute(statement)
