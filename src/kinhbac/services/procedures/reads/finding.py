"""The finder of published procedures, made once for each set of versions and kept in memory; open to everybody.

A process holds one, that of today's versions: whoever serves has it made beside the pages, and a question that comes
before makes it, while others wait for the same one.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from threading import Lock

from kinhbac.base.garbage import no_collecting
from kinhbac.kernel import definitions
from kinhbac.services.procedures.reads.published import KIND, life_events, procedure_of, today
from kinhbac.services.procedures.rules.finding import findables, heading_of
from kinhbac.services.procedures.rules.in_force import is_in_force
from kinhbac.tools.finding.grammar.plain import Lexicon, from_plain
from kinhbac.tools.finding.rules.finder import Finder
from kinhbac.tools.finding.types import Found
from kinhbac.tools.grammar.types import Procedure

LEXICON = "finding"
_making = Lock()


def found_on(asked: str, day: date) -> tuple[tuple[Procedure, Found], ...]:
    """Return the procedures in force on a day that a person may mean, the likeliest first.

    Args:
        asked: her own words, as they were typed.
        day: that of the asking.
    """
    versions = tuple(definitions.hashes_on(KIND, day).values())
    finder, offered = _finder_of(versions), _offered(versions, day)
    return tuple((offered[each.key], each) for each in finder.find(asked, among=offered))


def make_finder() -> bool:
    """Make the finder of today's versions where there is none; say whether it was made."""
    made = _finder.cache_info().misses
    _finder_of(tuple(definitions.hashes_on(KIND, today()).values()))
    return _finder.cache_info().misses > made


def _finder_of(versions: tuple[str, ...]) -> Finder:
    lexicon, events = _current(LEXICON), _current("life_events")
    with _making:  # two who ask at once would make two, in twice the time
        return _finder(lexicon, events, versions)


@lru_cache(maxsize=2)
def _offered(versions: tuple[str, ...], day: date) -> Mapping[str, Procedure]:
    return {each.key: each for each in map(procedure_of, versions) if is_in_force(each, day)}


@lru_cache(maxsize=1)
@no_collecting()
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
