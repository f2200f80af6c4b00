"""Reads of the provider: registered systems for administrators, one's own consents, and what protocols ask."""

import hashlib
import hmac
from datetime import datetime
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, Max, OuterRef

from kinhbac.base.text import Text
from kinhbac.kernel.types import Viewer
from kinhbac.tools.identity.models import Account, Session
from kinhbac.tools.identity.reads import names_of
from kinhbac.tools.identity.reads.entries import own_rows
from kinhbac.tools.identity.types import ADMINISTRATOR
from kinhbac.tools.provider import models as tables
from kinhbac.tools.provider.types import Bearing, ConsentSeen, Happened, SignOn, System, TokenSeen

BROWSER = "systems"
"""Where a session keeps the key by which sign-ons to systems know it."""
MOST = 100


def digest(secret: str) -> str:
    """Return what is kept of a secret, a code or a token."""
    return hashlib.sha256(secret.encode()).hexdigest()


def system_coded(key: str) -> System | None:
    """Return a system of that key, closed or not; open to everybody who has the key: nothing secret is in it."""
    row = tables.System.objects.filter(pk=key).first()
    return system_of(row) if row is not None else None


def open_system(key: str) -> System | None:
    """Return a system that may ask now."""
    found = system_coded(key)
    return found if found is not None and found.is_open else None


def secret_holds(key: str, secret: str, now: datetime) -> bool:
    """Say whether a secret is a system's and still good."""
    row = tables.System.objects.filter(pk=key, disabled_at=None).values_list("secret", "secret_until").first()
    return row is not None and hmac.compare_digest(row[0], digest(secret)) and now < row[1]


def system_names() -> dict[str, Text]:
    """Return what systems are called, also those that were closed."""
    rows = tables.System.objects.values_list("key", "name_vi", "name_en")
    return {key: Text(vi=vi, en=en) for key, vi, en in rows}


def systems(viewer: Viewer) -> tuple[System, ...]:
    """Return every registered system, for administrators; nothing for anybody else."""
    if viewer.post(ADMINISTRATOR) is None:
        return ()
    return tuple(map(system_of, tables.System.objects.order_by("disabled_at", "key")))


def happened_with(system: str, viewer: Viewer) -> tuple[Happened, ...]:
    """Return what happened with a system, the latest first, for administrators."""
    if viewer.post(ADMINISTRATOR) is None:
        return ()
    rows = list(tables.SystemAct.objects.filter(system=system).order_by("-at", "-pk")[:MOST])
    names = names_of(frozenset(row.by for row in rows if row.by), viewer)
    return tuple(
        Happened(row.at, row.act, row.reason or row.code, names.get(row.by, "") if row.by else "")
        for row in rows
    )


def tokens_of(system: str, viewer: Viewer, now: datetime) -> tuple[TokenSeen, ...]:
    """Return the tokens of a system itself that hold now, for administrators."""
    if viewer.post(ADMINISTRATOR) is None:
        return ()
    rows = tables.Token.objects.filter(system=system, kind="system", expires_at__gt=now, revoked_at=None)
    return tuple(
        TokenSeen(tuple(row.scopes), row.at, row.expires_at, row.seen_at)
        for row in rows.order_by("-at")[:MOST]
    )


def open_sign_ons(system: str, viewer: Viewer) -> int:
    """Return how many are signed on to a system now, for administrators."""
    if viewer.post(ADMINISTRATOR) is None:
        return 0
    return tables.SignOn.objects.filter(system=system, ended_at=None).count()


def consented(account: UUID, system: str) -> tuple[str, ...]:
    """Return what somebody lets a system know until she withdraws it; for pages of her own."""
    rows = tables.Consent.objects.filter(account=account, system=system, withdrawn_at=None)
    return tuple({scope for row in rows for scope in row.scopes})


def own_consents(viewer: Viewer) -> tuple[ConsentSeen, ...]:
    """Return the systems that the viewer lets know something of her, the latest first."""
    if viewer.account is None:
        return ()
    rows = list(
        tables.Consent.objects.filter(account=viewer.account, withdrawn_at=None).order_by("-given_at", "-pk")
    )
    known = {
        row.pk: system_of(row) for row in tables.System.objects.filter(pk__in={each.system for each in rows})
    }
    last = dict(
        tables.SignOn.objects.filter(account=viewer.account).values_list("system").annotate(Max("at"))
    )
    newest = {row.system: row for row in reversed(rows)}
    return tuple(
        ConsentSeen(known[key], consented(viewer.account, key), row.given_at, last.get(key))
        for key, row in newest.items()
        if key in known
    )


def bearing_of(token: str, now: datetime) -> Bearing | None:
    """Return what an access token gives whoever bears it, None where it gives nothing (any more)."""
    rows = tables.Token.objects.filter(digest=digest(token), revoked_at=None, expires_at__gt=now)
    row = rows.exclude(kind="refresh").select_related("sign_on").first()
    system = open_system(row.system) if row is not None else None
    if row is None or system is None:
        return None
    if row.sign_on is None:
        return Bearing(system, tuple(row.scopes))
    if row.sign_on.ended_at is not None or session_of(row.sign_on, now) is None:
        return None
    return Bearing(system, tuple(row.scopes), sign_on_of(row.sign_on))


def session_of(row: tables.SignOn, now: datetime) -> str | None:
    """Return the key of the session in which a sign-on began, under whatever key it goes now; None where it ended.

    A session changes its key when its owner shows a higher level of herself; what it keeps goes along.
    """
    if not Account.objects.filter(pk=row.account, is_active=True).exists():
        return None
    if Session.objects.filter(session_key=row.session, expire_date__gt=now, account=row.account).exists():
        return str(row.session)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    for each in own_rows(Viewer(account=row.account), now):
        if store.decode(each.session_data).get(BROWSER) == str(row.browser):
            return str(each.session_key)
    return None


def lost_sign_ons(now: datetime, most: int) -> list[tables.SignOn]:
    """Return open sign-ons of which the account was closed, or the session is gone under the key it had; for the worker."""
    held = Session.objects.filter(session_key=OuterRef("session"), expire_date__gt=now)
    active = Account.objects.filter(pk=OuterRef("account"), is_active=True)
    lost = ~Exists(held) | ~Exists(active)
    return list(tables.SignOn.objects.filter(lost, ended_at=None).order_by("pk")[:most])


def sign_on_named(key: str, browser: str) -> bool:
    """Say whether a sign-on of that name (`sid`) began in the browser session of that key, and is open."""
    try:
        named, held = UUID(key), UUID(browser)
    except ValueError:
        return False
    return tables.SignOn.objects.filter(pk=named, browser=held, ended_at=None).exists()


def notices_due(now: datetime, most: int) -> list[tuple[int, str, SignOn]]:
    """Return which systems are to be told now that a sign-on ended: the notice, the address; for the worker alone."""
    rows = tables.LogoutNotice.objects.filter(next_at__lte=now).select_related("sign_on")
    return [(row.pk, row.address, sign_on_of(row.sign_on)) for row in rows.order_by("next_at", "pk")[:most]]


def subject_of(system: str, person: UUID) -> str:
    """Return by which name a system knows a person, "" where it has none yet."""
    found = (
        tables.Subject.objects.filter(system=system, person=person).values_list("subject", flat=True).first()
    )
    return str(found) if found is not None else ""


def sign_on_of(row: tables.SignOn) -> SignOn:
    """Return a row as the value that leaves."""
    return SignOn(
        key=row.pk,
        system=row.system,
        account=row.account,
        person=row.person,
        subject=subject_of(row.system, row.person),
        browser=row.browser,
        level=row.level,
        posts=row.posts,
        auth_at=row.auth_at,
        issuer=row.issuer,
        scopes=tuple(row.scopes),
    )


def system_of(row: Any) -> System:
    """Return a row as the value that leaves."""
    return System(
        key=row.key,
        name=Text(vi=row.name_vi, en=row.name_en),
        purpose=Text(vi=row.purpose_vi, en=row.purpose_en),
        law=row.law,
        redirects=tuple(row.redirects),
        after_logout=tuple(row.after_logout),
        back_channel=row.back_channel,
        of_person=tuple(row.of_person),
        of_system=tuple(row.of_system),
        registered_at=row.registered_at,
        secret_until=row.secret_until,
        disabled_at=row.disabled_at,
        last_used_at=row.last_used_at,
    )
