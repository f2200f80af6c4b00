"""Whether a password is on a list of known ones: Django's own list, and a file that the machine may hold.

The file (`KINHBAC_BREACHED`) has a SHA-1 or the beginning of one (10 letters at least, all alike) on each line, sorted, as lists
of leaked passwords are given out; what stands after a colon is not read. It is searched where it lies, by halves.
Nobody outside is asked.
"""

import os
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from kinhbac.tools.credentials.rules import sha1_of

SHORTEST = 10


def is_breached(password: str) -> bool:
    """Say whether a password is known to strangers."""
    try:
        _common().validate(password)
    except ValidationError:
        return True
    file: Path | None = settings.KINHBAC_BREACHED
    return file is not None and _is_in(file, sha1_of(password))


@lru_cache(maxsize=1)
def _common() -> CommonPasswordValidator:
    return CommonPasswordValidator()


def _is_in(file: Path, name: str) -> bool:
    """Say whether a sorted file has a name, or its beginning where the lines are shorter; all are of one length."""
    with file.open("rb") as lines:
        wanted = name[: len(_read(lines, 0))].encode()
        if len(wanted) < SHORTEST:
            return False
        low, high = 0, os.fstat(lines.fileno()).st_size
        while low < high:
            middle = (low + high) // 2
            line = _read(lines, middle)
            if not line or line >= wanted:
                high = middle
            else:
                low = middle + 1
        return _read(lines, low) == wanted


def _read(lines: BinaryIO, place: int) -> bytes:
    """Return what the first line says that begins at a place or behind it."""
    lines.seek(max(0, place - 1))
    if place:
        lines.readline()
    return lines.readline().split(b":")[0].strip().upper()
