"""Reads catalogue/mandates.yaml: what nobody does for another, the age of majority, how long a mandate may last."""

from collections.abc import Mapping

from kinhbac.base.definitions import Node
from kinhbac.services.procedures.types import Mandating, MandatingRule
from kinhbac.tools.grammar.entries import dated
from kinhbac.tools.grammar.law import Law
from kinhbac.tools.grammar.sections import read_acts

FILE = "mandates.yaml"
_MOST_DAYS = 3660
_MOST_YEARS = 25


def read_mandating(node: Node) -> MandatingRule:
    """Return the rule by date.

    Raises:
        DefinitionError: a fault of the file.
    """
    laws = read_acts(node, "mandates", "by_date")
    names = ("in_person", "adult_at", "longest_days", "law")
    return dated(node.need("by_date"), lambda each: _mandating(each, laws), *names)


def _mandating(node: Node, laws: Mapping[str, Law]) -> Mandating:
    law = laws[node.need("law").choice(*laws)]
    return Mandating(
        in_person=frozenset(each.text() for each in node.need("in_person").each()),
        adult_at=node.need("adult_at").between(1, _MOST_YEARS),
        longest_days=node.need("longest_days").between(1, _MOST_DAYS),
        act=law.told,
        verified=law.verified,
    )
