"""The rules of signing in as they are stored: JSON values only, and back."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from kinhbac.base.text import Text
from kinhbac.tools.sign_in.types import Level, NeededLevel, OwnRules, Provider, SessionRule, SignInRules


def rules_to_plain(rules: SignInRules) -> dict[str, Any]:
    """Return JSON values only."""
    return {
        "providers": [_dated(asdict(each)) for each in rules.providers],
        "acts": [_dated(asdict(each)) for each in rules.needed],
        "own": [_dated(asdict(each)) for each in rules.own],
        "sessions": [_dated(asdict(each)) for each in rules.sessions],
    }


def _dated(fields: dict[str, Any]) -> dict[str, Any]:
    begins, ends = fields.pop("from_on"), fields.pop("to_on")
    return {**fields, "from": begins.isoformat(), "to": ends.isoformat() if ends else None}


def rules_from_plain(plain: Mapping[str, Any]) -> SignInRules:
    """Return the rules that `rules_to_plain` wrote."""
    return SignInRules(
        providers=tuple(map(_provider, plain["providers"])),
        needed=tuple(map(_needed, plain["acts"])),
        own=tuple(map(_own, plain.get("own", ()))),  # published before there was such: none
        sessions=tuple(map(_session, plain.get("sessions", ()))),  # as above
    )


def _provider(each: Mapping[str, Any]) -> Provider:
    return Provider(
        key=each["key"],
        name=Text(**each["name"]),
        from_on=date.fromisoformat(each["from"]),
        to_on=date.fromisoformat(each["to"]) if each["to"] else None,
        scope=each["scope"],
        claims={name: tuple(names) for name, names in each["claims"].items()},
        day_forms=tuple(each["day_forms"]),
        people=tuple(each["people"]),
        organisations=tuple(each["organisations"]),
        levels=tuple(
            Level(level["level"], tuple(level["said_as"]), level["asked_as"]) for level in each["levels"]
        ),
    )


def _needed(each: Mapping[str, Any]) -> NeededLevel:
    return NeededLevel(
        act=each["act"],
        level=each["level"],
        from_on=date.fromisoformat(each["from"]),
        to_on=date.fromisoformat(each["to"]) if each["to"] else None,
        cited=Text(**each["cited"]),
        minutes=each.get("minutes"),
        own=each.get("own", False),
    )


def _own(each: Mapping[str, Any]) -> OwnRules:
    return OwnRules(
        level=each["level"],
        length=each["length"],
        activation_hours=each["activation_hours"],
        recovery_codes=each["recovery_codes"],
        from_on=date.fromisoformat(each["from"]),
        to_on=date.fromisoformat(each["to"]) if each["to"] else None,
        cited=Text(**each["cited"]),
    )


def _session(each: Mapping[str, Any]) -> SessionRule:
    return SessionRule(
        hours=each["hours"],
        from_on=date.fromisoformat(each["from"]),
        to_on=date.fromisoformat(each["to"]) if each["to"] else None,
    )
