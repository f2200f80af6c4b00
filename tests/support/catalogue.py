"""The committed catalogue, read once for each process: reading all of it takes seconds."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from kinhbac.site.catalogue import Catalogue, read_catalogue
from kinhbac.site.publishing import Plain, plain_definitions
from kinhbac.tools.grammar.types import Procedure
from tests.support.few import CATALOGUE, TOLD_OF, few_folder


@cache
def whole() -> Catalogue:
    """Return the committed catalogue."""
    return read_catalogue(CATALOGUE)


@cache
def whole_plain() -> tuple[Plain, ...]:
    """Return the committed catalogue as it is stored."""
    return plain_definitions(whole())


@cache
def few_plain() -> tuple[Plain, ...]:
    """Return a catalogue of the procedures of which tests tell, as it is stored."""
    read = read_catalogue(few_folder())
    told = {key: each for key, each in read.procedures.items() if key in TOLD_OF}
    return plain_definitions(replace(read, procedures=told))


def procedures() -> Mapping[str, Procedure]:
    """Return the committed procedures by key."""
    return whole().procedures
