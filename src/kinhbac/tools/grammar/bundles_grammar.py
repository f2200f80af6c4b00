"""Reads the parts of a bundle, and judges what only the whole catalogue can: whether they fit the forms that they fill."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from kinhbac.base.definitions import DefinitionError, Faults, Node
from kinhbac.base.node import suggestion
from kinhbac.base.text import Text
from kinhbac.tools.forms.grammar import plain_value
from kinhbac.tools.forms.types import Field, Widget
from kinhbac.tools.grammar.bundles import NUMBER, BundlePart, Either, FromResult, ordered
from kinhbac.tools.grammar.entries import each_of
from kinhbac.tools.grammar.sections import Sections
from kinhbac.tools.grammar.types import Procedure

KINDS = ("procedure", "bundle")
_OF_PARTS = ("path", "steps", "fees", "waivers", "cases", "consultations")
"""What the parts of a bundle have each for themselves."""


def read_kind(node: Node) -> str:
    """Return whether the file is one procedure or a bundle of several."""
    kind = node.get("kind")
    return kind.choice(*KINDS) if kind is not None else KINDS[0]


def is_bundle(node: Node) -> bool:
    """Say whether the file is a bundle, as far as it can be read."""
    kind = node.get("kind")
    return kind is not None and kind.value == "bundle"


def without_own(head: Node) -> None:
    """Refuse of a bundle what its parts have for themselves.

    Raises:
        DefinitionError: every fault.
    """
    said = [(key, head.need(key)) for key in _OF_PARTS if head.has(key)]
    if said:
        raise DefinitionError(
            *(
                node.fault(
                    Text(
                        vi=f'thủ tục liên thông không có "{key}" riêng',
                        en=f'a bundle has no "{key}" of its own',
                    ),
                    Text(vi="bỏ đi; các phần đã có", en="take it out; its parts have theirs"),
                )
                for key, node in said
            )
        )


def read_bundle(sections: Sections) -> tuple[BundlePart, ...]:
    """Return the procedures of a bundle; a procedure that is none names none.

    Raises:
        DefinitionError: every fault of the section, a part that waits for itself among them.
    """
    node = sections.node.get("bundle")
    if node is None:
        if read_kind(sections.node) == "bundle":
            sections.node.need("bundle")
        return ()
    if read_kind(sections.node) != "bundle":
        raise DefinitionError(
            node.fault(
                Text(vi="chỉ thủ tục liên thông mới có phần", en="only a bundle has parts"),
                Text(vi="viết kind: bundle, hoặc bỏ đi", en="write kind: bundle, or leave it out"),
            )
        )
    keys = [_name(each) for each in node.each()]
    found = each_of(node, lambda each: _part(each, sections, keys))
    _check_order(node, found, keys)
    return found


def _check_order(node: Node, parts: tuple[BundlePart, ...], keys: list[str]) -> None:
    faults = Faults()
    reached = {each.name for each in ordered(parts)}
    for each, part in zip(node.each(), parts, strict=True):
        if keys.count(part.name) > 1:
            faults.add(
                each.fault(
                    Text(vi=f'hai phần cùng tên "{part.name}"', en=f'two parts are called "{part.name}"'),
                    Text(vi="đặt cho mỗi phần một key: riêng", en="give each a key: of its own"),
                )
            )
        elif part.name not in reached:
            faults.add(
                each.fault(
                    Text(
                        vi=f'phần "{part.name}" chờ chính nó qua các phần khác',
                        en=f'the part "{part.name}" waits for itself, by way of others',
                    ),
                    Text(vi="bỏ một phần khỏi after:", en="take one of them out of after:"),
                )
            )
    faults.check()


def _name(node: Node) -> str:
    return (node.get("key") or node.need("procedure")).text()


def _part(node: Node, sections: Sections, keys: list[str]) -> BundlePart:
    node.only("key", "procedure", "answers", "when", "after")
    answers: dict[str, str] = {}
    either: dict[str, tuple[Either, ...]] = {}
    constants: dict[str, Any] = {}
    results: dict[str, FromResult] = {}
    faults = Faults()
    for path, each in node.need("answers").items():
        with faults.gather():
            if isinstance(each.value, list):
                either[path] = each_of(each, lambda one: _either(one, sections))
            elif not isinstance(each.value, dict):
                answers[path] = sections.answer(each)
            elif each.has("value"):
                each.only("value")
                constants[path] = plain_value(each.need("value").value)
            else:
                results[path] = _result(each, keys)
    key, after = node.get("key"), node.get("after")
    faults.check()
    return BundlePart(
        procedure=node.need("procedure").text(),
        answers=answers,
        when=sections.condition(node),
        key=key.text() if key is not None else "",
        either=either,
        constants=constants,
        results=results,
        after=each_of(after, lambda each: each.choice(*keys)) if after is not None else (),
    )


def _either(node: Node, sections: Sections) -> Either:
    node.only("answer", "when")
    return Either(sections.answer(node.need("answer")), sections.condition(node))


def _result(node: Node, keys: list[str]) -> FromResult:
    node.only("result", "gives")
    gives = node.get("gives")
    return FromResult(node.need("result").choice(*keys), gives.text() if gives is not None else None)


class PartNamed(NamedTuple):
    """A part as the file names it: the bundle's own key, its code, its name, and where its answers come from."""

    code: Node
    name: str
    answers: Node


def parts_named(head: Node) -> Iterator[PartNamed]:
    """Yield the parts of a bundle that is in order, with their places in its file."""
    bundle = head.get("bundle")
    for each in bundle.each() if bundle is not None else ():
        yield PartNamed(each.need("procedure"), _name(each), each.need("answers"))


def check_parts(bundle: Procedure, named: Collection[PartNamed], known: Mapping[str, Procedure]) -> None:
    """Refuse parts that do not fit the procedures that they name; a procedure with faults of its own is passed over.

    Raises:
        DefinitionError: every fault.
    """
    faults = Faults()
    parts = {each.name: each for each in bundle.bundle}
    for place in named:
        procedure = known.get(parts[place.name].procedure)
        if procedure is None:
            continue
        if procedure.bundle:
            faults.add(
                place.code.fault(
                    Text(
                        vi=f'"{procedure.key}" cũng là thủ tục liên thông',
                        en=f'"{procedure.key}" is a bundle itself',
                    ),
                    Text(vi="nêu các phần của nó ở đây", en="name its parts here"),
                )
            )
        for path, node in place.answers.items():
            field = procedure.form.fields.get(path)
            if field is not None:
                with faults.gather():
                    _fits(node, field, bundle, parts, known)
    faults.check()


def _fits(
    node: Node,
    field: Field,
    bundle: Procedure,
    parts: Mapping[str, BundlePart],
    known: Mapping[str, Procedure],
) -> None:
    if isinstance(node.value, list):
        for each in node.each():
            _same_sort(each, field, bundle.form.fields[each.need("answer").text()])
    elif not isinstance(node.value, dict):
        _same_sort(node, field, bundle.form.fields[node.text()])
    elif node.has("value"):
        _possible(node.need("value"), field)
    else:
        _given(node, field, known.get(parts[node.need("result").text()].procedure))


def _same_sort(node: Node, theirs: Field, ours: Field) -> None:
    upload = theirs.widget is Widget.UPLOAD
    if theirs.kind != ours.kind or upload != (ours.widget is Widget.UPLOAD):
        raise DefinitionError(
            node.fault(
                Text(
                    vi=f'"{ours.path}" trả lời kiểu {ours.kind}, còn "{theirs.path}" kiểu {theirs.kind}',
                    en=f'"{ours.path}" is answered by {ours.kind}, "{theirs.path}" by {theirs.kind}',
                ),
                Text(vi="nêu một câu hỏi cùng kiểu", en="name a question of the same type"),
            )
        )


def _possible(node: Node, field: Field) -> None:
    said = [each.value for each in (*field.choices, *field.more_choices)]
    if field.choices and node.value not in said:
        raise DefinitionError(
            node.fault(
                Text(
                    vi=f'"{node.value}" không phải câu trả lời của "{field.path}"',
                    en=f'"{node.value}" is no answer to "{field.path}"',
                ),
                suggestion(str(node.value), tuple(said)),
            )
        )


def _given(node: Node, field: Field, source: Procedure | None) -> None:
    gives = node.get("gives")
    if gives is None and field.widget is not Widget.UPLOAD:
        raise DefinitionError(
            node.fault(
                Text(
                    vi=f'"{field.path}" không hỏi giấy tờ, nên kết quả không thay được',
                    en=f'"{field.path}" asks for no paper, so a result cannot stand for it',
                ),
                Text(
                    vi=f"nói nó cho gì: {NUMBER}, hoặc một khóa của gives: trong kết quả của thủ tục kia",
                    en=f"say what it gives: {NUMBER}, or a key of gives: in that procedure's result",
                ),
            )
        )
    if gives is not None and source is not None:
        gives.choice(NUMBER, *(each.key for each in source.result.gives))
