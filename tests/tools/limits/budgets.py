"""Small budgets, published, so that a test soon comes to their end."""

from datetime import UTC, datetime, timedelta

from kinhbac.base.definitions import read
from kinhbac.kernel import definitions
from kinhbac.tools.limits.grammar import read_limits
from kinhbac.tools.limits.plain import limits_to_plain
from tests.support.few import CATALOGUE

NOW = datetime(2026, 11, 22, 9, 0, 5, tzinfo=UTC)


def publish(**most: int) -> None:
    """Publish the catalogue's limits, with other numbers for these doors."""
    plain = limits_to_plain(read_limits(read(CATALOGUE / "limits.yaml")))
    for limit in plain["limits"]:
        for budget in limit["budgets"]:
            budget["most"] = most.get(limit["key"], budget["most"])
    definitions.publish("limits", "province", plain, NOW - timedelta(days=1))
