"""Ending somebody else's sessions: an administrator may, with a reason; its owner reads who did it, when and why."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kinhbac.kernel.types import Refused, Viewer
from kinhbac.tools.identity import rules
from kinhbac.tools.identity.models import SignInRecord
from kinhbac.tools.identity.reads.entries import entry_of, mark_of
from kinhbac.tools.identity.reads.rights import session_rows


def close_sessions(*, person: UUID, marks: frozenset[str], reason: str, viewer: Viewer, now: datetime) -> int:
    """End sessions of a person, wherever they are; return how many.

    Args:
        person: whose they must be; a mark of somebody else's ends nothing.
        marks: as `sessions_of` gives them.
        reason: why, in words; kept, and shown to whose they were.
        viewer: an administrator; of anybody else nothing is ended.
        now: aware.

    Raises:
        Refused: no reason is given; nothing was ended.
    """
    if not reason.strip():
        raise Refused(rules.NO_REASON_TO_CLOSE)
    found = [row for row in session_rows(person, viewer, now) if mark_of(row.session_key) in marks]
    with transaction.atomic():
        for row in found:
            SignInRecord.objects.create(
                at=now,
                outcome="closed",
                way=entry_of(row)["way"],
                account=row.account,
                by=viewer.person,
                reason=reason.strip()[:300],
            )
            row.delete()
    return len(found)
