"""The committed catalogue, read once for each process: reading all of it takes seconds."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kinhbac.tools.grammar.catalogue import load_procedures
from kinhbac.tools.grammar.types import Procedure

CATALOGUE = Path(__file__).parents[2] / "catalogue"


@cache
def procedures() -> Mapping[str, Procedure]:
    """Return the committed procedures by key."""
    return load_procedures(CATALOGUE / "procedures")
