"""Reads sheets.yaml: which answers stand on what the house prints of a dossier, under which names."""

from collections.abc import Sequence

from kinhbac.base.definitions import DefinitionError, Node
from kinhbac.base.text import Text
from kinhbac.tools.grammar.entries import each_of, unique
from kinhbac.tools.grammar.sections import Sections
from kinhbac.tools.grammar.types import Print, Sheet, SheetLine

SHOWN = ("plain", "capitals", "year", "day_in_words")


def read_sheets(node: Node, sections: Sections, prints: Sequence[Print]) -> tuple[Sheet, ...]:
    """Return the sheets of a procedure.

    Args:
        node: the file.
        sections: knows the answers of the form.
        prints: what the house prints; a sheet bears the key of one of them.

    Raises:
        DefinitionError: every fault of the file.
    """
    node.only("sheets")
    listed = node.need("sheets")
    unique(listed.each(), "sheet")
    return each_of(listed, lambda each: _sheet(each, sections, prints))


def _sheet(node: Node, sections: Sections, prints: Sequence[Print]) -> Sheet:
    node.only("key", "lines")
    key = node.need("key")
    if prints and key.text() not in {each.key for each in prints}:
        raise DefinitionError(
            key.fault(
                Text(
                    vi=f'không in giấy nào tên "{key.text()}"', en=f'nothing called "{key.text()}" is printed'
                ),
                Text(
                    vi="viết một khóa của papers: trong procedure.yaml",
                    en="write a key of papers: in procedure.yaml",
                ),
            )
        )
    return Sheet(key.text(), each_of(node.need("lines"), lambda each: _line(each, sections)))


def _line(node: Node, sections: Sections) -> SheetLine:
    node.only("name", "answers", "shown", "words")
    shown, words = node.get("shown"), node.get("words")
    return SheetLine(
        name=node.need("name").bilingual(),
        answers=each_of(node.need("answers"), sections.answer),
        shown=shown.choice(*SHOWN) if shown else "plain",
        words=_words(words) if words else {},
    )


def _words(node: Node) -> dict[str, Text]:
    return {answer: each.bilingual() for answer, each in node.items()}
