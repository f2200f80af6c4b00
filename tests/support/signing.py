"""Somebody signed in, for tests of what comes after: the session as it is when she has come in."""

from datetime import UTC, datetime
from uuid import UUID

from django.test import Client, RequestFactory

from kinhbac.tools.identity.actions.entering import trait_of
from kinhbac.tools.identity.reads.entries import SESSION
from kinhbac.tools.identity.types import DEMO


def signed_in(
    client: Client,
    account: UUID | str,
    *,
    level: int = 2,
    way: str = DEMO,
    posts: bool = True,
    browser: str = "",
    at: datetime | None = None,
) -> Client:
    """Let a browser of tests be that of somebody who came in; `browser` is what it says of itself (User-Agent)."""
    session = client.session
    session[SESSION] = {
        "account": str(account),
        "way": way,
        "level": level,
        "posts": posts,
        "at": (at or datetime.now(UTC)).isoformat(),
        "trait": trait_of(RequestFactory(headers={"User-Agent": browser}).get("/")),
    }
    session.save()
    client.cookies["kinhbac_session"] = session.session_key
    return client
