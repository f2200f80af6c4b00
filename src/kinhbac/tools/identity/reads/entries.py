"""Reads of one's own sessions and sign-ins; nobody else's."""

from datetime import datetime
from importlib import import_module
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac

from kinhbac.kernel.types import Viewer
from kinhbac.tools.identity.models import Session, SignInRecord
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
    seen = [_seen(row.session_key, entry_of(row), this) for row in own_rows(viewer, now)]
    return tuple(sorted(seen, key=lambda each: (not each.is_this, -each.at.timestamp())))


def entry_of(row: Session) -> dict[str, Any]:
    """Return how a session began."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    entry: dict[str, Any] = store.decode(row.session_data)[SESSION]
    return entry


def _seen(key: str, entry: dict[str, Any], this: str | None) -> SessionSeen:
    return SessionSeen(
        mark=mark_of(key),
        way=entry["way"],
        level=entry["level"],
        at=datetime.fromisoformat(entry["at"]),
        browser=entry.get("browser", ""),
        is_this=key == this,
    )


def own_sign_ins(viewer: Viewer) -> tuple[SignInSeen, ...]:
    """Return who came in as the viewer, or tried with a session of hers, the latest first, at most twenty."""
    if viewer.account is None:
        return ()
    rows = SignInRecord.objects.filter(account=viewer.account).order_by("-at", "-pk")[:MOST]
    return tuple(
        SignInSeen(row.at, row.outcome, row.way, row.code, row.source, browser_named(row.browser))
        for row in rows
    )
