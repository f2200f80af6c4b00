"""Reads of identity: who an account is today, and a person's own record."""

from datetime import date
from uuid import UUID

from django.db import connection

from kinhbac.base.text import Text
from kinhbac.kernel.rows import fetch
from kinhbac.kernel.types import Position, Viewer
from kinhbac.tools.identity.models import Account, Person, Post
from kinhbac.tools.identity.types import DemoPerson, PersonCard, SignedIn

NOBODY = SignedIn(viewer=Viewer(), name="")
CITIZEN = Text(vi="Công dân", en="Citizen")

_WHO = """
SELECT person.id, person.full_name,
    post.id, post.role, post.office, post.title_vi, post.title_en, post.valid_from, post.valid_to
FROM kinhbac_account AS account
JOIN kinhbac_person AS person ON person.id = account.person_id
LEFT JOIN kinhbac_post AS post ON post.person_id = person.id
WHERE account.id = %s AND account.is_active
ORDER BY post.valid_from, post.id
"""
_OF_PERSON = ("id", "full_name")
_OF_POST = ("id", "role", "office", "title_vi", "title_en", "valid_from", "valid_to")
_COLUMNS = (*map(Person._meta.get_field, _OF_PERSON), *map(Post._meta.get_field, _OF_POST))  # noqa: SLF001 - Django's documented way to the columns


def signed_in(account: UUID, day: date) -> SignedIn:
    """Return who an account is on a day, with the posts held then; nobody where it is unknown or closed. One query."""
    rows = fetch(_WHO, [Account._meta.pk.get_db_prep_value(account, connection)], _COLUMNS)  # noqa: SLF001 - as above
    if not rows:
        return NOBODY
    posts = [
        row for row in rows if row[2] is not None and row[7] <= day and (row[8] is None or day <= row[8])
    ]
    positions = tuple(Position(row[2], row[3], row[4], row[7], row[8]) for row in posts)
    return SignedIn(
        viewer=Viewer(account=account, person=rows[0][0], positions=positions),
        name=rows[0][1],
        title=Text(vi=posts[0][5], en=posts[0][6]) if posts else None,
    )


def own_card(viewer: Viewer) -> PersonCard | None:
    """Return the viewer's own record, None for nobody."""
    person = Person.objects.filter(pk=viewer.person).first() if viewer.person else None
    return _card(person) if person is not None else None


def spouse_card(viewer: Viewer) -> PersonCard | None:
    """Return the record of the viewer's spouse, as the register of marriages ties the two; None where it ties none."""
    person = (
        Person.objects.filter(pk=viewer.person).select_related("spouse").first() if viewer.person else None
    )
    return _card(person.spouse) if person is not None and person.spouse is not None else None


def _card(person: Person) -> PersonCard:
    return PersonCard(
        person=person.id,
        full_name=person.full_name,
        identity_number=person.identity_number,
        born_on=person.born_on,
        sex=person.sex,
        ethnicity=person.ethnicity,
        nationality=person.nationality,
        phone=person.phone,
        commune=person.commune,
        address=person.address,
        source=Text(vi=person.source_vi, en=person.source_en),
        marriage_registered_at=person.marriage_registered_at,
        spouse=person.spouse_id,
    )


def names_of(people: frozenset[UUID], viewer: Viewer) -> dict[UUID, str]:
    """Return the names of people who acted on a case, for somebody who is signed in."""
    if viewer.person is None or not people:
        return {}
    return dict(Person.objects.filter(pk__in=people).values_list("pk", "full_name"))


def titles_of(posts: frozenset[UUID], viewer: Viewer) -> dict[UUID, Text]:
    """Return the titles of posts in which people acted, for somebody who is signed in."""
    if viewer.person is None or not posts:
        return {}
    rows = Post.objects.filter(pk__in=posts).values_list("pk", "title_vi", "title_en")
    return {post: Text(vi=vi, en=en) for post, vi, en in rows}


def demo_people(day: date) -> tuple[DemoPerson, ...]:
    """Return everybody who can be chosen on the demo's page: citizens first, then by office."""
    people: dict[str, DemoPerson] = {}
    rows = Account.objects.filter(is_active=True).order_by("person__posts__office", "name")
    for row in rows.select_related("person").prefetch_related("person__posts"):
        posts = [
            post
            for post in row.person.posts.all()
            if post.valid_from <= day and (post.valid_to or day) >= day
        ]
        post = posts[0] if posts else None
        people[row.name] = DemoPerson(
            account=str(row.id),
            name=row.person.full_name,
            title=Text(vi=post.title_vi, en=post.title_en) if post else CITIZEN,
            office=post.office if post else None,
            role=post.role if post else None,
        )
    return tuple(sorted(people.values(), key=lambda each: (each.office is not None, each.office or "")))
