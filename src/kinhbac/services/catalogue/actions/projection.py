"""The days on which versions rule follow the publications in their own transaction; made again from the journal."""

from collections.abc import Sequence
from datetime import datetime

from kinhbac.kernel import definitions
from kinhbac.kernel.seats import Change
from kinhbac.services.catalogue.rules.publication import KIND, said_in
from kinhbac.services.catalogue.rules.stored import PROCEDURE


class InForceProjection:
    """The seat of publications among the kernel's projections."""

    def write(self, changes: Sequence[Change]) -> None:
        """Write from which day each version rules, and which were taken back."""
        for change in changes:
            if change.after.kind == KIND:
                _write(change)

    def clear(self) -> None:
        """Empty it; every publication is written anew after this."""
        definitions.clear_in_force(PROCEDURE)


def _write(change: Change) -> None:
    state = change.after
    for said in said_in(state.facts):
        source = f"{state.case}:{said.number}"
        definitions.put_in_force(
            PROCEDURE,
            str(state.facts["procedure"]),
            said.plain["definition"],
            from_on=said.from_on,
            at=datetime.fromisoformat(said.plain["at"]),
            source=source,
        )
        if taken_back_at := said.plain.get("taken_back_at"):
            definitions.take_back(source, datetime.fromisoformat(taken_back_at))
