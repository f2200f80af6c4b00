"""Consents, codes and tokens: given, exchanged once, renewed once. Whoever shows one a second time ends all that came of it."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kinhbac.kernel.types import Viewer
from kinhbac.tools.provider.actions.ending import end
from kinhbac.tools.provider.models import Code, Consent, SignOn, Subject, System, Token
from kinhbac.tools.provider.reads import digest, session_of, sign_on_of
from kinhbac.tools.provider.rules import CODE_HOLDS
from kinhbac.tools.provider.types import Asked, Asker, Bearing, KeptCode
from kinhbac.tools.provider.types import SignOn as Seen

SEEN_AFTER = timedelta(minutes=1)
"""How often it is written down, at most, that a token was used."""


class NotGranted(Exception):  # noqa: N818 - it reads as a sentence where it is raised
    """A code or token gives nothing; `code` says why, for the record."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def consent(asker: Asker, system: str, scopes: tuple[str, ...], now: datetime) -> None:
    """Keep that somebody lets a system know these things of her."""
    Consent.objects.create(account=asker.account, system=system, scopes=list(scopes), given_at=now)


def withdraw(system: str, *, viewer: Viewer, now: datetime) -> None:
    """Withdraw the viewer's own consent; her sign-ons to that system end with it."""
    if viewer.account is None:
        return
    with transaction.atomic():
        held = Consent.objects.filter(account=viewer.account, system=system, withdrawn_at=None)
        held.update(withdrawn_at=now)
        end(SignOn.objects.filter(account=viewer.account, system=system), "consent.withdrawn", now)


def give_code(code: str, asker: Asker, asked: Asked, now: datetime) -> None:
    """Keep a code that is sent with the browser, for one exchange within a minute."""
    with transaction.atomic():
        Subject.objects.get_or_create(system=asked.system, person=asker.person)
        sign_on = SignOn.objects.create(
            system=asked.system,
            account=asker.account,
            person=asker.person,
            session=asker.session,
            browser=asker.browser,
            level=asker.level,
            posts=asker.posts,
            auth_at=asker.auth_at,
            issuer=asked.issuer,
            scopes=list(asked.scopes),
            at=now,
        )
        Code.objects.create(
            digest=digest(code),
            sign_on=sign_on,
            redirect=asked.redirect,
            nonce=asked.nonce,
            challenge=asked.challenge,
            at=now,
        )


def take_code(code: str, system: str, now: datetime) -> KeptCode:
    """Use a code up, and return what was agreed under it.

    Raises:
        NotGranted: there is none for this system, it is too old, or what it stands for has ended; one that was used
            before ends the sign-on and all tokens that came of it.
    """
    with transaction.atomic():
        row = Code.objects.select_for_update().select_related("sign_on").filter(pk=digest(code)).first()
        fault = _why_no_code(row, system, now)
        if row is not None and fault == "code.replayed":
            end(SignOn.objects.filter(pk=row.sign_on.pk), fault, now)
        if row is not None and not fault:
            Code.objects.filter(pk=row.pk).update(used_at=now)
            SignOn.objects.filter(pk=row.sign_on.pk).update(exchanged_at=now)
    if row is None or fault:
        raise NotGranted(fault)
    return KeptCode(sign_on_of(row.sign_on), row.redirect, row.nonce, row.challenge)


def _why_no_code(row: Code | None, system: str, now: datetime) -> str:
    if row is None:
        return "code.unknown"
    if row.sign_on.system != system:
        return "code.of_another"
    if row.used_at is not None:
        return "code.replayed"
    if now > row.at + CODE_HOLDS:
        return "code.expired"
    return "" if row.sign_on.ended_at is None and session_of(row.sign_on, now) else "sign_on.ended"


def take_refresh(token: str, system: str, now: datetime) -> Seen:
    """Use a refresh token up, and return the sign-on that it renews.

    Raises:
        NotGranted: as `take_code`; one that was used before is in two hands, and ends the sign-on.
    """
    with transaction.atomic():
        rows = Token.objects.select_for_update(of=("self",)).select_related("sign_on")
        row = rows.filter(pk=digest(token), kind="refresh").first()
        fault = _why_no_refresh(row, system, now)
        if row is not None and row.sign_on is not None and fault == "refresh.replayed":
            end(SignOn.objects.filter(pk=row.sign_on.pk), fault, now)
        if row is not None and not fault:
            Token.objects.filter(pk=row.pk).update(used_at=now)
    if row is None or row.sign_on is None or fault:
        raise NotGranted(fault)
    return sign_on_of(row.sign_on)


def _why_no_refresh(row: Token | None, system: str, now: datetime) -> str:
    if row is None or row.sign_on is None:
        return "refresh.unknown"
    if row.system != system:
        return "refresh.of_another"
    if row.used_at is not None:
        return "refresh.replayed"
    if row.revoked_at is not None or now > row.expires_at:
        return "refresh.expired"
    return "" if row.sign_on.ended_at is None and session_of(row.sign_on, now) else "sign_on.ended"


def keep_tokens(given: Mapping[str, Any], system: str, sign_on: Seen | None, now: datetime) -> None:
    """Keep the tokens that a system is answered with: of a sign-on, or of its own."""
    scopes = str(given.get("scope") or "").split()
    until = now + timedelta(seconds=int(given["expires_in"]))
    longest = now + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    kept = [("access" if sign_on else "system", given["access_token"], until)]
    if "refresh_token" in given:
        kept.append(("refresh", given["refresh_token"], longest))
    with transaction.atomic():
        for kind, token, expires_at in kept:
            Token.objects.create(
                digest=digest(token),
                kind=kind,
                system=system,
                sign_on_id=sign_on.key if sign_on else None,
                scopes=scopes,
                at=now,
                expires_at=expires_at,
            )
        System.objects.filter(pk=system).update(last_used_at=now)


def mark_used(token: str, bearing: Bearing, now: datetime) -> None:
    """Write down that a token was used, at most once a minute."""
    stale = now - SEEN_AFTER
    rows = Token.objects.filter(pk=digest(token))
    rows.filter(seen_at=None).update(seen_at=now)
    if rows.filter(seen_at__lt=stale).update(seen_at=now):
        System.objects.filter(pk=bearing.system.key).update(last_used_at=now)


def revoke(token: str, system: str, now: datetime) -> None:
    """Let a system give a token back; with a refresh token its sign-on ends. Another system's stays as it is."""
    row = Token.objects.filter(pk=digest(token), system=system).first()
    if row is None:
        return
    with transaction.atomic():
        Token.objects.filter(pk=row.pk, revoked_at=None).update(revoked_at=now)
        if row.kind == "refresh" and row.sign_on_id is not None:
            end(SignOn.objects.filter(pk=row.sign_on_id), "token.given_back", now)


def names_for(system: str, people: Iterable[UUID]) -> dict[UUID, str]:
    """Return by which names a system knows people; who has none is given one."""
    asked = list(people)
    with transaction.atomic():
        held = dict(Subject.objects.filter(system=system, person__in=asked).values_list("person", "subject"))
        new = [Subject(system=system, person=each) for each in asked if each not in held]
        Subject.objects.bulk_create(new, ignore_conflicts=True)  # another request may be naming her too
        if new:
            held = dict(
                Subject.objects.filter(system=system, person__in=asked).values_list("person", "subject")
            )
    return {person: str(subject) for person, subject in held.items()}
