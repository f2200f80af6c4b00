"""The procedures of a bundle as they rule on a day, and whether they can be filed together. Open to everybody."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from kinhbac.kernel.definitions import NotPublished
from kinhbac.kernel.types import Refusal
from kinhbac.services.procedures.reads.published import procedure_now
from kinhbac.services.procedures.rules.in_force import why_not_together
from kinhbac.tools.grammar.types import Procedure


class Known(NamedTuple):
    """The procedures of a bundle's parts that the province has, by code, and the version of each."""

    procedures: Mapping[str, Procedure]
    definitions: Mapping[str, str]


def known_parts(bundle: Procedure, day: date) -> Known:
    """Return the procedures of a bundle's parts on a day; what was never published is left out."""
    procedures: dict[str, Procedure] = {}
    definitions: dict[str, str] = {}
    for code in {each.procedure for each in bundle.bundle}:
        try:
            procedures[code], definitions[code] = procedure_now(code, day)
        except NotPublished:
            continue
    return Known(procedures, definitions)


def why_not_begun(bundle: Procedure, day: date) -> Refusal | None:
    """Return why a bundle is not even begun on a day: a part that every filing has cannot be filed. None for the rest."""
    always = [each.procedure for each in bundle.bundle if each.when is None]
    return why_not_together(bundle, always, known_parts(bundle, day).procedures, day)
