"""A path in the short notation: a shared one by its name, with the procedure's hours, competence and other offices."""

from collections.abc import Mapping

from kinhbac.base.definitions import DefinitionError, Node
from kinhbac.base.text import Text
from kinhbac.tools.grammar.short.drafting import Draft
from kinhbac.tools.grammar.short.nodes import changed, filled, plant

_USE = ("use", "competence", "hours", "status", "consult")
_CONSULT = ("key", "name", "competence", "role", "term", "silence", "law", "status", "act")


def steps(draft: Draft, written: Node | None) -> Node:
    """Return the steps of a procedure in full.

    Args:
        draft: whose `path:` names a shared path.
        written: steps.yaml where there is one; it is in full already.

    Raises:
        DefinitionError: an unknown path, or hours of a step that the path does not have.
    """
    path = draft.head.get("path")
    own = draft.head.get("steps")
    if path is None:
        if written is not None or own is not None:
            return written or _own(draft, own)
        path = draft.head.need("path")
    use = path if isinstance(path.value, dict) else plant(path, {"use": path})
    use.only(*_USE)
    shared = draft.shared.paths[use.need("use").choice(*sorted(draft.shared.paths))]
    competence = use.get("competence") or draft.head.need("competence").need("key")
    put = {**draft.blanks(), "competence": competence.text()}
    made = [filled(each, put) for each in shared.need("steps").each()]
    made = _told(use, _timed(use, made))
    made = _grounded(made, shared.get("law"))
    if use.has("consult"):
        made = _consulted(use.need("consult"), made, shared)
    return plant(
        shared, {"start": shared.need("start"), "returning": shared.need("returning"), "steps": made}
    )


def _own(draft: Draft, own: Node | None) -> Node:
    """Return steps written in procedure.yaml itself; the first one begins."""
    assert own is not None
    if isinstance(own.value, dict):
        return own
    made = [draft.grounded(each) for each in own.each()]
    return plant(own, {"start": made[0].need("key") if made else "", "steps": made})


def _timed(use: Node, steps: list[Node]) -> list[Node]:
    """Return the steps with the procedure's own hours in place of the path's."""
    hours = _by_step(use, "hours", steps)
    return [changed(each, term=hours[key]) if (key := _key(each)) in hours else each for each in steps]


def _told(use: Node, steps: list[Node]) -> list[Node]:
    """Return the steps with the procedure's own sentences of where a dossier is."""
    told = _by_step(use, "status", steps)
    return [changed(each, status=told[key]) if (key := _key(each)) in told else each for each in steps]


def _by_step(use: Node, name: str, steps: list[Node]) -> Mapping[str, Node]:
    found = use.get(name)
    if found is None:
        return {}
    found.only(*(_key(each) for each in steps))
    return dict(found.items())


def _grounded(steps: list[Node], law: Node | None) -> list[Node]:
    return [each if each.has("law") or law is None else changed(each, law=law) for each in steps]


def _consulted(listed: Node, steps: list[Node], shared: Node) -> list[Node]:
    """Return the steps with offices asked at the same time; the leader waits for all of them."""
    pattern = shared.get("consulted")
    if pattern is None:
        raise DefinitionError(
            listed.fault(
                Text(vi="đường đi này không hỏi cơ quan nào khác", en="this path asks no other office"),
                Text(
                    vi='dùng đường đi "parallel", hoặc viết đủ steps:',
                    en='use the path "parallel", or write steps: in full',
                ),
            )
        )
    added = [_asked(each, pattern) for each in listed.each()]
    keys = [_key(each) for each in added]
    after = pattern.need("after").text()
    before = pattern.need("before").text()
    made: list[Node] = []
    for each in steps:
        if _key(each) == after:
            first, *others = each.need("acts").each()
            each = changed(each, acts=[changed(first, to=[first.need("to").value, *keys]), *others])  # noqa: PLW2901  - the step, with more ways on
        if _key(each) == before:
            ways = [_key(one) for one in steps if _leads(one, before)]
            made += added
            each = changed(each, joins=[*ways, *keys])  # noqa: PLW2901  - the step, waiting for all
        made.append(each)
    return made


def _asked(node: Node, pattern: Node) -> Node:
    node.only(*_CONSULT)
    step = changed(pattern.need("step"), **{key: each for key, each in node.items() if key != "act"})
    act = node.get("act")
    if act is not None:
        (only,) = step.need("acts").each()
        step = changed(step, acts=[changed(only, name=act)])
    return Node(node.file, node.line, step.value, keyed=dict(step.items()))


def _leads(step: Node, key: str) -> bool:
    to = [act.need("to").value for act in step.need("acts").each()]
    return key in to or any(isinstance(each, list) and key in each for each in to)


def _key(step: Node) -> str:
    return step.need("key").text()
