"""Reads of identity: a person's own record, who is whose, and which posts there are."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, Q

from kinhbac.base.text import Text
from kinhbac.kernel.types import Viewer
from kinhbac.tools.identity.models import (
    Account,
    Child,
    FirmAgent,
    Mandate,
    Person,
    Post,
    PostAct,
    RecordOpening,
    ReminderWish,
)
from kinhbac.tools.identity.sealing import marks
from kinhbac.tools.identity.types import (
    ADMINISTRATOR,
    COUNTER,
    ChildCard,
    DemoPerson,
    FirmCard,
    Officer,
    PersonCard,
    PostActDone,
    PostHeld,
    RecordSeen,
    Substitution,
)

CITIZEN = Text(vi="Công dân", en="Citizen")


def own_card(viewer: Viewer) -> PersonCard | None:
    """Return the viewer's own record, None for nobody."""
    person = Person.objects.filter(pk=viewer.person).first() if viewer.person else None
    return card_of(person) if person is not None else None


def spouse_card(viewer: Viewer) -> PersonCard | None:
    """Return the record of the viewer's spouse, as the register of marriages ties the two; None where it ties none."""
    person = (
        Person.objects.filter(pk=viewer.person).select_related("spouse").first() if viewer.person else None
    )
    return card_of(person.spouse) if person is not None and person.spouse is not None else None


def firms_of(viewer: Viewer, day: date) -> tuple[FirmCard, ...]:
    """Return the firms for which the viewer may act on a day, by name; none for nobody."""
    if viewer.person is None:
        return ()
    rows = FirmAgent.objects.filter(_on(day), person=viewer.person).select_related("firm")
    return tuple(
        FirmCard(
            firm=row.firm_id,
            name=row.firm.name,
            enterprise_code=row.firm.enterprise_code,
            head_office=row.firm.head_office,
            representative=row.firm.representative,
            title=Text(vi=row.title_vi, en=row.title_en),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in rows.order_by("firm__name", "pk")
    )


def children_of(viewer: Viewer) -> tuple[ChildCard, ...]:
    """Return the children of the viewer that a record tells of, the youngest last; none for nobody."""
    if viewer.person is None:
        return ()
    return tuple(map(_child, Child.objects.filter(parent=viewer.person).order_by("born_on", "pk")))


def children_born(first: date, last: date) -> tuple[ChildCard, ...]:
    """Return the children born from a day to a day whose parents have agreed to be reminded; for the worker alone."""
    agreed = ReminderWish.objects.filter(wanted=True).values("person")
    rows = Child.objects.filter(born_on__gte=first, born_on__lte=last, parent__in=agreed)
    return tuple(map(_child, rows.order_by("born_on", "pk")))


def refuses_reminders(person: UUID) -> bool:
    """Say whether somebody has said that she wants no reminders; for the worker alone."""
    return ReminderWish.objects.filter(person=person, wanted=False).exists()


def own_wish(viewer: Viewer) -> bool | None:
    """Return whether the viewer wants reminders; None where she has not said."""
    rows = ReminderWish.objects.filter(person=viewer.person) if viewer.person else None
    return rows.values_list("wanted", flat=True).first() if rows is not None else None


def _child(row: Child) -> ChildCard:
    return ChildCard(
        key=row.pk,
        parent=row.parent_id,
        full_name=row.full_name,
        born_on=row.born_on,
        source=Text(vi=row.source_vi, en=row.source_en),
    )


def has_account(person: UUID, viewer: Viewer) -> bool:
    """Say to an officer whether a person can sign in by herself (tài khoản định danh), as a counter checks first.

    Law:
        Nghị định 118/2025/NĐ-CP, Điều 17 khoản 1 điểm a.
    """
    return viewer.is_officer and Account.objects.filter(person=person, is_active=True).exists()


def openings_of_record(
    viewer: Viewer, *, until: datetime | None = None, dossier: str = "", most: int = 200
) -> tuple[RecordSeen, ...]:
    """Return who, or which system, has opened the viewer's own record, the latest first.

    Args:
        viewer: whose record.
        until: aware; only what was opened then or before, None for all.
        dossier: only what was opened for a dossier of that code, "" for all.
        most: at most so many.
    """
    if viewer.person is None:
        return ()
    found = RecordOpening.objects.filter(person=viewer.person)
    found = found.filter(at__lte=until) if until is not None else found
    found = found.filter(dossier=dossier) if dossier else found
    rows = list(found.order_by("-at", "-pk")[:most])
    names = names_of(frozenset(row.opened_by for row in rows if row.opened_by), viewer)
    return tuple(
        RecordSeen(
            at=row.at,
            who=names.get(row.opened_by, "") if row.opened_by else "",
            office=row.office,
            role=row.role,
            purpose=row.purpose,
            by=row.opened_by,
            system=row.system,
            reason=row.reason,
            dossier=row.dossier,
        )
        for row in rows
    )


def person_numbered(number: str, viewer: Viewer) -> UUID | None:
    """Return the key of the person of a whole identity number to an officer, and nothing else of her."""
    rows = (
        Person.objects.filter(number_mark__in=marks(number)) if viewer.is_officer else Person.objects.none()
    )
    return rows.values_list("pk", flat=True).first()


def opened_since(person: UUID, viewer: Viewer, since: datetime) -> bool:
    """Say whether the viewer herself has opened somebody's record at a counter since a moment."""
    rows = RecordOpening.objects.filter(person=person, opened_by=viewer.person, purpose=COUNTER, at__gt=since)
    return viewer.person is not None and rows.exists()


def card_of(person: Person) -> PersonCard:
    """Return a row as the value that leaves; whoever calls has asked whose it is, and for whom."""
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


def officers_of(office: str, viewer: Viewer, day: date) -> tuple[Officer, ...]:
    """Return who holds a post at an office on a day, by name; for those who hold one there, for nobody else."""
    if office not in viewer.offices():
        return ()
    rows = Post.objects.filter(_on(day), office=office).select_related("person")
    return tuple(
        Officer(
            post=row.pk,
            person=row.person_id,
            name=row.person.full_name,
            title=Text(vi=row.title_vi, en=row.title_en),
            role=row.role,
            office=row.office,
            instead_of=row.instead_of,
        )
        for row in rows.order_by("person__folded_name", "valid_from", "pk")
    )


def stood_for(person: UUID, viewer: Viewer, day: date) -> frozenset[UUID]:
    """Return the bodies for which a colleague acts on a day, firms and mandates, to an officer who gives her work."""
    if not viewer.is_officer:
        return frozenset()
    firms = FirmAgent.objects.filter(_on(day), person=person).values_list("firm_id", flat=True)
    held = Mandate.objects.filter(agent=person, accepted_at__isnull=False, ended_at=None)
    mandates = held.filter(valid_from__lte=day, valid_to__gte=day).values_list("pk", flat=True)
    return frozenset((*firms, *mandates))


def substitutions_at(office: str, viewer: Viewer, day: date) -> tuple[Substitution, ...]:
    """Return the posts of an office that are or were held during a leave, latest first; for whom: as `officers_of`."""
    if office not in viewer.offices():
        return ()
    rows = Post.objects.filter(office=office).exclude(instead_of=None).select_related("person")
    latest = list(rows.order_by("-valid_from", "pk")[:100])
    people = {key for row in latest for key in (row.instead_of, row.arranged_by) if key is not None}
    names = names_of(frozenset(people), viewer)
    return tuple(
        Substitution(
            post=row.pk,
            office=row.office,
            role=row.role,
            absent=names.get(row.instead_of, "") if row.instead_of else "",
            substitute=row.person.full_name,
            first=row.valid_from,
            last=row.valid_to or row.valid_from,
            reason=row.reason,
            arranged_by=names.get(row.arranged_by, "") if row.arranged_by else "",
            is_over=row.valid_to is not None and row.valid_to < max(day, row.valid_from),
        )
        for row in latest
    )


def posts_at(office: str, viewer: Viewer) -> tuple[PostHeld, ...]:
    """Return all posts of an office, those that are over too, by name; for an administrator, and who holds one there."""
    if office not in viewer.offices() and viewer.post(ADMINISTRATOR) is None:
        return ()
    rows = Post.objects.filter(office=office).select_related("person")
    return tuple(
        PostHeld(
            key=row.pk,
            person=row.person_id,
            name=row.person.full_name,
            role=row.role,
            title=Text(vi=row.title_vi, en=row.title_en),
            first=row.valid_from,
            last=row.valid_to,
            instead_of=row.instead_of is not None,
        )
        for row in rows.order_by("person__folded_name", "valid_from", "pk")
    )


def post_acts_at(office: str, viewer: Viewer) -> tuple[PostActDone, ...]:
    """Return what was done to the posts of an office, the latest first, at most 100; for whom: as `posts_at`."""
    held = {each.key: each.name for each in posts_at(office, viewer)}
    if not held:
        return ()
    rows = list(PostAct.objects.filter(office=office).order_by("-at", "-pk")[:100])
    names = names_of(frozenset(row.by for row in rows if row.by), viewer)
    return tuple(
        PostActDone(
            row.act, held.get(row.post, ""), names.get(row.by, "") if row.by else "", row.at, row.reason
        )
        for row in rows
    )


def office_of_post(post: UUID, viewer: Viewer) -> str | None:
    """Return the office of a post that the viewer may look at, None where there is none; for whom: as `posts_at`."""
    office = Post.objects.filter(pk=post, instead_of=None).values_list("office", flat=True).first()
    seen = office is not None and (office in viewer.offices() or viewer.post(ADMINISTRATOR) is not None)
    return office if seen else None


def _on(day: date) -> Q:
    return Q(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


def demo_people(day: date) -> tuple[DemoPerson, ...]:
    """Return everybody who can be chosen on the demo's page: citizens first, then by office."""
    held = Post.objects.filter(_on(day), instead_of=None)
    posts = Prefetch(
        "person__posts", held.order_by("valid_from", "pk")
    )  # the first of them, as when signed in
    rows = Account.objects.filter(is_active=True).order_by("name")
    people = [_demo_person(row) for row in rows.select_related("person").prefetch_related(posts)]
    return tuple(sorted(people, key=lambda each: (each.office is not None, each.office or "")))


def _demo_person(account: Account) -> DemoPerson:
    post = next(iter(account.person.posts.all()), None)
    return DemoPerson(
        account=str(account.id),
        name=account.person.full_name,
        title=Text(vi=post.title_vi, en=post.title_en) if post else CITIZEN,
        office=post.office if post else None,
        role=post.role if post else None,
    )
