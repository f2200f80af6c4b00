"""The dossier (hồ sơ) as a kind of work: a command becomes a turn, or is refused.

Which steps there are, who holds them and which acts they offer is the procedure's definition; what a turn means
wherever the dossier stands is in `turns`.
"""

from collections.abc import Mapping
from typing import Any

from kinhbac.base.clock import HCM
from kinhbac.kernel.types import Act, Actor, CaseState, Command, Context, Decision, Refusal, Step
from kinhbac.services.procedures.rules import refusals
from kinhbac.services.procedures.rules.interests import interest_in
from kinhbac.services.procedures.rules.meaning import Asked, Turn
from kinhbac.services.procedures.rules.names import (
    APPLICANT,
    KIND,
    LEADER,
    OUTCOME_RETURNED,
    PROXY,
    RECEPTION,
)
from kinhbac.services.procedures.rules.offices import settled
from kinhbac.services.procedures.rules.state import citizen_wait
from kinhbac.services.procedures.rules.submission import submitted
from kinhbac.services.procedures.rules.turns.refusals import WAITING
from kinhbac.services.procedures.rules.turns.table import TURNS, UNDOABLE
from kinhbac.services.procedures.rules.who import is_applicant, may_act
from kinhbac.tools.grammar.plain import from_plain
from kinhbac.tools.grammar.types import Procedure

__all__ = [
    "APPLICANT",
    "KIND",
    "MEANINGS",
    "OUTCOME_RETURNED",
    "PROXY",
    "RECEPTION",
    "DossierKind",
    "is_applicant",
    "may_act",
    "offered",
    "stand",
]

MEANINGS: frozenset[str] = frozenset(
    name for name, turn in TURNS.items() if not turn.of_applicant and name != "correct"
)
"""The acts of officers; a correction is judged by the form first, and the applicant's acts are her own."""


class DossierKind:
    """The seat of dossiers in the kernel."""

    name = KIND
    undoable = UNDOABLE
    assigners = frozenset({LEADER})

    def read_definition(self, plain: Mapping[str, Any]) -> Procedure:
        """Return the procedure that a stored definition holds."""
        return from_plain(plain)

    def decide(self, state: CaseState | None, command: Command, context: Context) -> Decision | Refusal:
        """Say what a command does to a dossier; without one, `submit` opens it."""
        if state is None:
            return submitted(command, context) if command.name == "submit" else refusals.UNKNOWN
        turn = TURNS.get(command.name)
        if turn is None:
            return refusals.UNKNOWN
        state = settled(state, context.directory, context.now.astimezone(HCM).date())
        step = stand(turn, state, context.definition, context.actor)
        if isinstance(step, Refusal):
            return step
        meant = turn.means(Asked(state, command, context, step))
        if isinstance(meant, Refusal):
            return meant
        act = Act(meant.name or turn.entry, meant.effects, meant.content, meant.corrects)
        return Decision(acts=(act,))


def stand(turn: Turn, state: CaseState, procedure: Procedure, actor: Actor) -> Step | Refusal | None:
    """Return the step at which an actor may take a turn now, None where it needs no step, or why she may not."""
    if not state.is_open and not turn.ended:
        return refusals.CLOSED
    step = turn.who(state, procedure, actor)
    if isinstance(step, Refusal):
        return step
    interest = None if turn.of_applicant else interest_in(state, actor.person, actor.stands_for)
    if interest is not None:
        return interest
    if not turn.waiting and citizen_wait(state) is not None:
        return WAITING
    return step


def offered(state: CaseState, procedure: Procedure, actor: Actor) -> tuple[str, ...]:
    """Return the turns that an actor may take now by her post and the dossier's place, in the order of the table.

    What a turn itself refuses (a limit that has passed, a reason that is missing) is not looked at.
    """
    return tuple(
        name for name, turn in TURNS.items() if not isinstance(stand(turn, state, procedure, actor), Refusal)
    )
