"""A folder that keeps content under its SHA-256. Entered by this capability's actions and pages; knows no database.

`put` returns only when the bytes and every folder above them are on the disk, so that a row which commits after it
never points into the void. Content without a row is left behind by a cut and is swept later, never the other way.
"""

import errno
import hashlib
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BufferedReader
from pathlib import Path
from typing import IO, Final

from kinhbac.base.text import Text
from kinhbac.tools.files.disk import Disk
from kinhbac.tools.files.types import Kept, StoreFull

_CHUNK: Final = 1 << 16
_FULL: Final = {errno.ENOSPC, errno.EDQUOT}
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_LEFT_BEHIND_AFTER: Final = timedelta(days=1)
FULL: Final = Text(
    vi="Máy chủ tạm hết chỗ nên chưa giữ được tệp này. Những gì bạn đã nhập vẫn còn. Bạn hãy gửi lại tệp sau ít phút.",
    en="The server has run out of room, so this file was not kept. What you entered before is safe. "
    "Please send the file again in a few minutes.",
)


@contextmanager
def full_is_refused() -> Iterator[None]:
    """Turn a full disk, or a used-up quota, into StoreFull; every other fault of the disk goes on as it is."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StoreFull(FULL) from error
        raise


@dataclass(frozen=True, slots=True)
class Store:
    """The folder `root`, made when it is first written to: `root/ab/cd/abcd…` and `root/incoming`."""

    root: Path
    disk: Disk = field(default_factory=Disk)

    @property
    def incoming(self) -> Path:
        """Where files stand while they are written; on the same file system as their home."""
        return self.root / "incoming"

    def path(self, digest: str) -> Path:
        """Where content stands or would stand; ValueError if that is no digest, so that nothing leaves the root."""
        if not _DIGEST.fullmatch(digest):
            raise ValueError("A digest is 64 hexadecimal digits in lower case.")
        return self.root / digest[:2] / digest[2:4] / digest

    def put(self, content: IO[bytes] | bytes) -> Kept:
        """Keep content, once however often it comes.

        Args:
            content: bytes, or a stream read from where it stands to its end.

        Returns:
            The digest and size, when content and folders are on the disk.

        Raises:
            StoreFull: there is no room; nothing of the content was left behind.
        """
        with full_is_refused():
            self.prepare()
            passing = self.incoming / secrets.token_hex(16)
            try:
                kept = self._write(passing, content)
                self._bring_home(passing, self.path(kept.digest))
            except BaseException:
                self.disk.unlink(passing)
                raise
        return kept

    def prepare(self) -> None:
        """Make the root and its incoming folder where they are missing."""
        self._stand(self.incoming)

    def open(self, digest: str) -> BufferedReader:
        """Open content for reading; FileNotFoundError if it is not here."""
        return self.path(digest).open("rb")

    def exists(self, digest: str) -> bool:
        """Whether content of this digest is here; its bytes are not looked at."""
        return self.path(digest).is_file()

    def check(self, digest: str) -> bool:
        """Whether content is here and its bytes still give its digest. Reads the whole file."""
        try:
            with self.open(digest) as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == digest
        except FileNotFoundError:
            return False

    def remove(self, digest: str, *, kept_before: datetime | None = None) -> bool:
        """Take content away for good.

        Args:
            digest: of the content; it may be gone already.
            kept_before: aware; content that was put again since then stays, for someone is about to need it.

        Returns:
            Whether content was taken away.
        """
        home = self.path(digest)
        if not home.is_file():
            return False
        with self.disk.alone(self.root):
            if not home.is_file() or (kept_before is not None and not _older(home, kept_before)):
                return False
            self.disk.unlink(home)
        self.disk.sync_folder(home.parent)
        return True

    def kept(self, *, before: datetime) -> Iterator[str]:
        """Yield the digests of content that was last put before a moment, sorted. Walks the whole folder."""
        for file in sorted(self.root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")):
            if _DIGEST.fullmatch(file.name) and _older(file, before):
                yield file.name

    def sweep(self, now: datetime) -> int:
        """Take away what a cut left in `incoming` more than a day before now (aware); return how many files."""
        old = [file for file in self.incoming.glob("*") if _older(file, now - _LEFT_BEHIND_AFTER)]
        for file in old:
            self.disk.unlink(file)
        return len(old)

    def _write(self, passing: Path, content: IO[bytes] | bytes) -> Kept:
        digest, size = hashlib.sha256(), 0
        with self.disk.create(passing) as file:
            for chunk in _chunks(content):
                digest.update(chunk)
                size += file.write(chunk)
            self.disk.sync(file)
        return Kept(digest.hexdigest(), size)

    def _bring_home(self, passing: Path, home: Path) -> None:
        self._stand(home.parent)
        with self.disk.alone(self.root):
            self.disk.replace(
                passing, home
            )  # over the same content too: that mends damage and renews its date
        # Every folder, whoever made it: another writer may have made it a moment ago and not yet synced it.
        for folder in (home.parent, home.parent.parent, self.root):
            self.disk.sync_folder(folder)

    def _stand(self, folder: Path) -> None:
        if folder.is_dir():
            return
        self._stand(folder.parent)
        self.disk.make_folder(folder)
        self.disk.sync_folder(folder.parent)


def _chunks(content: IO[bytes] | bytes) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    while chunk := content.read(_CHUNK):
        yield chunk


def _older(file: Path, moment: datetime) -> bool:
    try:
        return file.stat().st_mtime < moment.timestamp()
    except FileNotFoundError:  # someone was quicker
        return False
