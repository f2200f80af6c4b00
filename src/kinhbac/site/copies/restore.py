"""Makes a data folder from a backup: beside its place first, under its name only when all of it stands."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kinhbac.site.copies.form import Report, goes_into_folder, refused
from kinhbac.site.copies.reading import Checked, members
from kinhbac.site.copies.writing import sync_folder


@contextmanager
def building(data: Path) -> Iterator[Path]:
    """Give a new folder beside `data` and let it take that name at the end; a fault leaves nothing behind.

    Raises:
        CopyRefused: `data` is there and not empty.
    """
    if data.exists() and (not data.is_dir() or any(data.iterdir())):
        raise refused(
            f"{data} đã có nội dung",
            f"{data} is not empty",
            "chọn một thư mục mới, bản phục hồi không bao giờ ghi đè",
            "choose a new folder; a restore never writes over anything",
        )
    data.parent.mkdir(parents=True, exist_ok=True)
    place = data.with_name(f"{data.name}.partial")
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(mode=0o700)
    try:
        yield place
        os.sync()  # thousands of small files: once for all
        place.rename(data)
        sync_folder(data.absolute().parent)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise


def fill_folder(backup: Checked, place: Path, report: Report) -> int:
    """Put everything of a backup but its tables into a folder; return how many files."""
    total = sum(goes_into_folder(name) for name in backup.manifest.members) + backup.manifest.files
    done = 0
    with members(backup.file) as every:
        for member, body in every:
            if not goes_into_folder(member.name):
                continue
            target = place / member.name
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
                shutil.copyfileobj(body, out)
            done += 1
            report("files", done, total)
    return done
