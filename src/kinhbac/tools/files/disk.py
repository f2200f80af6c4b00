"""The few things the store asks of a disk, so that a test can stand in for one that is full or slow to settle."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


class Disk:
    """A POSIX file system: a rename is atomic, and a folder is a file that can be synced."""

    def create(self, path: Path) -> IO[bytes]:
        """Open a new file for writing; it must not exist."""
        return path.open("xb")

    def sync(self, file: IO[bytes]) -> None:
        """Return when the bytes of an open file are on the disk."""
        file.flush()
        os.fsync(file.fileno())

    def sync_folder(self, folder: Path) -> None:
        """Return when the names in a folder are on the disk."""
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def make_folder(self, folder: Path) -> None:
        """Make one folder, readable by the server's user alone; it may exist already."""
        folder.mkdir(mode=0o700, exist_ok=True)

    def replace(self, source: Path, target: Path) -> None:
        """Rename, over an older file of the same name."""
        source.replace(target)

    def unlink(self, path: Path) -> None:
        """Take a file away; it may be gone already."""
        path.unlink(missing_ok=True)

    @contextmanager
    def alone(self, folder: Path) -> Iterator[None]:
        """Hold a lock between all threads and programs that use this folder; only for a moment."""
        with (folder / ".lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # closing the file lets it go
            yield
