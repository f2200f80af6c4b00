"""A place in a list as part of an address, and back. What cannot be read is no place: the list begins at its top."""

import re
from datetime import UTC, datetime, timedelta

from kinhbac.tools.desk.types import Cursor

_FORM = re.compile(r"(?P<way>[ab])(?P<micros>\d{1,18})\.(?P<number>\d{1,18})")
_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)
_MICRO = timedelta(microseconds=1)


def written(cursor: Cursor) -> str:
    """Return a cursor as it stands in an address.

    >>> written(Cursor(datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC), 7))
    'a1000000.7'
    """
    return f"{'b' if cursor.backwards else 'a'}{(cursor.sort_at - _BEGIN) // _MICRO}.{cursor.number}"


def read(text: str) -> Cursor | None:
    """Return the cursor that stands in an address, None where none does."""
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    try:
        sort_at = _BEGIN + int(found["micros"]) * _MICRO
    except OverflowError:
        return None
    return Cursor(sort_at, int(found["number"]), backwards=found["way"] == "b")
