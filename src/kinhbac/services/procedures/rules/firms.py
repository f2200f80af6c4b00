"""Filing for a firm (nộp thay doanh nghiệp): which procedures take it, what the dossier keeps of the firm. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from kinhbac.base.text import Text
from kinhbac.kernel.types import CaseState, PartyJoined, Refusal, Viewer
from kinhbac.tools.grammar.types import Procedure
from kinhbac.tools.identity.types import FirmCard

FIRM = "firm"
"""The fact that holds the firm of a dossier: its name and its code in the public register of enterprises."""

NOT_FOR_FIRMS = Refusal(
    code="firm.not_for_firms",
    reason=Text(vi="Thủ tục này không dành cho doanh nghiệp.", en="This procedure is not for firms."),
    remedy=Text(
        vi="Khai cho chính bạn, hoặc tìm thủ tục khác.", en="File it for yourself, or find another one."
    ),
)
NOT_YOUR_FIRM = Refusal(
    code="firm.not_yours",
    reason=Text(
        vi="Bạn không được giao việc nộp thay doanh nghiệp này, hoặc đã hết ngày được giao.",
        en="You may not act for this firm, or no longer.",
    ),
    remedy=Text(
        vi="Nhờ người đại diện của doanh nghiệp giao việc cho bạn.",
        en="Ask the firm's representative to let you act for it.",
    ),
)


def why_not_for(firm: UUID, acting_for: Iterable[FirmCard], procedure: Procedure) -> FirmCard | Refusal:
    """Return the firm for which somebody files, or why she may not.

    Args:
        firm: its key.
        acting_for: the firms for which she may act that day.
        procedure: what she files.
    """
    if not procedure.eligibility.firms:
        return NOT_FOR_FIRMS
    return next((each for each in acting_for if each.firm == firm), NOT_YOUR_FIRM)


def firm_facts(card: FirmCard | None) -> dict[str, Any]:
    """Return what the dossier's facts keep of a firm; nothing where a person files for herself."""
    if card is None:
        return {}
    return {FIRM: {"key": str(card.firm), "name": card.name, "code": card.enterprise_code}}


def firm_party(facts: Mapping[str, Any]) -> tuple[PartyJoined, ...]:
    """Return that the firm is a party, so that whoever acts for it on a day sees its dossier; none without a firm."""
    return (PartyJoined(role=FIRM, person=UUID(facts[FIRM]["key"])),) if FIRM in facts else ()


def is_firms(state: CaseState, viewer: Viewer) -> bool:
    """Say whether it is the dossier of a firm for which the viewer acts today."""
    return any(party.role == FIRM and party.person in viewer.stands_for for party in state.parties)


def firm_name(facts: Mapping[str, Any]) -> str:
    """Return the name of the firm whose dossier it is, "" where it is a person's."""
    firm = facts.get(FIRM)
    return str(firm["name"]) if isinstance(firm, Mapping) else ""
