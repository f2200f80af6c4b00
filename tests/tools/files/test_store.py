"""The folder of content: order of syncing, a full disk, duplicates, sweeping."""

import errno
import hashlib
import io
import os
from datetime import UTC, datetime, timedelta

import pytest

from kinhbac.tools.files.disk import Disk
from kinhbac.tools.files.store import FULL, Store
from kinhbac.tools.files.types import StoreFull

pytestmark = pytest.mark.pure
PAPER = b"giay chung sinh" * 10_000
DIGEST = hashlib.sha256(PAPER).hexdigest()
NOW = datetime(2026, 4, 29, 9, 0, tzinfo=UTC)


class RecordingDisk(Disk):
    """Does everything and writes down in which order."""

    def __init__(self):
        self.done = []

    def sync(self, file):
        super().sync(file)
        self.done.append(("sync", "file"))

    def sync_folder(self, folder):
        super().sync_folder(folder)
        self.done.append(("sync", folder))

    def make_folder(self, folder):
        super().make_folder(folder)
        self.done.append(("make", folder))

    def replace(self, source, target):
        super().replace(source, target)
        self.done.append(("rename", target))


class FullDisk(Disk):
    """Refuses one thing, as a disk without room does."""

    def __init__(self, refused, number=errno.ENOSPC):
        self.refused, self.number = refused, number

    def _refuse(self, act):
        if act == self.refused:
            raise OSError(self.number, os.strerror(self.number))

    def create(self, path):
        self._refuse("create")
        file = super().create(path)
        return HalfWritten(file, self.number) if self.refused == "write" else file

    def sync(self, file):
        self._refuse("sync")
        super().sync(file)

    def make_folder(self, folder):
        self._refuse("make_folder")
        super().make_folder(folder)

    def replace(self, source, target):
        self._refuse("replace")
        super().replace(source, target)


class HalfWritten(io.BytesIO):
    """A file that takes one piece and then has no room."""

    def __init__(self, file, number):
        super().__init__()
        self.file, self.number = file, number

    def write(self, piece):
        if self.file.tell():
            raise OSError(self.number, os.strerror(self.number))
        return self.file.write(piece)

    def close(self):
        self.file.close()
        super().close()


def files_in(root):
    return sorted(path.name for path in root.rglob("*") if path.is_file() and path.name != ".lock")


def aged(store, digest, days):
    then = (NOW - timedelta(days=days)).timestamp()
    os.utime(store.path(digest), (then, then))


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "files")


@pytest.mark.parametrize("content", [PAPER, io.BytesIO(PAPER)], ids=["bytes", "stream"])
def test_content_is_kept_under_its_digest(store, content):
    kept = store.put(content)
    assert (kept.digest, kept.size) == (DIGEST, len(PAPER))
    assert store.path(DIGEST) == store.root / DIGEST[:2] / DIGEST[2:4] / DIGEST
    assert store.open(DIGEST).read() == PAPER
    assert store.exists(DIGEST)
    assert store.check(DIGEST)
    assert files_in(store.incoming) == []


def test_the_file_and_every_folder_above_it_are_synced_before_put_returns(tmp_path):
    disk = RecordingDisk()
    root = tmp_path / "province" / "files"
    Store(root, disk).put(PAPER)
    first, second, home = (
        root / DIGEST[:2],
        root / DIGEST[:2] / DIGEST[2:4],
        root / DIGEST[:2] / DIGEST[2:4] / DIGEST,
    )
    assert disk.done == [
        ("make", root.parent),
        ("sync", tmp_path),
        ("make", root),
        ("sync", root.parent),
        ("make", root / "incoming"),
        ("sync", root),
        ("sync", "file"),
        ("make", first),
        ("sync", root),
        ("make", second),
        ("sync", first),
        ("rename", home),
        ("sync", second),
        ("sync", first),
        ("sync", root),
    ]


def test_folders_that_another_writer_made_are_synced_all_the_same(tmp_path):
    Store(tmp_path).put(PAPER)
    disk = RecordingDisk()
    Store(tmp_path, disk).put(PAPER)
    home = Store(tmp_path).path(DIGEST)
    assert disk.done == [
        ("sync", "file"),
        ("rename", home),
        ("sync", home.parent),
        ("sync", home.parent.parent),
        ("sync", tmp_path),
    ]


def test_the_same_content_twice_is_kept_once(store):
    assert store.put(PAPER) == store.put(io.BytesIO(PAPER))
    assert files_in(store.root) == [DIGEST]


def test_damage_is_found_and_mended_by_the_same_content(store):
    store.put(PAPER)
    store.path(DIGEST).write_bytes(PAPER[:-1] + b"x")
    assert not store.check(DIGEST)
    store.put(PAPER)
    assert store.check(DIGEST)


def test_missing_content(store):
    assert not store.exists(DIGEST)
    assert not store.check(DIGEST)
    assert not store.remove(DIGEST)
    with pytest.raises(FileNotFoundError):
        store.open(DIGEST)


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", DIGEST.upper(), DIGEST + "0", DIGEST[:-1] + "\n"])
def test_no_name_but_a_digest_leads_into_the_folder(store, digest):
    with pytest.raises(ValueError, match="64"):
        store.open(digest)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("refused", ["make_folder", "create", "write", "sync", "replace"])
def test_a_full_disk_is_said_plainly_and_leaves_nothing_half_written(tmp_path, refused, number):
    with pytest.raises(StoreFull) as full:
        Store(tmp_path, FullDisk(refused, number)).put(io.BytesIO(PAPER))
    assert full.value.text == FULL
    assert files_in(tmp_path) == []


def test_another_fault_of_the_disk_is_not_called_full(tmp_path):
    with pytest.raises(OSError, match="Input/output") as fault:
        Store(tmp_path, FullDisk("sync", errno.EIO)).put(PAPER)
    assert not isinstance(fault.value, StoreFull)
    assert files_in(tmp_path) == []


def test_a_client_that_breaks_off_leaves_nothing(store):
    class Broken(io.BytesIO):
        def read(self, size=-1):
            if self.tell():
                raise ConnectionResetError
            return super().read(size)

    with pytest.raises(ConnectionResetError):
        store.put(Broken(PAPER))
    assert files_in(store.root) == []


def test_content_is_removed_unless_it_was_put_again_since(store):
    store.put(PAPER)
    aged(store, DIGEST, days=3)
    store.put(PAPER)  # renews its date, which is the real clock's
    assert not store.remove(DIGEST, kept_before=datetime.now(UTC) - timedelta(hours=1))
    assert store.exists(DIGEST)
    assert store.remove(DIGEST)
    assert not store.exists(DIGEST)


def test_kept_names_only_what_is_older(store):
    old, new = store.put(b"old").digest, store.put(b"new").digest
    aged(store, old, days=2)
    aged(store, new, days=0)
    assert list(store.kept(before=NOW - timedelta(days=1))) == [old]


def test_sweep_takes_what_a_cut_left_behind_after_a_day(store):
    store.put(PAPER)
    for name, hours in [("left", 25), ("under way", 23)]:
        (store.incoming / name).write_bytes(b"half")
        then = (NOW - timedelta(hours=hours)).timestamp()
        os.utime(store.incoming / name, (then, then))
    assert store.sweep(NOW) == 1
    assert files_in(store.incoming) == ["under way"]
    assert store.check(DIGEST)


def test_sweep_of_a_folder_that_was_never_written_to(store):
    assert store.sweep(NOW) == 0
