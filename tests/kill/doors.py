"""Where an officer's act is asked for, and what is said: the address and body of every door that gives a receipt."""

from datetime import datetime, time, timedelta
from typing import Any

from kinhbac.base.clock import HCM
from tests.kill.board import Dossier
from tests.kill.staff import COMMUNES
from tests.kill.turns import ACT, CORRECTION, Move

PLACES = {ACT: "acts/{act}", CORRECTION: "corrections"}


def address_of(move: Move, dossier: Dossier) -> str:
    """Return where an act on a dossier is asked for."""
    return f"/api/dossiers/{dossier.code}/{PLACES.get(move.how, move.how).format(act=move.act)}"


def body_of(move: Move, dossier: Dossier) -> dict[str, Any]:
    """Return what is sent there, on the state that its asker has seen."""
    values = values_of(move, dossier)
    return {"seen": dossier.seq, **({"values": values} if move.how == ACT else values)}


def values_of(move: Move, dossier: Dossier) -> dict[str, Any]:
    """Return what an act says of a dossier."""
    values = dict(move.values())
    if move.act == "transfer":
        values["office"] = f"{other(dossier.commune).replace('/', '.')}.committee"
    if move.act == "apologise":
        values["new_due"] = _promise().isoformat()
    return values


def other(commune: str) -> str:
    """Return the other one of the two communes."""
    return next(each for each in COMMUNES if each != commune)


def _promise() -> datetime:
    """Return a moment in two weeks or more at which every desk is open, holidays apart: a Tuesday at nine."""
    day = datetime.now(HCM).date() + timedelta(days=14)
    return datetime.combine(day + timedelta(days=(1 - day.weekday()) % 7), time(9), HCM)
