"""Follows the dossiers that tell of a child in their own transaction, so that reminders find who turns an age."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from kinhbac.kernel.seats import Change
from kinhbac.kernel.types import CaseState
from kinhbac.services.procedures.models import BornChild
from kinhbac.services.procedures.reads.published import births_of
from kinhbac.services.procedures.rules.born_children import born_in
from kinhbac.services.procedures.rules.dossier import APPLICANT, KIND


class BornChildren:
    """The seat of children among the kernel's projections; a child's name stays in its dossier alone."""

    def write(self, changes: Sequence[Change]) -> None:
        """Write down the births that were told of, and strike out those that were taken away or removed."""
        for change in changes:
            if change.after.kind == KIND:
                self._write(change)

    def clear(self) -> None:
        """Empty it; every case is written anew after this."""
        BornChild.objects.all().delete()

    def _write(self, change: Change) -> None:
        procedure = str(change.after.facts.get("procedure", ""))
        births = births_of(procedure)
        found = born_in(births, change.entries, change.contents) if births is not None else None
        if found is None:
            return
        parent = _applicant(change.after)
        BornChild.objects.filter(case=change.after.case).delete()
        if isinstance(found, date) and parent is not None:
            BornChild.objects.create(
                case=change.after.case, parent=parent, procedure=procedure, born_on=found
            )


def _applicant(state: CaseState) -> UUID | None:
    return next((party.person for party in state.parties if party.role == APPLICANT), None)
