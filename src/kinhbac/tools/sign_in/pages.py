"""Pages of signing in with a provider: to it, back from it, and what is said when an act needs a higher level."""

import logging
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods

from kinhbac.base.clock import HCM
from kinhbac.kernel import actions as cases
from kinhbac.kernel.types import Refused
from kinhbac.tools.identity.actions.entering import admit, begin_session, record
from kinhbac.tools.identity.doors import for_signed_in, open_to_all
from kinhbac.tools.identity.types import Entry, SignedIn
from kinhbac.tools.sign_in import client, proving, reads, rules
from kinhbac.tools.sign_in.begun import forget, found, keep
from kinhbac.tools.sign_in.doors import missing_level, stale_proof
from kinhbac.tools.sign_in.failing import CANCELLED, STALE, failed, not_trusted, refused, unreachable
from kinhbac.tools.sign_in.leaving import TOKEN
from kinhbac.tools.sign_in.types import ACTS, Begun, Connection, NeededLevel, Provider

logger = logging.getLogger(__name__)


@open_to_all
@require_GET
def begin(request: HttpRequest, key: str) -> HttpResponse:
    """Send the browser to the provider; with `act`, for the level that the act needs."""
    provider, connection = _provider(key)
    rule = reads.needed_level(request.GET.get("act", ""), _now().date())
    then = own_address(request.GET.get("next", ""))
    try:
        address, state, begun = client.begin(
            connection,
            provider=key,
            scope=provider.scope,
            redirect=request.build_absolute_uri(reverse("sign_in_return", args=[key])),
            then=then,
            acr=rules.asked_level(provider, rule.level if rule else 0),
            again=rule is not None and rule.minutes is not None,
        )
    except client.Unreachable:
        return unreachable(request, provider, then)
    except client.NotTrusted as fault:
        return _not_trusted(request, provider, fault.code, then)
    away = HttpResponseRedirect(address)
    keep(request, away, state, begun)
    return away


@open_to_all
@require_GET
def come_back(request: HttpRequest, key: str) -> HttpResponse:
    """Take what the provider sent the browser back with; each sign-in that was begun ends here, once."""
    provider, connection = _provider(key)
    state = request.GET.get("state", "")
    begun = found(request, state, key)
    if begun is None:
        _record_refused(request, key, "state.unknown")
        return failed(request, provider, STALE)
    answer = _taken(request, provider, connection, begun)
    forget(request, answer, state)
    return answer


def _taken(request: HttpRequest, provider: Provider, connection: Connection, begun: Begun) -> HttpResponse:
    if request.GET.get("error"):
        return _declined(request, provider, begun)
    try:
        if request.GET.get("iss", connection.issuer) != connection.issuer:
            raise client.NotTrusted("answer.iss")  # noqa: TRY301 - said in one place with the others
        code = request.GET.get("code", "")
        told, token = client.finish(connection, begun, scope=provider.scope, code=code)
        answer = _enter(request, provider, told, begun)
    except client.Unreachable:
        return unreachable(request, provider, begun.then)
    except client.NotTrusted as fault:
        return _not_trusted(request, provider, fault.code, begun.then)
    except Refused as fault:
        _record_refused(request, provider.key, fault.refusal.code)
        return refused(request, provider, fault.refusal)
    request.session[TOKEN] = token
    return answer


@for_signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def level(request: HttpRequest) -> HttpResponse:
    """Say that an act needs a higher level, or a fresh proof; how to come by it, and what else is possible."""
    act, today = request.GET.get("act", ""), _now().date()
    rule = reads.needed_level(act, today)
    if act not in ACTS or rule is None:
        raise Http404
    then = own_address(request.GET.get("next", ""))
    if missing_level(request, act) is None:
        return _proof(request, act, rule, then)
    asked = urlencode({"act": act, "next": then})
    who: SignedIn = request.who  # type: ignore[attr-defined]  # put there by identity's middleware
    context = {
        "rule": rule,
        "act": act,
        "then": then,
        "providers": reads.connected(today),
        "asked": asked,
        "level": rules.level_for(rule, who.way, who.level),
    }
    return render(request, "sign_in/level.html", context)


def _proof(request: HttpRequest, act: str, rule: NeededLevel, then: str) -> HttpResponse:
    """Ask for a fresh proof where one is missing, and go on."""
    refusal = None
    if request.method == "POST" and proving.is_given(request):
        refusal = proving.prove(request)
        if refusal is None:
            return HttpResponseRedirect(then or reverse("home"))
    if stale_proof(request, act) is None:
        return HttpResponseRedirect(then or reverse("home"))
    return proving.ask(request, rule, to=request.get_full_path(), kept=(), refusal=refusal)


def own_address(address: str) -> str:
    """Return an address of ours, "" for any other."""
    ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None) and address.startswith("/")
    return address if ours else ""


def _provider(key: str) -> tuple[Provider, Connection]:
    found = next((each for each in reads.connected(_now().date()) if each.key == key), None)
    if found is None:
        raise Http404
    return found, reads.connections()[key]


def _enter(request: HttpRequest, provider: Provider, told: dict[str, Any], begun: Begun) -> HttpResponse:
    now = _now()
    who = rules.presented(provider, told)
    posts = reads.opens_posts(who.level, now.date())
    proved, lasts = rules.proved_at(told, now), reads.session_lasts(now.date())
    entry = Entry(admit(who, now), provider.key, who.level, posts, now, proved, lasts)
    begin_session(request, entry)
    return HttpResponseRedirect(begun.then or reverse("home"))


def _declined(request: HttpRequest, provider: Provider, begun: Begun) -> HttpResponse:
    """The provider sent her back with nothing: she turned round, or it cannot now."""
    error = request.GET["error"]
    if error in {"server_error", "temporarily_unavailable"}:
        return unreachable(request, provider, begun.then)
    _record_refused(request, provider.key, f"answer.{error}")
    return failed(request, provider, CANCELLED, then=begun.then)


def _not_trusted(request: HttpRequest, provider: Provider, code: str, then: str = "") -> HttpResponse:
    logger.warning("an answer of %s was not believed: %s", provider.key, code)
    _record_refused(request, provider.key, code)
    return not_trusted(request, provider, code, then)


def _record_refused(request: HttpRequest, way: str, code: str) -> None:
    record(request, "refused", way, now=_now(), code=code)


def _now() -> datetime:
    return cases.clock.now().astimezone(HCM)
