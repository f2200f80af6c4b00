"""The door of an act that needs a level of identification: who came in with less is shown how to come in with more."""

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
from kinhbac.tools.identity.types import SignedIn
from kinhbac.tools.sign_in.reads import needed_level
from kinhbac.tools.sign_in.types import NeededLevel

View = TypeVar("View", bound=Callable[..., Any])


def needs_level(
    act: str, *, methods: tuple[str, ...] = ("POST",), officers: bool = True
) -> Callable[[View], View]:
    """Close a page to whoever came in with too low a level; what she had written stays, and she comes back to it.

    Args:
        act: one of the acts of the catalogue.
        methods: for which it is asked.
        officers: whether of those who act in a post as well.
    """

    def close(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **values: Any) -> HttpResponse:
            lacking = missing_level(request, act, officers=officers) if request.method in methods else None
            if lacking is None:
                answer: HttpResponse = view(request, *args, **values)
                return answer
            asked = urlencode({"act": act, "next": request.get_full_path()})
            return HttpResponseRedirect(f"{reverse('sign_in_level')}?{asked}", status=303)

        return guarded  # type: ignore[return-value]  # it takes and gives what the view does

    return close


def refuse_level(request: HttpRequest, act: str) -> None:
    """Refuse a program that came in with too low a level.

    Raises:
        Refused: what level is missing, and for what.
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


def missing_level(request: HttpRequest, act: str, *, officers: bool = True) -> NeededLevel | None:
    """Return the level that somebody lacks for an act, None where nothing is missing."""
    who: SignedIn = request.who  # type: ignore[attr-defined]  # put there by identity's middleware
    if who.viewer.is_officer and not officers:
        return None
    rule = needed_level(act, cases.clock.now().astimezone(HCM).date())
    return rule if rule is not None and who.level < rule.level else None
