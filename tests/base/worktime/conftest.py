"""The province's own calendar, read once for all tests of working time."""

from pathlib import Path

import pytest

from kinhbac.base.worktime.reader import read_calendars

CALENDARS = Path(__file__).parents[3] / "catalogue" / "calendars"


@pytest.fixture(scope="session")
def calendar():
    return read_calendars(CALENDARS)
