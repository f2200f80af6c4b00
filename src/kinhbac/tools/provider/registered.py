"""A registered system, a code and a refresh token in the words in which Authlib asks for them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from authlib.oauth2.rfc6749 import ClientMixin

from kinhbac.base.clock import HCM
from kinhbac.kernel import actions as cases
from kinhbac.tools.provider import reads, rules
from kinhbac.tools.provider.types import KeptCode, SignOn, System

SHOWN_BY = ("client_secret_basic", "client_secret_post")


class Registered(ClientMixin):  # type: ignore[misc]  # Authlib tells no types
    """A registered system, as Authlib asks for it."""

    def __init__(self, system: System) -> None:
        self.system = system
        self.client_metadata: Mapping[str, Any] = {"post_logout_redirect_uris": system.after_logout}

    def get_client_id(self) -> str:
        """Return its key."""
        return self.system.key

    def get_default_redirect_uri(self) -> None:
        """Return none: the address must be said."""

    def get_allowed_scope(self, scope: str | None) -> str | None:
        """Return what of a scope it may have; None is refused, and so is a scope of its own beyond its right."""
        words = scope or ""
        if rules.all_granted(words, self.system.of_system):
            return words
        return " ".join(rules.granted(words, self.system.of_person)) or None

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        """Say whether an address is one of those registered, to the letter."""
        return redirect_uri in self.system.redirects

    def check_client_secret(self, client_secret: str) -> bool:
        """Say whether it is the system's, and still good."""
        return reads.secret_holds(self.system.key, client_secret, now_here())

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:  # noqa: ARG002 - Authlib asks so
        """Say how it shows itself."""
        return method in SHOWN_BY

    def check_response_type(self, response_type: str) -> bool:
        """Say what it may be answered with."""
        return response_type == "code" and bool(self.system.of_person)

    def check_grant_type(self, grant_type: str) -> bool:
        """Say what it may exchange."""
        return bool(self.system.of_system if grant_type == "client_credentials" else self.system.of_person)


class Exchanged:
    """A code that is being exchanged, as Authlib asks for it."""

    def __init__(self, kept: KeptCode) -> None:
        self.kept = kept
        self.code_challenge = kept.challenge
        self.code_challenge_method = "S256"

    def get_redirect_uri(self) -> str:
        """Return where the code was sent."""
        return self.kept.redirect

    def get_scope(self) -> str:
        """Return what was granted."""
        return " ".join(self.kept.sign_on.scopes)


class Renewed:
    """A refresh token that is being used, as Authlib asks for it."""

    def __init__(self, sign_on: SignOn) -> None:
        self.sign_on = sign_on

    def check_client(self, client: Registered) -> bool:
        """Say whether it is this system's."""
        return bool(client.system.key == self.sign_on.system)

    def get_scope(self) -> str:
        """Return what was granted."""
        return " ".join(self.sign_on.scopes)


def now_here() -> datetime:
    """Return this moment in Vietnam, from the one clock of the house."""
    return cases.clock.now().astimezone(HCM)
