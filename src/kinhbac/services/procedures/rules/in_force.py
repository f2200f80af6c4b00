"""Whether a procedure is in force on a day; one that is not takes no new dossiers. Pure."""

from datetime import date

from kinhbac.kernel.types import Refusal
from kinhbac.services.procedures.rules import refusals
from kinhbac.tools.grammar.types import Procedure


def is_in_force(procedure: Procedure, day: date) -> bool:
    """Say whether a procedure is in force on a day, the first and the last counted."""
    return why_not(procedure, day) is None


def why_not(procedure: Procedure, day: date) -> Refusal | None:
    """Return why nothing new is handed in under a procedure on a day, None where it may be.

    A bundle is defined, but what splits it among its procedures is not built: it takes no dossiers.
    """
    if procedure.bundle:
        return refusals.each_alone(procedure.name)
    if day < procedure.from_on:
        return refusals.not_yet(procedure.name, procedure.from_on)
    if procedure.to_on is not None and day > procedure.to_on:
        return refusals.ended_on(procedure.name, procedure.to_on)
    return None
