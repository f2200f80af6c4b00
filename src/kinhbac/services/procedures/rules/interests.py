"""Conflicts of interest (xung đột lợi ích): on whose dossier somebody does no officer's work, and takes no step. Pure."""

from uuid import UUID

from kinhbac.kernel.types import CaseState, Refusal
from kinhbac.services.procedures.rules import refusals
from kinhbac.services.procedures.rules.firms import FIRM
from kinhbac.services.procedures.rules.mandates import MANDATE, was_filed_by
from kinhbac.services.procedures.rules.who import is_applicant


def interest_in(state: CaseState, person: UUID | None, stands_for: frozenset[UUID]) -> Refusal | None:
    """Say why a dossier is no work of somebody's, None where she has no part in it.

    Args:
        state: of the dossier.
        person: who would work on it.
        stands_for: the firms for which she acts and the mandates that she holds that day.

    Law:
        Luật Phòng, chống tham nhũng 2018, Điều 23. A mandate that has ended still counts: what she filed is hers to no
        more, and no work of hers either.
    """
    if is_applicant(state, person):
        return refusals.OWN_DOSSIER
    held = {party.role for party in state.parties if party.person in stands_for}
    if MANDATE in held or was_filed_by(state, person):
        return refusals.FILED_FOR_ANOTHER
    return refusals.OF_YOUR_FIRM if FIRM in held else None
