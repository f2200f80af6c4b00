"""Whose dossier a form becomes: a person's, hers for whom a mandate is held, or a firm's for which somebody acts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from kinhbac.base.clock import HCM
from kinhbac.kernel.types import Actor, Position, Refusal, Refused, Viewer
from kinhbac.services.procedures.actions.bundles import Hand
from kinhbac.services.procedures.models import Application
from kinhbac.services.procedures.reads.published import mandating
from kinhbac.services.procedures.rules.firms import firm_facts, why_not_for
from kinhbac.services.procedures.rules.mandates import mandate_facts, why_not_for_her
from kinhbac.tools.files.actions import hand_on
from kinhbac.tools.grammar.types import Procedure
from kinhbac.tools.identity.reads import firms_of
from kinhbac.tools.identity.reads.eid import own_eid
from kinhbac.tools.identity.reads.mandates import mandate_held
from kinhbac.tools.identity.types import EidCard, FirmCard, MandateCard


@dataclass(frozen=True, slots=True)
class Applicant:
    """Whose dossier it is: a person, for herself or for a firm for which she acts, or filed for her under a mandate.

    `eid` is her e-identity, for herself alone and where she files it herself; None where nothing is known of it.
    """

    person: UUID
    firm: FirmCard | None = None
    eid: EidCard | None = None
    mandate: MandateCard | None = None


def applicant_of(row: Application, viewer: Viewer, procedure: Procedure, at: datetime) -> Applicant:
    """Return whose dossier a form becomes; a firm is no citizen, and has no e-identity of one.

    Raises:
        Refused: as `must_act_for` and `must_hold`.
    """
    mandate = must_hold(row.mandate, viewer, procedure, at)
    if mandate is not None:
        return Applicant(mandate.principal, mandate=mandate)
    firm = must_act_for(row.firm, viewer, procedure, at)
    eid = own_eid(viewer, at.astimezone(HCM).date()) if firm is None else None
    return Applicant(row.person, firm, eid)


def helped_applicant(row: Application, procedure: Procedure, at: datetime) -> Applicant:
    """Return whose dossier a form becomes that is sent at a desk for whoever filled it in; raises as `applicant_of`."""
    own = Viewer(person=row.person)
    mandate = must_hold(row.mandate, own, procedure, at)
    if mandate is not None:
        return Applicant(mandate.principal, mandate=mandate)
    return Applicant(row.person, must_act_for(row.firm, own, procedure, at))


def hand_of(viewer: Viewer, applicant: Applicant, post: Position | None) -> Actor:
    """Return who hands a dossier in, and for whom: an officer in a post at a counter, a mandate's holder, or herself."""
    if post is not None:
        return viewer.acting_in(post, applicant.person)
    if applicant.mandate is not None:
        return viewer.acting_under(applicant.mandate.key, applicant.person)
    return viewer.acting()


def behind(applicant: Applicant) -> dict[str, Any]:
    """Return what the facts of a case keep of for whom it is filed; nothing where a person files for herself."""
    return {**firm_facts(applicant.firm), **mandate_facts(applicant.mandate)}


def filing_hand(viewer: Viewer, applicant: Applicant) -> Hand:
    """Return who files a bundle online, and for whom."""
    hand = hand_of(viewer, applicant, None)
    return Hand(hand, applicant.person, behind=behind(applicant), eid=applicant.eid)


def hand_papers_on(row: Application, applicant: Applicant, papers: Iterable[tuple[str, UUID]]) -> None:
    """Make the papers of a form that was filled in under a mandate the applicant's, as all papers of a dossier are."""
    if applicant.person != row.person:
        hand_on(files=(key for _, key in papers), owner=row.person, to=applicant.person)


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


def must_hold(mandate: UUID | None, viewer: Viewer, procedure: Procedure, at: datetime) -> MandateCard | None:
    """Return the mandate under which somebody files for another, None where she files for herself.

    Raises:
        Refused: with the reason: it is none of hers, withdrawn, over or to come, or does not cover the procedure.
    """
    if mandate is None:
        return None
    card, day = mandate_held(mandate, viewer), at.astimezone(HCM).date()
    refusal = why_not_for_her(card, procedure, mandating().on(day), day)
    if refusal is not None:
        raise Refused(refusal)
    return card
