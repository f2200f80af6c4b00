"""The acts of a procedure: its own, those it takes from the shared list, and every shared one that a value names."""

from collections.abc import Iterator

from kinhbac.base.definitions import Node
from kinhbac.tools.grammar.short.nodes import plant
from kinhbac.tools.grammar.short.shared import Keyed


def written_law(head: Node, parts: list[Node], acts: Keyed) -> Node:
    """Return the acts in full.

    Args:
        head: procedure.yaml; `law:` lists its own acts, or `- use: key` of a shared one.
        parts: everything that names acts by `law: key`.
        acts: the shared ones.

    Raises:
        DefinitionError: an unknown shared act.
    """
    listed = head.get("law")
    own = [_act(each, acts) for each in listed.each()] if listed is not None else []
    known = {each.need("key").value for each in own if each.has("key")}
    named = {key: place for part in parts for key, place in _named(part)}
    taken = [acts[key] for key in sorted(named) if key in acts and key not in known]
    return plant(listed if listed is not None else head, [*own, *taken])


def _act(node: Node, acts: Keyed) -> Node:
    if not node.has("use"):
        return node
    node.only("use")
    return acts[node.need("use").choice(*sorted(acts))]


def _named(node: Node) -> Iterator[tuple[str, Node]]:
    if isinstance(node.value, dict):
        for key, each in node.items():
            if key == "law" and isinstance(each.value, str):
                yield each.value, each
            else:
                yield from _named(each)
    elif isinstance(node.value, list):
        for each in node.each():
            yield from _named(each)
