"""A disk without room: a clear answer, nothing half written, and the same request works when there is room again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kinhbac.base.clock import HCM
from kinhbac.kernel.actions import clock
from kinhbac.site.demo.births import Birth, answers
from kinhbac.site.demo.cast import KINH_BAC, LAN, MINH
from tests.hard.cramped import SmallDisk, small_disk
from tests.hard.original import Original, ask, original
from tests.hard.standing import Standing
from tests.kill.books import Books
from tests.kill.clear import assert_clear
from tests.kill.client import Answer, Client, Tally
from tests.kill.crew import PROCEDURE, photograph, sign_in
from tests.kill.province import Province, wait_for
from tests.support.postgres import Server

pytestmark = pytest.mark.database

FULL = (507,)
TRIES = 300  # a table may have room left in its last page, and take a few rows more


@dataclass
class Cramped:
    """A province on a small disk: the data folder is there and, on PostgreSQL, all tables."""

    disks: list[SmallDisk]
    province: Province
    books: Books

    def fill(self) -> None:
        for disk in self.disks:
            disk.fill()

    def clear(self) -> None:
        for disk in self.disks:
            disk.clear()


@pytest.fixture
def cramped(tmp_path: Path, pattern: Original) -> Iterator[Cramped]:
    if pattern.server:
        yield from _on_postgresql(tmp_path)
        return
    with small_disk(tmp_path / "province", 24) as disk, pattern.served(tmp_path, workers=1) as province:
        yield Cramped([disk], province, Books(province.data))


def _on_postgresql(folder: Path) -> Iterator[Cramped]:
    """Use a server of our own: while a disk is full no checkpoint succeeds, and others' tests would suffer."""
    with Server(sync=False) as server, original(folder / "original", server.url) as pattern:
        tables = server.folder / "tables"  # where the server's account may enter
        owner = (server.folder / "data").stat().st_uid
        with small_disk(tables, 48, owner) as shelf, small_disk(folder / "province", 8) as disk:
            ask(server.url, f"CREATE TABLESPACE small LOCATION '{tables}'")
            with pattern.served(folder, tablespace="small", workers=1) as province:
                # no row more on a page that stands already: the journal needs a new one at once
                ask(province.database, "ALTER TABLE kinhbac_entry SET (fillfactor = 10)")
                yield Cramped([shelf, disk], province, Books(province.data, province.database))
            ask(server.url, "DROP TABLESPACE small")


def test_a_full_disk_refuses_clearly_and_loses_nothing(cramped: Cramped):
    lan, minh = Client(cramped.province.port), Client(cramped.province.port)
    sign_in(lan, LAN, Tally())
    sign_in(minh, MINH, Tally())
    form = lan.ask_json("POST", "/api/applications", {"procedure": PROCEDURE}).json["id"]
    fields = {"path": "papers.birth_notice"}
    paper = lan.send_file(f"/api/applications/{form}/files", "anh.jpg", photograph("before"), fields).json
    birth = Birth(1, KINH_BAC, (clock.now().astimezone(HCM),))
    given = answers(birth, LAN, paper["id"])

    def upload() -> Answer:
        return lan.send_file(f"/api/applications/{form}/files", "anh.jpg", photograph("while full"), fields)

    def answer() -> Answer:
        return lan.ask_json("PUT", f"/api/applications/{form}/answers", given)

    def submit() -> Answer:
        return lan.ask_json("POST", f"/api/applications/{form}/submit")

    assert answer().status == 200
    told = Standing.of(cramped.books)
    cramped.fill()
    _exhaust(answer)
    assert Standing.of(cramped.books) == told
    for refused in (upload(), submit(), answer()):
        assert_clear(refused, *FULL)
    assert Standing.of(cramped.books) == told, "something was written to a full disk"
    assert lan.ask("GET", "/").status == 200, "what only reads goes on"

    cramped.clear()
    assert upload().status == 200
    receipt = submit()
    assert receipt.status == 200, receipt.text
    assert receipt.json["again"] is False
    received = minh.ask_json(
        "POST", f"/api/dossiers/{receipt.json['code']}/acts/receive", {}, "full-disk-receive"
    )
    assert received.status == 200, received.text
    after = Standing.of(cramped.books)
    assert len(after.journal) == len(told.journal) + 2
    assert len(after.papers) == len(told.papers) + 1
    wait_for("everything is told", lambda: cramped.books.untold() == 0)
    assert cramped.books.half_written() == []
    verified = cramped.province.command("verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def _exhaust(write: Callable[[], Answer]) -> None:
    """Write the same over and over until there is no room left for it."""
    for _ in range(TRIES):
        if write().status in FULL:
            return
    pytest.fail(f"{TRIES} writes found room on a full disk")
