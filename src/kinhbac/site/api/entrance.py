"""The entrance of the API: every operation's own door, and a token where the session is used to change something.

Operations name their doors as pages do (`identity.doors`). An operation without one is closed to everybody, and its
route has no door, so that the check of all routes refuses the start.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import URLPattern
from ninja import NinjaAPI, Router
from ninja.errors import AuthenticationError
from ninja.operation import Operation

from kinhbac.site import failures
from kinhbac.site.api import problems
from kinhbac.tools.identity.doors import open_to_all
from kinhbac.tools.identity.reads.who import NOBODY
from kinhbac.tools.limits.doors import count_stranger
from kinhbac.tools.limits.types import ASK
from kinhbac.tools.provider.doors import bearing, bears_token
from kinhbac.tools.provider.types import OF_SYSTEM

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
SCHEMES = {
    "Session": {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME},
    "System": {
        "type": "oauth2",
        "description": "For other systems, registered by the administrator; never together with a session.",
        "flows": {
            "clientCredentials": {
                "tokenUrl": "/oidc/token",
                "scopes": {scope: words.en for scope, words in OF_SYSTEM.items()},
            }
        },
    },
    "Token": {
        "type": "apiKey",
        "in": "header",
        "name": "X-CSRFToken",
        "description": "From `GET /api/session`; it goes with the cookie that came with it.",
    },
}
NINJAS_OWN = frozenset({"openapi-json", "api-root"})


class Forged(Exception):  # noqa: N818 - it names what is wrong
    """The request changes something and carries no token, or not the one of its cookie."""


class _Tokens(CsrfViewMiddleware):
    """Django's own check, with the reason for an answer."""

    def _reject(self, _request: HttpRequest, reason: str) -> str:
        return reason


_tokens = _Tokens(lambda _request: HttpResponse())


class Entrance:
    """Stands before one operation."""

    def __init__(self, operation: Operation) -> None:
        view: Any = operation.view_func
        self.rule = getattr(view, "door", None)
        self.is_open = getattr(view, "door_name", "") == "all"
        self.is_systems = getattr(view, "door_name", "") == "systems"
        self.scope = getattr(view, "system_scope", "")
        self.asks_token = not operation.csrf_exempt and not SAFE.issuperset(operation.methods)

    def __call__(self, request: HttpRequest) -> bool:
        """Let in who may come in.

        Raises:
            AuthenticationError: nobody is signed in, and the operation is not for everybody.
            PermissionDenied: the door is not hers, or none is named.
            Forged: the token is missing.
            OAuth2Error: it comes with a system's token that does not let it in, or without one where one is needed.
            TooMany: nobody is signed in, and from this address too much was asked; or its system asks too often.
        """
        if self.rule is None:
            raise PermissionDenied
        if self.is_systems or bears_token(request):
            return self._let_in_system(request)
        if not self.is_open and not self.rule(request.who):  # type: ignore[attr-defined]
            if request.who.viewer.person is None:  # type: ignore[attr-defined]
                raise AuthenticationError
            raise PermissionDenied
        if self.asks_token and (reason := _tokens.process_view(request, _unsafe, (), {})):
            raise Forged(reason)
        if self.is_open:
            count_stranger(request, ASK)
        return True

    def _let_in_system(self, request: HttpRequest) -> bool:
        """Let in another system with a scope; it acts as nobody, whatever session comes along."""
        if not self.scope:
            raise PermissionDenied
        request.system = bearing(request, self.scope).system  # type: ignore[attr-defined]  # for `system_asking`
        request.who = NOBODY  # type: ignore[attr-defined]  # as identity's middleware does
        return True

    def security(self) -> list[dict[str, list[str]]]:
        """Return what the description says of it: any one of these lets in."""
        asked: dict[str, list[str]] = {
            **({} if self.is_open else {"Session": []}),
            **({"Token": []} if self.asks_token else {}),
        }
        ways = [*([] if self.is_systems else [asked]), *([{"System": [self.scope]}] if self.scope else [])]
        return [] if ways == [{}] else ways


def guard(router: Router) -> Router:
    """Put an entrance before every operation of a router and those in it, and declare how each may refuse."""
    for operation in operations_of(router):
        entrance = Entrance(operation)
        operation.auth_param = operation.auth_callbacks = [entrance]
        operation.openapi_extra = {**(operation.openapi_extra or {}), "security": entrance.security()}
        refusing = {status for status, model in operation.response_models.items() if model is None}
        for status in sorted(refusing | set(_statuses(operation, entrance))):
            operation.response_models[status] = problems.ProblemAnswer
    return router


def operations_of(router: Router) -> Iterator[Operation]:
    """Yield the operations of a router and of those mounted in it."""
    for path_view in router.path_operations.values():
        yield from path_view.operations
    for _, inner, _ in router._routers:  # noqa: SLF001 - ninja has no other way to ask
        yield from operations_of(inner)


def routes(api: NinjaAPI, *routers: Router) -> tuple[list[Any], str, str]:
    """Return the addresses of an API for `path`; one is without a door where its operation names none.

    A method that an address does not know is answered as all refusals are.
    """
    named = {
        each.view_func.__name__ for router in routers for each in operations_of(router) if _has_door(each)
    }
    patterns, app, namespace = api.urls
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            pattern.callback = _plain_methods(pattern.callback)
            if pattern.name in named | NINJAS_OWN:
                open_to_all(pattern.callback)  # the operation's own entrance guards
    return patterns, app, namespace


def _has_door(operation: Operation) -> bool:
    return hasattr(operation.view_func, "door")


def _statuses(operation: Operation, entrance: Entrance) -> Iterator[int]:
    yield from (400, 500, 503)
    if entrance.is_open or entrance.scope:
        yield 429
    if not entrance.is_open or entrance.scope:
        yield from (401, 403)
    if entrance.asks_token:
        yield 403
    if operation.models and not SAFE.issuperset(operation.methods):
        yield from (411, 413)


def _plain_methods(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        return failures.wrong_method(request, response) if response.status_code == 405 else response

    answered.csrf_exempt = True  # type: ignore[attr-defined]  # asked at the entrance, after who it is
    return answered


def _unsafe(_request: HttpRequest) -> HttpResponse:
    """Stand for a view that asks for a token."""
    return HttpResponse()
