"""How a province's books stand, whole: two of these are equal if nothing was written between them, not even half."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.kill.books import Books


@dataclass(frozen=True)
class Standing:
    """The journal, the forms with their answers, the papers, and every file of the store, half written ones too."""

    journal: tuple[str, ...]
    forms: tuple[str, ...]
    papers: frozenset[str]
    contents: frozenset[str]

    @classmethod
    def of(cls, books: Books) -> "Standing":
        """Return how they stand now."""
        forms = books.rows('SELECT id, answers, "case" FROM kinhbac_application')
        return cls(
            journal=tuple(line.hash for line in books.journal()),
            forms=tuple(sorted(map(str, forms))),
            papers=frozenset(map(str, books.papers())),
            contents=frozenset(_files_of(books.data / "files")),
        )


def _files_of(folder: Path) -> Iterable[str]:
    return (str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file())
