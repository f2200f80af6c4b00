"""Keys as files of a folder for its owner alone: written whole and once, never changed, seen by every process."""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def locked(place: Path) -> Iterator[None]:
    """Hold a folder of keys, made if need be, so that one process at a time changes what is in it."""
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (place / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def keep(file: Path, plain: Mapping[str, Any]) -> None:
    """Write a key; the file is there only when it is whole and on the disk. The folder must be `locked`."""
    draft = file.with_suffix(".draft")
    draft.unlink(missing_ok=True)  # somebody was killed over it
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        json.dump(plain, out)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # what is sealed with it may be on the disk before the name is
    finally:
        os.close(folder)
