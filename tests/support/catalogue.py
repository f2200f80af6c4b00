"""The committed catalogue, read once for each process: reading all of it takes seconds."""

from collections.abc import Mapping
from functools import cache

from kinhbac.site.catalogue import Catalogue, read_catalogue
from kinhbac.site.publishing import Plain, plain_definitions
from kinhbac.tools.grammar.types import Procedure
from tests.support.few import CATALOGUE, few_folder


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
    """Return the catalogue of few procedures as it is stored."""
    return plain_definitions(read_catalogue(few_folder()))


def procedures() -> Mapping[str, Procedure]:
    """Return the committed procedures by key."""
    return whole().procedures
