"""What a form promises just before it is sent: who will answer until when, what it will cost. As `submit` decides it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.base.worktime.due import Due
from kinhbac.kernel import definitions
from kinhbac.kernel.directory.types import UnitRef
from kinhbac.services.procedures.rules.fees import eid_behind, eid_facts
from kinhbac.tools.grammar.fees import facts_from, fee_for
from kinhbac.tools.grammar.rules import reception_due, resolving_unit
from kinhbac.tools.grammar.types import Fee, Procedure
from kinhbac.tools.identity.types import EidCard


@dataclass(frozen=True, slots=True)
class Promise:
    """Who receives and who resolves, until when the dossier is answered if it is sent now, and its fee.

    `eid` is the applicant's e-identity where the fee is what it is because of it.
    """

    receiving: Text
    resolving: Text
    answer: Due
    fee: Fee
    eid: EidCard | None = None


def promise_of(
    procedure: Procedure,
    answers: Mapping[str, Any],
    channel: str,
    now: datetime,
    eid: EidCard | None = None,
) -> Promise:
    """Return the promise of a complete form.

    Args:
        procedure: of the form.
        answers: those that count, without a fault.
        channel: the key of the way in which it is handed in.
        now: aware; the moment of sending.
        eid: the applicant's e-identity, None where it is not known or not asked.

    Raises:
        PlainError: no office is competent, the calendar ends too soon, or no fee is in force.
    """
    day = now.astimezone(HCM).date()
    directory = definitions.current_directory()
    area = UnitRef.parse(str(resolving_unit(procedure, answers)))
    resolving = directory.competent_office(procedure.competence.key, area, day)
    facts = {**facts_from(procedure, answers, filed_on=day), **eid_facts(eid)}
    fee = fee_for(procedure, filed_on=day, channel=channel, facts=facts)
    return Promise(
        receiving=directory.one_stop_of(resolving, day).name,
        resolving=resolving.name,
        answer=reception_due(procedure, now, definitions.current_calendar()),
        fee=fee,
        eid=eid_behind(fee, eid),
    )
