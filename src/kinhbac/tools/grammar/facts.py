"""The names of what a fee may look at without a procedure naming it, and those that a condition looks at."""

from collections.abc import Mapping
from typing import Any

FILED_ON = "filed_on"
CHANNEL = "channel"
GROUP = "group"
CASE = "case"
EID_LEVEL = "eid_level"
EID_ITEMS = "eid_items"
BUILT_IN: Mapping[str, None] = dict.fromkeys((CHANNEL, GROUP, CASE, EID_LEVEL, EID_ITEMS))
"""Facts that a fee may look at without their being named: how the dossier is handed in, the group that the person
belongs to, its case, and of the person's e-identity the level and the papers integrated in it."""


def names_in(condition: Any) -> frozenset[str]:
    """Return the names of the facts that a condition (a JSON Schema, or a part of one) looks at."""
    if isinstance(condition, Mapping):
        return frozenset(condition.get("properties", {})).union(*map(names_in, condition.values()))
    return frozenset().union(*map(names_in, condition)) if isinstance(condition, list) else frozenset()
