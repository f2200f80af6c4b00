"""The dossier (hồ sơ) as a kind of work: what each act of a normal day does to it.

Which steps there are, who holds them and which acts they offer is the procedure's definition; what an act means
wherever it stands (a clock that starts, a number that is given, who may do it) is here.
"""

from collections.abc import Callable, Mapping
from typing import Any

from kinhbac.base.people import PersonNumberError, parse_identity
from kinhbac.kernel import clocks
from kinhbac.kernel.flow import begin, leave
from kinhbac.kernel.types import (
    Act,
    Actor,
    CaseState,
    ClockStopped,
    Closed,
    Command,
    Context,
    Decision,
    Effect,
    FactsSet,
    Opened,
    PartyJoined,
    Refusal,
    Step,
)
from kinhbac.services.procedures.rules import refusals
from kinhbac.services.procedures.rules.path import RECEIVING, flow_of
from kinhbac.tools.grammar.plain import from_plain
from kinhbac.tools.grammar.rules import term_on
from kinhbac.tools.grammar.types import RESOLUTION, Procedure

KIND = "dossier"
RECEPTION = "reception"
OUTCOME_RETURNED = "returned"
APPLICANT = "applicant"

Content = Mapping[str, Any] | None
Meaning = Callable[[CaseState, Command, Context], tuple[tuple[Effect, ...], Content] | Refusal]


class DossierKind:
    """The seat of dossiers in the kernel."""

    name = KIND
    undoable = frozenset(
        {
            "dossier.received",
            "dossier.proposed",
            "dossier.approved",
            "dossier.returned_for_rework",
            "dossier.corrected",
        }
    )

    def read_definition(self, plain: Mapping[str, Any]) -> Procedure:
        """Return the procedure that a stored definition holds."""
        return from_plain(plain)

    def decide(self, state: CaseState | None, command: Command, context: Context) -> Decision | Refusal:
        """Say what a command does to a dossier; without one, `submit` opens it."""
        if state is None:
            return _submit(command, context) if command.name == "submit" else refusals.UNKNOWN
        if not state.is_open:
            return refusals.CLOSED
        if command.name == "correct":
            return _correct(state, command, context)
        return _do(state, command, context)


def may_act(step: Step, actor: Actor) -> bool:
    """Say whether an actor's post is the one that holds a step (and the person, where one has taken it)."""
    holder = step.holder
    return (
        actor.office == holder.office
        and actor.role == holder.role
        and (holder.person is None or holder.person == actor.person)
    )


def _submit(command: Command, context: Context) -> Decision:
    """Open a dossier: it lies at its first step, and the clock of reception runs (NĐ 118/2025 Điều 17 khoản 2)."""
    procedure: Procedure = context.definition
    values = command.values
    opened = Opened(kind=KIND, code=values["code"], area=values["area"])
    facts = {
        "procedure": procedure.key,
        "channel": values["channel"],
        "fee": values["fee"],
        RECEIVING: values[RECEIVING],
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
        FactsSet(facts),
        first,
    )
    if flow[procedure.start].term:
        effects += (clocks.start(RECEPTION, str(flow[procedure.start].term), context.now, context.calendar),)
    return Decision(acts=(Act(name="dossier.submitted", effects=effects, content=values["content"]),))


def _do(state: CaseState, command: Command, context: Context) -> Decision | Refusal:
    """Leave the open step that offers this act, with what the act means besides."""
    procedure: Procedure = context.definition
    flow = flow_of(procedure, context.now)
    if command.name not in MEANINGS or not any(command.name in rule.ways for rule in flow.values()):
        return refusals.UNKNOWN
    step = next((each for each in state.open_steps() if command.name in flow[each.name].ways), None)
    if step is None:
        return refusals.NOT_NOW
    if not may_act(step, context.actor):
        return refusals.NOT_YOURS
    name, meaning = MEANINGS[command.name]
    meant = meaning(state, command, context)
    if isinstance(meant, Refusal):
        return meant
    effects, content = meant
    moved = leave(flow, step, command.name, state, context.directory, context.calendar, context.now)
    return Decision(acts=(Act(name=name, effects=(*moved, *effects), content=content),))


def _receive(state: CaseState, command: Command, context: Context) -> tuple[tuple[Effect, ...], Content]:
    """Reception: the term of resolution runs from here (NĐ 118/2025 Điều 17 khoản 3)."""
    rule = term_on(context.definition, RESOLUTION, context.now)
    started = clocks.start(RESOLUTION, rule.term, context.now, context.calendar, after_15=rule.after_15)
    stopped = (ClockStopped(key=RECEPTION, how="met"),) if RECEPTION in state.clocks else ()
    return (*stopped, started), _noted(command)


def _propose(_state: CaseState, command: Command, context: Context) -> tuple[tuple[Effect, ...], Content]:
    return (FactsSet({"proposer": str(context.actor.person)}),), _noted(command)


def _approve(
    state: CaseState, command: Command, context: Context
) -> tuple[tuple[Effect, ...], Content] | Refusal:
    if state.facts.get("proposer") == str(context.actor.person):
        return refusals.OWN_PROPOSAL
    return (FactsSet({"approver": str(context.actor.person)}),), _noted(command)


def _return_for_rework(
    _state: CaseState, command: Command, _context: Context
) -> tuple[tuple[Effect, ...], Content] | Refusal:
    if not str(command.values.get("note", "")).strip():
        return refusals.REASON_MISSING
    return (), _noted(command)


def _issue_result(
    _state: CaseState, command: Command, context: Context
) -> tuple[tuple[Effect, ...], Content]:
    """The result has its number and its place in the book: processing has ended (trạng thái 9)."""
    facts = {
        "result_number": command.values["number"],
        "issued_on": context.now.date().isoformat(),
    }
    return (FactsSet(facts), ClockStopped(key=RESOLUTION, how="met")), _noted(command)


def _hand_over(
    _state: CaseState, command: Command, _context: Context
) -> tuple[tuple[Effect, ...], Content] | Refusal:
    """Into the applicant's hand, or a proxy's who shows the authority (NĐ 118/2025 Điều 6 khoản 2, Điều 22)."""
    values = command.values
    if values.get("to") != "proxy":
        return (FactsSet({"handed_to": APPLICANT}), Closed(OUTCOME_RETURNED)), _noted(command)
    name = str(values.get("proxy_name", "")).strip()
    try:
        number = parse_identity(str(values.get("proxy_identity_number", ""))).digits
    except PersonNumberError:
        return refusals.PROXY_MISSING
    if not name or values.get("authority_seen") is not True:
        return refusals.PROXY_MISSING
    content = {**(_noted(command) or {}), "proxy": {"name": name, "identity_number": number}}
    return (FactsSet({"handed_to": "proxy"}), Closed(OUTCOME_RETURNED)), content


def _correct(state: CaseState, command: Command, context: Context) -> Decision | Refusal:
    """Correct what was entered, by whoever holds the dossier, with a reason; the old value stays in the journal."""
    if not any(may_act(step, context.actor) for step in state.open_steps()):
        return refusals.NOT_YOURS
    reason = str(command.values.get("reason", "")).strip()
    if not reason:
        return refusals.REASON_MISSING
    changes = command.values["changes"]
    if not changes:
        return refusals.NOTHING_CHANGED
    content = {"changes": changes, "reason": reason}
    return Decision(acts=(Act(name="dossier.corrected", content=content, corrects=command.values["entry"]),))


def _noted(command: Command) -> Content:
    note = str(command.values.get("note", "")).strip()
    return {"note": note} if note else None


MEANINGS: Mapping[str, tuple[str, Meaning]] = {
    "receive": ("dossier.received", _receive),
    "propose": ("dossier.proposed", _propose),
    "approve": ("dossier.approved", _approve),
    "return_for_rework": ("dossier.returned_for_rework", _return_for_rework),
    "issue_result": ("dossier.result_issued", _issue_result),
    "hand_over": ("dossier.handed_over", _hand_over),
}
"""What each act of a procedure is called in the journal, and what it means besides moving on."""
