"""Mandates as they serve procedures: which of those that one holds takes a procedure today, and for whom one filed."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from kinhbac.base.clock import HCM
from kinhbac.kernel import reads as cases
from kinhbac.kernel.definitions import NotPublished
from kinhbac.kernel.types import CaseState, Refused, Viewer
from kinhbac.services.procedures.reads.published import mandating
from kinhbac.services.procedures.rules.mandates import MANDATE, mandate_in, was_filed_by, why_not_for_her
from kinhbac.services.procedures.rules.names import KIND
from kinhbac.tools.grammar.types import Procedure
from kinhbac.tools.identity.reads.mandates import held_by, mandate_held, names_behind
from kinhbac.tools.identity.rules.mandates import why_over
from kinhbac.tools.identity.types import MandateCard


def usable_for(procedure: Procedure, viewer: Viewer, now: datetime) -> tuple[MandateCard, ...]:
    """Return the mandates under which the viewer may file a procedure for another today; none for nobody."""
    day = now.astimezone(HCM).date()
    held = held_by(viewer)
    try:
        rule = mandating().on(day) if held else None
    except NotPublished:
        return ()
    if rule is None:
        return ()
    return tuple(each for each in held if why_not_for_her(each, procedure, rule, day) is None)


def case_or_reason(code: str, viewer: Viewer, now: datetime, kind: str = KIND) -> CaseState:
    """Return a dossier (or a bundle) that the viewer may see; to whom its mandate has ended, why she may not any more.

    Raises:
        NotFound: there is none, or it is not hers to see.
        Refused: she filed it under a mandate that holds no more; the reason, and nothing of the dossier.
    """
    try:
        return cases.case_coded(code, viewer, kind)
    except cases.NotFound:
        state = cases.case_for_bearer(code)
        if state is not None and was_filed_by(state, viewer.person):
            card = mandate_held(UUID(state.facts[MANDATE]["key"]), viewer)
            refusal = why_over(card, now.astimezone(HCM).date())
            if refusal is not None:
                raise Refused(refusal) from None
        raise


def for_whom(states: Iterable[CaseState], viewer: Viewer) -> dict[UUID, str]:
    """Return, for those of some dossiers that the viewer handles under a mandate, the name of the person whose each is."""
    under = {state.case: key for state in states if (key := mandate_in(state, viewer)) is not None}
    names = names_behind(frozenset(under.values()), viewer)
    return {case: names[key] for case, key in under.items() if key in names}
