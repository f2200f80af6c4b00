"""Acting for a person under a mandate (nộp thay theo ủy quyền): what the dossier keeps of it, and who acts so. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from kinhbac.base.text import Text
from kinhbac.kernel.types import Actor, CaseState, PartyJoined, Refusal, Viewer
from kinhbac.services.procedures.rules.names import APPLICANT
from kinhbac.services.procedures.types import Mandating
from kinhbac.tools.grammar.types import Procedure
from kinhbac.tools.identity.rules.mandates import NOT_COVERED, why_not_under
from kinhbac.tools.identity.types import MandateCard

MANDATE = "mandate"
"""The fact that holds the mandate of a dossier and who filed it so; the mandate itself is a party under that name."""


def why_not_for_her(
    card: MandateCard | None, procedure: Procedure, mandating: Mandating, day: date
) -> Refusal | None:
    """Say why nobody can file a procedure under a mandate on a day, None where she can.

    Args:
        card: the mandate as its holder sees it, None where she holds none of that key.
        procedure: what she files; of a bundle, a mandate covers it that names it, or every part of it.
        mandating: the rules of that day.
        day: in Vietnam.
    """
    if is_personal(procedure, mandating):
        return Refusal(
            "mandate.in_person",
            Text(
                vi="Thủ tục này phải do chính người yêu cầu làm, không ủy quyền được.",
                en="This procedure is done by the person herself; no mandate serves.",
            ),
            Text(vi="Nhờ người đó tự nộp.", en="Ask her to file it herself."),
            law=mandating.act.vi,
        )
    refusal = why_not_under(card, procedure.key, day)
    parts = {each.procedure for each in procedure.bundle}
    if refusal is NOT_COVERED and parts and card is not None and all(map(card.covers, parts)):
        return None
    return refusal


def is_personal(procedure: Procedure, mandating: Mandating) -> bool:
    """Say whether nobody does a procedure for another; nor a bundle with such a part."""
    return bool(mandating.in_person & {procedure.key, *(each.procedure for each in procedure.bundle)})


def mandate_facts(card: MandateCard | None) -> dict[str, Any]:
    """Return what the dossier's facts keep of a mandate; nothing where a person files for herself."""
    return {} if card is None else {MANDATE: {"key": str(card.key), "agent": str(card.agent)}}


def mandate_party(facts: Mapping[str, Any]) -> tuple[PartyJoined, ...]:
    """Return that the mandate is a party, so that who holds it sees the dossier while it holds, and no longer."""
    return (PartyJoined(role=MANDATE, person=UUID(facts[MANDATE]["key"])),) if MANDATE in facts else ()


def mandates_of(state: CaseState) -> frozenset[UUID]:
    """Return the mandates that are parties to a case, whether they still hold or not."""
    return frozenset(party.person for party in state.parties if party.role == MANDATE)


def mandate_in(state: CaseState, viewer: Viewer) -> UUID | None:
    """Return the mandate of a dossier or bundle under which the viewer may act today, None where there is none."""
    found = (party.person for party in state.parties if party.role == MANDATE)
    return next((key for key in found if key in viewer.stands_for), None)


def acts_under_mandate(state: CaseState, actor: Actor) -> bool:
    """Say whether somebody acts for the applicant under the mandate of the dossier."""
    of_this = any(party.role == MANDATE and party.person == actor.mandate for party in state.parties)
    return of_this and any(
        party.role == APPLICANT and party.person == actor.on_behalf_of for party in state.parties
    )


def was_filed_by(state: CaseState, person: UUID | None) -> bool:
    """Say whether somebody filed a case under a mandate, also where it holds no more: it is no work of hers."""
    told = state.facts.get(MANDATE)
    return person is not None and isinstance(told, Mapping) and told.get("agent") == str(person)
