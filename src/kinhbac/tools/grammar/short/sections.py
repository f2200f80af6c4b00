"""Short sections of procedure.yaml written out: field, ways to apply, terms, competence, components, result, prints."""

from typing import Any

from kinhbac.base.definitions import DefinitionError, Faults, Node
from kinhbac.base.text import Text
from kinhbac.tools.grammar.short.drafting import Draft
from kinhbac.tools.grammar.short.nodes import changed, plant
from kinhbac.tools.grammar.types import RECEPTION, RESOLUTION

_RESOLUTION = Text(vi="Giải quyết hồ sơ", en="Resolution")
_PROOFS = ("requester.phone", "requester.identity_number")


def subject(draft: Draft) -> Node:
    """Return the field of law; a key alone is one of the shared fields."""
    node = draft.head.need("field")
    return draft.shared.fields[node.choice(*draft.shared.fields)] if isinstance(node.value, str) else node


def channels(draft: Draft) -> Node:
    """Return the ways to apply: a shared set by its name, shared ones by their keys, or written in full."""
    node = draft.head.need("channels")
    sets, every = draft.shared.sets, list(draft.shared.channels.values())
    if isinstance(node.value, str):
        chosen = [each.text() for each in sets[node.choice(*sets)].each()]
        return plant(node, [each for each in every if each.need("key").value in chosen])
    made: list[Node] = []
    for each in node.each():
        if isinstance(each.value, str):
            each.choice(*dict.fromkeys(one.need("key").text() for one in every))
            made += [one for one in every if one.need("key").value == each.value]
        else:
            made.append(each)
    return plant(node, made)


def about(draft: Draft) -> Node:
    """Return the answer by which people call a dossier; the requester's name where nothing is said."""
    return draft.head.get("about") or plant(draft.head, "requester.full_name")


def known_by(draft: Draft) -> Node:
    """Return the answers that prove a dossier to be the asker's; the requester's own where nothing is said."""
    said = draft.head.get("known_by")
    if said is not None:
        return said
    found = [path for path in _PROOFS if path in draft.known]
    if not found:
        raise DefinitionError(
            draft.head.fault(
                Text(vi="không có gì chứng tỏ hồ sơ là của ai", en="nothing proves whose a dossier is"),
                Text(
                    vi="nêu dưới known_by: một số điện thoại hoặc số định danh của tờ khai",
                    en="name under known_by: a phone or identity number of the form",
                ),
            )
        )
    return plant(draft.head, found)


def competence(draft: Draft) -> Node:
    """Return which kind of office resolves; the unit may be one answer alone."""
    node = draft.grounded(draft.head.need("competence"))
    unit = node.get("unit")
    if unit is None:
        return node
    if isinstance(unit.value, str):
        return changed(node, unit=[{"answer": unit}])
    return changed(node, unit=[conditioned(draft, each) for each in unit.each()])


def terms(draft: Draft) -> Node:
    """Return the terms: those shared by all, and the procedure's own by key, as text, once or by date."""
    node = draft.head.need("terms")
    if isinstance(node.value, list):
        return node
    own = dict(node.items())
    made = [each for key, each in draft.shared.terms.items() if key == RECEPTION and key not in own]
    return plant(node, [*made, *(_term(draft, key, each) for key, each in own.items())])


def _term(draft: Draft, key: str, node: Node) -> Node:
    name: Any = _RESOLUTION if key == RESOLUTION else None
    if key in draft.shared.terms:
        name = draft.shared.terms[key].need("name")
    if isinstance(node.value, dict) and node.has("name"):
        name = node.need("name")
        node = changed(node, name=None)
    if name is None:
        raise DefinitionError(
            node.fault(
                Text(vi=f'thời hạn "{key}" chưa có tên', en=f'the term "{key}" has no name'),
                Text(vi="thêm name: bằng hai thứ tiếng", en="add name: in both languages"),
            )
        )
    return plant(node, {"key": key, "name": name, "by_date": by_date(draft, node)})


def by_date(draft: Draft, node: Node) -> Node:
    """Return a term by date: one that holds from the version's first day may stand alone, or as bare text."""
    if isinstance(node.value, list):
        return plant(node, [draft.grounded(each) for each in node.each()])
    entry = node if isinstance(node.value, dict) else plant(node, {"term": node})
    if not entry.has("from"):
        entry = changed(entry, **{"from": draft.begins})
    return plant(node, [draft.grounded(entry)])


def components(draft: Draft) -> Node:
    """Return the parts of the dossier; the application itself is always one, written here or not."""
    node = draft.head.get("components") or plant(draft.head, [])
    faults = Faults()
    made: list[Node] = []
    for each in node.each():
        with faults.gather():
            made.append(_component(draft, each))
    faults.check()
    form = draft.head.get("form")
    if form is not None and not any(each.has("kind") and each.need("kind").value == "data" for each in made):
        application = plant(node, {"key": "application", "kind": "data", "name": form.need("title")})
        made.insert(0, draft.grounded(application))
    return plant(node, made)


def _component(draft: Draft, node: Node) -> Node:
    used = node if isinstance(node.value, str) else node.get("use")
    if used is not None:
        shared = draft.shared.components[used.choice(*draft.shared.components)]
        own = dict(node.items()) if isinstance(node.value, dict) else {}
        node = changed(shared, **{key: each for key, each in own.items() if key != "use"})
    asked, stand_in = node.get("question"), node.get("stand_in")
    if asked is not None:
        node = changed(node, question=None, answer=asked)
    if not node.has("kind") and asked is not None:
        node = changed(node, kind="paper")
    if asked is not None and not node.has("originals") and not node.has("copies"):
        node = changed(node, copies=1)
    if stand_in is not None:
        node = changed(node, stand_in=[_source(draft, each) for each in stand_in.each()])
    return conditioned(draft, draft.grounded(node))


def _source(draft: Draft, node: Node) -> Node:
    if not isinstance(node.value, str):
        return node
    shared = draft.shared.sources[node.choice(*draft.shared.sources)]
    return plant(node, {"source": shared.need("key"), "name": shared.need("name")})


def conditioned(draft: Draft, node: Node) -> Node:
    """Return an entry with its condition as JSON Schema; one of the form by its name keeps the name."""
    when = node.get("when")
    if when is None or isinstance(when.value, str):
        return node
    return changed(node, when=draft.conditions.of(when))


def result(draft: Draft) -> Node:
    """Return what the person gets; it does not expire where nothing is said, and its lines stand on its sheet."""
    node = changed(draft.grounded(draft.head.need("result")), lines=None, posted=_posted(draft))
    return node if node.has("validity") else changed(node, validity="none")


def _posted(draft: Draft) -> Node | None:
    """Return the answers by which the result is asked for by post: its own, or those of a block that the form uses."""
    own = draft.head.need("result").get("posted")
    if own is not None:
        return own if isinstance(own.value, str) else draft.conditions.of(own)
    for block in draft.shared.blocks.values():
        said, place = block.get("posted"), block.need("as").text()
        if said is not None and all(f"{place}.{path}" in draft.known for path, _ in said.items()):
            return draft.conditions.of(said, f"{place}.{{}}".format)
    return None


def prints(draft: Draft) -> Node:
    """Return what the house prints: the standard forms, and the result under its own name."""
    said = draft.head.get("papers")
    if said is not None:
        return said
    node = draft.head.need("result")
    return plant(node, [*draft.shared.papers.values(), {"key": "result", "name": node.need("name")}])
