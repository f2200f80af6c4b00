"""Writes the file of a backup: members with their hashes, and the whole only under its name once it is on the disk."""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any, cast

from kinhbac.site.copies.form import HEAD, MANIFEST, MANIFEST_HASH, Head, Manifest, hash_named_by, is_packed


class Writer:
    """Members on their way into a tar; `manifest` gathers what was written."""

    def __init__(self, tar: tarfile.TarFile, made_at: datetime) -> None:
        self.manifest = Manifest()
        self._tar = tar
        self._made_at = made_at

    def add_head(self, head: Head) -> None:
        """Write the first member."""
        self.add(HEAD, _json(head.to_plain()))

    def add(self, name: str, body: bytes) -> None:
        """Write a member from memory."""
        self._tar.addfile(self._member(name, len(body)), io.BytesIO(body))
        self.manifest.members[name] = hashlib.sha256(body).hexdigest()

    def add_file(self, name: str, path: Path, size: int | None = None) -> None:
        """Write a member from a file, or from its first `size` bytes; a file that has gone meanwhile is left out."""
        try:
            source = path.open("rb")
        except FileNotFoundError:
            return
        with source:
            whole = os.fstat(source.fileno()).st_size
            hashed = _Hashed(source)
            member = self._member(name, whole if size is None else min(size, whole))
            self._tar.addfile(member, cast("IO[bytes]", hashed))
        self._note(name, hashed.digest.hexdigest())

    def close(self) -> None:
        """Write the manifest and its hash, the proof that nothing is missing."""
        manifest = _json(self.manifest.to_plain())
        self.add(MANIFEST, manifest)
        self.add(MANIFEST_HASH, hashlib.sha256(manifest).hexdigest().encode())

    def _note(self, name: str, digest: str) -> None:
        said = hash_named_by(name)
        if said is None:
            self.manifest.members[name] = digest
            return
        self.manifest.files += 1
        if said != digest:
            self.manifest.damaged[name] = digest

    def _member(self, name: str, size: int) -> tarfile.TarInfo:
        member = tarfile.TarInfo(name)
        member.size, member.mode, member.mtime = size, 0o600, int(self._made_at.timestamp())
        return member


class _Hashed:
    """A file that is hashed while it is read."""

    def __init__(self, source: IO[bytes]) -> None:
        self.digest = hashlib.sha256()
        self._source = source

    def read(self, size: int = -1) -> bytes:
        body = self._source.read(size)
        self.digest.update(body)
        return body


@contextmanager
def written(to: Path, made_at: datetime) -> Iterator[Writer]:
    """Give a writer of a file that gets its name only when all of it is on the disk; its owner alone may read it."""
    partial = to.with_name(f"{to.name}.partial")
    partial.unlink(missing_ok=True)
    try:
        handle = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            with tarfile.open(fileobj=out, mode="w:gz" if is_packed(to) else "w") as tar:
                writer = Writer(tar, made_at)
                yield writer
                writer.close()
            out.flush()
            os.fsync(out.fileno())
        partial.rename(to)
        sync_folder(to.absolute().parent)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """Return when the names in a folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
