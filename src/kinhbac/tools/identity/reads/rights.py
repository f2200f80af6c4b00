"""On what somebody's rights rest, for an administrator: her posts, the firms and mandates, who stands behind each, her sessions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from kinhbac.base.text import Text
from kinhbac.kernel.types import Viewer
from kinhbac.tools.identity.models import Account, FirmAgent, Mandate, Person, Post, Session
from kinhbac.tools.identity.reads.entries import seen_from
from kinhbac.tools.identity.reads.mandates import card_from
from kinhbac.tools.identity.sealing import marks
from kinhbac.tools.identity.types import ADMINISTRATOR, MandateCard, SessionSeen


@dataclass(frozen=True, slots=True)
class PostOf:
    """A post with its holder: where, as what, from when to when, and in whose stead."""

    person: UUID
    name: str
    office: str
    role: str
    title: Text
    first: date
    last: date | None
    instead_of: str = ""

    def holds_on(self, day: date) -> bool:
        """Say whether it is held on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class AgentOf:
    """Somebody who acts for a firm, from a day to a day."""

    person: UUID
    name: str
    firm: UUID
    firm_name: str
    first: date
    last: date | None


def person_numbered(number: str, viewer: Viewer) -> UUID | None:
    """Return the person of a whole identity number; who asks records the opening next."""
    if not _may(viewer):
        return None
    return Person.objects.filter(number_mark__in=marks(number)).values_list("pk", flat=True).first()


def account_of(person: UUID, viewer: Viewer) -> UUID | None:
    """Return an account with which somebody signs in, None where she has none that is open."""
    if not _may(viewer):
        return None
    return Account.objects.filter(person=person, is_active=True).values_list("pk", flat=True).first()


def session_rows(person: UUID, viewer: Viewer, now: datetime) -> list[Session]:
    """Return the rows of a person's sessions that still hold; for actions alone, they hold the keys."""
    if not _may(viewer):
        return []
    accounts = Account.objects.filter(person=person).values_list("pk", flat=True)
    return list(Session.objects.filter(account__in=list(accounts), expire_date__gt=now))


def sessions_of(person: UUID, viewer: Viewer, now: datetime) -> tuple[SessionSeen, ...]:
    """Return where somebody is signed in, the latest first."""
    seen = [seen_from(row, None) for row in session_rows(person, viewer, now)]
    return tuple(sorted(seen, key=lambda each: each.at, reverse=True))


def posts_of(person: UUID, viewer: Viewer) -> tuple[PostOf, ...]:
    """Return all posts of somebody, those that are over or to come too, the latest first."""
    return _posts(Q(person=person), viewer)


def officers_at(offices: Iterable[str], viewer: Viewer, day: date) -> tuple[PostOf, ...]:
    """Return who holds a post at any of these offices on a day, in whoever's stead."""
    last = Q(valid_to=None) | Q(valid_to__gte=day)
    return _posts(last & Q(office__in=list(offices), valid_from__lte=day), viewer)


def agents_of(firms: Iterable[UUID], viewer: Viewer, day: date) -> tuple[AgentOf, ...]:
    """Return who may act for any of these firms on a day."""
    return _agents(Q(firm__in=list(firms)), viewer, day)


def agencies_of(person: UUID, viewer: Viewer, day: date) -> tuple[AgentOf, ...]:
    """Return the firms for which somebody may act on a day."""
    return _agents(Q(person=person), viewer, day)


def mandates_among(keys: Iterable[UUID], viewer: Viewer) -> tuple[MandateCard, ...]:
    """Return the mandates of these keys."""
    return _mandates(Q(pk__in=list(keys)), viewer)


def mandates_of(person: UUID, viewer: Viewer) -> tuple[MandateCard, ...]:
    """Return the mandates that somebody has given or holds."""
    return _mandates(Q(Q(principal=person) | Q(agent=person)), viewer)


def _may(viewer: Viewer) -> bool:
    return viewer.post(ADMINISTRATOR) is not None


def _posts(which: Q, viewer: Viewer) -> tuple[PostOf, ...]:
    if not _may(viewer):
        return ()
    rows = list(Post.objects.filter(which).select_related("person").order_by("-valid_from", "pk"))
    absent = {row.instead_of for row in rows if row.instead_of}
    names = dict(Person.objects.filter(pk__in=absent).values_list("pk", "full_name"))
    return tuple(
        PostOf(
            person=row.person_id,
            name=row.person.full_name,
            office=row.office,
            role=row.role,
            title=Text(vi=row.title_vi, en=row.title_en),
            first=row.valid_from,
            last=row.valid_to,
            instead_of=names.get(row.instead_of, "") if row.instead_of else "",
        )
        for row in rows
    )


def _agents(which: Q, viewer: Viewer, day: date) -> tuple[AgentOf, ...]:
    if not _may(viewer):
        return ()
    last = Q(valid_to=None) | Q(valid_to__gte=day)
    rows = FirmAgent.objects.filter(which & last, valid_from__lte=day).select_related("person", "firm")
    return tuple(
        AgentOf(row.person_id, row.person.full_name, row.firm_id, row.firm.name, row.valid_from, row.valid_to)
        for row in rows.order_by("firm__name", "person__folded_name")
    )


def _mandates(which: Q, viewer: Viewer) -> tuple[MandateCard, ...]:
    if not _may(viewer):
        return ()
    rows = Mandate.objects.filter(which).select_related("principal", "agent")
    return tuple(map(card_from, rows.order_by("-given_at", "pk")))
