"""Whose dossier a form becomes: a person's, for herself or for a firm for which she acts."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kinhbac.base.clock import HCM
from kinhbac.kernel.types import Refusal, Refused, Viewer
from kinhbac.services.procedures.models import Application
from kinhbac.services.procedures.rules.firms import why_not_for
from kinhbac.tools.grammar.types import Procedure
from kinhbac.tools.identity.reads import firms_of
from kinhbac.tools.identity.reads.eid import own_eid
from kinhbac.tools.identity.types import EidCard, FirmCard


@dataclass(frozen=True, slots=True)
class Applicant:
    """Whose dossier it is: a person, for herself or for a firm for which she acts.

    `eid` is her e-identity, for herself alone and where she files it herself; None where nothing is known of it.
    """

    person: UUID
    firm: FirmCard | None = None
    eid: EidCard | None = None


def applicant_of(row: Application, viewer: Viewer, procedure: Procedure, at: datetime) -> Applicant:
    """Return whose dossier a form becomes; a firm is no citizen, and has no e-identity of one.

    Raises:
        Refused: as `must_act_for`.
    """
    firm = must_act_for(row.firm, viewer, procedure, at)
    eid = own_eid(viewer, at.astimezone(HCM).date()) if firm is None else None
    return Applicant(row.person, firm, eid)


def must_act_for(firm: UUID | None, viewer: Viewer, procedure: Procedure, at: datetime) -> FirmCard | None:
    """Return the firm for which somebody files, None where she files for herself.

    Raises:
        Refused: she does not act for it on that day, or the procedure is not for firms.
    """
    if firm is None:
        return None
    found = why_not_for(firm, firms_of(viewer, at.astimezone(HCM).date()), procedure)
    if isinstance(found, Refusal):
        raise Refused(found)
    return found
