"""The site's own operations: who is signed in, due moments, the journal's roots, and the people of the demo."""

from datetime import UTC, date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.views.decorators.csrf import csrf_exempt
from ninja import Router, Schema
from pydantic import AfterValidator, Field

from kinhbac.base.clock import HCM
from kinhbac.base.worktime.due import due
from kinhbac.base.worktime.terms import parse_term
from kinhbac.kernel import definitions, seal
from kinhbac.kernel.reads import NotFound
from kinhbac.services.procedures.api.schemas import DueOut, Words
from kinhbac.site import demo_door
from kinhbac.tools.identity.doors import open_to_all
from kinhbac.tools.identity.types import DemoPerson, SignedIn

_EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
_LATEST = datetime(9000, 1, 1, tzinfo=UTC)
router = Router(tags=["site"])


def _moment(words: str) -> str:
    _read_moment(words)
    return words


def _read_moment(words: str) -> datetime:
    given = datetime.fromisoformat(words)
    moment = given if given.utcoffset() is not None else given.replace(tzinfo=HCM)
    if "T" not in words or not _EARLIEST <= moment <= _LATEST:
        raise ValueError("write a day with a time, like 2026-04-29T16:10")
    return moment


class DueIn(Schema):
    """From when a term is counted (without an offset it is Vietnam's time), and the term as the law writes it."""

    received_at: Annotated[
        str, Field(alias="from", max_length=40, examples=["2026-04-29T16:10"]), AfterValidator(_moment)
    ]
    term: Annotated[str, Field(max_length=400, examples=["3 working days", "10 working days + 15 days"])]
    after_15: bool = False


class PostOut(Schema):
    """A post held today."""

    role: str
    office: str


class SessionOut(Schema):
    """Who is signed in, if anybody, and the token that unsafe requests carry in X-CSRFToken."""

    name: str | None
    title: Words | None
    posts: list[PostOut]
    token: str


class RootOut(Schema):
    """The seal of one day: whoever keeps it can tell that nothing before it was changed."""

    day: date
    heads: int
    file_hash: str
    previous: str
    root: str


class PersonOut(Schema):
    """One of the demo's people."""

    account: str
    name: str
    title: Words
    office: str | None
    role: str | None


class SignInIn(Schema):
    """Whom to be."""

    account: Annotated[str, Field(max_length=36)]


@router.get("/session", response=SessionOut, summary="Say who is signed in, and give a token")
@open_to_all
def show_session(request: HttpRequest) -> dict[str, Any]:
    """Return who is signed in; `token` goes with the cookie that this answer sets."""
    return _session(request)


@router.post("/due", response={200: DueOut, 422: None}, by_alias=True, summary="Count a term from a moment")
@csrf_exempt  # rests on no session, changes nothing
@open_to_all
def count_due(request: HttpRequest, asked: DueIn) -> dict[str, Any]:  # noqa: ARG001 - ninja knows it by its name
    """Return the due moment and the sum behind it: a line for each day counted or skipped, with the reason."""
    calendar = definitions.current_calendar()
    counted = due(_read_moment(asked.received_at), parse_term(asked.term), calendar, after_15=asked.after_15)
    return counted.to_json()


@router.get("/journal/roots", response=list[RootOut], summary="List the daily roots of the journal")
@open_to_all
def list_roots(request: HttpRequest) -> list[seal.Root]:  # noqa: ARG001 - ninja knows it by its name
    """Return the roots, day by day, so that anybody may keep them."""
    return seal.roots()


@router.get("/demo/people", response={200: list[PersonOut], 404: None}, summary="List the people of the demo")
@open_to_all
def list_people(request: HttpRequest) -> list[DemoPerson]:
    """Return whom one may be; there is nobody outside a demo, or for a stranger to this machine."""
    return list(demo_door.people_to_choose(request))


@router.post(
    "/demo/sign-in",
    response={200: SessionOut, (404, 422): None},
    summary="Sign in as one of the demo's people",
)
@open_to_all
def sign_in(request: HttpRequest, wanted: SignInIn) -> dict[str, Any]:
    """Begin a session as one of the demo's people, under the same guard as the page that does it."""
    if demo_door.come_in(request, wanted.account) is None:
        raise NotFound(wanted.account)
    return _session(request)


def _session(request: HttpRequest) -> dict[str, Any]:
    who: SignedIn = request.who  # type: ignore[attr-defined]  # put there by identity's middleware
    return {
        "name": who.name or None,
        "title": who.title,
        "posts": who.viewer.positions,
        "token": get_token(request),
    }
