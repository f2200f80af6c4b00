"""Which cases all words sought begin a word of: found by the rare ones among them, for the commonest names are everywhere.

Of an office's cases a third may be called Nguyễn; going through these for the given name beside it would cost a second at
a million cases. Cases with the rare words are told by the index alone, and only theirs are the labels that are read.
"""

from collections.abc import Sequence

from django.db.models import QuerySet

from kinhbac.tools.desk import models as tables
from kinhbac.tools.desk.rules.words import end_of

RARE = 10_000
"""From so many cases on, a word is no longer rare."""
FEW = 200
"""With so few, no rarer word is looked for."""
AT_ONCE = 1_000
"""Labels that are read at once."""


def newest(offices: Sequence[str], words: Sequence[str], most: int, before: int | None = None) -> list[int]:
    """Return the labels of the newest cases with all words, at most `most`, the newest first.

    Args:
        offices: where the cases stand or stood; at least one.
        words: as `rules.words.sought` gives them, at least one.
        most: how many are wanted.
        before: only labels with lesser numbers; the place where a page begins.
    """
    rare = _rare(offices, words)
    common = [word for word in words if word not in rare]
    if not rare:
        return _of_common(offices, common, most, before)
    labels = [each for each in _with_each(offices, rare) if before is None or each < before]
    return _containing(labels, common, most) if common else labels[:most]


def few_with(offices: Sequence[str], words: Sequence[str], most: int) -> list[int] | None:
    """Return the labels of all cases with all words; None where none of the words is rare, or they are more than `most`."""
    rare = _rare(offices, words)
    if not rare:
        return None
    common = [word for word in words if word not in rare]
    found = _containing(_with_each(offices, rare), common, most + 1)
    return found if len(found) <= most else None


def _rare(offices: Sequence[str], words: Sequence[str]) -> list[str]:
    """Return the rare words; after one with very few cases no other is counted."""
    found: list[str] = []
    for word in words:
        count = _beginning(offices, word)[:RARE].count()
        if count <= FEW:
            return [word]
        if count < RARE:
            found.append(word)
    return found


def _with_each(offices: Sequence[str], words: Sequence[str]) -> list[int]:
    """Return the labels that have all words, by the index of words alone, the newest first."""
    first, *others = (
        _beginning(offices, word).order_by().values_list("label_id", flat=True) for word in words
    )
    found = first.intersection(*others) if others else first.distinct()
    return sorted(found, reverse=True)


def _containing(labels: Sequence[int], words: Sequence[str], most: int) -> list[int]:
    """Return those labels, in order, that have these words too."""
    found: list[int] = []
    for start in range(0, len(labels), AT_ONCE):
        rows = tables.Label.objects.filter(pk__in=labels[start : start + AT_ONCE])
        for word in words:
            rows = rows.filter(folded__contains=f" {word}")
        found += sorted(rows.values_list("pk", flat=True), reverse=True)
        if len(found) >= most:
            break
    return found[:most]


def _of_common(offices: Sequence[str], words: Sequence[str], most: int, before: int | None) -> list[int]:
    rows = _beginning(offices, words[0])
    for word in words[1:]:
        rows = rows.filter(label__folded__contains=f" {word}")
    if before is not None:
        rows = rows.filter(label_id__lt=before)
    return list(rows.values_list("label_id", flat=True).distinct().order_by("-label_id")[:most])


def _beginning(offices: Sequence[str], word: str) -> QuerySet[tables.Word]:
    return tables.Word.objects.filter(office__in=offices, word__gte=word, word__lt=end_of(word))
