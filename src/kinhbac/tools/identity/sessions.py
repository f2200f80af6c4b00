"""Sessions (phiên đăng nhập) in a table that knows whose they are, found by a fixed statement: every request looks for one."""

import secrets
from typing import Any

from django.apps import apps
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.db import transaction
from django.utils import timezone

from kinhbac.kernel.rows import find
from kinhbac.tools.identity.reads.entries import SESSION


class SessionStore(db.SessionStore):
    """Django's store; the finding is ours, and whose a session is stands beside it."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self.beside: list[Any] = []

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
        session = find(self.model, "session_key", self.session_key)
        if session is not None and session.expire_date > timezone.now():
            return session
        self._session_key = None
        return None
