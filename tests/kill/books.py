"""The books of a province as they stand on the disk: read with plain SQL, past all code of ours that writes them."""

import hashlib
import json
import re
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from tests.kill.province import PATIENCE

CODE = re.compile(r"(?P<prefix>[A-Z0-9.]+)-(?P<day>[0-9]{6})-(?P<number>[0-9]{4,})")


@dataclass(frozen=True)
class Line:
    """An entry of the journal."""

    case: UUID
    seq: int
    name: str
    key: str | None
    hash: str
    body: str


@dataclass(frozen=True)
class CaseLine:
    """A case as its table has it."""

    case: UUID
    code: str
    seq: int
    head: str
    told: int


@dataclass(frozen=True)
class Paper:
    """A kept file's row."""

    key: UUID
    digest: str
    size: int


@dataclass(frozen=True)
class Books:
    """The tables and folders of a province.

    Attributes:
        data: its data folder.
        database: the value of KINHBAC_DATABASE; empty for SQLite in the data folder.
    """

    data: Path
    database: str = ""

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """Return the rows of a question in SQL that both databases understand."""
        if self.database:
            return self._asked_of_server(question)
        file = f"file:{self.data / 'kinhbac.sqlite3'}?mode=ro"
        with closing(sqlite3.connect(file, uri=True, timeout=60)) as connection:
            return connection.execute(question).fetchall()

    def _asked_of_server(self, question: str) -> list[tuple[Any, ...]]:
        """Ask PostgreSQL until it answers: one of its processes may have been killed a moment ago."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                with psycopg.connect(self.database, autocommit=True, connect_timeout=10) as connection:
                    return connection.execute(question).fetchall()  # type: ignore[arg-type]
            except psycopg.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)

    @contextmanager
    def watching(self) -> Iterator[Callable[[], int]]:
        """Give a quick way to ask how many entries the journal has, on a connection that stays open."""
        question = "SELECT count(*) FROM kinhbac_entry"
        if self.database:
            self.rows("SELECT 1")  # when it answers
            with psycopg.connect(self.database, autocommit=True, connect_timeout=10) as server:
                yield lambda: server.execute(question).fetchone()[0]  # type: ignore[index]  # a count is one row
            return
        file = f"file:{self.data / 'kinhbac.sqlite3'}?mode=ro"
        with closing(sqlite3.connect(file, uri=True, timeout=60, isolation_level=None)) as connection:
            yield lambda: connection.execute(question).fetchone()[0]

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        return int(self.rows(f"SELECT count(*) FROM {table}")[0][0])

    def journal(self) -> list[Line]:
        """Return all entries, case by case in their order."""
        columns = "case_id, seq, name, key, hash, body"
        rows = self.rows(f"SELECT {columns} FROM kinhbac_entry ORDER BY case_id, seq")
        return [Line(_key(case), seq, name, key, mark, body) for case, seq, name, key, mark, body in rows]

    def cases(self) -> dict[UUID, CaseLine]:
        """Return all cases by their keys."""
        rows = self.rows("SELECT id, code, seq, head, told FROM kinhbac_case")
        return {_key(row[0]): CaseLine(_key(row[0]), *row[1:]) for row in rows}

    def untold(self) -> int:
        """Return how many cases have entries that nobody was told of."""
        return int(self.rows("SELECT count(*) FROM kinhbac_case WHERE told < seq")[0][0])

    def applicants(self) -> set[tuple[UUID, UUID]]:
        """Return case and person of every applicant."""
        rows = self.rows("SELECT case_id, person FROM kinhbac_party WHERE role = 'applicant'")
        return {(_key(case), _key(person)) for case, person in rows}

    def messages(self) -> list[tuple[UUID, UUID, int]]:
        """Return person, case and entry of every message."""
        rows = self.rows('SELECT person, "case", seq FROM kinhbac_message')
        return [(_key(person), _key(case), seq) for person, case, seq in rows]

    def mails(self) -> set[tuple[UUID, int, UUID]]:
        """Return case, entry and person of every mail of the outbox."""
        named = [file.stem.split(".") for file in (self.data / "outbox").glob("*/*.eml")]
        return {(UUID(case), int(seq), UUID(person)) for case, seq, person in named}

    def drafts(self) -> list[Path]:
        """Return what lies in the outbox and is no mail."""
        return [each for each in (self.data / "outbox").glob("*/*") if each.suffix != ".eml"]

    def sent_forms(self) -> dict[UUID, UUID | None]:
        """Return the case of every application, None where it was not sent."""
        rows = self.rows('SELECT id, "case" FROM kinhbac_application')
        return {_key(form): _key(case) if case else None for form, case in rows}

    def papers(self) -> dict[UUID, Paper]:
        """Return all kept files by their keys."""
        rows = self.rows("SELECT id, digest, size FROM kinhbac_file")
        return {_key(key): Paper(_key(key), digest, size) for key, digest, size in rows}

    def papers_named(self) -> set[UUID]:
        """Return the keys of all files that answers in the journal name."""
        rows = self.rows("SELECT body FROM kinhbac_content WHERE body IS NOT NULL")
        return {UUID(each) for (body,) in rows for each in _files(json.loads(body))}

    def paper_holds(self, paper: Paper) -> bool:
        """Say whether a file's content is on the disk, whole."""
        place = self.data / "files" / paper.digest[:2] / paper.digest[2:4] / paper.digest
        if not place.is_file() or place.stat().st_size != paper.size:
            return False
        return hashlib.sha256(place.read_bytes()).hexdigest() == paper.digest

    def half_written(self) -> list[Path]:
        """Return what lies about half written: uploads under way."""
        return list((self.data / "files" / "incoming").glob("*"))

    def codes(self) -> dict[tuple[str, str], list[int]]:
        """Return the daily numbers of every prefix and day, as they were given out, repeats and all."""
        given: dict[tuple[str, str], list[int]] = defaultdict(list)
        for case in self.cases().values():
            found = CODE.fullmatch(case.code)
            assert found, f"{case.code} is no code"
            given[found["prefix"], found["day"]].append(int(found["number"]))
        return {series: sorted(numbers) for series, numbers in given.items()}

    def result_numbers(self) -> dict[str, list[int]]:
        """Return the numbers of results by office and year, as the journal has them.

        A result that is issued again after an error of the office keeps its number, and counts once.
        """
        given: dict[str, set[tuple[int, UUID]]] = defaultdict(set)
        for line in self.journal():
            if line.name != "dossier.result_issued":
                continue
            entry = json.loads(line.body)
            number, year = _fact(entry, "result_number").split("/")
            given[f"{entry['actor']['office']} {year}"].add((int(number), line.case))
        return {book: sorted(number for number, _ in numbers) for book, numbers in given.items()}

    def witnessed(self) -> set[tuple[UUID, int, str]]:
        """Return case, place and hash of every entry in the seals' files."""
        lines = [
            line.split()
            for file in (self.data / "seals").glob("*.heads")
            for line in file.read_text(encoding="ascii", errors="replace").splitlines()
        ]
        return {
            (UUID(each[0]), int(each[1]), each[2]) for each in lines if len(each) == 3 and len(each[2]) == 64
        }


def _key(given: object) -> UUID:
    return given if isinstance(given, UUID) else UUID(str(given))


def _files(content: Any) -> Iterator[str]:
    """Yield every reference to a file, wherever it stands in a content."""
    if isinstance(content, dict):
        if isinstance(content.get("file"), str) and "name" in content:
            yield content["file"]
        for each in content.values():
            yield from _files(each)
    elif isinstance(content, list):
        for each in content:
            yield from _files(each)


def _fact(entry: Any, name: str) -> str:
    for effect in entry["effects"]:
        facts = effect.get("facts", {})
        if name in facts:
            return str(facts[name])
    raise AssertionError(f"entry {entry['case']} {entry['seq']} has no {name}")
