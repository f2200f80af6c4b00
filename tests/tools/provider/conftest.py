"""A province with the cast, a system that is registered in it, and a clock that can be moved on."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from kinhbac.base.clock import HCM
from kinhbac.kernel import actions as cases
from kinhbac.tools.provider.actions.registering import register
from tests.support.keys import ready
from tests.support.systems import LIBRARY, Library
from tests.tools.sign_in.conftest import province as a_province

province = a_province


@pytest.fixture
def library(province, settings, tmp_path) -> Library:
    """The library of the province, registered, with a browser that is on this machine."""
    ready(settings, tmp_path / "keys")
    return Library(register(LIBRARY, viewer=None, now=cases.clock.now()))


@dataclass
class Ahead:
    """The machine's clock, moved on."""

    ahead: timedelta = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(HCM) + self.ahead


@pytest.fixture
def clock(monkeypatch) -> Ahead:
    """The clock of the house, for a test to move on."""
    moved = Ahead()
    monkeypatch.setattr(cases, "clock", moved)
    return moved
