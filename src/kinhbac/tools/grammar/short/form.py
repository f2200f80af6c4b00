"""A form in the short notation (`ask:`) written out as JSON Schema and pages, as `forms.grammar` reads them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kinhbac.base.definitions import DefinitionError, Faults, Node
from kinhbac.base.text import Text
from kinhbac.tools.forms.schema_grammar import DIALECT
from kinhbac.tools.grammar.short.blocks import Entry, SheetLines, entries
from kinhbac.tools.grammar.short.conditions import Conditions, both
from kinhbac.tools.grammar.short.nodes import plant
from kinhbac.tools.grammar.short.questions import answers_to, question

_FORM = ("title", "ask", "conditions")
_PAGE = ("page", "title", "why", "when", "ask")
_REPEAT = ("repeat", "one", "title", "hint", "why", "when", "page", "optional", "min", "max", "ask")
_MOST_ENTRIES = 50
Tree = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """A question at its path; `needed` says whether whoever is asked must answer."""

    path: str
    node: Node
    needed: bool


@dataclass(frozen=True, slots=True)
class Asking:
    """A page: where it stands, its questions, and the conditions that must all hold, each as its author wrote it."""

    entry: Entry
    key: Node
    questions: tuple[Question, ...]
    when: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A form written out, what its conditions may look at, and the lines that its blocks bring to sheets."""

    form: Node
    known: Mapping[str, Any] = field(default_factory=dict)
    named: frozenset[str] = frozenset()
    lines: tuple[SheetLines, ...] = ()


def is_short(form: Node) -> bool:
    """Say whether a form is in the short notation."""
    return isinstance(form.value, dict) and form.has("ask")


def written_form(node: Node, blocks: Mapping[str, Node]) -> Written:
    """Return a form written out.

    Args:
        node: title, conditions by name, and under ask: questions, pages and blocks in the order they are asked.
        blocks: of questions, shared by all procedures, by key.

    Raises:
        DefinitionError: every fault of the form.
    """
    faults = Faults()
    with faults.gather():
        node.only(*_FORM)
    pages: list[Asking] = []
    lines: list[SheetLines] = []
    for each in node.need("ask").each():
        with faults.gather():
            for entry, brought in entries(plant(node, [each]), blocks):
                pages.append(_asking(entry, blocks))
                lines.extend(brought)
    with faults.gather():
        _check_paths(pages)
    faults.check()
    conditions = _conditions(node, pages)
    return Written(
        _whole(node, pages, conditions), conditions.known, conditions.named, _asked_only(lines, pages)
    )


def _asking(entry: Entry, blocks: Mapping[str, Node]) -> Asking:
    node = entry.node
    conditions = (*entry.when, entry) if node.has("when") else entry.when
    if node.has("repeat"):
        return _repeating(entry, blocks, conditions)
    if node.has("question"):
        return Asking(entry, _own_key(node), (_question(node, entry),), conditions)
    node.only(*_PAGE)
    faults = Faults()
    asked: list[Question] = []
    for each in node.need("ask").each():
        with faults.gather():
            if each.has("when"):
                raise DefinitionError(
                    each.need("when").fault(
                        Text(
                            vi="một câu hỏi có điều kiện nằm cùng trang với câu khác",
                            en="a question of a page with others has a condition",
                        ),
                        Text(vi="cho câu đó một trang riêng", en="give it a page of its own"),
                    )
                )
            asked.append(_question(each, entry))
    faults.check()
    return Asking(entry, node.need("page"), tuple(asked), conditions)


def _repeating(entry: Entry, blocks: Mapping[str, Node], conditions: tuple[Entry, ...]) -> Asking:
    """Return the page of what is asked once for each of several: an array of objects, entered one after another."""
    node = entry.node
    node.only(*_REPEAT)
    faults = Faults()
    asked: list[Question] = []
    for inner, _ in entries(node.need("ask"), blocks):
        with faults.gather():
            page = _asking(inner, {})
            if page.when:
                raise DefinitionError(
                    page.when[-1]
                    .node.need("when")
                    .fault(
                        Text(
                            vi="trong một mục, câu nào cũng luôn được hỏi",
                            en="inside an entry every question is always asked",
                        ),
                        Text(
                            vi="bỏ when:, hoặc cho phép bỏ trống", en="leave when: out, or make it optional"
                        ),
                    )
                )
            asked.extend(page.questions)
    with faults.gather():
        _check_paths([Asking(entry, node.need("repeat"), tuple(asked))])
    faults.check()
    tree: Tree = {}
    for each in asked:
        _put(tree, each, always=True)
    schema = {
        "type": "array",
        "minItems": node.get("min") or 1,
        "maxItems": node.get("max") or _MOST_ENTRIES,
        "items": plant(node, _object(tree)),
        "x-widget": "repeat",
        "x-question": node.need("title"),
        "x-one": node.need("one"),
        "x-asked": [each.path for each in asked],
        "x-personal": True,
        **{f"x-{key}": node.need(key) for key in ("hint", "why") if node.has(key)},
    }
    optional = node.get("optional")
    needed = not (optional is not None and optional.flag())
    path = node.need("repeat")
    repeat = Question(entry.path(path.text()), plant(node, schema), needed)
    key = node.get("page") or plant(path, path.text().rsplit(".", 1)[-1])
    return Asking(entry, key, (repeat,), conditions)


def _own_key(node: Node) -> Node:
    """Return the key of a page with one question: its own, or the last word of the question's path."""
    path = node.need("question")
    return node.get("page") or plant(path, path.text().rsplit(".", 1)[-1])


def _question(node: Node, entry: Entry) -> Question:
    optional = node.get("optional")
    path = entry.path(node.need("question").text())
    needed = not (optional is not None and optional.flag())
    return Question(path, question(node, entry.path), needed)


def _check_paths(pages: list[Asking]) -> None:
    faults = Faults()
    seen: dict[str, Node] = {}
    for asked in (each for page in pages for each in page.questions):
        above = [path for path in seen if asked.path == path or asked.path.startswith(f"{path}.")]
        above += [path for path in seen if path.startswith(f"{asked.path}.")]
        if above:
            what = Text(
                vi=f'câu hỏi "{asked.path}" được hỏi lần thứ hai',
                en=f'the question "{asked.path}" is asked a second time',
            )
            if above[0] != asked.path:
                what = Text(
                    vi=f'câu trả lời của "{asked.path}" và "{above[0]}" sẽ nằm trong nhau',
                    en=f'the answers to "{asked.path}" and "{above[0]}" would stand in each other',
                )
            faults.add(
                asked.node.fault(
                    what,
                    Text(
                        vi="đặt cho mỗi câu hỏi một đường dẫn riêng",
                        en="give each question a path of its own",
                    ),
                )
            )
        seen[asked.path] = asked.node
    faults.check()


def _conditions(node: Node, pages: list[Asking]) -> Conditions:
    defined = node.get("conditions")
    named = frozenset(key for key, _ in defined.items()) if defined is not None else frozenset()
    known = {each.path: answers_to(each.node.value) for page in pages for each in page.questions}
    return Conditions(known, named)


def _whole(node: Node, pages: list[Asking], conditions: Conditions) -> Node:
    faults = Faults()
    defs: dict[str, Node] = {}
    with faults.gather():
        defs = conditions.defined(node.get("conditions"))
    tree: Tree = {}
    upon: list[dict[str, Any]] = []
    shown: list[Node] = []
    for page in pages:
        with faults.gather():
            when = _when(page, conditions)
            needed = [asked.path for asked in page.questions if asked.needed]
            for asked in page.questions:
                _put(tree, asked, always=when is None)
            if when is not None and needed:
                upon.append({"if": when, "then": _required(needed)})
            shown.append(_page(page, when))
    faults.check()
    made: dict[str, Any] = {"$schema": DIALECT, "title": node.need("title"), **_object(tree)}
    made |= {"$defs": defs} if defs else {}
    made |= {"allOf": upon} if upon else {}
    return plant(node, {**made, "pages": shown})


def _when(page: Asking, conditions: Conditions) -> Node | None:
    found: Node | None = None
    for each in page.when:
        found = both(found, conditions.of(each.node.need("when"), each.path))
    return found


def _put(tree: Tree, asked: Question, *, always: bool) -> None:
    """Put a question into the tree of objects; what is always asked is required all the way down."""
    *above, last = asked.path.split(".")
    needed = always and asked.needed
    for key in above:
        inside, required = tree.setdefault(key, ({}, set()))
        tree[key] = (inside, required)
        if needed:
            tree.setdefault("", ({}, set()))[1].add(key)
        tree = inside
    tree[last] = asked.node
    if needed:
        tree.setdefault("", ({}, set()))[1].add(last)


def _object(tree: Tree) -> dict[str, Any]:
    required = tree.get("", ({}, set()))[1]
    properties = {
        key: each if isinstance(each, Node) else _object(each[0]) for key, each in tree.items() if key
    }
    made: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": properties}
    return made | ({"required": [key for key in properties if key in required]} if required else {})


def _required(paths: list[str]) -> dict[str, Any]:
    """Return a schema by which these answers are there, and the objects in which they stand."""
    heads: dict[str, list[str]] = {}
    for path in paths:
        head, _, rest = path.partition(".")
        heads.setdefault(head, []).extend([rest] if rest else [])
    deeper = {head: _required(rests) for head, rests in heads.items() if rests}
    return {"required": list(heads), **({"properties": deeper} if deeper else {})}


def _page(page: Asking, when: Node | None) -> Node:
    node = page.entry.node
    made: dict[str, Any] = {"key": page.key}
    if not (node.has("question") or node.has("repeat")):
        made |= {key: node.need(key) for key in ("title", "why") if node.has(key)}
    if when is not None:
        made["when"] = when
    return plant(node, {**made, "fields": [each.path for each in page.questions]})


def _asked_only(lines: list[SheetLines], pages: list[Asking]) -> tuple[SheetLines, ...]:
    """Return the lines that stand on questions this form asks; a block may have been asked only in part."""
    asked = {each.path for page in pages for each in page.questions}
    kept = []
    for line in lines:
        answers = [each for each in line.line.need("answers").value if each in asked]
        if answers:
            kept.append(
                SheetLines(line.key, plant(line.line, {**dict(line.line.items()), "answers": answers}))
            )
    return tuple(kept)
