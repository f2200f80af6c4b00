"""Reads catalogue/drafts.yaml: how long a form that was not sent is kept, and how long consent to be helped lasts."""

from collections.abc import Mapping

from kinhbac.base.definitions import Node
from kinhbac.services.procedures.types import Keeping, KeepingRule
from kinhbac.tools.grammar.entries import dated
from kinhbac.tools.grammar.law import Law
from kinhbac.tools.grammar.sections import read_acts

FILE = "drafts.yaml"
_MOST_DAYS = 366
_MOST_HOURS = 24


def read_keeping(node: Node) -> KeepingRule:
    """Return the rule by date.

    Raises:
        DefinitionError: a fault of the file.
    """
    laws = read_acts(node, "drafts", "by_date")
    return dated(node.need("by_date"), lambda each: _keeping(each, laws), "keep_days", "help_hours", "law")


def _keeping(node: Node, laws: Mapping[str, Law]) -> Keeping:
    law = laws[node.need("law").choice(*laws)]
    return Keeping(
        days=node.need("keep_days").between(1, _MOST_DAYS),
        help_hours=node.need("help_hours").between(1, _MOST_HOURS),
        act=law.told,
        verified=law.verified,
    )
