"""The province's own catalogue, read once; and copies of it in which a test plants a fault."""

import shutil
from pathlib import Path

import pytest

from kinhbac.kernel.directory.reader import read_directory

CATALOGUE = Path(__file__).parents[3] / "catalogue"


@pytest.fixture(scope="session")
def directory():
    return read_directory(CATALOGUE)


@pytest.fixture
def planted(tmp_path):
    """Return a function that changes one text of a copied catalogue: plant(file, old, new) -> (folder, file, line)."""
    for room in ("units", "offices"):
        shutil.copytree(CATALOGUE / room, tmp_path / room)

    def plant(file, old, new):
        path = tmp_path / file
        words = path.read_text(encoding="utf-8")
        assert words.count(old) >= 1, f"{file} no longer holds {old!r}"
        line = words[: words.index(old)].count("\n") + 1
        path.write_text(words.replace(old, new, 1), encoding="utf-8")
        return tmp_path, path.as_posix(), line

    return plant
