"""The offices that a dossier remembers, as they are on a day: what a merger has made of them."""

from dataclasses import replace
from datetime import date

from kinhbac.kernel.directory.directory import Directory
from kinhbac.kernel.directory.errors import Divided, NoSuccessor
from kinhbac.kernel.types import CaseState, Effect, ObserverJoined
from kinhbac.services.procedures.rules.names import HOME, RECEIVING, RESOLVING


def settled(state: CaseState, directory: Directory, day: date) -> CaseState:
    """Return a dossier whose receiving, home and resolving offices are those that stand for them on a day.

    An office that was divided, or has no successor, stays as it is: its steps say what to do.
    """
    moved = {}
    for fact in (RECEIVING, HOME, RESOLVING):
        kept = state.facts.get(fact)
        now = _now(str(kept), directory, day) if kept else None
        if now != kept:
            moved[fact] = now
    return replace(state, facts={**state.facts, **moved}) if moved else state


def observing(home: str, receiving: str) -> tuple[Effect, ...]:
    """Return the effect that lets the resolving office's own desk watch, where another desk received.

    Law:
        Nghị định 118/2025/NĐ-CP, Điều 20 khoản 1.
    """
    return (ObserverJoined(role=HOME, office=home),) if home != receiving else ()


def _now(office: str, directory: Directory, day: date) -> str:
    try:
        return directory.office_on(office, day).key
    except (Divided, NoSuccessor):
        return office
