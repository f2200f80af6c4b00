"""Snapshots: a case's state as the text that its row keeps, so that an act reads one row and not a history."""

import json
from types import MappingProxyType
from typing import Any

from kinhbac.kernel.chain import dumps
from kinhbac.kernel.types import CaseState, Clock, Link, Observer, Party, Step, Wait
from kinhbac.kernel.types.effects import record_from_plain, record_to_plain


def state_text(state: CaseState) -> str:
    """Return the parts of a state that its row has no column for, always the same text for the same state."""
    parts: dict[str, Any] = {
        "steps": [record_to_plain(step) for step in state.steps.values()],
        "waits": [record_to_plain(wait) for wait in state.waits.values()],
        "clocks": [record_to_plain(clock) for clock in state.clocks.values()],
        "links": [record_to_plain(link) for link in state.links],
        "parties": [record_to_plain(party) for party in state.parties],
        "facts": dict(state.facts),
    }
    if state.observers:  # left out where there are none: texts written before observers stay what they are
        parts["observers"] = [record_to_plain(observer) for observer in state.observers]
    return dumps(parts)


def state_parts(text: str) -> dict[str, Any]:
    """Read back what `state_text` wrote, as arguments of `CaseState`."""
    plain = json.loads(text)
    return {
        "steps": _keyed(Step, plain["steps"]),
        "waits": _keyed(Wait, plain["waits"]),
        "clocks": _keyed(Clock, plain["clocks"]),
        "links": tuple(record_from_plain(Link, each) for each in plain["links"]),
        "parties": tuple(record_from_plain(Party, each) for each in plain["parties"]),
        "observers": tuple(record_from_plain(Observer, each) for each in plain.get("observers", ())),
        "facts": MappingProxyType(plain["facts"]),
    }


def _keyed(kind: type[Any], rows: list[dict[str, Any]]) -> MappingProxyType[str, Any]:
    return MappingProxyType({row["key"]: record_from_plain(kind, row) for row in rows})
