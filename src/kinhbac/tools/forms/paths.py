"""Answers by dotted path: "child.full_name" in {"child": {"full_name": …}}. Only `put` changes what it is given."""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any


def at(answers: Mapping[str, Any], path: str) -> Any:
    """Return the answer at a path, or None if there is none."""
    found: Any = answers
    for key in path.split("."):
        if not isinstance(found, Mapping):
            return None
        found = found.get(key)
    return found


def merged(answers: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers with values put at their paths; a value of None takes the answer away."""
    result = _copied(answers)
    for path, value in values.items():
        put(result, path, value)
    return result


def put(answers: dict[str, Any], path: str, value: Any) -> None:
    """Put a value at its path in answers of one's own; None takes the answer away."""
    *above, last = path.split(".")
    place = answers
    for key in above:
        deeper = place.get(key)
        if not isinstance(deeper, dict):
            deeper = place[key] = {}
        place = deeper
    if value is None:
        place.pop(last, None)
    else:
        place[last] = value


def with_parents(answers: Mapping[str, Any], paths: Iterable[str]) -> dict[str, Any]:
    """Return the answers with every object above these paths there, empty if need be.

    A schema then names each missing answer itself, and not only the object it would stand in.
    """
    result = _copied(answers)
    for path in paths:
        place = result
        for key in path.split(".")[:-1]:
            place = place.setdefault(key, {})
            if not isinstance(place, dict):
                break
    return result


def leaves(answers: Mapping[str, Any], fields: Container[str], above: str = "") -> Iterator[str]:
    """Return the paths of all answers, going down as far as a field or something that is not an object.

    A key with a point in it is no path; it is shown in brackets.
    """
    for key, value in answers.items():
        path = f"{above}[{key}]" if "." in key else f"{above}{key}"
        if isinstance(value, Mapping) and path not in fields:
            yield from leaves(value, fields, f"{path}.")
        else:
            yield path


def _copied(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _copied(value) if isinstance(value, Mapping) else value for key, value in answers.items()}
