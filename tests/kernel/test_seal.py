"""Seals: the witness outside the database, a root for each day, and what is found when somebody edits them."""

from datetime import date, timedelta

import pytest

from kinhbac.kernel import seal
from kinhbac.kernel.types import Act, FactsSet, Opened
from tests.kernel.journal import CASE, written

pytestmark = pytest.mark.pure

MONDAY = date(2026, 4, 27)
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


@pytest.fixture
def folder(settings, tmp_path):
    settings.KINHBAC_SEALS = tmp_path / "seals"
    return settings.KINHBAC_SEALS


@pytest.fixture
def entries():
    return written(Act("opened", (Opened("test"),)), *(Act("noted", (FactsSet({"n": n}),)) for n in range(5)))


@pytest.fixture
def three_days(folder, entries):
    seal.witness(entries[:2], MONDAY)
    seal.witness(entries[2:4], TUESDAY)
    seal.witness(entries[4:], WEDNESDAY)
    return folder


def test_heads_are_lines_of_case_place_and_hash(folder, entries):
    seal.witness(entries[:2], MONDAY)
    seal.witness(entries[2:3], MONDAY)
    lines = (folder / "2026-04-27.heads").read_text().splitlines()
    assert lines == [f"{CASE} {entry.seq} {entry.hash}" for entry in entries[:3]]
    assert [(place, head.seq) for place, head in seal.witnessed()][-1] == ("2026-04-27.heads:3", 3)


def test_nothing_told_writes_nothing(folder):
    seal.witness([])
    assert not folder.exists()
    assert (seal.roots(), list(seal.witnessed()), list(seal.faults())) == ([], [], [])


def test_the_day_is_vietnams(folder, entries):
    seal.witness(entries[:1])
    assert [file.stem for file in folder.glob("*.heads")] == [seal._today().isoformat()]


def test_a_torn_last_line_is_told_again_below(folder, entries):
    seal.witness(entries[:2], MONDAY)
    file = folder / "2026-04-27.heads"
    file.write_bytes(file.read_bytes()[:-30])  # a crash in the middle of the second line
    assert [head.seq for _, head in seal.witnessed()] == [1]
    assert list(seal.faults()) == []
    seal.witness(entries[1:2], MONDAY)
    assert [head.seq for _, head in seal.witnessed()] == [1, 2]
    assert list(seal.faults()) == []


def test_each_day_that_is_over_gets_a_root_that_follows_the_one_before(three_days):
    made = seal.seal_days(WEDNESDAY)
    assert [(root.day, root.heads) for root in made] == [(MONDAY, 2), (TUESDAY, 2)]
    assert [root.previous for root in made] == ["", made[0].root]
    assert seal.roots() == made
    assert seal.seal_days(WEDNESDAY) == []
    later = seal.seal_days(WEDNESDAY + timedelta(days=1))
    assert [(root.day, root.previous) for root in later] == [(WEDNESDAY, made[1].root)]
    assert list(seal.faults()) == []


def test_the_root_of_a_day_covers_every_byte_and_every_day_before(three_days):
    first = [root.root for root in seal.seal_days(WEDNESDAY)]
    for file in three_days.glob("*.root"):
        file.unlink()
    monday = three_days / "2026-04-27.heads"
    monday.write_bytes(monday.read_bytes().replace(b" 1 ", b" 9 "))
    second = [root.root for root in seal.seal_days(WEDNESDAY)]
    assert all(one != other for one, other in zip(first, second, strict=True))


def edit_line(folder):
    file = folder / "2026-04-27.heads"
    file.write_bytes(file.read_bytes().replace(b" 1 ", b" 7 "))


def drop_line(folder):
    file = folder / "2026-04-28.heads"
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:1]))


def edit_root(folder):
    file = folder / "2026-04-27.root"
    file.write_text(file.read_text().replace('"heads": 2', '"heads": 3'))


def edit_chain(folder):
    file = folder / "2026-04-28.root"
    file.write_text(file.read_text().replace(seal.roots()[0].root, "0" * 64))


def move_day(folder):
    file = folder / "2026-04-28.root"
    file.write_text(file.read_text().replace("2026-04-28", "2026-04-20"))


TAMPERINGS = [
    (edit_line, "2026-04-27.root"),
    (drop_line, "2026-04-28.root"),
    (edit_root, "2026-04-27.root"),
    (edit_chain, "2026-04-28.root"),
    (move_day, "2026-04-28.root"),
    (lambda folder: (folder / "2026-04-27.heads").unlink(), "2026-04-27.root"),
    (
        lambda folder: (folder / "2026-04-27.root").unlink(),
        "2026-04-28.root",
    ),  # what follows it follows nothing
    (lambda folder: (folder / "2026-04-27.root").write_text("{"), "2026-04-27.root"),
    (lambda folder: (folder / "2026-04-27.root").write_text("[]"), "2026-04-27.root"),
    (lambda folder: (folder / "2026-04-27.root").write_text("{}"), "2026-04-27.root"),
    (lambda folder: (folder / "2026-04-29.heads").open("a").write("forged\n"), "2026-04-29.heads:3"),
    (
        lambda folder: (folder / "2026-04-29.heads").write_text("-" * 36 + " 1 " + "0" * 64 + "\nx\n"),
        "2026-04-29.heads:1",
    ),
]


@pytest.mark.parametrize(("tamper", "place"), TAMPERINGS)
def test_a_changed_seal_is_found_and_named(three_days, tamper, place):
    seal.seal_days(WEDNESDAY)
    assert list(seal.faults()) == []
    tamper(three_days)
    found = list(seal.faults())
    assert any(fault.startswith(f"{place}:") for fault in found), found


def test_a_crash_while_a_root_is_written_leaves_no_half_root(three_days, monkeypatch):
    def full(*_args):
        raise OSError("the disk is full")

    with monkeypatch.context() as planted:
        planted.setattr(seal.os, "fsync", full)
        with pytest.raises(OSError, match="full"):
            seal.seal_days(WEDNESDAY)
    assert seal.roots() == []
    assert len(seal.seal_days(WEDNESDAY)) == 2


@pytest.mark.parametrize("text", ["{", "[]", '{"day": "2026-04-27"}', None])
def test_a_root_that_cannot_be_read_is_named_and_nothing_is_sealed_upon_it(three_days, text):
    seal.seal_days(TUESDAY)
    file = three_days / "2026-04-27.root"
    file.write_text(text if text is not None else file.read_text().replace("2026-04-27", "2026-04-20"))
    with pytest.raises(seal.RootChanged, match=r"2026-04-27\.root was changed: .*kinhbac verify"):
        seal.roots()
    with pytest.raises(seal.RootChanged):
        seal.seal_days(WEDNESDAY)
    assert not (three_days / "2026-04-28.root").exists()
    assert list(seal.faults()) == ["2026-04-27.root: it is not a root"]
