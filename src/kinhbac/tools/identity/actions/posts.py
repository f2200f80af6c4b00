"""Posts given, ended and moved to another office: each is written down with who did it, when and why, for ever."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text, fold
from kinhbac.kernel.types import Refusal, Refused, Viewer
from kinhbac.tools.identity import rules
from kinhbac.tools.identity.models import Account, Person, Post, PostAct
from kinhbac.tools.identity.sealing import marks
from kinhbac.tools.identity.types import ADMINISTRATOR

ADDED, ENDED, MOVED = "added", "ended", "moved"


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post to be given: to whom (all twelve digits), as what, called what, from when to when."""

    number: str
    role: str
    title: Text
    first: date
    last: date | None = None


def add_post(*, office: str, asked: NewPost, reason: str, viewer: Viewer, now: datetime) -> UUID:
    """Give a person a post at an office; return its key. Whoever has no account gets one, without a password.

    Args:
        office: where; whether the viewer keeps its posts is for the caller to know.
        asked: the post.
        reason: why, in words; kept.
        viewer: who gives it.
        now: aware.

    Raises:
        Refused: nobody has that number, it is the viewer herself, days or words do not fit; nothing was written.
    """
    _refuse(None if reason.strip() else rules.NO_REASON)
    _refuse(rules.why_no_such_post(asked.role, asked.title, asked.first, asked.last))
    _refuse(rules.NOT_YOURS_TO_GIVE if asked.role == ADMINISTRATOR and _no_administrator(viewer) else None)
    person = Person.objects.filter(number_mark__in=marks(asked.number)).first()
    if person is None:
        raise Refused(rules.NOBODY_OF_THAT_NUMBER)
    _refuse(rules.OWN_POST if person.pk == viewer.person else None)
    same = Post.objects.filter(person=person, office=office, role=asked.role, instead_of=None)
    held = same.filter(valid_to=None) | same.filter(valid_to__gte=asked.first)
    _refuse(rules.HELD_ALREADY if held.exists() else None)
    with transaction.atomic():
        key = _given(person, office, asked)
        said = {"person": str(person.pk), "role": asked.role, "first": asked.first.isoformat()}
        _write_down(key, ADDED, office, said, reason, viewer, now)
    return key


def end_post(*, post: UUID, last: date, reason: str, viewer: Viewer, now: datetime) -> None:
    """Let a post end with a day, today or later.

    Raises:
        Refused: there is no such post, it is the viewer's own, or the day does not fit.
    """
    with transaction.atomic():
        held = _held(post, viewer)
        _refuse(None if reason.strip() else rules.NO_REASON)
        _refuse(rules.why_not_this_last_day(last, now.astimezone(HCM).date(), held.valid_from, held.valid_to))
        held.valid_to, held.ended_by = last, viewer.person
        held.save(update_fields=["valid_to", "ended_by"])
        _write_down(post, ENDED, held.office, {"last": last.isoformat()}, reason, viewer, now)


def move_post(*, post: UUID, office: str, first: date, reason: str, viewer: Viewer, now: datetime) -> UUID:
    """Let somebody hold the same post at another office from a day on; return the key of the new one.

    Raises:
        Refused: as `end_post`; or it is the same office.
    """
    with transaction.atomic():
        held = _held(post, viewer)
        _refuse(None if reason.strip() else rules.NO_REASON)
        _refuse(rules.SAME_OFFICE if held.office == office else None)
        last, today = first - timedelta(days=1), now.astimezone(HCM).date()
        _refuse(rules.why_not_this_last_day(first, today, held.valid_from, held.valid_to))
        title = Text(vi=held.title_vi, en=held.title_en)
        until = held.valid_to
        held.valid_to, held.ended_by = last, viewer.person
        held.save(update_fields=["valid_to", "ended_by"])
        key = _given(held.person, office, NewPost("", held.role, title, first, until))
        said = {"to": office, "from": held.office, "first": first.isoformat(), "post": str(key)}
        _write_down(post, MOVED, held.office, said, reason, viewer, now)
        _write_down(key, MOVED, office, said, reason, viewer, now)
    return key


def _given(person: Person, office: str, asked: NewPost) -> UUID:
    key = uuid4()
    Post.objects.create(
        pk=key,
        person=person,
        role=asked.role,
        office=office,
        title_vi=asked.title.vi[:120],
        title_en=asked.title.en[:120],
        valid_from=asked.first,
        valid_to=asked.last,
    )
    if not Account.objects.filter(person=person).exists():
        name = f"{fold(person.full_name)} ({key.hex[:6]})"
        Account.objects.create(pk=uuid4(), name=name[:60], person=person, password="!")  # noqa: S106  - no password fits it
    return key


def _held(post: UUID, viewer: Viewer) -> Post:
    """Return a post to be changed, locked; nobody changes her own, and only an administrator an administrator's."""
    held = Post.objects.select_for_update().filter(pk=post, instead_of=None).first()
    if held is None:
        raise Refused(rules.NO_SUCH_POST)
    _refuse(rules.OWN_POST if held.person_id == viewer.person else None)
    _refuse(rules.NOT_YOURS_TO_GIVE if held.role == ADMINISTRATOR and _no_administrator(viewer) else None)
    return held


def _no_administrator(viewer: Viewer) -> bool:
    return viewer.post(ADMINISTRATOR) is None


def _write_down(
    post: UUID, act: str, office: str, said: dict[str, Any], reason: str, viewer: Viewer, now: datetime
) -> None:
    PostAct.objects.create(
        post=post, act=act, office=office, said=said, reason=reason.strip()[:300], by=viewer.person, at=now
    )


def _refuse(why: Refusal | None) -> None:
    if why is not None:
        raise Refused(why)
