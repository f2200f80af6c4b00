"""Makes values of a definition out of others: each new one stands where the one that it was made for stands."""

import re
from collections.abc import Mapping
from typing import Any

from kinhbac.base.definitions import Node
from kinhbac.base.text import Text

Blanks = Mapping[str, Text | str]
LANGUAGES = ("vi", "en")
_BLANK = re.compile(r"\{([a-z_]+)\}")


def plant(place: Node, value: Any) -> Node:
    """Return plain values as a definition at a place; definitions inside them stay where they stand.

    Args:
        place: whose file and line the new values bear.
        value: dict, list, text, number …; `Text` becomes its two languages, and a `Node` is taken as it is.
    """
    if type(value) is Node:
        return value
    if type(value) in (str, int, bool):
        return Node(place.file, place.line, value)
    if isinstance(value, Text):
        value = {"vi": value.vi, "en": value.en}
    if isinstance(value, Mapping):
        keyed = {key: plant(place, each) for key, each in value.items()}
        return _mapping(place, keyed)
    if isinstance(value, (list, tuple)):
        listed = [plant(place, each) for each in value]
        return Node(place.file, place.line, [each.value for each in listed], listed=listed)
    return Node(place.file, place.line, value)


def changed(node: Node, **entries: Any) -> Node:
    """Return a mapping with entries put in or replaced; an entry of None is taken out."""
    keyed = {**dict(node.items()), **{key: plant(node, each) for key, each in entries.items()}}
    gone = {key for key, each in entries.items() if each is None}
    return _mapping(node, {key: each for key, each in keyed.items() if key not in gone})


def filled(node: Node, blanks: Blanks, language: str = "") -> Node:
    """Return a definition with its blanks filled; a blank that is not among these stays, to be filled later.

    A value that is nothing but a blank becomes what fills it, in both languages where that is a `Text`.

    Args:
        node: whose text may hold blanks like {of}.
        blanks: by name; inside a sentence a `Text` is put in by the sentence's language.
        language: of the text, "" where it stands under neither vi: nor en:.
    """
    if isinstance(node.value, dict):
        keyed = {
            key: filled(each, blanks, key if key in LANGUAGES else language) for key, each in node.items()
        }
        return _mapping(node, keyed)
    if isinstance(node.value, list):
        return plant(node, [filled(each, blanks, language) for each in node.each()])
    if not isinstance(node.value, str) or "{" not in node.value:
        return node
    whole = _BLANK.fullmatch(node.value)
    alone = blanks.get(whole[1]) if whole and not language else None
    return plant(node, alone if isinstance(alone, Text) else _put(node.value, blanks, language))


def _put(words: str, blanks: Blanks, language: str) -> str:
    def said(found: re.Match[str]) -> str:
        value = blanks.get(found[1])
        if value is None:
            return found[0]
        return value.say(language) if isinstance(value, Text) else value

    full = _BLANK.sub(said, words)
    if full == words:
        return words
    full = full.replace("  ", " ").strip(" ")
    return full[:1].upper() + full[1:] if words.startswith("{") and language else full


def _mapping(place: Node, keyed: dict[str, Node]) -> Node:
    values = {key: each.value for key, each in keyed.items()}
    lines = {key: each.line for key, each in keyed.items()}
    return Node(place.file, place.line, values, keyed=keyed, key_lines=lines)
