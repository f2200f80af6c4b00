"""Lets an hour pass for everybody who is signed in to a demo province: `python -m tests.browser.hour DATA`."""

import sys
from datetime import datetime, timedelta
from pathlib import Path

from kinhbac.site.commands.province import open_province


def pass_by() -> None:
    """Put every proof of who somebody is back by an hour."""
    from kinhbac.tools.identity.models import Session  # noqa: PLC0415  - Django knows the province only now
    from kinhbac.tools.identity.reads.entries import SESSION  # noqa: PLC0415  - Django knows the province only now
    from kinhbac.tools.identity.sessions import SessionStore  # noqa: PLC0415  - Django knows the province only now

    for row in Session.objects.exclude(account=None):
        store = SessionStore(row.session_key)
        entry = store[SESSION]
        proved = datetime.fromisoformat(entry["proved"]) - timedelta(hours=1)
        store[SESSION] = {**entry, "proved": proved.isoformat()}
        store.save()


if __name__ == "__main__":
    open_province(Path(sys.argv[1]))
    pass_by()
