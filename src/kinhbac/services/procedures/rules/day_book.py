"""The day book: which cases a one-stop desk took in, and when. Pure."""

from dataclasses import dataclass
from datetime import datetime

from kinhbac.kernel.types import CaseState
from kinhbac.services.procedures.rules import dossier, guidance
from kinhbac.services.procedures.rules.path import RECEIVING


@dataclass(frozen=True, slots=True)
class Taken:
    """That a desk took a case in, and when (aware)."""

    desk: str
    at: datetime


def taken(state: CaseState | None) -> Taken | None:
    """Return by which desk a case was taken in and when; None where none was, or it was taken back."""
    if state is None:
        return None
    if state.kind == guidance.KIND:
        return Taken(str(state.facts["desk"]), state.opened_at)
    said = state.facts.get("received_at") if state.kind == dossier.KIND else None
    return Taken(str(state.facts[RECEIVING]), datetime.fromisoformat(str(said))) if said else None
