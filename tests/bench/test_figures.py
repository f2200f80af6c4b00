"""The arithmetic of figures."""

import pytest

from bench.figures import percentile, spread, table, written

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([5.0], 0.95, 5.0),
        ([3.0, 1.0, 2.0], 0.5, 2.0),
        ([4.0, 1.0, 3.0, 2.0], 0.5, 2.0),
        (list(range(1, 101)), 0.95, 95),
        (list(range(1, 22)), 0.95, 20),
        ([1.0, 9.0], 1.0, 9.0),
    ],
)
def test_a_percentile_is_one_of_the_values(values, share, expected):
    assert percentile(values, share) == expected


@pytest.mark.parametrize(("values", "share"), [([], 0.5), ([1.0], 0.0), ([1.0], 1.1)])
def test_a_percentile_of_nothing_is_refused(values, share):
    with pytest.raises(ValueError, match="percentile"):
        percentile(values, share)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.416, "0.42"), (9.99, "9.99"), (48.25, "48.2"), (312.4, "312"), (20000.0, "20 000")],
)
def test_numbers_keep_the_digits_that_mean_something(value, expected):
    assert written(value) == expected


def test_rounds_are_told_with_their_spread():
    assert spread([3.0]) == "3.00"
    assert spread([3.0, 1.0, 5.0]) == "3.00 (1.00 to 5.00)"


def test_a_table_can_be_read_as_it_stands():
    assert table(("", "ms"), [("ours", "7"), ("one view", "12")]).splitlines() == [
        "|          | ms |",
        "| -------- | -- |",
        "| ours     | 7  |",
        "| one view | 12 |",
    ]
