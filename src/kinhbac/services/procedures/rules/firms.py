"""Filing for a firm (nộp thay doanh nghiệp): which procedures take it, what the dossier keeps of the firm. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from kinhbac.base.text import Text
from kinhbac.kernel.types import Refusal
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
    return {} if card is None else {FIRM: {"name": card.name, "code": card.enterprise_code}}


def firm_name(facts: Mapping[str, Any]) -> str:
    """Return the name of the firm whose dossier it is, "" where it is a person's."""
    firm = facts.get(FIRM)
    return str(firm["name"]) if isinstance(firm, Mapping) else ""
