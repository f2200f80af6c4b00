"""Who an account is on a day: posts held, firms acted for, mandates held. Asked at every request, by fixed statements."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, models

from kinhbac.base.text import Text
from kinhbac.kernel.rows import Columns, fetch
from kinhbac.kernel.types import Position, Viewer
from kinhbac.tools.identity.models import Account, FirmAgent, Mandate, Person, Post, Session
from kinhbac.tools.identity.types import SignedIn

NOBODY = SignedIn(viewer=Viewer(), name="")

_HELD = """account.id, person.id, person.full_name,
    post.id, post.role, post.office, post.title_vi, post.title_en, post.valid_from, post.valid_to,
    post.instead_of, absent.full_name,
    agent.firm_id, agent.valid_from, agent.valid_to,
    mandate.id, mandate.valid_from, mandate.valid_to
"""
_HOLDING = """
LEFT JOIN kinhbac_person AS person ON person.id = account.person_id
LEFT JOIN kinhbac_post AS post ON post.person_id = person.id
LEFT JOIN kinhbac_person AS absent ON absent.id = post.instead_of
LEFT JOIN kinhbac_firm_agent AS agent ON agent.person_id = person.id
LEFT JOIN kinhbac_mandate AS mandate ON mandate.agent_id = person.id
    AND mandate.accepted_at IS NOT NULL AND mandate.ended_at IS NULL
"""
_IN_ORDER = "ORDER BY post.instead_of IS NOT NULL, post.valid_from, post.id"
_WHO = f"""
SELECT {_HELD} FROM kinhbac_account AS account {_HOLDING}
WHERE account.id = %s AND account.is_active {_IN_ORDER}
"""  # noqa: S608 - words of this file
_SESSION = f"""
SELECT session.session_key, session.session_data, session.expire_date, session.account, {_HELD}
FROM kinhbac_session AS session
LEFT JOIN kinhbac_account AS account ON account.id = session.account AND account.is_active {_HOLDING}
WHERE session.session_key = %s {_IN_ORDER}
"""  # noqa: S608 - as above


def _columns(table: type[models.Model], *names: str) -> Columns:
    return tuple(map(table._meta.get_field, names))  # noqa: SLF001 - Django's documented way to the columns


_OF_SESSION = ("session_key", "session_data", "expire_date", "account")
_SESSION_COLUMNS = _columns(Session, *_OF_SESSION)
_HELD_COLUMNS = (
    *_columns(Account, "id"),
    *_columns(Person, "id", "full_name"),
    *_columns(Post, "id", "role", "office", "title_vi", "title_en", "valid_from", "valid_to", "instead_of"),
    *_columns(Person, "full_name"),
    *_columns(FirmAgent, "firm", "valid_from", "valid_to"),
    *_columns(Mandate, "id", "valid_from", "valid_to"),
)

Holder = Sequence[tuple[Any, ...]]
"""What the tables say of an account: a row for every post, firm and mandate together."""


def signed_in(account: UUID, day: date) -> SignedIn:
    """Return who an account is on a day; nobody where it is unknown or closed. One query."""
    key = _HELD_COLUMNS[0].get_db_prep_value(account, connection)
    return who_in(fetch(_WHO, [key], _HELD_COLUMNS, fixed=True), day)


def session_with_holder(key: str) -> tuple[Session, Holder] | None:
    """Return a session, and whose it is for `who_in`; None where there is none. One query."""
    rows = fetch(_SESSION, [key], (*_SESSION_COLUMNS, *_HELD_COLUMNS), fixed=True)
    if not rows:
        return None
    wide = len(_OF_SESSION)
    return Session.from_db(DEFAULT_DB_ALIAS, _OF_SESSION, rows[0][:wide]), [row[wide:] for row in rows]


def who_in(rows: Holder, day: date) -> SignedIn:
    """Return who an account is on a day, from what the tables say of it."""
    if not rows or rows[0][0] is None:
        return NOBODY
    account, person, name = rows[0][:3]
    each_once = dict.fromkeys(
        (Position(row[3], row[4], row[5], row[8], row[9], row[10]), Text(vi=row[6], en=row[7]), row[11])
        for row in rows
        if row[3] is not None
    )
    held = [post for post in each_once if post[0].holds_on(day)]
    return SignedIn(
        viewer=Viewer(
            account=account,
            person=person,
            positions=tuple(position for position, _, _ in held),
            stands_for=frozenset(
                row[key] for row in rows for key in (12, 15) if _acts(row[key + 1], row[key + 2], day)
            ),
        ),
        name=name,
        title=held[0][1] if held else None,
        instead_of=tuple(dict.fromkeys(absent for _, _, absent in held if absent)),
    )


def _acts(first: date | None, last: date | None, day: date) -> bool:
    return first is not None and first <= day and (last is None or day <= last)
