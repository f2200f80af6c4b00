"""Numbering: the next number of a series, inside the transaction that uses it.

The row of the series is locked until that transaction ends, so numbers have no repeat and, since a rollback
takes the number back, no hole.
"""

from django.db import connection

_TAKE = """
INSERT INTO kinhbac_series (key, last) VALUES (%s, %s)
ON CONFLICT (key) DO UPDATE SET last = kinhbac_series.last + %s
RETURNING last
"""


def take_number(series: str) -> int:
    """Return the next number of `series`, from 1.

    Raises:
        RuntimeError: no transaction is open; a number outside one could be lost.
    """
    return take_numbers(series, 1)[0]


def take_numbers(series: str, count: int) -> range:
    """Return the next `count` numbers of `series`, for many decisions recorded in one transaction.

    Raises:
        ValueError: `count` is not at least 1.
        RuntimeError: as `take_number`.
    """
    if count < 1:
        raise ValueError(f"{count} numbers cannot be taken; take at least one.")
    if not connection.in_atomic_block:
        raise RuntimeError("A number is taken only inside the transaction that uses it.")
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [series, count, count])
        last = int(cursor.fetchone()[0])
    return range(last - count + 1, last + 1)
