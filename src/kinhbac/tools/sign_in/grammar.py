"""Reads catalogue/sign_in.yaml: with which providers one signs in, what they call things, which act needs which level."""

from collections.abc import Mapping
from typing import Any

from kinhbac.base.definitions import DefinitionError, Node
from kinhbac.base.law import days
from kinhbac.base.text import Text
from kinhbac.tools.grammar.entries import each_of, unique
from kinhbac.tools.grammar.law import Law
from kinhbac.tools.grammar.sections import read_acts
from kinhbac.tools.sign_in.plain import rules_from_plain, rules_to_plain
from kinhbac.tools.sign_in.types import (
    ACTS,
    Level,
    NeededLevel,
    OwnRules,
    Provider,
    SessionRule,
    SignInRules,
)

__all__ = ["FILE", "read_sign_in", "rules_from_plain", "rules_to_plain"]

FILE = "sign_in.yaml"
NEEDED_CLAIMS = ("subject", "identity_number", "full_name", "born_on", "level")
CLAIMS = (*NEEDED_CLAIMS, "account_kind", "firm_code", "firm_name")
LEVELS = (1, 2)
SHORTEST = 12
"""Letters below which no catalogue lets a password be."""
LONGEST_SESSION = 12
"""Hours above which no catalogue lets a session last: keys that signed in it stay published for thirteen."""
_PROVIDER = ("key", "name", "from", "to", "law", "scope", "claims", "days", "account_kinds", "levels")


def read_sign_in(node: Node) -> SignInRules:
    """Return the providers and the levels that acts need.

    Raises:
        DefinitionError: every fault of the lists, or the first of what stands around them.
    """
    laws = read_acts(node, "sign_in", "providers", "acts", "own", "sessions")
    unique(node.need("providers").each(), "provider")
    return SignInRules(
        providers=each_of(node.need("providers"), lambda each: _provider(each, laws)),
        needed=each_of(node.need("acts"), lambda each: _needed(each, laws)),
        own=each_of(node.need("own"), lambda each: _own(each, laws)),
        sessions=each_of(node.need("sessions"), lambda each: _session(each, laws)),
    )


def _provider(node: Node, laws: Mapping[str, Law]) -> Provider:
    node.only(*_PROVIDER)
    from_on, to_on = days(node)
    each_of(node.need("law"), lambda each: each.choice(*laws))
    kinds = node.need("account_kinds")
    kinds.only("person", "organisation")
    return Provider(
        key=node.need("key").text(),
        name=node.need("name").bilingual(),
        from_on=from_on,
        to_on=to_on,
        scope=node.need("scope").text(),
        claims=_claims(node.need("claims")),
        day_forms=_texts(node.need("days")),
        people=_texts(kinds.need("person")),
        organisations=_texts(kinds.need("organisation")),
        levels=each_of(node.need("levels"), _level),
    )


def _claims(node: Node) -> dict[str, tuple[str, ...]]:
    node.only(*CLAIMS)
    for name in NEEDED_CLAIMS:
        node.need(name)
    return {name: _texts(each) for name, each in node.items()}


def _texts(node: Node) -> tuple[str, ...]:
    return each_of(node, lambda each: each.text())


def _level(node: Node) -> Level:
    node.only("level", "said_as", "asked_as")
    return Level(_of_levels(node.need("level")), _texts(node.need("said_as")), node.need("asked_as").text())


def _needed(node: Node, laws: Mapping[str, Law]) -> NeededLevel:
    node.only("act", "level", "minutes", "own", "from", "to", "law")
    from_on, to_on = days(node)
    law = laws[node.need("law").choice(*laws)]
    return NeededLevel(
        act=node.need("act").choice(*ACTS),
        level=_of_levels(level) if (level := node.get("level")) else 0,
        from_on=from_on,
        to_on=to_on,
        cited=law.told,
        minutes=_least(minutes, 1) if (minutes := node.get("minutes")) else None,
        own=own.flag() if (own := node.get("own")) else False,
    )


def _own(node: Node, laws: Mapping[str, Law]) -> OwnRules:
    node.only("level", "password_length", "activation_hours", "recovery_codes", "from", "to", "law")
    from_on, to_on = days(node)
    law = laws[node.need("law").choice(*laws)]
    return OwnRules(
        level=_of_levels(node.need("level")),
        length=_least(node.need("password_length"), SHORTEST),
        activation_hours=_least(node.need("activation_hours"), 1),
        recovery_codes=_least(node.need("recovery_codes"), 1),
        from_on=from_on,
        to_on=to_on,
        cited=law.told,
    )


def _session(node: Node, laws: Mapping[str, Law]) -> SessionRule:
    node.only("hours", "from", "to", "law")
    from_on, to_on = days(node)
    node.need("law").choice(*laws)
    return SessionRule(node.need("hours").between(1, LONGEST_SESSION), from_on, to_on)


def _least(node: Node, least: int) -> int:
    number: Any = node.whole()
    if number < least:
        raise DefinitionError(
            node.fault(
                Text(vi=f"{number} là quá ít", en=f"{number} is too few"),
                Text(vi=f"viết từ {least} trở lên", en=f"write {least} or more"),
            )
        )
    return int(number)


def _of_levels(node: Node) -> int:
    level: Any = node.whole()
    if level not in LEVELS:
        raise DefinitionError(
            node.fault(
                Text(vi=f"{level} không phải mức định danh", en=f"{level} is no level of identification"),
                Text(vi="viết 1 hoặc 2", en="write 1 or 2"),
            )
        )
    return int(level)
