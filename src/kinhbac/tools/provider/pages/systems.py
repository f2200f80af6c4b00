"""The administrator's pages of other systems: which there are, a new one, and one with everything that happened with it."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from kinhbac.base.text import Text
from kinhbac.kernel.types import Refused
from kinhbac.tools.identity.doors import for_administrators
from kinhbac.tools.provider.actions import registering
from kinhbac.tools.provider.pages.frame import issuer_of, viewer_of
from kinhbac.tools.provider.reads import happened_with, open_sign_ons, system_coded, tokens_of
from kinhbac.tools.provider.reads import systems as registered
from kinhbac.tools.provider.registered import now_here
from kinhbac.tools.provider.types import OF_PERSON, OF_SYSTEM, Registration

WRONG = 422
ACTS: Mapping[str, Text] = {
    "registered": Text("Đăng ký", "Registered"),
    "secret": Text("Cấp mật khẩu mới", "Given a new secret"),
    "disabled": Text("Ngừng", "Closed"),
    "enabled": Text("Mở lại", "Opened again"),
    "refused": Text("Yêu cầu bị từ chối", "A request was refused"),
    "not_told": Text("Không báo được việc đăng xuất", "Could not be told of a signing out"),
}


@for_administrators
@require_GET
def systems(request: HttpRequest) -> HttpResponse:
    """List the systems."""
    return render(request, "provider/systems.html", {"systems": registered(viewer_of(request))})


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Register a system; its secret is shown this once."""
    if request.method != "POST":
        return _ask(request)
    given = _given(request.POST)
    try:
        secret = registering.register(given, viewer=viewer_of(request), now=now_here())
    except Refused as refused:
        return _ask(request, {"refusal": refused.refusal}, WRONG)
    return _system(request, given.key, secret=secret)


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def system(request: HttpRequest, key: str) -> HttpResponse:
    """Show a system; give it a new secret, close it, or open it again."""
    if request.method != "POST":
        return _system(request, key)
    viewer, now, why = viewer_of(request), now_here(), _line(request.POST, "why")
    try:
        if request.POST.get("act") == "secret":
            return _system(request, key, secret=registering.new_secret(key, viewer=viewer, now=now))
        if request.POST.get("act") == "disable":
            registering.disable(key, why, viewer=viewer, now=now)
        elif request.POST.get("act") == "enable":
            registering.enable(key, why, viewer=viewer, now=now)
    except Refused:
        raise Http404 from None
    return _system(request, key)


def _ask(request: HttpRequest, more: Mapping[str, Any] | None = None, status: int = 200) -> HttpResponse:
    context = {
        "of_person": OF_PERSON.items(),
        "of_system": OF_SYSTEM.items(),
        "typed": request.POST,
        "chosen": request.POST.getlist("scope"),
        **(more or {}),
    }
    return render(request, "provider/new.html", context, status=status)


def _system(request: HttpRequest, key: str, secret: str = "") -> HttpResponse:
    viewer = viewer_of(request)
    found = system_coded(key)
    if found is None:
        raise Http404
    context = {
        "system": found,
        "secret": secret,
        "issuer": issuer_of(request),
        "scopes": [
            (name, words)
            for name, words in {**OF_PERSON, **OF_SYSTEM}.items()
            if name in (*found.of_person, *found.of_system)
        ],
        "tokens": tokens_of(key, viewer, now_here()),
        "signed_on": open_sign_ons(key, viewer),
        "entries": [
            {"at": each.at, "what": ACTS.get(each.what, each.what), "who": each.who, "why": each.why}
            for each in happened_with(key, viewer)
        ],
    }
    return render(request, "provider/system.html", context)


def _given(given: Any) -> Registration:
    chosen = given.getlist("scope")
    return Registration(
        key=_line(given, "key"),
        name=Text(vi=_line(given, "name_vi")[:120], en=_line(given, "name_en")[:120]),
        purpose=Text(vi=_line(given, "purpose_vi"), en=_line(given, "purpose_en")),
        law=_line(given, "law"),
        redirects=_addresses(given, "redirects"),
        after_logout=_addresses(given, "after_logout"),
        back_channel=_line(given, "back_channel", 500),
        of_person=tuple(each for each in OF_PERSON if each in chosen),
        of_system=tuple(each for each in OF_SYSTEM if each in chosen),
    )


def _addresses(given: Any, name: str) -> tuple[str, ...]:
    return tuple(str(given.get(name, "")).split())


def _line(given: Any, name: str, longest: int = 300) -> str:
    """Return what was written in a box, in one line."""
    return " ".join(str(given.get(name, "")).replace("\x00", "").split())[:longest]
