"""A province with the cast that is connected to a sandbox."""

from pathlib import Path

import pytest

from kinhbac.kernel import definitions
from kinhbac.site.demo import cast
from kinhbac.site.publishing import publish_catalogue
from tests.cast import NOW
from tests.support.sandbox import sandbox, sandbox_process
from tests.support.standing import stand

__all__ = ["sandbox", "sandbox_process"]

CATALOGUE = Path(__file__).parents[3] / "catalogue"


@pytest.fixture
def province(db, settings, tmp_path):
    settings.KINHBAC_DATA = tmp_path
    definitions.forget()

    def make() -> None:
        publish_catalogue(CATALOGUE, NOW)
        cast.enrol_all()

    stand("pages", make)
    yield
    definitions.forget()
