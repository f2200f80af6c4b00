"""The code that somebody means, however she writes it; open to everybody, for it says nothing of any dossier."""

from contextlib import suppress

from kinhbac.kernel import definitions
from kinhbac.services.procedures.reads.published import code_patterns

LONGEST = 80


def meant_codes(words: str) -> tuple[str, ...]:
    """Return the codes of this province that words may mean, by their letters and digits alone; else the words themselves.

    Args:
        words: as they were typed, with any signs between letters and digits, or none.
    """
    kept = words[:LONGEST].replace("\x00", "")
    meant: tuple[str, ...] = ()
    with suppress(definitions.NotPublished):  # then there is no dossier either
        meant = code_patterns().meant(kept, prefixes())
    return meant or ("".join(kept.split()).upper(),)


def prefixes() -> tuple[str, ...]:
    """Return the identifiers of the offices, with which codes begin."""
    return tuple(dict.fromkeys(each.e_identifier for each in definitions.current_directory().offices))
