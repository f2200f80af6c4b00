"""One spelling for one value, so that equal values have equal bytes and an equal hash. Entered through `definitions`."""

import hashlib
import json
from datetime import date, datetime
from typing import Any


def canonical(value: Any) -> bytes:
    """Return the canonical JSON of a value: UTF-8, keys sorted, no spaces, days and moments as ISO 8601.

    Args:
        value: mappings with text keys, lists, tuples, text, whole numbers, finite floats, True, False, None,
            days, and aware moments; nothing else.

    Raises:
        ValueError: a value, a key or a nesting that has no canonical spelling.
    """
    try:
        plain = _plain(value)
        return json.dumps(
            plain, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
        ).encode()
    except RecursionError:
        raise ValueError("the value is nested too deeply for canonical JSON") from None


def digest(value: Any) -> str:
    """Return the SHA-256 of the canonical JSON, as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, dict):
        return {_key(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError(f"the moment {value.isoformat()} has no time zone")
    if isinstance(value, date):
        return value.isoformat()
    raise ValueError(f"a {type(value).__name__} has no canonical spelling")


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise ValueError(f"the key {key!r} is not text")  # noqa: TRY004  - one error type for one question
    return key
