"""The finder of published procedures, made once for each set of versions and kept in memory; open to everybody."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from kinhbac.kernel import definitions
from kinhbac.services.procedures.reads.published import KIND, life_events, procedure_of
from kinhbac.services.procedures.rules.finding import findables, heading_of
from kinhbac.services.procedures.rules.in_force import is_in_force
from kinhbac.tools.finding.grammar.plain import Lexicon, from_plain
from kinhbac.tools.finding.rules.finder import Finder
from kinhbac.tools.finding.types import Found
from kinhbac.tools.grammar.types import Procedure

LEXICON = "finding"


def found_on(asked: str, day: date) -> tuple[tuple[Procedure, Found], ...]:
    """Return the procedures in force on a day that a person may mean, the likeliest first.

    Args:
        asked: her own words, as they were typed.
        day: that of the asking.
    """
    versions = definitions.hashes_on(KIND, day)
    finder = _finder(_current(LEXICON), _current("life_events"), tuple(versions.values()))
    offered = _offered(tuple(versions.values()), day)
    return tuple((offered[each.key], each) for each in finder.find(asked, among=offered))


@lru_cache(maxsize=2)
def _offered(versions: tuple[str, ...], day: date) -> Mapping[str, Procedure]:
    return {each.key: each for each in map(procedure_of, versions) if is_in_force(each, day)}


@lru_cache(maxsize=2)
def _finder(lexicon: str | None, _events: str | None, versions: tuple[str, ...]) -> Finder:
    """Return the finder of these versions; the hash of the events is a part of its name only."""
    words: Lexicon = definitions.value_of(lexicon, from_plain) if lexicon is not None else Lexicon()
    headings = [heading_of(procedure_of(name)) for name in versions]
    return Finder(findables(headings, words.words, life_events()), words.vocabulary)


def _current(kind: str) -> str | None:
    try:
        return definitions.current_hash(kind, "province")
    except definitions.NotPublished:  # published before there were such
        return None
