"""The committed procedures and calendar, and copies of a procedure's folder that can be spoiled."""

import shutil
from pathlib import Path

import pytest

from kinhbac.base.worktime.reader import read_calendars
from kinhbac.tools.grammar.catalogue import load_procedures

CATALOGUE = Path(__file__).parents[3] / "catalogue"


@pytest.fixture(scope="session")
def calendar():
    return read_calendars(CATALOGUE / "calendars")


@pytest.fixture(scope="session")
def birth():
    return load_procedures(CATALOGUE / "procedures")["1.001193"]


@pytest.fixture
def spoiled(tmp_path):
    """Copy the catalogue and replace words in one file of the birth; returns the folder of procedures."""
    shutil.copytree(CATALOGUE / "lists", tmp_path / "lists")
    shutil.copytree(CATALOGUE / "procedures", tmp_path / "procedures")

    def spoil(file, old, new):
        path = tmp_path / "procedures" / "ho-tich" / "1.001193" / file
        words = path.read_text()
        assert old in words
        path.write_text(words.replace(old, new, 1))
        return tmp_path / "procedures"

    return spoil
