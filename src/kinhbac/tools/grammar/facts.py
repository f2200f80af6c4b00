"""The names of what a fee may look at without a procedure naming it."""

from collections.abc import Mapping

FILED_ON = "filed_on"
CHANNEL = "channel"
GROUP = "group"
CASE = "case"
EID_LEVEL = "eid_level"
EID_ITEMS = "eid_items"
BUILT_IN: Mapping[str, None] = dict.fromkeys((CHANNEL, GROUP, CASE, EID_LEVEL, EID_ITEMS))
"""Facts that a fee may look at without their being named: how the dossier is handed in, the group that the person
belongs to, its case, and of the person's e-identity the level and the papers integrated in it."""
