"""The door of an act that needs a level of identification, or a fresh proof: who has less is shown how to come by it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel import actions as cases
from kinhbac.kernel.types import Refusal, Refused
from kinhbac.tools.identity.types import DEMO, SignedIn
from kinhbac.tools.sign_in import proving
from kinhbac.tools.sign_in.reads import needed_level
from kinhbac.tools.sign_in.rules import is_stale, level_for
from kinhbac.tools.sign_in.types import NeededLevel

View = TypeVar("View", bound=Callable[..., Any])


def needs_level(
    act: str, *, methods: tuple[str, ...] = ("POST",), officers: bool = True
) -> Callable[[View], View]:
    """Close a page to whoever came in with too low a level or too long ago; what was written stays, and she comes back.

    Args:
        act: one of the acts of the catalogue.
        methods: for which it is asked.
        officers: whether of those who act in a post as well.
    """

    def close(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **values: Any) -> HttpResponse:
            asked = hold(request, act, officers=officers) if request.method in methods else None
            if asked is not None:
                return asked
            answer: HttpResponse = view(request, *args, **values)
            return answer

        return guarded  # type: ignore[return-value]  # it takes and gives what the view does

    return close


def hold(request: HttpRequest, act: str, *, officers: bool = True) -> HttpResponse | None:
    """Return the page that stands before an act: for a higher level, or for a fresh proof; None where the way is free.

    Whoever sends a form with a proof goes through at once; a right one is kept for what she does next.
    """
    lacking = missing_level(request, act, officers=officers)
    if lacking is not None:
        return _to_level(request, act)
    rule = stale_proof(request, act, officers=officers)
    if rule is None:
        return None
    if request.method != "POST":
        return _to_level(request, act)
    refusal = proving.prove(request) if proving.is_given(request) else None
    if refusal is None and proving.is_given(request):
        return None
    return proving.ask(
        request, rule, to=request.get_full_path(), kept=proving.fields(request), refusal=refusal
    )


def refuse_level(request: HttpRequest, act: str) -> None:
    """Refuse a program that came in with too low a level, or too long ago.

    Raises:
        Refused: what is missing, and for what.
    """
    lacking = missing_level(request, act)
    if lacking is not None:
        raise Refused(
            Refusal(
                "sign_in.level",
                Text(
                    vi=f"Việc này cần tài khoản định danh mức độ {lacking.level}.",
                    en=f"This act needs an identification account of level {lacking.level}.",
                ),
                Text(vi="Đăng nhập lại với mức độ đó.", en="Sign in again with that level."),
                lacking.cited.vi,
            )
        )
    rule = stale_proof(request, act)
    if rule is not None:
        raise Refused(
            Refusal(
                "sign_in.proof",
                Text(
                    vi=f"Việc này cần xác nhận lại bạn là ai trong {rule.minutes} phút gần nhất.",
                    en=f"This act needs a proof of who you are, at most {rule.minutes} minutes old.",
                ),
                Text(
                    vi=f"Mở {reverse('sign_in_level')}?act={act} và xác nhận, rồi gửi lại.",
                    en=f"Open {reverse('sign_in_level')}?act={act} and prove it, then send again.",
                ),
                rule.cited.vi,
            )
        )


def stale_proof(request: HttpRequest, act: str, *, officers: bool = True) -> NeededLevel | None:
    """Return by which rule somebody must prove herself again, None where she did lately; one click of the demo counts."""
    who: SignedIn = request.who  # type: ignore[attr-defined]  # put there by identity's middleware
    if who.way == DEMO or (who.viewer.is_officer and not officers):
        return None
    now = cases.clock.now().astimezone(HCM)
    rule = needed_level(act, now.date())
    return rule if rule is not None and is_stale(rule, who.proved_at, now) else None


def missing_level(request: HttpRequest, act: str, *, officers: bool = True) -> NeededLevel | None:
    """Return the level that somebody lacks for an act, None where nothing is missing."""
    who: SignedIn = request.who  # type: ignore[attr-defined]  # put there by identity's middleware
    if who.viewer.is_officer and not officers:
        return None
    rule = needed_level(act, cases.clock.now().astimezone(HCM).date())
    return rule if rule is not None and level_for(rule, who.way, who.level) < rule.level else None


def _to_level(request: HttpRequest, act: str) -> HttpResponse:
    asked = urlencode({"act": act, "next": request.get_full_path()})
    return HttpResponseRedirect(f"{reverse('sign_in_level')}?{asked}", status=303)
