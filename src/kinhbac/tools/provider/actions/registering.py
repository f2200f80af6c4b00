"""Systems are registered, closed and opened again, and given new secrets, by administrators alone; each act is recorded."""

import secrets
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kinhbac.kernel.types import Refused, Viewer
from kinhbac.tools.identity.types import ADMINISTRATOR
from kinhbac.tools.limits.actions import spend
from kinhbac.tools.limits.types import LAST, REFUSALS
from kinhbac.tools.provider.actions.ending import end
from kinhbac.tools.provider.models import SignOn, System, SystemAct, Token
from kinhbac.tools.provider.reads import digest
from kinhbac.tools.provider.rules import SECRET_HOLDS, TAKEN, UNKNOWN, why_not_registered
from kinhbac.tools.provider.types import Registration


def register(given: Registration, *, viewer: Viewer | None, now: datetime) -> str:
    """Register a system; return its secret, which is shown this once.

    Args:
        given: what is written of it.
        viewer: an administrator; None for whoever holds the machine (the command).
        now: aware.

    Raises:
        Refused: the viewer is none, the key is taken, or something of it cannot be registered.
        PermissionError: the viewer is no administrator.
    """
    _ask_administrator(viewer)
    if (why := why_not_registered(given)) is not None:
        raise Refused(why)
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        if System.objects.filter(pk=given.key).exists():
            raise Refused(TAKEN)
        System.objects.create(key=given.key, registered_at=now, **_written(given), **_kept(secret, now))
        _record(given.key, "registered", viewer, now)
    return secret


def keep_known(given: Registration, secret: str, now: datetime) -> None:
    """Register a system that is started together with this one, as the demo's; or bring what is registered up to date."""
    values = {**_written(given), **_kept(secret, now)}
    with transaction.atomic():
        _, is_new = System.objects.update_or_create(
            key=given.key, defaults=values, create_defaults={**values, "registered_at": now}
        )
        if is_new:
            _record(given.key, "registered", None, now)


def _written(given: Registration) -> dict[str, Any]:
    return {
        "name_vi": given.name.vi,
        "name_en": given.name.en,
        "purpose_vi": given.purpose.vi,
        "purpose_en": given.purpose.en,
        "law": given.law,
        "redirects": list(given.redirects),
        "after_logout": list(given.after_logout),
        "back_channel": given.back_channel,
        "of_person": list(given.of_person),
        "of_system": list(given.of_system),
    }


def _kept(secret: str, now: datetime) -> dict[str, Any]:
    return {"secret": digest(secret), "secret_until": now + SECRET_HOLDS}


def new_secret(key: str, *, viewer: Viewer | None, now: datetime) -> str:
    """Give a system another secret; the one before is worth nothing from now on. Return it; otherwise as `register`."""
    _ask_administrator(viewer)
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        row = _found(key)
        System.objects.filter(pk=row.pk).update(**_kept(secret, now))
        _record(key, "secret", viewer, now)
    return secret


def disable(key: str, why: str, *, viewer: Viewer | None, now: datetime) -> None:
    """Close a system: its sign-ons end, its tokens are worth nothing. As `register`."""
    _ask_administrator(viewer)
    with transaction.atomic():
        row = _found(key)
        row.disabled_at = now
        row.save(update_fields=["disabled_at"])
        end(SignOn.objects.filter(system=key), "system.disabled", now)
        Token.objects.filter(system=key, revoked_at=None).update(revoked_at=now)
        _record(key, "disabled", viewer, now, why)


def enable(key: str, why: str, *, viewer: Viewer | None, now: datetime) -> None:
    """Open a system again; nothing that ended comes back. As `register`."""
    _ask_administrator(viewer)
    with transaction.atomic():
        row = _found(key)
        row.disabled_at = None
        row.save(update_fields=["disabled_at"])
        _record(key, "enabled", viewer, now, why)


def record_refused(  # a record says exactly these things
    system: str, code: str, *, now: datetime, account: UUID | None = None, source: str = ""
) -> None:
    """Record that something asked in a system's name was refused, and why.

    Raises:
        TooMany: from that address so much was refused that no line more is written; the last one says so.
    """
    is_last = spend(REFUSALS, address=source, now=now)
    for each in (code[:80], *((LAST,) if is_last else ())):
        SystemAct.objects.create(
            system=system[:40], act="refused", code=each, at=now, account=account, source=source[:45]
        )


def _ask_administrator(viewer: Viewer | None) -> None:
    if viewer is not None and viewer.post(ADMINISTRATOR) is None:
        raise PermissionError


def _found(key: str) -> System:
    row = System.objects.select_for_update().filter(pk=key).first()
    if row is None:
        raise Refused(UNKNOWN)
    return row


def _record(key: str, act: str, viewer: Viewer | None, now: datetime, why: str = "") -> None:
    by = viewer.person if viewer is not None else None
    SystemAct.objects.create(system=key, act=act, by=by, at=now, reason=why[:300])
