"""What every section of a procedure is written out from: its file, what is shared, and what its form asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kinhbac.base.definitions import Node
from kinhbac.base.text import Text
from kinhbac.tools.grammar.short.blocks import SheetLines
from kinhbac.tools.grammar.short.conditions import Conditions
from kinhbac.tools.grammar.short.nodes import changed
from kinhbac.tools.grammar.short.shared import Shared

GROUND = "ground"


@dataclass(frozen=True)
class Draft:
    """A procedure on its way from the short notation to the full one.

    Attributes:
        head: procedure.yaml as it was written.
        known: by path of the form's questions, what can be answered; None where any can.
        named: conditions of the form that have a name.
        lines: what the form's blocks bring to sheets.
    """

    head: Node
    shared: Shared
    known: Mapping[str, Any] = field(default_factory=dict)
    named: frozenset[str] = frozenset()
    lines: tuple[SheetLines, ...] = ()

    @property
    def conditions(self) -> Conditions:
        """Return where conditions over the answers are read."""
        return Conditions(self.known, self.named)

    @property
    def begins(self) -> Node:
        """Return the first day of this version."""
        return self.head.need("in_force").need("from")

    def grounded(self, node: Node) -> Node:
        """Return an entry with its act: its own, or the one that the procedure names for all under ground:."""
        ground = self.head.get(GROUND)
        return node if node.has("law") or ground is None else changed(node, law=ground)

    def blanks(self) -> dict[str, Text | str]:
        """Return what shared sentences may say of this procedure: {procedure} and {result}."""
        result = self.head.need("result").need("name").bilingual()
        return {"procedure": _inside(self.head.need("name").bilingual()), "result": _inside_result(result)}


def _inside(name: Text) -> Text:
    """Return a name as it stands inside a sentence."""
    return Text(vi=_lower(name.vi), en=_lower(name.en))


def _inside_result(name: Text) -> Text:
    return Text(vi=name.vi, en=_lower(name.en))


def _lower(words: str) -> str:
    """Return words with a small first letter, unless they begin with an abbreviation."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
