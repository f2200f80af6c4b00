"""A dossier begins: it lies at its first step, the clock of reception runs, and every office that has to do with it knows."""

from collections.abc import Mapping
from typing import Any

from kinhbac.base.clock import HCM
from kinhbac.kernel import clocks
from kinhbac.kernel.directory.types import UnitRef
from kinhbac.kernel.flow import begin
from kinhbac.kernel.types import (
    Act,
    CaseState,
    Command,
    Context,
    Decision,
    Effect,
    FactsSet,
    Opened,
    PartyJoined,
)
from kinhbac.services.procedures.rules.bundles.names import BUNDLE
from kinhbac.services.procedures.rules.firms import FIRM, firm_party
from kinhbac.services.procedures.rules.mandates import MANDATE, mandate_party
from kinhbac.services.procedures.rules.names import (
    APPLICANT,
    CASE,
    HOME,
    KIND,
    ONLINE,
    RECEIVING,
    RECEPTION,
    RESOLVING,
)
from kinhbac.services.procedures.rules.offices import observing
from kinhbac.services.procedures.rules.path import flow_of
from kinhbac.tools.grammar.rules import case_for
from kinhbac.tools.grammar.types import Procedure


def submitted(command: Command, context: Context) -> Decision:
    """Open a dossier.

    Law:
        Nghị định 118/2025/NĐ-CP, Điều 17 khoản 2 (the clock of reception), Điều 20 khoản 1 (three parties).
    """
    procedure: Procedure = context.definition
    values = command.values
    opened = Opened(kind=KIND, code=values["code"], area=values["area"])
    day = context.now.astimezone(HCM).date()
    area = UnitRef.parse(str(opened.area))
    resolving = context.directory.competent_office(procedure.competence.key, area, day)
    home = context.directory.one_stop_of(resolving, day).key
    facts = {
        "procedure": procedure.key,
        "channel": values["channel"],
        "fee": values["fee"],
        RECEIVING: values[RECEIVING],
        HOME: home,
        RESOLVING: resolving.key,
        ONLINE: procedure.online.level,
        **_case(procedure, values["content"].get("answers", {})),
        **{name: values[name] for name in (FIRM, MANDATE, BUNDLE) if name in values},
    }
    state = CaseState(
        case=values["case"],
        kind=KIND,
        definition=context.definition_hash,
        seq=0,
        head="",
        opened_at=context.now,
        area=opened.area,
        facts=facts,
    )
    flow = flow_of(procedure, context.now)
    first = begin(flow, procedure.start, state, context.directory, context.calendar, context.now)
    effects: tuple[Effect, ...] = (
        opened,
        PartyJoined(role=APPLICANT, person=values["applicant"]),
        *firm_party(facts),
        *mandate_party(facts),
        *observing(home, str(values[RECEIVING])),
        FactsSet(facts),
        first,
    )
    if first.term:
        effects += (clocks.start(RECEPTION, first.term, context.now, context.calendar),)
    return Decision(acts=(Act(name="dossier.submitted", effects=effects, content=values["content"]),))


def _case(procedure: Procedure, answers: Mapping[str, Any]) -> dict[str, str]:
    """Return the case (trường hợp) that the answers lead to, as a fact; none where the procedure knows no cases."""
    case = case_for(procedure, answers)
    return {CASE: case.key} if case is not None else {}
