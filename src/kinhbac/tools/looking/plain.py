"""The rules of looking as they are stored: JSON values only, and back."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from kinhbac.base.text import Text
from kinhbac.tools.looking.types import LookingRules, Rule


def looking_to_plain(rules: LookingRules) -> dict[str, Any]:
    """Return JSON values only."""
    return {"rules": [_plain(each) for each in rules.rules]}


def looking_from_plain(plain: Mapping[str, Any]) -> LookingRules:
    """Return the rules that `looking_to_plain` wrote."""
    return LookingRules(tuple(map(_rule, plain["rules"])))


def _plain(rule: Rule) -> dict[str, Any]:
    fields = asdict(rule)
    begins, ends = fields.pop("from_on"), fields.pop("to_on")
    return {**fields, "from": begins.isoformat(), "to": ends.isoformat() if ends else None}


def _rule(each: Mapping[str, Any]) -> Rule:
    return Rule(
        key=each["key"],
        from_on=date.fromisoformat(each["from"]),
        to_on=date.fromisoformat(each["to"]) if each["to"] else None,
        cited=Text(**each["cited"]),
        numbers=dict(each["numbers"]),
        name=Text(**each["name"]),
    )
