"""The committed procedures and calendar, and copies of a procedure's folder that can be spoiled."""

import shutil
from pathlib import Path

import pytest

from kinhbac.base.worktime.reader import read_calendars
from tests.support import catalogue

CATALOGUE = Path(__file__).parents[3] / "catalogue"


@pytest.fixture(scope="session")
def calendar():
    return read_calendars(CATALOGUE / "calendars")


@pytest.fixture(scope="session")
def procedures():
    return catalogue.procedures()


@pytest.fixture(scope="session")
def birth(procedures):
    return procedures["1.001193"]


@pytest.fixture(scope="session")
def copies_procedure(procedures):
    return procedures["2.000815"]


@pytest.fixture
def spoiled(tmp_path):
    """Copy one procedure (the birth) and replace words in one of its files; returns the folder of procedures."""
    shutil.copytree(CATALOGUE / "lists", tmp_path / "lists")
    shutil.copytree(CATALOGUE / "shared", tmp_path / "shared")
    shutil.copy(CATALOGUE / "turns.yaml", tmp_path)

    def spoil(file, old, new, folder="ho-tich/1.001193"):
        if not (tmp_path / "procedures" / folder).exists():  # spoiled twice, both faults stand
            shutil.copytree(CATALOGUE / "procedures" / folder, tmp_path / "procedures" / folder)
        path = tmp_path / "procedures" / folder / file
        words = path.read_text()
        assert old in words
        path.write_text(words.replace(old, new, 1))
        return tmp_path / "procedures"

    return spoil
