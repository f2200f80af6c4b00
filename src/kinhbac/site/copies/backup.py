"""Makes a backup of a province while it works: the tables as they are at one moment, and the folder beside them.

The seals are copied before that moment and the stored files after it. So whatever the seals name is in the tables,
and whatever the tables name is among the files.
"""

from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.db import connection

from kinhbac.kernel.moment import one_moment
from kinhbac.site.copies import folder, tables
from kinhbac.site.copies.form import FORMAT, KEPT_ALONE, Head, Manifest, Report, TableFacts, refused
from kinhbac.site.copies.writing import Writer, written


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made: where, how large, and what it holds."""

    file: Path
    size: int
    manifest: Manifest

    @property
    def rows(self) -> int:
        """How many rows of all tables it holds."""
        return sum(facts.rows for facts in self.manifest.tables.values())


def backup(*, data: Path, to: Path, now: datetime, report: Report) -> Made:
    """Write everything of a province into one file; compressed if its name ends in .gz or .tgz.

    Args:
        data: the province's folder; its database is the one that Django has open.
        to: a file that is not there yet.
        now: aware; the moment it says it was made.
        report: told how far it is.

    Raises:
        CopyRefused: there is such a file already, another backup is being made, or the database is of a newer
            program. Nothing was left behind.
    """
    _refuse(to)
    with folder.copying(data), written(to, now) as writer:
        _write(writer, data, now, report)
    return Made(file=to, size=to.stat().st_size, manifest=writer.manifest)


def _refuse(to: Path) -> None:
    if to.exists():
        raise refused(
            f"{to} đã có sẵn",
            f"{to} is there already",
            "chọn tên khác hoặc xóa nó",
            "choose another name, or remove it",
        )
    newer = tables.unknown(tables.applied())
    if newer:
        raise refused(
            f"cơ sở dữ liệu thuộc phiên bản mới hơn ({newer[0][1]})",
            f"the database is of a newer version of this program ({newer[0][1]})",
            "dùng phiên bản đang phục vụ nó",
            "use the version that serves it",
        )


def _write(writer: Writer, data: Path, now: datetime, report: Report) -> None:
    migrations = tables.applied()
    writer.add_head(
        Head(
            format=FORMAT,
            made_at=now.isoformat(),
            program=version("kinhbac"),
            database=connection.vendor,
            migrations=migrations,
        )
    )
    for name, file, size in folder.seals(data):
        writer.add_file(name, file, size)
    with one_moment():
        _write_tables(writer, migrations, report)
    for done, total, name, file in folder.stored(data):
        report("files", done, total)
        writer.add_file(name, file)
    for name, file in folder.outbox(data):
        writer.add_file(name, file)
    for name, file in folder.number_keys(data):  # after the tables: whatever they are sealed with is there
        writer.add_file(name, file)
    for name in KEPT_ALONE:
        writer.add_file(name, data / name)


def _write_tables(writer: Writer, migrations: tuple[tables.Migration, ...], report: Report) -> None:
    every = tables.models_at(migrations)
    total = sum(model._base_manager.count() for model in every)  # noqa: SLF001  - the manager every table has
    done = 0
    for model in every:
        name, before = tables.table_name(model), done
        for number, (rows, body) in enumerate(tables.pieces(model), start=1):
            writer.add(f"tables/{name}/{number:06}.jsonl", body)
            done += rows
            report("rows", done, total)
        columns = tuple(str(field.column) for field in tables.fields_of(model))
        writer.manifest.tables[name] = TableFacts(columns, done - before)
