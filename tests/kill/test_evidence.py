"""The evidence itself: it is silent about a province that is whole, and names every harm that we do to one."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest

from tests.kill.books import Books
from tests.kill.evidence import Acknowledged, Before, faults
from tests.kill.province import Province

NOTHING = Before(frozenset(), frozenset())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data folder of a demo that is not served."""
    province = Province(tmp_path_factory.mktemp("evidence"))
    province.prepare()
    yield province.data
    province.remove()


@pytest.fixture
def books(whole: Path) -> Iterator[Books]:
    """The books of a demo that may be harmed: what is changed is put back."""
    database = whole / "kinhbac.sqlite3"
    before = database.read_bytes()
    yield Books(whole)
    for left in whole.glob("kinhbac.sqlite3*"):
        left.unlink()
    database.write_bytes(before)


def receipts_of(books: Books) -> list[Acknowledged]:
    """Return the receipts that clients would hold who had done all there is."""
    cases = books.cases()
    return [
        Acknowledged(line.name, line.key, line.case, line.seq, line.hash, cases[line.case].code)
        for line in books.journal()
    ]


def uploads_of(books: Books) -> dict[UUID, UUID]:
    return dict.fromkeys(books.papers_named(), UUID(int=0))


def change(books: Books, *statements: str) -> None:
    with closing(sqlite3.connect(books.data / "kinhbac.sqlite3")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_nothing_is_found_in_a_province_that_is_whole(books: Books):
    assert faults(books, NOTHING, receipts_of(books), uploads_of(books)) == []
    assert books.untold() == 0


LAST = "(SELECT max(rowid) FROM kinhbac_entry)"
COPIED = "case_id, seq + 50, at, name, NULL, body"
HARMS = {
    "an acknowledged entry is missing": (
        f"DELETE FROM kinhbac_entry WHERE rowid = {LAST}",
        "0 times in the journal",
    ),
    "an entry that nobody asked for": (
        f"INSERT INTO kinhbac_entry (case_id, seq, at, name, key, body, hash) SELECT {COPIED}, 'another' FROM kinhbac_entry LIMIT 1",
        "nobody was told that",
    ),
    "an act done twice": (
        f"INSERT INTO kinhbac_entry (case_id, seq, at, name, key, body, hash) SELECT {COPIED}, hash FROM kinhbac_entry LIMIT 1",
        "2 times in the journal",
    ),
    "an entry in another place": (
        f"UPDATE kinhbac_entry SET seq = seq + 50 WHERE rowid = {LAST}",
        "stands as",
    ),
    "a hole in the codes": (
        "UPDATE kinhbac_case SET code = replace(code, '-0001', '-0077') WHERE code LIKE '%261%-0001'",
        "codes of",
    ),
    "a lost message": (
        "DELETE FROM kinhbac_message WHERE id = (SELECT max(id) FROM kinhbac_message)",
        "no message about",
    ),
    "a message about nothing": ("UPDATE kinhbac_message SET seq = 99 WHERE id = 1", "which nothing told"),
    "a lost paper": ("DELETE FROM kinhbac_file WHERE rowid = 1", "has no row"),
    "a paper of another content": (
        "UPDATE kinhbac_file SET digest = (SELECT min(digest) FROM kinhbac_file WHERE rowid > 1) WHERE rowid = 1",
        "missing or damaged",
    ),
    "a form sent twice": (
        'UPDATE kinhbac_application SET "case" = (SELECT "case" FROM kinhbac_application WHERE rowid = 2) WHERE rowid = 1',
        "came from 2 forms",
    ),
    "a form that was not sent": (
        'UPDATE kinhbac_application SET "case" = NULL WHERE rowid = 1',
        "was not sent",
    ),
}


@pytest.mark.parametrize("what", HARMS)
def test_harm_done_to_the_tables_is_found(books: Books, what: str):
    statement, told = HARMS[what]
    receipts, uploads = receipts_of(books), uploads_of(books)
    change(books, statement)
    found = faults(books, NOTHING, receipts, uploads)
    assert any(told in each for each in found), found


def take_paper(books: Books) -> Path:
    digest = next(iter(books.papers().values())).digest
    return books.data / "files" / digest[:2] / digest[2:4] / digest


def take_mail(books: Books) -> Path:
    return next((books.data / "outbox").glob("*/*.eml"))


def take_seals(books: Books) -> Path:
    return next((books.data / "seals").glob("*.heads"))


@pytest.mark.parametrize(
    ("taken", "told"),
    [(take_paper, "missing or damaged"), (take_mail, "the outbox lacks"), (take_seals, "never witnessed")],
)
def test_a_file_that_vanished_is_found(books: Books, taken: Callable[[Books], Path], told: str):
    file = taken(books)
    content = file.read_bytes()
    file.unlink()
    try:
        found = faults(books, NOTHING, receipts_of(books), uploads_of(books))
    finally:
        file.write_bytes(content)
    assert any(told in each for each in found), found


def test_an_entry_of_before_the_round_is_not_asked_about(books: Books):
    receipts = receipts_of(books)
    assert faults(books, Before.of(books), [], {}) == []
    found = faults(books, Before.of(books), receipts[:1], {})
    assert any("0 times in the journal" in each for each in found), found
