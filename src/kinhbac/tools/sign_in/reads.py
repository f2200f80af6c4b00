"""Reads of signing in: the providers that are connected today, and what an act needs. Open to everybody, as the law is."""

from datetime import date, timedelta

from django.conf import settings

from kinhbac.kernel import definitions
from kinhbac.tools.sign_in import rules
from kinhbac.tools.sign_in.plain import rules_from_plain
from kinhbac.tools.sign_in.types import ACT_IN_POST, Connection, NeededLevel, OwnRules, Provider, SignInRules

KIND = "sign_in"


def sign_in_rules() -> SignInRules:
    """Return the rules; none where a province was published before there were such."""
    try:
        name = definitions.current_hash(KIND, "province")
    except definitions.NotPublished:
        return SignInRules()
    found: SignInRules = definitions.value_of(name, rules_from_plain)
    return found


def connected(day: date) -> tuple[Provider, ...]:
    """Return the providers with which one may sign in on a day: described in the catalogue, connected on this machine."""
    known = connections()
    return tuple(each for each in sign_in_rules().providers if each.key in known and each.holds_on(day))


def connections() -> dict[str, Connection]:
    """Return where the providers are, by key."""
    found: dict[str, Connection] = settings.KINHBAC_PROVIDERS
    return found


def needed_level(act: str, day: date) -> NeededLevel | None:
    """Return the level that an act needs on a day, None where it needs none."""
    return rules.needed(sign_in_rules(), act, day)


def own_rules(day: date) -> OwnRules | None:
    """Return by which rules officers sign in with what they hold themselves; None where the catalogue has none."""
    return rules.own(sign_in_rules(), day)


def session_lasts(day: date) -> timedelta | None:
    """Return how long the session of somebody lasts who comes in on a day; None leaves it to the machine's settings."""
    return rules.session_lasts(sign_in_rules(), day)


def opens_posts(level: int, day: date, way: str = "") -> bool:
    """Say whether who comes in with this level, this way, may act in her posts; without a rule nobody may."""
    rule = needed_level(ACT_IN_POST, day)
    return rule is not None and rules.level_for(rule, way, level) >= rule.level
