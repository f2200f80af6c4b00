"""What the provider's pages share: the address under which it is known, who is there, and where a form may lead."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from authlib.common.security import is_secure_transport
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kinhbac.kernel.types import Viewer
from kinhbac.tools.identity.types import SignedIn


def issuer_of(request: HttpRequest) -> str:
    """Return the address under which systems know us: the first of `KINHBAC_ORIGIN`, or the one at which we were asked.

    The latter is one of `KINHBAC_HOSTS` in any case.
    """
    own: tuple[str, ...] = settings.KINHBAC_ORIGINS
    return own[0] if own else f"{request.scheme}://{request.get_host()}"


def viewer_of(request: HttpRequest) -> Viewer:
    """Return who is at the page, as a viewer."""
    who: SignedIn = request.who  # type: ignore[attr-defined]  # put there by identity's middleware
    return who.viewer


def leading_to(answer: HttpResponse, addresses: Iterable[str]) -> HttpResponse:
    """Let the forms of a page lead to other systems: browsers ask the page's policy also where a form is sent on."""
    parts = [urlsplit(each) for each in addresses]
    answer.leads_to = sorted({f"{each.scheme}://{each.netloc}" for each in parts})  # type: ignore[attr-defined]  # read by the site's `protect`
    return answer


def not_granted(request: HttpRequest, code: str, *, status: int = 400) -> HttpResponse:
    """Say plainly that a system asked what it may not; nobody is sent anywhere."""
    return render(request, "provider/refused.html", {"code": code}, status=status)


def protected(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Close an endpoint of the protocol where letters travel in the open: by https, or on this machine alone."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if is_secure_transport(request.build_absolute_uri()):
            return view(request, *args, **named)
        return not_granted(request, "asked.not_protected")

    return asked
