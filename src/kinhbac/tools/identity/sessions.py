"""Sessions (phiên đăng nhập) in a table that knows whose they are.

A session and its holder are found by one fixed statement: every request asks for both.
"""

import secrets
from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.db import transaction
from django.utils import timezone

from kinhbac.tools.identity.reads.entries import SESSION
from kinhbac.tools.identity.reads.who import Holder, session_with_holder, signed_in, who_in
from kinhbac.tools.identity.types import SignedIn


class SessionStore(db.SessionStore):
    """Django's store; the finding is ours, and whose a session is stands beside it."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self.beside: list[Any] = []
        self._found: tuple[UUID | None, Holder] = (None, ())

    def who(self, account: UUID, day: date) -> SignedIn:
        """Return who an account is on a day: what was found with the session, where it is the session's own."""
        holder, rows = self._found
        return who_in(rows, day) if holder == account else signed_in(account, day)

    @classmethod
    def get_model_class(cls) -> Any:
        """Return the table."""
        return apps.get_model("kinhbac_identity", "Session")

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """Return a row of the table."""
        row: Any = super().create_model_instance(data)
        row.account = data[SESSION]["account"] if SESSION in data else None
        return row

    def _get_new_session_key(self) -> str:
        """Return a new key, without asking whether one is the same: of 10^49 none is, and the table would refuse it."""
        return "".join(secrets.choice(VALID_KEY_CHARS) for _ in range(32))

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django asks so
        """Write the session, and in the same transaction what stands beside it: that somebody came in."""
        with transaction.atomic():
            beside, self.beside = self.beside, []
            for row in beside:
                row.save()
            super().save(must_create)

    def _get_session_from_db(self) -> Any:
        found = session_with_holder(str(self.session_key))
        if found is not None and found[0].expire_date > timezone.now():
            session, holder = found
            self._found = (session.account, holder)
            return session
        self._session_key = None
        return None
