"""Reads catalogue/looking.yaml: how openings are shown, for how long a reason holds, what is unusual."""

from collections.abc import Mapping

from kinhbac.base.definitions import Node
from kinhbac.base.law import days
from kinhbac.base.text import Text
from kinhbac.tools.grammar.entries import each_of
from kinhbac.tools.grammar.law import Law
from kinhbac.tools.grammar.sections import read_acts
from kinhbac.tools.looking.types import FLAGS, NO_NAME, NUMBERS, REASONS, SHOWN, LookingRules, Rule

FILE = "looking.yaml"
_MOST = 100_000


def read_looking(node: Node) -> LookingRules:
    """Return the rules.

    Raises:
        DefinitionError: every fault of a list, or the first of what stands around them.
    """
    laws = read_acts(node, "looking", SHOWN, REASONS, "flags")
    return LookingRules(
        (
            *each_of(node.need(SHOWN), lambda each: _rule(each, SHOWN, laws)),
            *each_of(node.need(REASONS), lambda each: _rule(each, REASONS, laws)),
            *each_of(node.need("flags"), lambda each: _flag(each, laws)),
        )
    )


def _flag(node: Node, laws: Mapping[str, Law]) -> Rule:
    key = node.need("flag").choice(*FLAGS)
    return _rule(node, key, laws, "flag", name=node.need("name").bilingual())


def _rule(node: Node, key: str, laws: Mapping[str, Law], *also: str, name: Text | None = None) -> Rule:
    node.only(*also, *(("name",) if name else ()), *NUMBERS[key], "from", "to", "law")
    from_on, to_on = days(node)
    law = laws[node.need("law").choice(*laws)]
    return Rule(
        key=key,
        from_on=from_on,
        to_on=to_on,
        cited=law.told,
        numbers={each: node.need(each).between(1, _MOST) for each in NUMBERS[key]},
        name=name or NO_NAME,
    )
