"""Seals: the journal's witness outside the database.

As entries are told, a line for each goes to the file of its day (case, place, hash). When a day is over its file
is sealed: a root that covers the file and the root of the day before. Roots can be printed, published, handed to
anybody: whoever has one can tell that nothing before it was changed, added or left out.
"""

import fcntl
import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings

from kinhbac.base.clock import HCM
from kinhbac.base.errors import PlainError
from kinhbac.base.text import Text
from kinhbac.kernel.types import Entry

_LINE = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) ([0-9]{1,9}) ([0-9a-f]{64})\n")


class RootChanged(PlainError):  # noqa: N818 - it says what is so
    """A file of a root cannot be read as one: somebody changed it, or the disk did."""

    def __init__(self, file: str) -> None:
        super().__init__(
            Text(vi=f"tệp gốc nhật ký {file} đã bị thay đổi", en=f"the root file {file} was changed"),
            Text(
                vi="người vận hành chạy `kinhbac verify` và lấy lại tệp này từ bản sao lưu",
                en="the operator runs `kinhbac verify` and takes this file back from a backup",
            ),
        )


@dataclass(frozen=True, slots=True)
class Root:
    """The seal of one day: how many heads, the hash of their file, the root before, and the root itself."""

    day: date
    heads: int
    file_hash: str
    previous: str
    root: str


@dataclass(frozen=True, slots=True)
class Head:
    """One witnessed entry: its case, its place, its hash."""

    case: UUID
    seq: int
    hash: str


def folder() -> Path:
    """Return the folder of the seals."""
    return Path(settings.KINHBAC_SEALS)


def witness(entries: Iterable[Entry], today: date | None = None) -> None:
    """Have the heads of entries on the disk, in the file of the day; call before they count as told."""
    lines = "".join(f"{entry.case} {entry.seq} {entry.hash}\n" for entry in entries)
    if not lines:
        return
    with _locked() as place:
        file = place / f"{(today or _today()).isoformat()}.heads"
        is_new = not file.exists()
        with file.open("ab+") as out:
            if not _ends_whole(out):
                out.write(b"\n")  # a crash tore the last line; its entry is told again
            out.write(lines.encode())
            out.flush()
            os.fsync(out.fileno())
        if is_new:
            _sync(place)


def seal_days(today: date | None = None) -> list[Root]:
    """Seal every day before `today` that has heads and no root yet, in order; return the new roots.

    Raises:
        RootChanged: a root cannot be read; nothing is sealed upon it.
    """
    today = today or _today()
    made: list[Root] = []
    with _locked() as place:
        known = roots()
        previous = known[-1].root if known else ""
        for file in sorted(place.glob("*.heads")):
            day = date.fromisoformat(file.stem)
            target = file.with_suffix(".root")
            if day >= today or target.exists():
                continue
            root = _root_of(file, day, previous)
            _write(target, root)
            previous = root.root
            made.append(root)
        if made:
            _sync(place)
    return made


def roots() -> list[Root]:
    """Return all roots in the order of their days.

    Raises:
        RootChanged: a file is no root; none is left out in silence. `faults` names all that does not hold.
    """
    return [_read(file) for file in sorted(folder().glob("*.root"))]


def witnessed() -> Iterator[tuple[str, Head]]:
    """Yield every witnessed head with the place of its line, `file:line`; a line that is none yields nothing."""
    for file in sorted(folder().glob("*.heads")):
        with file.open(encoding="ascii", errors="replace") as lines:
            for number, line in enumerate(lines, start=1):
                matched = _LINE.fullmatch(line)
                if matched:
                    yield f"{file.name}:{number}", Head(UUID(matched[1]), int(matched[2]), matched[3])


def faults() -> Iterator[str]:
    """Yield what does not hold among the seals themselves: a changed file, a root that follows no root, a forged line."""
    previous = ""
    for target in sorted(folder().glob("*.root")):
        try:
            root = _read(target)
        except RootChanged:
            yield f"{target.name}: it is not a root"
            continue
        file = target.with_suffix(".heads")
        if not file.exists():
            yield f"{target.name}: its file of heads is missing"
        elif _root_of(file, root.day, previous) != root:
            yield f"{target.name}: the file of heads or the root was changed"
        previous = root.root
    for file in sorted(folder().glob("*.heads")):
        yield from _forged_lines(file)


def _forged_lines(file: Path) -> Iterator[str]:
    """Yield the lines that are no heads and were not torn by a crash: what was torn is told again, further down."""
    whole: list[str] = []
    with file.open(encoding="ascii", errors="replace") as lines:
        numbered = list(enumerate(lines, start=1))
    for number, line in reversed(numbered):
        begun = line.rstrip("\n")
        if _LINE.fullmatch(line):
            whole.append(line)
        elif not (line == begun or any(each.startswith(begun) for each in whole)):
            yield f"{file.name}:{number}: it is not a head"


def _root_of(file: Path, day: date, previous: str) -> Root:
    body = file.read_bytes()
    file_hash = hashlib.sha256(body).hexdigest()
    text = f"{day.isoformat()}\n{file_hash}\n{previous}"
    root = hashlib.sha256(text.encode()).hexdigest()
    return Root(day=day, heads=body.count(b"\n"), file_hash=file_hash, previous=previous, root=root)


def _write(target: Path, root: Root) -> None:
    draft = target.with_suffix(".draft")
    with draft.open("w", encoding="ascii") as out:
        json.dump({**asdict(root), "day": root.day.isoformat()}, out, indent=1)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(target)  # whole or not at all, whatever happens meanwhile


def _read(file: Path) -> Root:
    try:
        plain = json.loads(file.read_text(encoding="ascii"))
        root = Root(**{**plain, "day": date.fromisoformat(plain["day"])})
    except (ValueError, TypeError, KeyError) as fault:
        raise RootChanged(file.name) from fault
    words = (root.file_hash, root.previous, root.root)
    if root.day.isoformat() != file.stem or not all(isinstance(each, str) for each in words):
        raise RootChanged(file.name)
    return root


@contextmanager
def _locked() -> Iterator[Path]:
    place = folder()
    place.mkdir(parents=True, exist_ok=True)
    with (place / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield place


def _sync(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _ends_whole(file: BinaryIO) -> bool:
    if file.seek(0, os.SEEK_END) == 0:
        return True
    file.seek(-1, os.SEEK_END)
    return file.read(1) == b"\n"


def _today() -> date:
    return datetime.now(HCM).date()
