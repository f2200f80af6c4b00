"""Shorthands of the kernel's tests: what the cast does on a normal day, through the kernel's own doors."""

from datetime import datetime
from uuid import UUID

from kinhbac.kernel import actions
from kinhbac.kernel.types import Actor, Command, Recorded
from tests.cast import CENTRE, CITIZEN, COMMITTEE, LAN, NOW, RECEIVER, SPECIALIST, WARD

DOSSIER, REPORT, WORK_FILE = "test.dossier", "test.report", "test.work_file"


def dossier_values(**more) -> dict:
    return {"area": WARD, "desk": CENTRE, "applicant": str(LAN.person), **more}


def open_dossier(published, *, actor: Actor = CITIZEN, key=None, now: datetime = NOW, **more) -> Recorded:
    command = Command("open", dossier_values(**more))
    return actions.open_case(
        kind=DOSSIER, definition=published[DOSSIER], command=command, actor=actor, key=key, now=now
    )


def open_report(published, *, now: datetime = NOW) -> Recorded:
    values = {"dispatcher": COMMITTEE, "area": WARD, "reporter": str(LAN.person)}
    return actions.open_case(
        kind=REPORT, definition=published[REPORT], command=Command("open", values), actor=CITIZEN, now=now
    )


def open_work_file(
    published, *, actor: Actor = SPECIALIST, key=None, now: datetime = NOW, **values
) -> Recorded:
    command = Command("open", {"office": COMMITTEE, **values})
    return actions.open_case(
        kind=WORK_FILE, definition=published[WORK_FILE], command=command, actor=actor, key=key, now=now
    )


def do(
    case: UUID, name: str, actor: Actor, *, seen=None, key=None, now: datetime = NOW, **values
) -> Recorded:
    return actions.act(case=case, command=Command(name, values), actor=actor, seen=seen, key=key, now=now)


def accepted_dossier(published, *, now: datetime = NOW, **more) -> UUID:
    case = open_dossier(published, now=now, **more).case
    do(case, "accept", RECEIVER, now=now, note="đủ giấy tờ")
    return case
