"""The one cast of all tests: who they are, which posts they hold, and a clock that stands still. Pure.

Lan files; Minh receives at the one-stop centre; Hoa appraises and Bình approves at the committee of the same ward.
Nam must never get in: as a citizen he is a stranger to every case, as an officer he sits in another ward.
"""

from datetime import date, datetime
from uuid import UUID

from kinhbac.base.clock import HCM, FixedClock
from kinhbac.kernel.types import Actor, Position, Viewer

NOW = datetime(2026, 4, 28, 9, 0, tzinfo=HCM)
"""A Tuesday morning, two working days before the long holiday of 30 April."""

CLOCK = FixedClock(NOW)

WARD = "2025/07210"
CENTRE = "2025.07210.centre"
COMMITTEE = "2025.07210.committee"
OTHER_COMMITTEE = "2025.07228.committee"
"""Another ward's committee, where Nam sits."""


def _key(number: int) -> UUID:
    return UUID(int=number)


def _officer(number: int, role: str, office: str) -> Viewer:
    post = Position(key=_key(number + 2), role=role, office=office, valid_from=date(2025, 7, 1))
    return Viewer(account=_key(number), person=_key(number + 1), positions=(post,))


LAN = Viewer(account=_key(0x1A0), person=_key(0x1A1))
MINH = _officer(0x2A0, "one_stop", CENTRE)
HOA = _officer(0x3A0, "specialist", COMMITTEE)
BINH = _officer(0x4A0, "leader", COMMITTEE)
NAM = Viewer(account=_key(0x5A0), person=_key(0x5A1))
NAM_ELSEWHERE = _officer(0x6A0, "specialist", OTHER_COMMITTEE)
NOBODY = Viewer()

CITIZEN: Actor = LAN.acting()
RECEIVER: Actor = MINH.acting()
SPECIALIST: Actor = HOA.acting()
LEADER: Actor = BINH.acting()
STRANGER: Actor = NAM.acting()
