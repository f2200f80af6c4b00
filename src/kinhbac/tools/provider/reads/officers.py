"""Officers of today for other systems of the province: who, in which posts, and nothing of them as persons."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from kinhbac.base.text import Text
from kinhbac.tools.identity.models import Account, Post
from kinhbac.tools.provider.models import Subject


@dataclass(frozen=True, slots=True)
class PostSeen:
    """A post held today."""

    role: str
    office: str
    title: Text


@dataclass(frozen=True, slots=True)
class OfficerSeen:
    """An officer: by which name she signs in, what she is called, which posts she holds today."""

    person: UUID
    account: str
    name: str
    posts: tuple[PostSeen, ...]


def officers_on(
    day: date, *, named: str | None = None, first: int = 0, most: int = 100
) -> tuple[int, tuple[OfficerSeen, ...]]:
    """Return how many hold a post on a day, and those of one page by the names of their accounts.

    For a system that has the scope; whoever calls has asked for its token.

    Args:
        day: on which.
        named: only who signs in by this name, capital or small.
        first: how many come before the page.
        most: how many stand on it.
    """
    rows = _accounts(day)
    if named is not None:
        rows = rows.filter(name__iexact=named)
    page = rows.select_related("person").order_by("name")[first : first + most]
    return rows.count(), _seen(list(page), day)


def officer_called(system: str, subject: UUID, day: date) -> OfficerSeen | None:
    """Return the officer whom a system knows by a name of its own, None where she holds no post on the day."""
    person = Subject.objects.filter(system=system, subject=subject).values_list("person", flat=True).first()
    rows = _accounts(day).filter(person=person) if person is not None else Account.objects.none()
    found = _seen(list(rows.select_related("person")), day)
    return found[0] if found else None


def _accounts(day: date) -> QuerySet[Account]:
    """Return an account of everybody who holds a post on a day; of who has several, the first by name."""
    posts = Post.objects.filter(_on(day), person=OuterRef("person"))
    before = Account.objects.filter(person=OuterRef("person"), is_active=True, name__lt=OuterRef("name"))
    return Account.objects.filter(Exists(posts), ~Exists(before), is_active=True)


def _seen(accounts: list[Account], day: date) -> tuple[OfficerSeen, ...]:
    posts: dict[UUID, list[PostSeen]] = {}
    rows = Post.objects.filter(_on(day), person__in=[each.person_id for each in accounts])
    for row in rows.order_by("instead_of", "valid_from", "pk"):
        title = Text(vi=row.title_vi, en=row.title_en)
        posts.setdefault(row.person_id, []).append(PostSeen(row.role, row.office, title))
    return tuple(
        OfficerSeen(each.person_id, each.name, each.person.full_name, tuple(posts.get(each.person_id, ())))
        for each in accounts
    )


def _on(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))
