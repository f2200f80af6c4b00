"""The data folder beside the database, as a backup takes it: what is in it, in which order, under which locks."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kinhbac.site.copies.form import refused

_LOCK = ".backup.lock"


@contextmanager
def copying(data: Path) -> Iterator[None]:
    """Hold the folder for one backup: meanwhile no stored file is cleared away, and no other backup is made."""
    with (data / _LOCK).open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise refused(
                "một bản sao lưu khác đang được tạo",
                "another backup is being made",
                "đợi nó xong rồi chạy lại",
                "wait until it is done, then run this again",
            ) from None
        yield


@contextmanager
def clearing(data: Path) -> Iterator[bool]:
    """Say whether stored files may be cleared away now, and keep backups out while they are."""
    with (data / _LOCK).open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def seals(data: Path) -> list[tuple[str, Path, int]]:
    """Return the witness files with the sizes they have at one moment, between two tellings; they only ever grow."""
    place = data / "seals"
    if not place.is_dir():
        return []
    with (place / ".lock").open("ab") as lock:  # the lock under which the kernel writes them
        fcntl.flock(lock, fcntl.LOCK_SH)
        files = sorted([*place.glob("*.heads"), *place.glob("*.root")])
        return [(f"seals/{file.name}", file, file.stat().st_size) for file in files]


def stored(data: Path) -> Iterator[tuple[int, int, str, Path]]:
    """Yield every stored file by name, and how far the walk is: folders begun, and all of them."""
    outer = sorted((data / "files").glob("[0-9a-f][0-9a-f]"))
    for number, folder in enumerate(outer, start=1):
        for file in sorted(folder.glob("[0-9a-f][0-9a-f]/" + "[0-9a-f]" * 64)):
            yield number, len(outer), file.relative_to(data).as_posix(), file


def number_keys(data: Path) -> Iterator[tuple[str, Path]]:
    """Yield the keys of identity numbers. None goes while a backup is made, for they are changed under `copying`."""
    for file in sorted((data / "number-keys").glob("*.json")):
        yield file.relative_to(data).as_posix(), file


def outbox(data: Path) -> Iterator[tuple[str, Path]]:
    """Yield every mail that is whole."""
    for file in sorted((data / "outbox").rglob("*.eml")):
        yield file.relative_to(data).as_posix(), file
