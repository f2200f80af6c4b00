"""Reads of limits: which holds for a door today. Open to everybody, as the law is."""

from datetime import date

from kinhbac.kernel import definitions
from kinhbac.tools.limits.plain import limits_from_plain
from kinhbac.tools.limits.rules import UNPUBLISHED
from kinhbac.tools.limits.types import Limit, LimitRules

KIND = "limits"


def limit_on(key: str, day: date) -> Limit | None:
    """Return the limit of a door on a day, None where it has none."""
    return _rules().on(key, day)


def _rules() -> LimitRules:
    try:
        name = definitions.current_hash(KIND, "province")
    except definitions.NotPublished:
        return UNPUBLISHED
    found: LimitRules = definitions.value_of(name, limits_from_plain)
    return found
