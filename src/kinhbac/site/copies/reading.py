"""Reads the file of a backup and believes nothing that its hashes do not prove. Entered by `restore`."""

import gzip
import hashlib
import json
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeVar

from kinhbac.site.copies.form import (
    FORMAT,
    HEAD,
    MANIFEST,
    MANIFEST_HASH,
    CopyRefused,
    Head,
    Manifest,
    Report,
    goes_into_folder,
    hash_named_by,
    refused,
    table_of,
)

T = TypeVar("T")
_BROKEN = (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile)


@dataclass(frozen=True, slots=True)
class Checked:
    """A backup whose every byte gave its hash."""

    file: Path
    head: Head
    manifest: Manifest


def check(file: Path, report: Report) -> Checked:
    """Read a whole backup, compare every hash, and return what it says it holds.

    Raises:
        CopyRefused: no backup, of a newer format, cut off, or changed since it was made.
    """
    seen = _Seen()
    size = file.stat().st_size
    with members(file) as every:
        for member, body in every:
            if not seen.members and not seen.ends and member.name != HEAD:
                raise _no_backup(file)
            seen.take(member.name, body)
            report("checking", min(member.offset_data, size), size)
    manifest = seen.manifest(file)
    _compare(file, seen, manifest)
    return Checked(file=file, head=_read_as(Head.from_plain, seen.ends[HEAD], file), manifest=manifest)


@contextmanager
def members(file: Path) -> Iterator[Iterator[tuple[tarfile.TarInfo, IO[bytes]]]]:
    """Give the members of a backup in order, each with its bytes; a file that breaks off is refused."""
    try:
        with tarfile.open(file, mode="r:*") as tar:
            yield _each(tar, file)
    except _BROKEN as error:
        raise _damaged(
            file, "nó bị cắt hoặc không phải bản sao lưu", "it breaks off, or is no backup"
        ) from error


def _each(tar: tarfile.TarFile, file: Path) -> Iterator[tuple[tarfile.TarInfo, IO[bytes]]]:
    for member in tar:
        body = tar.extractfile(member) if member.isreg() else None
        if body is None:
            raise _damaged(file, f"{member.name} không phải là tệp", f"{member.name} is not a file")
        with body:
            yield member, body
        vars(tar)["members"] = []  # else every header of millions of files stays in memory


class _Seen:
    """What was found while reading: hashes, and the three members that describe the others."""

    def __init__(self) -> None:
        self.ends: dict[str, bytes] = {}
        self.members: dict[str, str] = {}
        self.unlike: dict[str, str] = {}
        self.files = 0

    def take(self, name: str, body: IO[bytes]) -> None:
        if name in {HEAD, MANIFEST, MANIFEST_HASH}:
            self.ends[name] = body.read()
            self._head_first(name)
            if name == HEAD:
                self.members[name] = hashlib.sha256(self.ends[name]).hexdigest()
            return
        digest, said = hashlib.file_digest(body, "sha256").hexdigest(), hash_named_by(name)  # type: ignore[arg-type]  # it asks for readinto, which tar's files have
        if said is None:
            self.members[name] = digest
            return
        self.files += 1
        if digest != said:
            self.unlike[name] = digest

    def _head_first(self, name: str) -> None:
        if name == HEAD:
            refuse_newer(self.ends[HEAD])

    def manifest(self, file: Path) -> Manifest:
        body = self.ends.get(MANIFEST)
        if (
            body is None
            or self.ends.get(MANIFEST_HASH, b"").decode("ascii", "replace")
            != hashlib.sha256(body).hexdigest()
        ):
            raise _damaged(file, "phần cuối bị thiếu hoặc đã bị sửa", "its end is missing or was changed")
        return _read_as(Manifest.from_plain, body, file)


def refuse_newer(head: bytes) -> None:
    """Refuse a backup of a format that this program does not know yet; what is no head at all is refused later."""
    try:
        number = json.loads(head)["format"]
    except (ValueError, KeyError, TypeError):
        return
    if isinstance(number, int) and number > FORMAT:
        raise refused(
            f"bản sao lưu có định dạng {number}, chương trình này biết đến {FORMAT}",
            f"the backup has format {number}, this program knows up to {FORMAT}",
            "cập nhật chương trình rồi chạy lại",
            "update the program, then run this again",
        )


def _compare(file: Path, seen: _Seen, manifest: Manifest) -> None:
    for name in sorted(manifest.members.keys() | seen.members.keys()):
        if seen.members.get(name) != manifest.members.get(name):
            raise _damaged(
                file, f"{name} bị thiếu, thừa hoặc đã bị sửa", f"{name} is missing, added or changed"
            )
        if name != HEAD and table_of(name) is None and not goes_into_folder(name):
            raise _damaged(file, f"{name} không thuộc về nó", f"{name} does not belong into it")
    if seen.unlike != manifest.damaged or seen.files != manifest.files:
        name = min(seen.unlike.keys() ^ manifest.damaged.keys(), default="files")
        raise _damaged(file, f"{name} bị thiếu, thừa hoặc đã bị sửa", f"{name} is missing, added or changed")


def _read_as(read: Callable[[Any], T], body: bytes, file: Path) -> T:
    try:
        return read(json.loads(body))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _no_backup(file) from error


def _no_backup(file: Path) -> CopyRefused:
    return _damaged(file, "nó không phải bản sao lưu", "it is no backup of this program")


def _damaged(file: Path, vi: str, en: str) -> CopyRefused:
    return refused(
        f"không dùng được {file}, {vi}",
        f"{file} cannot be used, {en}",
        "lấy một bản sao lưu khác",
        "take another backup",
    )
