"""The password and the activation code: issued to an officer, used once by her, and afterwards changed by herself."""

import hmac
import secrets
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import IntegrityError, transaction

from kinhbac.kernel.types import Refused
from kinhbac.tools.credentials import rules
from kinhbac.tools.credentials.breached import is_breached
from kinhbac.tools.credentials.models import Activation, Device, OwnSignIn, Passkey, RecoveryCode
from kinhbac.tools.credentials.sealed import digest


def issue_code(*, account: UUID, user_name: str, issued_by: UUID | None, now: datetime, hours: int) -> str:
    """Issue an activation code and return it: this once, it is kept as a digest. Earlier ones are worth nothing.

    Args:
        account: an officer's; that it is one is for the caller to have asked.
        user_name: the name by which she signs in from now on.
        issued_by: the account of who issues it, None for the command.
        now: aware.
        hours: for how long it can be used.

    Raises:
        Refused: it is no name, or another's.
    """
    name = rules.user_name_of(user_name)
    if not name:
        raise Refused(rules.BAD_USER_NAME)
    code = new_code(rules.ACTIVATION_LENGTH)
    try:
        with transaction.atomic():
            OwnSignIn.objects.update_or_create(account=account, defaults={"user_name": name})
            Activation.objects.filter(account=account, used_at=None).delete()
            Activation.objects.create(
                account=account,
                digest=digest("activation", f"{account} {code}"),
                issued_by=issued_by,
                issued_at=now,
                until=now + timedelta(hours=hours),
            )
    except IntegrityError as taken:
        raise Refused(rules.TAKEN) from taken
    return rules.grouped(code)


def is_activation(account: UUID | None, code: str, now: datetime) -> bool:
    """Say whether an activation code is good; for an unknown account it is looked for as well."""
    found = Activation.objects.filter(account=account or UUID(int=0), used_at=None, until__gt=now).first()
    asked = digest("activation", f"{account} {rules.as_written(code)}")
    return hmac.compare_digest(found.digest if found else "-", asked)


def activate(account: UUID, code: str, password: str, now: datetime) -> None:
    """Use an activation code: the password is set, and whatever she could come in with before is worth nothing.

    Raises:
        Refused: somebody used it in the meantime.
    """
    kept = make_password(_as_typed(password))
    with transaction.atomic():
        asked = digest("activation", f"{account} {rules.as_written(code)}")
        open_ones = Activation.objects.filter(account=account, digest=asked, used_at=None, until__gt=now)
        if not open_ones.update(used_at=now):
            raise Refused(rules.WRONG_ACTIVATION)
        for table in (Device, Passkey, RecoveryCode):
            table._default_manager.filter(account=account).delete()  # noqa: SLF001 - Django's documented name
        OwnSignIn.objects.filter(account=account).update(password=kept, set_at=now)


def change_password(account: UUID, password: str, now: datetime) -> None:
    """Set a password that was looked at; who changes it has proved that she may."""
    OwnSignIn.objects.filter(account=account).update(password=make_password(_as_typed(password)), set_at=now)


def is_password(account: UUID | None, password: str) -> bool:
    """Say whether it is an account's password, with the same work where there is no account, or no password."""
    row = OwnSignIn.objects.filter(account=account).first() if account is not None else None
    kept = row.password if row is not None and row.password else _nobodys()
    right = check_password(_as_typed(password), kept, setter=_renew(account))
    return right and kept != _nobodys()


def must_be_good(password: str, again: str, *, shortest: int, about: tuple[str, ...]) -> None:
    """Refuse a password that is short, known to strangers, or not typed alike twice.

    Raises:
        Refused: why.
    """
    why = rules.why_not_this_password(
        password, again, shortest=shortest, about=about, breached=is_breached(password)
    )
    if why is not None:
        raise Refused(why)


def new_code(length: int) -> str:
    """Return letters that nobody can guess."""
    return "".join(secrets.choice(rules.LETTERS) for _ in range(length))


def _renew(account: UUID | None) -> Callable[[str], None]:
    """Return what keeps the password anew where the hasher has become stronger since."""

    def keep(password: str) -> None:
        OwnSignIn.objects.filter(account=account or UUID(int=0)).exclude(password="").update(
            password=make_password(_as_typed(password))
        )

    return keep


def _as_typed(password: str) -> str:
    """Return a password the same from every keyboard: Vietnamese letters are written in more than one way."""
    return unicodedata.normalize("NFKC", password[: rules.LONGEST * 4])


@lru_cache(maxsize=1)
def _nobodys() -> str:
    """Return a password that nobody has, to be compared where there is none."""
    return make_password(secrets.token_urlsafe(32))
