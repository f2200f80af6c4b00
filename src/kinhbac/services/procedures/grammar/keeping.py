"""Reads catalogue/drafts.yaml: how long a form that was not sent is kept, and how long consent to be helped lasts."""

from collections.abc import Mapping

from kinhbac.base.definitions import Node
from kinhbac.base.text import Text
from kinhbac.services.procedures.types import Keeping, KeepingRule
from kinhbac.tools.grammar.entries import dated, each_of, unique
from kinhbac.tools.grammar.law import Law
from kinhbac.tools.grammar.sections import read_act

FILE = "drafts.yaml"
_MOST_DAYS = 366
_MOST_HOURS = 24


def read_keeping(node: Node) -> KeepingRule:
    """Return the rule by date.

    Raises:
        DefinitionError: a fault of the file.
    """
    node.only("key", "version", "law", "by_date")
    node.need("key").choice("drafts")
    node.need("version").whole()
    unique(node.need("law").each(), "act")
    laws = {law.key: law for law in each_of(node.need("law"), read_act)}
    return dated(node.need("by_date"), lambda each: _keeping(each, laws), "keep_days", "help_hours", "law")


def _keeping(node: Node, laws: Mapping[str, Law]) -> Keeping:
    law = laws[node.need("law").choice(*laws)]
    return Keeping(
        days=node.need("keep_days").between(1, _MOST_DAYS),
        help_hours=node.need("help_hours").between(1, _MOST_HOURS),
        act=Text(vi=law.cited("vi"), en=law.cited("en")),
        verified=law.verified,
    )
