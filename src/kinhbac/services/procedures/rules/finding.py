"""Finds procedures by the words people use: marks and capitals do not matter, nor words that mean little. Pure."""

from collections.abc import Iterable, Mapping

from kinhbac.base.text import fold
from kinhbac.tools.grammar.types import Procedure

LONGEST_ASKED = 100  # characters


def found(
    procedures: Iterable[Procedure], asked: str, also: Mapping[str, str] | None = None
) -> tuple[Procedure, ...]:
    """Return the procedures that a person may mean, the likeliest first; none for no words.

    More than half of the words asked must begin a word of the procedure.

    Args:
        procedures: all on offer.
        asked: as it was typed; what is beyond 100 characters is left out.
        also: further words by the key of a procedure, such as the life events that lead to it.
    """
    words = fold(asked[:LONGEST_ASKED]).split()
    scored = [(_score(words, each, (also or {}).get(each.key, "")), each) for each in procedures]
    likely = [(score, each) for score, each in scored if score and score * 2 > len(words)]
    return tuple(each for _, each in sorted(likely, key=lambda pair: (-pair[0], pair[1].key)))


def _score(words: list[str], procedure: Procedure, also: str) -> int:
    texts = (procedure.name, procedure.what_you_get, procedure.field.name, procedure.result.name)
    said = " ".join((procedure.key, also, *(f"{text.vi} {text.en}" for text in texts)))
    known = fold(said).split()
    return sum(any(each.startswith(word) for each in known) for word in words)
