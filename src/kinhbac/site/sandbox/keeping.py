"""What the sandbox keeps while it runs: keys, codes, tokens and how it behaves; gone when it ends."""

import time
from dataclasses import dataclass, field

from joserfc.jwk import KeySet

from kinhbac.site.sandbox.behaviour import Behaviour
from kinhbac.site.sandbox.people import HOLDERS, Holder
from kinhbac.tools.provider.keys import SHORT_BITS, new_pair

CODE_SECONDS = 60
TOKEN_SECONDS = 300
MOST = 10_000
"""Codes and tokens that are kept; the oldest go first."""


@dataclass(frozen=True, slots=True)
class Consent:
    """That a holder agreed to sign in somewhere, with a level; as Authlib asks for it."""

    code: str
    client_id: str
    holder: Holder
    level: int
    redirect_uri: str
    scope: str
    nonce: str
    code_challenge: str
    code_challenge_method: str
    at: int = field(default_factory=lambda: int(time.time()))

    def get_redirect_uri(self) -> str:
        """Return where the code was sent."""
        return self.redirect_uri

    def get_scope(self) -> str:
        """Return what was asked for."""
        return self.scope

    def get_nonce(self) -> str:
        """Return what ties the token to the sign-in."""
        return self.nonce

    def get_auth_time(self) -> int:
        """Return when she agreed."""
        return self.at

    def get_acr(self) -> str:
        """Return the level in the provider's words."""
        return f"LoA{self.level}"

    def get_amr(self) -> list[str]:
        """Return by what she showed who she is."""
        return ["user"]

    def is_expired(self) -> bool:
        """Say whether the right to ask who she is has ended."""
        return time.time() > self.at + TOKEN_SECONDS

    def is_revoked(self) -> bool:
        """Say whether it was taken back; here it never is."""
        return False


class Keeping:
    """Everything that is kept."""

    def __init__(self) -> None:
        self.behaviour = Behaviour()
        self.codes: dict[str, Consent] = {}
        self.tokens: dict[str, Consent] = {}
        self.last_token = ""
        self.key = new_pair(SHORT_BITS)
        self.published = self.key

    def keep(self, kept: dict[str, Consent], key: str, consent: Consent) -> None:
        """Keep a consent under a code or a token."""
        while len(kept) >= MOST:
            kept.pop(next(iter(kept)), None)
        kept[key] = consent

    def change_key(self) -> None:
        """Sign with a new key from now on, and publish it in place of the old one."""
        self.key = self.published = new_pair(SHORT_BITS)

    def key_set(self) -> dict[str, object]:
        """Return the keys as they are published."""
        return dict(KeySet([self.published]).as_dict(private=False))


def holder(key: str) -> Holder | None:
    """Return somebody who has an account."""
    return HOLDERS.get(key)


kept = Keeping()
