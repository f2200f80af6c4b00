"""What a form promises just before it is sent: who will answer until when, what it will cost. As `submit` decides it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.base.worktime.due import Due
from kinhbac.kernel import definitions
from kinhbac.kernel.directory.types import UnitRef
from kinhbac.services.procedures.reads.bundle_parts import known_parts
from kinhbac.services.procedures.rules.bundles.filing import office_of
from kinhbac.services.procedures.rules.fees import (
    FeeSum,
    eid_behind,
    eid_facts,
    fee_facts,
    fee_of,
    sum_of,
)
from kinhbac.services.procedures.types import Fee as FeeSeen
from kinhbac.tools.grammar.fees import facts_from, fee_for
from kinhbac.tools.grammar.parts import parts_of
from kinhbac.tools.grammar.rules import reception_due, resolving_unit
from kinhbac.tools.grammar.types import Fee, Procedure
from kinhbac.tools.identity.types import EidCard


@dataclass(frozen=True, slots=True)
class PartPromise:
    """What a part of a bundle will be: its name, who resolves it, which others it waits for, and its fee.

    `by_eid` says that the fee is what it is because of the applicant's e-identity.
    """

    name: Text
    resolving: Text
    waits_for: tuple[Text, ...]
    fee: FeeSeen
    by_eid: bool = False


@dataclass(frozen=True, slots=True)
class Promise:
    """Who receives and who resolves, until when the dossier is answered if it is sent now, and its fee.

    Of a bundle there is no one fee (None): `parts` have theirs, and `total` is their sum. `eid` is the applicant's
    e-identity where the fee, or that of a part, is what it is because of it.
    """

    receiving: Text
    resolving: Text
    answer: Due
    fee: Fee | None
    parts: tuple[PartPromise, ...] = ()
    total: FeeSum | None = None
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
    parts = _parts(procedure, answers, channel, day, eid)
    facts = {**facts_from(procedure, answers, filed_on=day), **eid_facts(eid)}
    fee = None if parts else fee_for(procedure, filed_on=day, channel=channel, facts=facts)
    return Promise(
        receiving=directory.one_stop_of(resolving, day).name,
        resolving=resolving.name,
        answer=reception_due(procedure, now, definitions.current_calendar()),
        fee=fee,
        parts=parts,
        total=sum_of(each.fee for each in parts) if parts else None,
        eid=eid_behind(fee, eid) if fee is not None else eid if any(each.by_eid for each in parts) else None,
    )


def _parts(
    bundle: Procedure, answers: Mapping[str, Any], channel: str, day: date, eid: EidCard | None
) -> tuple[PartPromise, ...]:
    known = known_parts(bundle, day).procedures
    if any(each.procedure not in known for each in bundle.bundle):
        return ()
    parts = parts_of(bundle, answers, known)
    names = {each.key: each.procedure.name for each in parts}
    directory = definitions.current_directory()
    fees = {each.key: each.fee(day, channel, eid_facts(eid)) for each in parts}
    return tuple(
        PartPromise(
            name=each.procedure.name,
            resolving=office_of(each, directory, day).name,
            waits_for=tuple(names[key] for key in sorted(each.waits_for)),
            fee=fee_of({"fee": fee_facts(fees[each.key])}),
            by_eid=eid_behind(fees[each.key], eid) is not None,
        )
        for each in parts
    )
