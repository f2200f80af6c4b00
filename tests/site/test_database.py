"""Which database: what one variable says of it, and what another says of what stands between."""

from pathlib import Path

import pytest

from kinhbac.site.environment import database

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(("pooled", "kept_ready"), [(None, True), ("0", True), ("1", False)])
def test_statements_are_kept_ready_unless_a_pooler_is_named(monkeypatch, pooled, kept_ready):
    monkeypatch.setenv("KINHBAC_DATABASE", "postgresql://kinhbac@db.example/kinhbac")
    if pooled is None:
        monkeypatch.delenv("KINHBAC_DATABASE_POOLED", raising=False)
    else:
        monkeypatch.setenv("KINHBAC_DATABASE_POOLED", pooled)
    options = database(Path("data"))["OPTIONS"]
    assert isinstance(options, dict)
    assert (options["prepare_threshold"] is not None) is kept_ready
