"""Cases of a procedure (trường hợp), and parts of a bundle: conditions as plain answers, terms as text or by date."""

from kinhbac.base.definitions import Faults, Node
from kinhbac.tools.grammar.short.drafting import Draft
from kinhbac.tools.grammar.short.nodes import changed, plant
from kinhbac.tools.grammar.short.sections import by_date, conditioned


def cases(draft: Draft) -> Node | None:
    """Return the cases in full, None where a procedure has none; a case's own fee stands among the fees."""
    node = draft.head.get("cases")
    if node is None:
        return None
    faults = Faults()
    made: list[Node] = []
    for each in node.each():
        with faults.gather():
            made.append(_case(draft, each))
    faults.check()
    return plant(node, made)


def _case(draft: Draft, node: Node) -> Node:
    node = changed(draft.grounded(node), fee=None)
    term = node.get("term")
    if term is not None:
        entry = (
            term
            if isinstance(term.value, (dict, list))
            else plant(term, {"term": term, "law": node.need("law")})
        )
        node = changed(node, term=by_date(draft, entry))
    return conditioned(draft, node)


def bundle(draft: Draft) -> Node | None:
    """Return the parts of a bundle in full, None where the file is one procedure."""
    node = draft.head.get("bundle")
    return None if node is None else plant(node, [_part(draft, each) for each in node.each()])


def _part(draft: Draft, node: Node) -> Node:
    answers = node.need("answers")
    chosen = {
        path: [conditioned(draft, one) for one in each.each()]
        for path, each in answers.items()
        if isinstance(each.value, list)
    }
    return conditioned(draft, changed(node, answers=changed(answers, **chosen)))
