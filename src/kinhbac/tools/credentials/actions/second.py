"""The second step: codes of a device (TOTP, RFC 6238) and recovery codes, each good once."""

import hmac
from datetime import datetime
from uuid import UUID

import pyotp
from django.db import transaction

from kinhbac.kernel.types import Refused
from kinhbac.tools.credentials import rules
from kinhbac.tools.credentials.actions.password import new_code
from kinhbac.tools.credentials.models import Device, Passkey, RecoveryCode
from kinhbac.tools.credentials.sealed import digest, opened, seal
from kinhbac.tools.credentials.types import CODE, RECOVERY

ISSUER = "Kinh Bắc"


def new_secret() -> str:
    """Return a secret for a device; it is kept when the device has shown that it has it."""
    return pyotp.random_base32()


def address_of(secret: str, user_name: str) -> str:
    """Return what a device reads from the square (otpauth)."""
    return pyotp.TOTP(secret).provisioning_uri(name=user_name, issuer_name=ISSUER)


def add_device(account: UUID, secret: str, code: str, now: datetime) -> None:
    """Keep a device that shows a right code; it takes the place of the one before.

    Raises:
        Refused: it is not the code of that secret now.
    """
    step = _step_of(secret, rules.as_written(code), now, after=0)
    if step is None:
        raise Refused(rules.WRONG_CODE)
    values = {"secret": seal(secret), "last_step": step, "since": now}
    Device.objects.update_or_create(account=account, defaults=values)


def remove_device(account: UUID) -> None:
    """Forget the device.

    Raises:
        Refused: she has no other second step.
    """
    with transaction.atomic():
        if not Passkey.objects.select_for_update().filter(account=account).exists():
            raise Refused(rules.LAST_SECOND)
        Device.objects.filter(account=account).delete()


def take_code(account: UUID, code: str, now: datetime) -> str | None:
    """Use a code of the device or a recovery code, once; return which way it is, None where it is wrong or was used."""
    asked = rules.as_written(code)
    if rules.is_of_device(asked):
        return CODE if _take_of_device(account, asked, now) else None
    mark = digest("recovery", f"{account} {asked}")
    left = RecoveryCode.objects.filter(account=account, digest=mark, used_at=None)
    return RECOVERY if left.update(used_at=now) else None


def renew_recovery(account: UUID, count: int) -> list[str]:
    """Make recovery codes and return them, this once; earlier ones are worth nothing."""
    codes = [new_code(rules.RECOVERY_LENGTH) for _ in range(count)]
    with transaction.atomic():
        RecoveryCode.objects.filter(account=account).delete()
        RecoveryCode.objects.bulk_create(
            RecoveryCode(account=account, digest=digest("recovery", f"{account} {code}")) for code in codes
        )
    return [rules.grouped(code) for code in codes]


def _take_of_device(account: UUID, code: str, now: datetime) -> bool:
    row = Device.objects.filter(account=account).first()
    step = _step_of(opened(row.secret), code, now, after=row.last_step) if row is not None else None
    if step is None:
        return False
    # whoever comes second with the same code, on whatever process, finds the step taken
    return bool(Device.objects.filter(account=account, last_step__lt=step).update(last_step=step))


def _step_of(secret: str, code: str, now: datetime, *, after: int) -> int | None:
    if not secret:
        return None
    device = pyotp.TOTP(secret)
    steps = [each for each in rules.steps_around(now.timestamp()) if each > after]
    right = [each for each in steps if hmac.compare_digest(device.generate_otp(each), code)]
    return right[0] if right else None
