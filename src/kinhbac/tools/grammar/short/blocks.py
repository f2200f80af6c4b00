"""Shared blocks of questions (person, address, parcel …): each entry that uses one becomes that block's own entries."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kinhbac.base.definitions import DefinitionError, Node
from kinhbac.base.text import Text
from kinhbac.tools.grammar.short.nodes import LANGUAGES, Blanks, changed, filled, plant

BLOCK_KEYS = ("key", "name", "as", "known", "blanks", "ask", "sheets", "posted")
_USE_KEYS = ("block", "as", "page", "without", "optional", "change", "when", "known")
_DEEPEST = 5
HERE = "."
"""As: the questions of the block stand beside those around it, in no object of their own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a form, its blanks filled, and the object of the answers in which its questions stand."""

    node: Node
    above: str = ""
    when: tuple["Entry", ...] = ()

    def path(self, written: str) -> str:
        """Return the path of the whole form; one that begins with a point is written in full already."""
        if written.startswith("."):
            return written[1:]
        return f"{self.above}.{written}" if self.above else written


@dataclass(frozen=True, slots=True)
class SheetLines:
    """Lines that a block brings to one of the things the house prints; answers are paths of the whole form."""

    key: str
    line: Node


def entries(
    listed: Node, blocks: Mapping[str, Node], depth: int = 0
) -> Iterator[tuple[Entry, list[SheetLines]]]:
    """Return the entries of a form, blocks replaced by what they ask, and the lines that each brings to sheets.

    Raises:
        DefinitionError: an unknown block, or a blank or a question that the block does not have.
    """
    for each in listed.each():
        if not each.has("block"):
            yield Entry(each), []
        elif depth == _DEEPEST:
            raise DefinitionError(
                each.fault(
                    Text(vi="các khối lồng nhau thành vòng", en="blocks stand in each other in a circle"),
                    Text(vi="bỏ một khối", en="leave one of them out"),
                )
            )
        else:
            yield from _used(each, blocks, depth)


def _used(use: Node, blocks: Mapping[str, Node], depth: int) -> Iterator[tuple[Entry, list[SheetLines]]]:
    block = blocks[use.need("block").choice(*sorted(blocks))]
    own = block.get("blanks")
    blanks = dict(own.items()) if own is not None else {}
    use.only(*_USE_KEYS, *blanks)
    own_place = block.need("as").text()
    above = (use.get("as") or block.need("as")).text()
    usual = above in (own_place, HERE)
    above = "" if above == HERE else above
    put: Blanks = {
        "as": (above or own_place).replace(".", "_"),
        **{name: _words(use.get(name) or each) for name, each in blanks.items()},
    }
    made = filled(plant(block, list(block.need("ask").each())), put)
    made = _known(made, use.get("known") or (block.get("known") if usual and above else None))
    lines = _lines(block, put, above)
    condition = use.get("when")
    upon = (Entry(plant(use, {"when": condition})),) if condition is not None else ()
    changes = _Changes(use)
    for place, (entry, inside) in enumerate(entries(made, blocks, depth + 1)):
        deeper = ".".join(part for part in (above, entry.above) if part)
        node = changes.applied(entry, first=place == 0, prefix="" if usual else above)
        moved = tuple(Entry(each.node, ".".join(p for p in (above, each.above) if p)) for each in entry.when)
        if node is not None:
            yield Entry(node, deeper, (*upon, *moved)), [*(lines if place == 0 else []), *inside]
    changes.check()


class _Changes:
    """What an entry says about the questions of the block that it uses."""

    def __init__(self, use: Node) -> None:
        self.use = use
        self.without = {each.text(): each for each in _listed(use, "without")}
        self.optional = {each.text(): each for each in _listed(use, "optional")}
        change = use.get("change")
        self.change = dict(change.items()) if change is not None else {}
        self.met: set[str] = set()

    def applied(self, entry: Entry, *, first: bool, prefix: str) -> Node | None:
        """Return an entry as it is asked here, None where nothing of it is left."""
        node = entry.node
        if node.has("repeat"):
            return node
        if node.has("question"):
            made = self._question(node, entry)
        else:
            each_made = (self._question(each, entry) for each in node.need("ask").each())
            asked = [each for each in each_made if each is not None]
            made = changed(node, ask=asked) if asked else None
        page = self.use.get("page")
        if made is None:
            return None
        if page is not None and first:
            return changed(made, page=page)
        key = made.get("page") or made.get("question")
        if page is not None and key is not None:
            return changed(made, page=f"{page.text()}_{key.value}")
        if prefix and key is not None and not str(key.value).startswith(prefix.replace(".", "_")):
            return changed(made, page=f"{prefix.replace('.', '_')}_{key.value}")
        return made

    def check(self) -> None:
        """Refuse names that none of the block's questions has."""
        for name, place in {**self.without, **self.optional, **self.change}.items():
            if name not in self.met:
                known = ", ".join(sorted(self.met))
                raise DefinitionError(
                    place.fault(
                        Text(vi=f'khối không có câu hỏi "{name}"', en=f'the block has no question "{name}"'),
                        Text(vi=f"viết một trong: {known}", en=f"write one of: {known}"),
                    )
                )

    def _question(self, node: Node, entry: Entry) -> Node | None:
        name = entry.path(node.need("question").text())
        self.met.add(name)
        if name in self.without:
            return None
        if name in self.optional:
            node = changed(node, optional=True)
        if name in self.change:
            own = self.change[name]
            made = changed(node, **dict(own.items()))
            return Node(own.file, own.line, made.value, keyed=dict(made.items()), key_lines=_line_keys(made))
        return node


def _line_keys(node: Node) -> dict[str, int]:
    return {key: each.line for key, each in node.items()}


def _listed(use: Node, key: str) -> list[Node]:
    found = use.get(key)
    return list(found.each()) if found is not None else []


def _words(node: Node) -> Text | str:
    """Return what fills a blank: a word, or words in both languages, which may be empty."""
    if isinstance(node.value, str):
        return node.text()
    node.only(*LANGUAGES)
    return Text(*(str(node.need(language).value) for language in LANGUAGES))


def _known(listed: Node, known: Node | None) -> Node:
    """Return entries whose questions are filled in from what is known of one person, or not filled in at all."""
    made = []
    for each in listed.each():
        if each.has("ask") and isinstance(each.need("ask").value, list):
            made.append(changed(each, ask=_known(each.need("ask"), known)))
        elif each.has("prefill"):
            own = (
                each.get("autocomplete") if known is not None else None
            )  # a browser knows its own person only
            made.append(changed(each, prefill=_sources(each.need("prefill"), known), autocomplete=own))
        else:
            made.append(each)
    return plant(listed, made)


def _sources(name: Node, known: Node | None) -> Node | None:
    if known is None or not isinstance(name.value, str):
        return None if isinstance(name.value, str) else name
    if isinstance(known.value, str):
        return plant(known, f"{known.value}.{name.value}")
    return plant(
        known,
        [changed(each, **{"from": f"{each.need('from').text()}.{name.value}"}) for each in known.each()],
    )


def _lines(block: Node, put: Blanks, above: str) -> list[SheetLines]:
    sheets = block.get("sheets")
    found = []
    for key, listed in sheets.items() if sheets is not None else ():
        for each in filled(listed, put).each():
            answers = [".".join(filter(None, (above, path.text()))) for path in each.need("answers").each()]
            found.append(SheetLines(key, changed(each, answers=answers)))
    return found
