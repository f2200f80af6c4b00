"""What two officers of the demo sign in with, so that anybody can try it: shown beside the cast, known to all, worth nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pyotp

from kinhbac.site.demo.cast import BINH, MINH, Member
from kinhbac.tools.credentials.actions.password import activate, issue_code
from kinhbac.tools.credentials.actions.second import add_device
from kinhbac.tools.credentials.reads import account_named

BEFORE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Key:
    """What a member of the cast signs in with."""

    member: Member
    password: str
    secret: str

    @property
    def user_name(self) -> str:
        """The name by which she signs in."""
        return self.member.key


KEYS = (
    Key(MINH, "song Cau nuoc chay lo tho", "JBSWY3DPEHPK3PXPKINHBACMINH22222"),
    Key(BINH, "cay da ben nuoc san dinh", "JBSWY3DPEHPK3PXPKINHBACBINH33333"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A key as the demo's page tells it, with the code of this moment."""

    name: str
    user_name: str
    password: str
    code: str
    secret: str


def give(now: datetime) -> None:
    """Let both have their passwords and devices, the same way as any officer comes by them, a while before a moment.

    The code with which a device is added is used; whoever tries the demo at once finds the next one good.
    """
    now -= BEFORE
    for key in KEYS:
        account = key.member.account
        code = issue_code(account=account, user_name=key.user_name, issued_by=None, now=now, hours=1)
        activate(account, code, key.password, now)
        add_device(account, key.secret, pyotp.TOTP(key.secret).at(now), now)


def shown(now: datetime) -> tuple[Shown, ...]:
    """Return the keys for the page on which the demo's people are chosen; none where they were not given out."""
    return tuple(
        Shown(key.member.name, key.user_name, key.password, pyotp.TOTP(key.secret).at(now), key.secret)
        for key in KEYS
        if account_named(key.user_name) == key.member.account
    )
