"""The turns that an applicant may take with her own dossier now: supplement, adjust, stop, withdraw, rate. Pure.

What each of them does is decided by the rules of the dossier; here is only what her page offers.
"""

from datetime import datetime
from enum import StrEnum

from kinhbac.kernel.types import CaseState, Refusal
from kinhbac.services.procedures.rules import names, refusals
from kinhbac.services.procedures.rules.state import (
    citizen_wait,
    is_correcting,
    is_decided,
    is_finished,
    is_received,
    running,
)
from kinhbac.services.procedures.rules.turns import refusals as turn_refusals
from kinhbac.tools.grammar.types import Procedure


class OwnTurn(StrEnum):
    """A turn of the applicant; each is also the command that does it."""

    SUPPLEMENT = "supplement"
    ADJUST = "adjust"
    STOP = "stop"
    WITHDRAW = "withdraw"
    RATE = "rate"


def own_turns(state: CaseState, _procedure: Procedure, _now: datetime) -> tuple[OwnTurn, ...]:
    """Return the turns that are open to the applicant, what is asked of her first.

    Adjusting and stopping end with the decision (NĐ 118/2025 Điều 21), withdrawing with the result; while a supplement
    is asked, changes of the form go with it.
    """
    if not state.is_open:
        return () if state.facts.get("rated") else (OwnTurn.RATE,)
    if is_correcting(state):
        return ()
    waiting = citizen_wait(state) is not None
    offered = {
        OwnTurn.SUPPLEMENT: waiting,
        OwnTurn.ADJUST: not waiting and not is_decided(state),
        OwnTurn.STOP: is_received(state) and not is_decided(state),
        OwnTurn.WITHDRAW: not is_finished(state),
    }
    return tuple(turn for turn, is_open in offered.items() if is_open)


def silent_until(state: CaseState) -> datetime | None:
    """Return until when a supplement is waited for, None where none is, or no limit is in force."""
    clock = running(state, names.SILENCE)
    return clock.due_at if clock is not None else None


def why_closed(state: CaseState, turn: OwnTurn) -> Refusal:
    """Return why a turn is not open to the applicant now, with its law."""
    if turn is OwnTurn.RATE:
        return turn_refusals.NOT_ENDED if state.is_open else turn_refusals.RATED_ALREADY
    if not state.is_open:
        return refusals.CLOSED
    if turn is OwnTurn.SUPPLEMENT:
        return turn_refusals.NOT_ASKED
    if turn is OwnTurn.WITHDRAW or is_finished(state):
        return turn_refusals.RESULT_THERE
    if is_decided(state):
        return turn_refusals.DECIDED
    return turn_refusals.NOT_RECEIVED if turn is OwnTurn.STOP else turn_refusals.WAITING
