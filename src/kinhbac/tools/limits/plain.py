"""The limits as they are stored: JSON values only, and back."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from kinhbac.base.text import Text
from kinhbac.tools.limits.types import Budget, Limit, LimitRules


def limits_to_plain(rules: LimitRules) -> dict[str, Any]:
    """Return JSON values only."""
    return {"limits": [_plain(each) for each in rules.limits]}


def limits_from_plain(plain: Mapping[str, Any]) -> LimitRules:
    """Return the limits that `limits_to_plain` wrote."""
    return LimitRules(tuple(map(_limit, plain["limits"])))


def _plain(limit: Limit) -> dict[str, Any]:
    return {
        "key": limit.key,
        "name": {"vi": limit.name.vi, "en": limit.name.en},
        "instead": {"vi": limit.instead.vi, "en": limit.instead.en},
        "from": limit.from_on.isoformat(),
        "to": limit.to_on.isoformat() if limit.to_on else None,
        "verified": limit.verified,
        "budgets": [
            {"each": each.each, "most": each.most, "seconds": int(each.within.total_seconds())}
            for each in limit.budgets
        ],
    }


def _limit(plain: Mapping[str, Any]) -> Limit:
    return Limit(
        key=plain["key"],
        name=Text(**plain["name"]),
        instead=Text(**plain["instead"]),
        from_on=date.fromisoformat(plain["from"]),
        to_on=date.fromisoformat(plain["to"]) if plain["to"] else None,
        verified=plain["verified"],
        budgets=tuple(
            Budget(each["each"], each["most"], timedelta(seconds=each["seconds"]))
            for each in plain["budgets"]
        ),
    )
