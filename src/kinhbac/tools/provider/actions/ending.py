"""Sign-ons end with the session in which they began, however that ends; the systems are told after it, by the worker.

Nothing that ends a session knows of systems: the worker looks which sign-ons have lost theirs. So no way of ending one can
be forgotten, and no page waits for a system that does not answer.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from kinhbac.tools.provider.models import LogoutNotice, SignOn, System, SystemAct, Token
from kinhbac.tools.provider.reads import lost_sign_ons, session_of
from kinhbac.tools.provider.rules import next_try

MOST = 500


def end(rows: QuerySet[SignOn], why: str, now: datetime) -> None:
    """End those of these sign-ons that are open, with their tokens; note the systems that are to be told."""
    with transaction.atomic():
        found = list(rows.filter(ended_at=None).select_for_update())
        keys = [row.pk for row in found]
        SignOn.objects.filter(pk__in=keys).update(ended_at=now, session="", why=why)
        Token.objects.filter(sign_on__in=keys, revoked_at=None).update(revoked_at=now)
        told = dict(
            System.objects.filter(pk__in={row.system for row in found})
            .exclude(back_channel="")
            .values_list("pk", "back_channel")
        )
        LogoutNotice.objects.bulk_create(
            LogoutNotice(sign_on=row, address=told[row.system], at=now, next_at=now)
            for row in found
            if row.system in told and row.exchanged_at is not None
        )


def end_lost(now: datetime) -> int:
    """End the sign-ons whose session is over, and follow those sessions that go on under another key; return how many ended."""
    lost = []
    for row in lost_sign_ons(now, MOST):
        session = session_of(row, now)
        if session is None:
            lost.append(row.pk)
        else:
            SignOn.objects.filter(pk=row.pk).update(session=session)
    if lost:
        end(SignOn.objects.filter(pk__in=lost), "session.ended", now)
    return len(lost)


def note_told(notice: int, fault: str, now: datetime) -> None:
    """Write down what came of telling a system: it heard, it is told again later, or it is given up and recorded."""
    row = LogoutNotice.objects.select_related("sign_on").get(pk=notice)
    row.tries += 1
    row.fault = fault[:80]
    if not fault:
        row.told_at, row.next_at = now, None
    else:
        row.next_at = next_try(row.tries, now)
    with transaction.atomic():
        row.save(update_fields=["tries", "fault", "told_at", "next_at"])
        if fault and row.next_at is None:
            SystemAct.objects.create(
                system=row.sign_on.system,
                act="not_told",
                code=row.fault,
                account=row.sign_on.account,
                at=now,
            )


def put_off(system: str, until: datetime) -> None:
    """Let everything that a system is to be told wait: it does not answer, and is not asked a hundred times."""
    LogoutNotice.objects.filter(sign_on__system=system, next_at__lt=until).update(next_at=until)
