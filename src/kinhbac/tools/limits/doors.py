"""Counted doors: what stands before a view, and how an answer says that one must wait."""

import logging
import math
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from kinhbac.tools.limits.actions import in_a_hurry, spend

View = Callable[..., Any]
SOON = 429
logger = logging.getLogger(__name__)


def count_person(request: HttpRequest, limit: str) -> None:
    """Count who is signed in at a door. Raises `TooMany`."""
    spend(limit, person=str(request.who.viewer.person))  # type: ignore[attr-defined]  # put there by identity's middleware


def count_stranger(request: HttpRequest, limit: str) -> None:
    """Count the address of whom nobody knows, at a door behind which is only reading; whoever is signed in costs nothing.

    Where nothing can be written (a full disk, a database held by another) the door stays open.

    Raises:
        TooMany: its budget is used up.
    """
    if request.who.viewer.person is not None:  # type: ignore[attr-defined]  # as above
        return
    try:
        with in_a_hurry():
            spend(limit, address=address_of(request))
    except DatabaseError as fault:
        logger.warning("a use of %s was not counted: %s", limit, fault)


def counted(limit: str, methods: tuple[str, ...] = ("GET", "HEAD")) -> Callable[[View], View]:
    """Count each use of a view by who is signed in; inside its door, and behind the level that it needs."""

    def before(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **named: Any) -> Any:
            if request.method in methods:
                count_person(request, limit)
            return view(request, *args, **named)

        return answered

    return before


def held_back(answer: HttpResponse, left: timedelta | None) -> HttpResponse:
    """Let an answer say that one must wait so long, None where one need not."""
    if left is not None:
        answer.status_code = SOON
        answer["Retry-After"] = str(max(1, math.ceil(left.total_seconds())))
    return answer


def address_of(request: HttpRequest) -> str:
    """Return from where somebody asks; behind our proxy, as the proxy saw it."""
    return str(request.META.get("REMOTE_ADDR", ""))
