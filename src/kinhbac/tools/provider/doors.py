"""The door of operations that systems may use: a token of theirs with the scope that the operation names; default deny."""

from collections.abc import Callable
from typing import Any, TypeVar

from authlib.integrations.django_oauth2 import BearerTokenValidator, ResourceProtector
from django.http import HttpRequest

from kinhbac.tools.limits.actions import spend
from kinhbac.tools.limits.types import SYSTEM_ASKS
from kinhbac.tools.provider.actions.granting import mark_used
from kinhbac.tools.provider.reads import bearing_of
from kinhbac.tools.provider.registered import now_here
from kinhbac.tools.provider.types import Bearing, System

View = TypeVar("View", bound=Callable[..., Any])


class Held:
    """What a token gives, as Authlib asks for it; what it does not give any more is not found at all."""

    def __init__(self, bearing: Bearing) -> None:
        self.bearing = bearing

    def get_scope(self) -> str:
        """Return the scopes."""
        return " ".join(self.bearing.scopes)

    def is_expired(self) -> bool:
        """Say no: it would not have been found."""
        return False

    def is_revoked(self) -> bool:
        """Say no: as above."""
        return False


class _Bearer(BearerTokenValidator):  # type: ignore[misc]  # Authlib tells no types
    def authenticate_token(self, token_string: str) -> Held | None:
        now = now_here()
        found = bearing_of(token_string, now)
        if found is None:
            return None
        mark_used(token_string, found, now)
        return Held(found)


_protector = ResourceProtector()
_protector.register_token_validator(_Bearer(None))


def bears_token(request: HttpRequest) -> bool:
    """Say whether a request comes with a token, and so speaks for a system and for nobody's session."""
    return request.headers.get("Authorization", "").split(" ", 1)[0].lower() == "bearer"


def bearing(request: HttpRequest, scope: str, *, of_person: bool = False) -> Bearing:
    """Return what the token of a request gives.

    Args:
        request: with a token in `Authorization`.
        scope: that it must have.
        of_person: whether it must be of a person's sign-on, or of a system itself.

    Raises:
        OAuth2Error: there is none, it is worth nothing, or it has not the scope.
        TooMany: its system asks too often.
    """
    found: Bearing = _protector.acquire_token(request, [scope]).bearing
    if (found.sign_on is not None) is not of_person:
        _protector.get_token_validator("bearer").validate_token(
            None, [scope], request
        )  # raises: not such a token
    spend(SYSTEM_ASKS, system=found.system.key)
    return found


def system_asking(request: HttpRequest) -> System:
    """Return the system whose token the entrance of an operation has seen."""
    found: System = request.system  # type: ignore[attr-defined]  # put there by the entrance
    return found


def for_systems(scope: str) -> Callable[[View], View]:
    """Open an operation to systems with a scope, beside those whom its door lets in."""

    def mark(view: View) -> View:
        view.system_scope = scope  # type: ignore[attr-defined]
        return view

    return mark
