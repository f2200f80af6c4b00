"""Sessions (phiên đăng nhập) in Django's own table, found by a fixed statement: every request looks for one."""

from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

from kinhbac.kernel.rows import find


class SessionStore(db.SessionStore):
    """Django's store; only the finding is ours."""

    def _get_session_from_db(self) -> Any:
        session = find(self.model, "session_key", self.session_key)
        if session is not None and session.expire_date > timezone.now():
            return session
        self._session_key = None
        return None
