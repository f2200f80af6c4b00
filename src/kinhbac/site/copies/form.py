"""The form of a backup: a tar whose first member says what it is and whose last members prove that it is whole.

kinhbac.json            format, moment, program, migrations
seals/…                 the journal's witness, copied first: whatever it names is in the tables
tables/NAME/NNNNNN.jsonl  rows as JSON lists, in the order of their keys, all of one moment
files/ab/cd/HASH        what people handed in, under its SHA-256
outbox/…, number-keys/…, secret.key, demo
manifest.json           every member's SHA-256 but the files' (their names say it), rows and columns of each table
manifest.sha256         of manifest.json
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from kinhbac.base.errors import PlainError
from kinhbac.base.text import Text

FORMAT = 1
HEAD = "kinhbac.json"
MANIFEST = "manifest.json"
MANIFEST_HASH = "manifest.sha256"
KEPT_ALONE = ("secret.key", "demo")

_NAME = r"[0-9A-Za-z_@+=-][0-9A-Za-z_.@+=-]*"
_TABLE = re.compile(rf"tables/({_NAME})/[0-9]{{6,}}\.jsonl")
_STORED = re.compile(r"files/([0-9a-f]{2})/([0-9a-f]{2})/(\1\2[0-9a-f]{60})")
_BESIDE = re.compile(rf"(?:seals|outbox|number-keys)(?:/{_NAME})+")

Report = Callable[[str, int, int], None]
"""Told what is done, how much of it, and out of how much."""


class CopyRefused(PlainError):  # noqa: N818  - it reads as a sentence where it is raised
    """A backup was not made, or cannot be restored; nothing was left half done."""


def refused(vi: str, en: str, remedy_vi: str, remedy_en: str) -> CopyRefused:
    """Return a refusal in both languages: what happened, and what to do."""
    return CopyRefused(Text(vi=vi, en=en), Text(vi=remedy_vi, en=remedy_en))


@dataclass(frozen=True, slots=True)
class Head:
    """What a backup says of itself: when it was made (ISO 8601), by which program, on which migrations."""

    format: int
    made_at: str
    program: str
    database: str
    migrations: tuple[tuple[str, str], ...]

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Head":
        """Return what `to_plain` was given; KeyError, TypeError or ValueError for anything else."""
        migrations = tuple((str(app), str(name)) for app, name in plain["migrations"])
        return cls(int(plain["format"]), plain["made_at"], plain["program"], plain["database"], migrations)


@dataclass(frozen=True, slots=True)
class TableFacts:
    """A table in a backup: its columns in the order of the lists, and how many rows there are."""

    columns: tuple[str, ...]
    rows: int


@dataclass
class Manifest:
    """What a backup holds. `damaged` names stored files whose bytes did not give their name when they were copied."""

    members: dict[str, str] = field(default_factory=dict)
    tables: dict[str, TableFacts] = field(default_factory=dict)
    files: int = 0
    damaged: dict[str, str] = field(default_factory=dict)

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Manifest":
        """Return what `to_plain` was given; KeyError, TypeError or ValueError for anything else."""
        tables = {
            str(name): TableFacts(tuple(facts["columns"]), int(facts["rows"]))
            for name, facts in plain["tables"].items()
        }
        return cls(dict(plain["members"]), tables, int(plain["files"]), dict(plain["damaged"]))


def table_of(name: str) -> str | None:
    """Return the table whose rows a member holds, None for any other member."""
    matched = _TABLE.fullmatch(name)
    return matched[1] if matched else None


def hash_named_by(name: str) -> str | None:
    """Return the hash that a stored file's name says, None for any other member."""
    matched = _STORED.fullmatch(name)
    return matched[3] if matched else None


def goes_into_folder(name: str) -> bool:
    """Say whether a member is a file of the data folder; no such name leads out of the folder."""
    return name in KEPT_ALONE or hash_named_by(name) is not None or _BESIDE.fullmatch(name) is not None


def is_packed(file: Path) -> bool:
    """Say whether a backup is to be compressed: its name ends in .gz or .tgz."""
    return file.suffix in {".gz", ".tgz"}
