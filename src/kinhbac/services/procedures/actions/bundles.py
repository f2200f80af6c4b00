"""Filing a bundle: one form becomes a bundle and the dossiers of its parts, all in one transaction; and ending it whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from kinhbac.base.clock import HCM
from kinhbac.kernel import actions as cases
from kinhbac.kernel import definitions
from kinhbac.kernel.directory.types import Office, UnitRef
from kinhbac.kernel.numbering import take_number
from kinhbac.kernel.reads import entries_of, tied_to
from kinhbac.kernel.types import Actor, CaseState, Command, Recorded, Refused, Viewer
from kinhbac.services.procedures.actions import turns
from kinhbac.services.procedures.actions.dossiers import Asked
from kinhbac.services.procedures.reads.bundle_parts import known_parts
from kinhbac.services.procedures.reads.mandates import case_or_reason
from kinhbac.services.procedures.reads.published import choices, code_patterns, procedure_of
from kinhbac.services.procedures.rules import refusals
from kinhbac.services.procedures.rules.bundles.filing import (
    Whole,
    eid_of_parts,
    fees_of,
    filed_values,
    handed_of,
    office_of,
)
from kinhbac.services.procedures.rules.bundles.kind import FILE, WITHDRAW, parts_in, standing_at
from kinhbac.services.procedures.rules.bundles.names import EID_PARTS, KIND, PARENT, At
from kinhbac.services.procedures.rules.fees import eid_facts
from kinhbac.services.procedures.rules.handed_in import Handed
from kinhbac.services.procedures.rules.in_force import why_not_together
from kinhbac.services.procedures.rules.mandates import mandate_in
from kinhbac.services.procedures.rules.names import APPLICANT
from kinhbac.services.procedures.rules.own_turns import OwnTurn, own_turns
from kinhbac.services.procedures.rules.who import is_applicant
from kinhbac.services.procedures.types import Incomplete
from kinhbac.tools.grammar.parts import Part, faults_of, parts_of
from kinhbac.tools.grammar.rules import components_for, resolving_unit
from kinhbac.tools.grammar.types import Procedure
from kinhbac.tools.identity.types import EidCard


@dataclass(frozen=True, slots=True)
class Hand:
    """Who files a bundle, and what was noted at a desk, if it was one.

    Attributes:
        actor: the applicant, who holds her mandate, or the officer for her.
        applicant: whose it is.
        desk: where it is handed in, "" online.
        handed: how each component of the bundle was handed in there.
        waived: questions for files that paper or a database answers.
        content: what the bundle keeps of it beside the answers.
        key: the same hand with the same key files it once.
        behind: for which firm or under which mandate, as facts; nothing for oneself.
        eid: the applicant's e-identity, where she files for herself and it is known.
    """

    actor: Actor
    applicant: UUID
    desk: str = ""
    handed: Mapping[str, Handed] | None = None
    waived: frozenset[str] = frozenset()
    content: Mapping[str, Any] | None = None
    key: str | None = None
    behind: Mapping[str, Any] = field(default_factory=dict)
    eid: EidCard | None = None


def file_bundle(
    *,
    bundle: Procedure,
    definition: str,
    answers: Mapping[str, Any],
    hand: Hand,
    channel: str,
    now: datetime,
) -> Recorded:
    """File a bundle: it gets a code, each part that waits for nothing becomes a dossier, the others wait.

    Args:
        bundle: the procedure, in force.
        definition: hash of its version.
        answers: of its form, judged.
        hand: who files.
        channel: key of the way in which it is handed in.
        now: aware.

    Raises:
        Incomplete: an answer does not fit the form of a part.
        Refused: a part cannot be filed on that day.
        PlainError: no office is competent for a part, or the calendar ends too soon.
    """
    local = now.astimezone(HCM)
    day = local.date()
    known = known_parts(bundle, day)
    parts = parts_of(bundle, answers, known.procedures) if _all_known(bundle, known.procedures) else ()
    refusal = why_not_together(
        bundle,
        [each.procedure.key for each in parts] or [each.procedure for each in bundle.bundle],
        known.procedures,
        day,
    )
    if refusal is not None:
        raise Refused(refusal)
    _check(parts, day, hand.waived)
    directory = definitions.current_directory()
    area = UnitRef.parse(str(resolving_unit(bundle, answers)))
    leading = directory.competent_office(bundle.competence.key, area, day)
    offices = {each.key: office_of(each, directory, day) for each in parts}
    with transaction.atomic():
        whole = Whole(
            case=uuid4(),
            code=new_code(leading, day),
            applicant=hand.applicant,
            channel=channel,
            receiving=hand.desk or directory.one_stop_of(leading, day).key,
            fees=fees_of(parts, day, channel, eid_facts(hand.eid)),
            behind=hand.behind,
        )
        asked = components_for(bundle, answers)
        proven = eid_of_parts(parts, day, channel, hand.eid)
        values = {
            "procedure": bundle.key,
            "area": str(area),
            "content": {"answers": dict(answers), **_proof(proven), **(hand.content or {})},
            **filed_values(
                parts,
                known.definitions,
                whole,
                offices,
                {
                    each.key: {**handed_of(each, asked, hand.handed or {}, {}), **proven.get(each.key, {})}
                    for each in parts
                },
                lambda _part, office: new_code(office, day),
            ),
        }
        return cases.open_case(
            kind=KIND,
            definition=definition,
            command=Command(FILE, values),
            actor=hand.actor,
            key=hand.key,
            now=local,
            case=whole.case,
        )


def _proof(proven: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return what a bundle keeps of the e-identity behind fees, for parts that are opened later; nothing where none is."""
    cards = list(proven.values())
    return {**cards[0], EID_PARTS: sorted(proven)} if cards else {}


def new_code(office: Office, day: date) -> str:
    """Return the code of a new dossier of an office: its next number of the day."""
    number = take_number(f"dossier {office.e_identifier} {day.isoformat()}")
    return code_patterns().on(day).format(office.e_identifier, day, number)


def end_whole(code: str, turn: OwnTurn, *, viewer: Viewer, reason: str, key: str) -> Recorded:
    """Stop or withdraw every part of one's bundle that may be, and open no more of it; in one transaction.

    One's own, or the one that was filed under a mandate which one holds.

    Law:
        Nghị định 118/2025/NĐ-CP, Điều 21: each part is stopped before its decision, withdrawn before its result.

    Raises:
        NotFound: no such bundle of the viewer.
        Refused: no part can be stopped or withdrawn any more, or the mandate holds no more.
    """
    state = case_or_reason(code, viewer, cases.clock.now(), KIND)
    actor = _hand(state, viewer)
    with transaction.atomic():
        # done under this key before, it is answered again and nothing more is done
        before = any(each.key == key for each in entries_of(state.case))
        parts = [each for each in tied_to(state.case, PARENT) if not before and turn in turns_open(each)]
        waits = turn is OwnTurn.WITHDRAW and standing_at(parts_in(state), At.WAITING)
        if not (before or parts or waits):
            raise Refused(refusals.NOTHING_TO_WITHDRAW)
        act = turns.stop if turn is OwnTurn.STOP else turns.withdraw
        for place, each in enumerate(parts):
            act(each.case, reason=reason, asked=Asked(viewer=viewer, key=f"{key}:{place}"))
        command = Command(WITHDRAW, {"reason": reason})
        return cases.act(case=state.case, command=command, actor=actor, key=key)


def _hand(state: CaseState, viewer: Viewer) -> Actor:
    """Return the viewer as the applicant, or under her mandate; refuse whoever is neither."""
    if is_applicant(state, viewer.person):
        return viewer.acting_in(None)
    mandate = mandate_in(state, viewer)
    if mandate is None:
        raise Refused(refusals.ONLY_THE_APPLICANT)
    applicant = next(each.person for each in state.parties if each.role == APPLICANT)
    return viewer.acting_under(mandate, applicant)


def turns_open(state: CaseState) -> tuple[OwnTurn, ...]:
    """Return the turns that are open to the applicant of a part's dossier."""
    return own_turns(state, procedure_of(state.definition), cases.clock.now()) if state.is_open else ()


def _all_known(bundle: Procedure, known: Mapping[str, Procedure]) -> bool:
    return all(each.procedure in known for each in bundle.bundle)


def _check(parts: tuple[Part, ...], day: date, waived: frozenset[str]) -> None:
    faults = [
        fault
        for each in parts
        for fault in faults_of(each, today=day, choices=choices(day))
        if not (fault.keyword == "required" and fault.path in waived)
    ]
    if faults:
        raise Incomplete(tuple({(each.path, each.keyword): each for each in faults}.values()))
