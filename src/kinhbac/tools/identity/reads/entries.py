"""Reads of one's own sessions and sign-ins; nobody else's. An administrator's are `rights`."""

from datetime import datetime
from importlib import import_module
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac

from kinhbac.kernel.types import Viewer
from kinhbac.tools.identity.models import Person, Session, SignInRecord
from kinhbac.tools.identity.rules import browser_named
from kinhbac.tools.identity.types import SessionSeen, SignInSeen

SESSION = "entry"
"""Where a session keeps how it began."""
MOST = 20


def own_rows(viewer: Viewer, now: datetime) -> list[Session]:
    """Return the rows of the viewer's sessions that still hold; for actions alone, they hold the keys."""
    if viewer.account is None:
        return []
    return list(Session.objects.filter(account=viewer.account, expire_date__gt=now))


def mark_of(key: str | None) -> str:
    """Return what names a session on a page; who reads it cannot come in by it."""
    return salted_hmac("kinhbac.identity.session", key or "", algorithm="sha256").hexdigest()[:32]


def own_sessions(viewer: Viewer, this: str | None, now: datetime) -> tuple[SessionSeen, ...]:
    """Return the viewer's sessions, the one that asks first, then the latest.

    Args:
        viewer: whose.
        this: the key of the session that asks.
        now: aware.
    """
    seen = [seen_from(row, this) for row in own_rows(viewer, now)]
    return tuple(sorted(seen, key=lambda each: (not each.is_this, -each.at.timestamp())))


def entry_of(row: Session) -> dict[str, Any]:
    """Return how a session began."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    entry: dict[str, Any] = store.decode(row.session_data)[SESSION]
    return entry


def seen_from(row: Session, this: str | None) -> SessionSeen:
    """Return a row as the value that leaves; whoever calls has asked whose it is."""
    entry = entry_of(row)
    return SessionSeen(
        mark=mark_of(row.session_key),
        way=entry["way"],
        level=entry["level"],
        at=datetime.fromisoformat(entry["at"]),
        until=row.expire_date,
        browser=entry.get("browser", ""),
        source=entry.get("source", ""),
        is_this=row.session_key == this,
    )


def own_sign_ins(viewer: Viewer) -> tuple[SignInSeen, ...]:
    """Return who came in as the viewer, or tried with a session of hers, the latest first, at most twenty."""
    if viewer.account is None:
        return ()
    rows = list(SignInRecord.objects.filter(account=viewer.account).order_by("-at", "-pk")[:MOST])
    closed_by = {row.by for row in rows if row.by is not None}
    names = dict(Person.objects.filter(pk__in=closed_by).values_list("pk", "full_name")) if closed_by else {}
    return tuple(
        SignInSeen(
            at=row.at,
            outcome=row.outcome,
            way=row.way,
            code=row.code,
            source=row.source,
            browser=browser_named(row.browser),
            reason=row.reason,
            by=names.get(row.by, "") if row.by is not None else "",
        )
        for row in rows
    )
