import math
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from kinhbac.base.definitions import canonical, digest

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        ({"b": 1, "a": [True, None, "đ"]}, '{"a":[true,null,"đ"],"b":1}'),
        ((1, 2.5), "[1,2.5]"),
        ({"from": date(2026, 4, 29)}, '{"from":"2026-04-29"}'),
        (datetime(2026, 4, 29, 9, 10, tzinfo=UTC), '"2026-04-29T09:10:00+00:00"'),
        ({}, "{}"),
    ],
)
def test_one_spelling(value, spelled):
    assert canonical(value) == spelled.encode()


def test_the_order_of_keys_does_not_change_the_digest():
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    assert digest({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@pytest.mark.parametrize(
    "value",
    [
        math.nan,
        [math.inf],
        {1: "a"},
        {"a": {None: 1}},
        {"a": Decimal(1)},
        {"a": b"bytes"},
        {"a", "b"},
        "\ud800",
        datetime(2026, 4, 29),  # noqa: DTZ001  - the point
    ],
)
def test_what_has_no_canonical_spelling_is_refused(value):
    with pytest.raises(ValueError):
        canonical(value)


def test_a_bottomless_value_is_refused():
    value = []
    for _ in range(100_000):
        value = [value]
    with pytest.raises(ValueError, match="nested too deeply"):
        canonical(value)
