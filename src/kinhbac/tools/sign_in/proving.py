"""Proving once more who one is, before an act that asks for it: by a code of one's device, a recovery code, a passkey.

Where a form was sent, the page that asks holds all that was written in it and sends it again with the proof: the act
is then done as it was meant, and nothing is lost or written twice.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kinhbac.base.clock import HCM
from kinhbac.kernel import actions as cases
from kinhbac.kernel.types import Refusal, Refused
from kinhbac.tools.credentials import rules
from kinhbac.tools.credentials.actions import passkeys
from kinhbac.tools.credentials.actions.second import take_code
from kinhbac.tools.credentials.actions.tries import TooSoon, begin_try, end_try
from kinhbac.tools.credentials.reads import own_ways
from kinhbac.tools.credentials.types import PASSKEY, Place
from kinhbac.tools.identity.actions.entering import record, renew_proof
from kinhbac.tools.identity.types import SignedIn
from kinhbac.tools.limits.doors import held_back
from kinhbac.tools.sign_in.failing import Waiting, too_soon
from kinhbac.tools.sign_in.places import ANYWHERE
from kinhbac.tools.sign_in.reads import connected
from kinhbac.tools.sign_in.types import NeededLevel

CODE, ANSWER, KEPT = "proof_code", "passkey_answer", "passkey_kept"
"""Fields of a proof, beside those of the form that it lets pass."""
OURS = frozenset({CODE, ANSWER, KEPT, "csrfmiddlewaretoken"})
WRONG = 422


def is_given(request: HttpRequest) -> bool:
    """Say whether a form came with a proof."""
    return bool(request.POST.get(CODE) or request.POST.get(ANSWER))


def prove(request: HttpRequest) -> Refusal | None:
    """Look at a proof: keep that it was given, or say why it is none."""
    who: SignedIn = request.who  # type: ignore[attr-defined]  # put there by identity's middleware
    account, now = who.viewer.account, cases.clock.now().astimezone(HCM)
    assert account is not None
    try:
        way = _way(request, account, now)
    except TooSoon as fault:
        return too_soon(fault.left)
    except Refused as fault:
        record(request, "refused", "proof", now=now, account=account, code=fault.refusal.code)
        return fault.refusal
    renew_proof(request, way, now)
    return None


def by_code(account: UUID, code: str, place: Place, now: datetime, *, what: str) -> str:
    """Return which way a code is right.

    Raises:
        TooSoon: too many were wrong.
        Refused: it is wrong, or was used.
    """
    begin_try(what, str(account), place, now)
    way = take_code(account, code, now)
    if way is None:
        raise Refused(rules.WRONG_CODE)
    end_try(what, str(account), place)
    return way


def ask(
    request: HttpRequest,
    rule: NeededLevel,
    *,
    to: str,
    kept: Iterable[tuple[str, str]],
    refusal: Refusal | None = None,
) -> HttpResponse:
    """Return the page that asks for a proof.

    Args:
        request: of who is signed in.
        rule: of the act.
        to: the address to which the proof goes, with what is kept.
        kept: the fields of the form that was sent, by name.
        refusal: why a proof just given is none.
    """
    context = {
        "rule": rule,
        "to": to,
        "kept": tuple(kept),
        "refusal": refusal,
        "providers": connected(cases.clock.now().astimezone(HCM).date()),
        **ways(request),
    }
    answer = render(request, "sign_in/prove.html", context, status=200 if refusal is None else WRONG)
    return held_back(answer, refusal.left if isinstance(refusal, Waiting) else None)


def ways(request: HttpRequest) -> Mapping[str, Any]:
    """Return which ways of proving who is signed in has here."""
    who: SignedIn = request.who  # type: ignore[attr-defined]  # as above
    own = own_ways(who.viewer)
    offered = bool(own.passkeys) and passkeys.are_here(request)
    asked, token = passkeys.begin_proving(who.viewer.account) if offered else ("", "")
    return {"own": own, "passkey_asked": asked, "passkey_kept": token}


def fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what a form held, without our own fields."""
    return [
        (name, str(value)) for name, values in request.POST.lists() for value in values if name not in OURS
    ]


def _way(request: HttpRequest, account: UUID, now: datetime) -> str:
    if request.POST.get(ANSWER):
        if passkeys.prove(request.POST.get(KEPT, ""), request.POST[ANSWER], now) != account:
            raise Refused(rules.WRONG_PASSKEY)
        return PASSKEY
    return by_code(account, request.POST[CODE], ANYWHERE, now, what="proof")
