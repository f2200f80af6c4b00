"""Passkeys (WebAuthn), by the library fido2: what a browser is asked, and what comes of its answer.

What must come back is signed into the very form and counts once; the browser's answer is bound to our name by itself.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from kinhbac.kernel.types import Refused
from kinhbac.tools.credentials import rules
from kinhbac.tools.credentials.models import Device, Passkey, Spent
from kinhbac.tools.credentials.sealed import digest

SALT = "kinhbac.credentials.passkey"
KEPT_FOR = 600
"""Seconds in which the browser's answer must be here."""
MOST = 10
"""Passkeys that one account may have."""
NEAR = "localhost"


def are_here(request: HttpRequest) -> bool:
    """Say whether passkeys work at the name by which the site was asked; browsers bind them to one."""
    return urlsplit(f"//{request.get_host()}").hostname == settings.KINHBAC_PASSKEYS


def begin_adding(account: UUID, user_name: str, shown: str) -> tuple[str, str]:
    """Return what the browser is asked (JSON) and what must come back beside its answer."""
    user = PublicKeyCredentialUserEntity(name=user_name, id=account.bytes, display_name=shown)
    asked, state = _server().register_begin(
        user,
        _descriptors(account),
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return _said(asked), _kept(state, f"add {account}")


def add(account: UUID, kept: str, answer: str, name: str, now: datetime) -> None:
    """Keep a passkey that a browser made.

    Raises:
        Refused: it is not what was asked for, too late, or there are too many.
    """
    state = _state(kept, f"add {account}", now)
    try:
        told = _server().register_complete(state, _read(answer))
        made = told.credential_data
        assert made is not None
        with transaction.atomic():
            if Passkey.objects.select_for_update().filter(account=account).count() >= MOST:
                raise Refused(rules.WRONG_PASSKEY)
            Passkey.objects.create(
                account=account,
                credential=websafe_encode(made.credential_id),
                public=bytes(made),
                counter=told.counter,
                name=name[:60],
                added_at=now,
            )
    except (ValueError, TypeError, KeyError, AssertionError, IntegrityError) as fault:
        raise Refused(rules.WRONG_PASSKEY) from fault


def remove(account: UUID, key: int) -> None:
    """Forget one of an account's passkeys.

    Raises:
        Refused: she has no other second step.
    """
    with transaction.atomic():
        keys = Passkey.objects.select_for_update().filter(account=account)
        others = [row for row in keys if row.pk != key]
        if not others and not Device.objects.filter(account=account).exists():
            raise Refused(rules.LAST_SECOND)
        keys.filter(pk=key).delete()


def begin_proving(account: UUID | None = None) -> tuple[str, str]:
    """Return what the browser is asked and what must come back; of whoever it may be, or of one account's passkeys."""
    asked, state = _server().authenticate_begin(
        _descriptors(account) if account is not None else None,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return _said(asked), _kept(state, "prove")


def prove(kept: str, answer: str, now: datetime) -> UUID:
    """Return whose passkey answered.

    Raises:
        Refused: the answer is not good, came before, or too late; or the passkey is a copy of another.
    """
    state = _state(kept, "prove", now)
    try:
        given = AuthenticationResponse.from_dict(_read(answer))
        row = Passkey.objects.get(credential=websafe_encode(given.raw_id))
        _server().authenticate_complete(state, [AttestedCredentialData(bytes(row.public))], given)
    except (ValueError, TypeError, KeyError, Passkey.DoesNotExist) as fault:
        raise Refused(rules.WRONG_PASSKEY) from fault
    holder = given.response.user_handle
    counted = given.response.authenticator_data.counter
    if (holder and holder != row.account.bytes) or not _count(row, counted, now):
        raise Refused(rules.WRONG_PASSKEY)
    return row.account


def _count(row: Passkey, counted: int, now: datetime) -> bool:
    """Keep how often the passkey was used; a number that does not grow is that of a copy (none at all: 0)."""
    before = Passkey.objects.filter(pk=row.pk)
    before = before.filter(counter__lt=counted) if counted else before.filter(counter=0)
    return bool(before.update(counter=counted, used_at=now))


def _server() -> Fido2Server:
    entity = PublicKeyCredentialRpEntity(name="Kinh Bắc", id=settings.KINHBAC_PASSKEYS)
    return Fido2Server(entity, verify_origin=_is_ours)


def _is_ours(origin: str) -> bool:
    parts = urlsplit(origin)
    if settings.KINHBAC_PASSKEYS == NEAR:
        return parts.scheme == "http" and parts.hostname == NEAR
    return origin in settings.KINHBAC_ORIGINS


def _descriptors(account: UUID) -> list[PublicKeyCredentialDescriptor]:
    found = Passkey.objects.filter(account=account).values_list("credential", flat=True)
    kind = PublicKeyCredentialType.PUBLIC_KEY
    return [PublicKeyCredentialDescriptor(type=kind, id=websafe_decode(each)) for each in found]


def _said(asked: Mapping[str, Any]) -> str:
    return json.dumps(dict(asked)["publicKey"], default=dict)


def _read(answer: str) -> Mapping[str, Any]:
    read = json.loads(answer)
    if not isinstance(read, dict):
        raise TypeError(read)
    return read


def _kept(state: Mapping[str, Any], what: str) -> str:
    return signing.dumps({"what": what, "challenge": state["challenge"]}, salt=SALT)


def _state(kept: str, what: str, now: datetime) -> Mapping[str, Any]:
    """Return what was kept, once."""
    try:
        found: dict[str, str] = signing.loads(kept, salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature as fault:
        raise Refused(rules.WRONG_PASSKEY) from fault
    mark = digest("challenge", found["challenge"])
    Spent.objects.filter(at__lt=now - timedelta(seconds=2 * KEPT_FOR)).delete()
    if found["what"] != what or not _spend(mark, now):
        raise Refused(rules.WRONG_PASSKEY)
    return {"challenge": found["challenge"], "user_verification": UserVerificationRequirement.REQUIRED}


def _spend(mark: str, now: datetime) -> bool:
    _, is_new = Spent.objects.get_or_create(digest=mark, defaults={"at": now})
    return is_new
