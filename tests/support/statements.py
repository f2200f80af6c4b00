"""What is asked of the database while something is done, as its texts without values: kept ready or not, on both alike."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


@contextmanager
def asked() -> Iterator[list[str]]:
    """Return the list that fills with every statement but those that only mark a transaction."""
    texts: list[str] = []

    def keep(execute: Callable[..., Any], sql: str, values: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(TRANSACTION):
            texts.append(sql)
        return execute(sql, values, many, context)

    with connection.execute_wrapper(keep):
        yield texts
