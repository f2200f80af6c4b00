"""Words as the desk searches them: without case and marks, letters and digits only, so that every database sorts them alike."""

import re

from kinhbac.base.text import fold

LONGEST = 60
MOST_SOUGHT = 8
_PIECE = re.compile(r"[^\s,;:()“”\"']+")
_INNER = re.compile(r"[^a-z0-9]")


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are searched, each once, in order.

    >>> words_of("Đỗ Thị Hường, Đỗ")
    ('do', 'thi', 'huong')
    """
    pieces = (_INNER.sub("", piece)[:LONGEST] for piece in _PIECE.findall(fold(text)))
    return tuple(dict.fromkeys(piece for piece in pieces if piece))


def code_words(code: str) -> tuple[str, ...]:
    """Return what finds a code: the whole, and each end of it that begins after a dash.

    >>> code_words("H05.91.87-260428-0007")
    ('h0591872604280007', '2604280007', '0007')
    """
    parts = fold(code).split("-")
    ends = ("".join(parts[place:]) for place in range(len(parts)))
    return tuple(dict.fromkeys(end for each in ends if (end := _INNER.sub("", each)[:LONGEST])))


def folded(title: str, words: str, code: str | None) -> str:
    """Return all words that find a case, each after a space: `LIKE '% lan%'` then finds beginnings of words."""
    every = (*(code_words(code) if code else ()), *words_of(title), *words_of(words))
    return "".join(f" {word}" for word in dict.fromkeys(every))


def sought(text: str) -> tuple[str, ...]:
    """Return what is looked for, the longest word first, for it narrows most; the others in their order."""
    words = words_of(text)[:MOST_SOUGHT]
    return tuple(sorted(words, key=len, reverse=True))


def end_of(prefix: str) -> str:
    """Return the least text that comes after every word with that beginning; only for letters and digits.

    >>> end_of("lan"), end_of("h09")
    ('lao', 'h0a')
    """
    kept = prefix.rstrip("z")
    if not kept:
        return prefix + "z" * LONGEST
    last = kept[-1]
    return kept[:-1] + ("a" if last == "9" else chr(ord(last) + 1))
