"""The values that leave credentials: which ways somebody has, and what is asked of a password. Never a secret."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

PASSKEY = "passkey"
"""The way of whoever came in by a passkey alone, her device having asked who she is."""
CODE = "password_code"
"""By a password and a code of her device (TOTP)."""
RECOVERY = "password_recovery"
"""By a password and a recovery code."""
ACTIVATION = "activation"
"""By an activation code, to make her ways; it opens no post."""
WAYS = (PASSKEY, CODE, RECOVERY, ACTIVATION)


@dataclass(frozen=True, slots=True)
class PasskeySeen:
    """One of somebody's passkeys, as she knows it; `key` names it on her page."""

    key: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class OwnWays:
    """How somebody can prove herself.

    Attributes:
        user_name: by which she is asked for; "" where she was never given one.
        since: when her password was set, None where there is none.
        has_code: whether a device of hers gives codes.
        recovery_left: recovery codes not used yet.
    """

    user_name: str = ""
    since: datetime | None = None
    has_code: bool = False
    passkeys: tuple[PasskeySeen, ...] = ()
    recovery_left: int = 0

    @property
    def has_second(self) -> bool:
        """Say whether she has anything beside her password; without it the password opens nothing."""
        return self.has_code or bool(self.passkeys)


@dataclass(frozen=True, slots=True)
class Place:
    """From where somebody tries: an address, and the browser's own mark where the very account came in by it before."""

    address: str
    browser: str = ""


@dataclass(frozen=True, slots=True)
class Proved:
    """Who proved herself, and which way."""

    account: UUID
    way: str
