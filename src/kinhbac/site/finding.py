"""The finder of a catalogue's folder, without a database: reads of each procedure only what it says of itself.

Whole procedures are read and judged by `catalogue`; that takes a tenth of a second for each, too long for a question.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kinhbac.base.definitions import Node, read
from kinhbac.base.text import Text
from kinhbac.services.procedures.rules.finding import Heading, findables
from kinhbac.tools.finding.grammar.folder import read_lexicon
from kinhbac.tools.finding.rules.finder import Finder
from kinhbac.tools.grammar.catalogue import procedure_folders
from kinhbac.tools.grammar.life_events import read_life_events


@dataclass(frozen=True, slots=True)
class Findery:
    """A finder, and the names of all that is on offer by key."""

    finder: Finder
    names: Mapping[str, Text]


def read_findery(catalogue: Path) -> Findery:
    """Return the finder of a catalogue.

    Raises:
        DefinitionError: a file that is needed is not in order.
    """
    lexicon = read_lexicon(catalogue)
    headings = [
        _heading(read(each / "procedure.yaml")) for each in procedure_folders(catalogue / "procedures")
    ]
    known = {*lexicon.words, *(each.key for each in headings)}
    events = read_life_events(read(catalogue / "life_events.yaml"), known)
    finder = Finder(findables(headings, lexicon.words, events), lexicon.vocabulary)
    return Findery(finder, {each.key: each.name for each in headings})


def _heading(node: Node) -> Heading:
    field, components = node.need("field"), node.get("components")
    return Heading(
        key=node.need("key").text(),
        name=node.need("name").bilingual(),
        what_you_get=node.need("what_you_get").bilingual(),
        result=node.need("result").need("name").bilingual(),
        field=field.need("name").bilingual() if isinstance(field.value, dict) else None,
        components=tuple(
            each.need("name").bilingual()
            for each in (components.each() if components is not None else ())
            if isinstance(each.value, dict) and each.has("name")  # one used from a shared list says less
        ),
    )
