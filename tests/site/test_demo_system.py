"""The demo's second system: known to Kinh Bắc from the start, anew at every start, and nowhere without a demo."""

from datetime import UTC, datetime

import pytest

from kinhbac.site import demo_system, environment
from kinhbac.site.serving.introducing import introduce
from kinhbac.tools.provider.models import System, SystemAct
from kinhbac.tools.provider.reads import secret_holds
from kinhbac.tools.provider.rules import why_not_registered

NOW = datetime(2026, 4, 28, 9, tzinfo=UTC)


def started(monkeypatch, address: str, secret: str) -> None:
    for name, value in demo_system.introduced(address, "http://127.0.0.1:8000", secret).items():
        monkeypatch.setenv(name, value)


@pytest.mark.django_db
def test_it_is_registered_anew_at_every_start(monkeypatch):
    introduce(NOW)
    assert not System.objects.exists()  # no demo has started it
    started(monkeypatch, "http://127.0.0.1:8001", "first")
    introduce(NOW)
    started(monkeypatch, "http://127.0.0.1:9001", "second")
    introduce(NOW)
    row = System.objects.get()
    assert row.redirects == ["http://127.0.0.1:9001/sample/back"]
    assert (secret_holds(row.key, "first", NOW), secret_holds(row.key, "second", NOW)) == (False, True)
    assert SystemAct.objects.count() == 1


def test_it_asks_for_nothing_that_an_administrator_could_not_register():
    assert why_not_registered(demo_system.registration("http://127.0.0.1:8001")) is None


def test_without_a_demo_there_is_none(monkeypatch):
    monkeypatch.delenv(demo_system.ISSUER, raising=False)
    assert environment.sample() is None
    started(monkeypatch, "http://127.0.0.1:8001", "of this run")
    found = environment.sample()
    assert found is not None
    assert "of this run" not in repr(found)
