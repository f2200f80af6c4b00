"""Reads words.yaml: how people call one procedure, in both languages, and what they say when they mean another."""

from collections.abc import Collection
from pathlib import Path

from kinhbac.base.definitions import DefinitionError, Faults, Node, read
from kinhbac.base.text import Text
from kinhbac.tools.finding.grammar.lists import each_of
from kinhbac.tools.finding.types import Words

FILE = "words.yaml"
SHORTEST, LONGEST = 2, 120


def load_words(folder: Path, concepts: Collection[str]) -> dict[str, Words]:
    """Return the words of all things below a folder by key; a folder may have words before it has a procedure.

    Args:
        folder: `catalogue/procedures`.
        concepts: keys of the vocabulary's concepts.

    Raises:
        DefinitionError: every fault of every file.
    """
    faults = Faults()
    found: dict[str, Words] = {}
    for path in sorted(folder.rglob(FILE)):
        with faults.gather():
            node = read(path)
            words = read_words(node, concepts)
            if words.key != path.parent.name:
                raise DefinitionError(
                    node.need("key").fault(
                        Text(
                            vi=f'"{words.key}" nằm trong thư mục "{path.parent.name}"',
                            en=f'"{words.key}" stands in the folder "{path.parent.name}"',
                        ),
                        Text(vi="đặt hai tên giống nhau", en="give both the same name"),
                    )
                )
            found[words.key] = words
    faults.check()
    return found


def read_words(node: Node, concepts: Collection[str]) -> Words:
    """Return the words of one thing.

    Raises:
        DefinitionError: every fault of the file; both languages must be there.
    """
    node.only("key", "words", "not", "only_with")
    said = node.need("words")
    said.only("vi", "en")
    return Words(
        key=node.need("key").text(),
        phrases=(*each_of(said.need("vi"), phrase), *each_of(said.need("en"), phrase)),
        never=each_of(node.get("not"), phrase),
        only_with=each_of(node.get("only_with"), lambda each: each.choice(*concepts)),
    )


def phrase(node: Node) -> str:
    """Return a word or a few, on one line."""
    text = node.text()
    if not SHORTEST <= len(text) <= LONGEST or not any(letter.isalnum() for letter in text):
        raise DefinitionError(
            node.fault(
                Text(vi=f'"{text[:40]}" không phải cụm từ', en=f'"{text[:40]}" is not a phrase'),
                Text(
                    vi=f"viết {SHORTEST} đến {LONGEST} ký tự, trong đó có chữ",
                    en=f"write {SHORTEST} to {LONGEST} characters, words among them",
                ),
            )
        )
    return text
