"""Actions of identity: enrolling people, opening accounts, appointing, substituting."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db.models import F, Q

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text, fold
from kinhbac.kernel import actions as cases
from kinhbac.kernel.rows import upsert
from kinhbac.kernel.types import Position, Refusal, Refused, Viewer
from kinhbac.tools.identity import rules, sealing
from kinhbac.tools.identity.models import (
    Account,
    Child,
    Firm,
    FirmAgent,
    Person,
    Post,
    RecordOpening,
    ReminderWish,
)
from kinhbac.tools.identity.reads import card_of
from kinhbac.tools.identity.types import ChildCard, FirmCard, PersonCard, WalkIn

TOLD_AT_COUNTER = Text(
    vi="Người dân khai tại quầy, chưa đối chiếu với cơ sở dữ liệu dân cư",
    en="Told at the counter, not compared with the population database",
)


def enrol(*cards: PersonCard) -> None:
    """Keep people's records; the same person again brings hers up to date."""
    rows = [(card.person, *_columns(card).values()) for card in cards]
    if rows:
        upsert(Person, ("id", *_columns(cards[0])), 1, rows)


def _columns(card: PersonCard) -> dict[str, object]:
    return {
        "full_name": card.full_name,
        "folded_name": fold(card.full_name),
        **sealing.columns(card.person, card.identity_number),
        "born_on": card.born_on,
        "sex": card.sex,
        "ethnicity": card.ethnicity,
        "nationality": card.nationality,
        "phone": card.phone,
        "commune": card.commune,
        "address": card.address,
        "source_vi": card.source.vi,
        "source_en": card.source.en,
        "marriage_registered_at": card.marriage_registered_at,
    }


def enrol_walk_in(walk_in: WalkIn, source: Text = TOLD_AT_COUNTER) -> UUID:
    """Keep the least of a person who came to a counter; a number that is known already keeps its record."""
    key = uuid4()
    row, _ = Person.objects.get_or_create(
        number_mark__in=sealing.marks(walk_in.identity_number),
        defaults={
            "id": key,
            **sealing.columns(key, walk_in.identity_number),
            "full_name": walk_in.full_name,
            "folded_name": fold(walk_in.full_name),
            "born_on": walk_in.born_on,
            "sex": walk_in.sex,
            "ethnicity": "",
            "nationality": "",
            "phone": walk_in.phone,
            "commune": "",
            "address": walk_in.address,
            "source_vi": source.vi,
            "source_en": source.en,
            "enrolled_at": cases.clock.now(),
        },
    )
    return row.id


def open_numbered(
    *, number: str, viewer: Viewer, post: Position, purpose: str, now: datetime, reason: str = ""
) -> PersonCard | None:
    """Return the record of the person of an identity number to an officer, and record who opened it and why.

    Args:
        number: all twelve digits; there is no other way to find anybody, and never a list.
        viewer: who opens.
        post: in which of her posts.
        purpose: a word for what.
        now: aware.
        reason: what she gave where nothing else justifies it.

    Raises:
        PermissionDenied: the post is not the viewer's.
    """
    row = Person.objects.filter(number_mark__in=sealing.marks(number)).first()
    return _opened(row, viewer, post, purpose, reason, now)


def open_record(
    *, person: UUID, viewer: Viewer, post: Position, purpose: str, now: datetime, reason: str = ""
) -> PersonCard | None:
    """Return the record of a person found before, and record the opening; as `open_numbered`."""
    return _opened(Person.objects.filter(pk=person).first(), viewer, post, purpose, reason, now)


def _opened(
    row: Person | None, viewer: Viewer, post: Position, purpose: str, reason: str, now: datetime
) -> PersonCard | None:
    if post not in viewer.positions:
        raise PermissionDenied
    if row is None:
        return None
    record_opening(person=row.pk, viewer=viewer, post=post, purpose=purpose, reason=reason, now=now)
    return card_of(row)


def record_opening(  # an opening is recorded with exactly these things
    *,
    person: UUID,
    purpose: str,
    now: datetime,
    viewer: Viewer | None = None,
    post: Position | None = None,
    system: str = "",
    reason: str = "",
    dossier: str = "",
) -> None:
    """Record that somebody, or another system, opened a person's record.

    Whoever calls has asked whether the reader may see it. The file of a case is recorded by the kernel's own.

    Args:
        person: whose record.
        purpose: a word for what, as its owner will read it.
        now: aware.
        viewer: who reads, None for a system.
        post: in which of her posts.
        system: the name of the system that reads, "" for a person.
        reason: what a person gave where nothing else justifies it.
        dossier: the code of what it was for, "" for nothing.
    """
    RecordOpening.objects.create(
        person_id=person,
        at=now,
        account=viewer.account if viewer else None,
        opened_by=viewer.person if viewer else None,
        office=post.office if post else "",
        role=post.role if post else "",
        purpose=purpose,
        system=system,
        reason=reason,
        dossier=dossier,
    )


def tie_spouses(one: UUID, other: UUID) -> None:
    """Note that two people are married, as the register of marriages says."""
    Person.objects.filter(pk=one).update(spouse=other)
    Person.objects.filter(pk=other).update(spouse=one)


def enrol_agent(person: UUID, card: FirmCard) -> None:
    """Keep a firm, and that a person may act for it; the same again brings both up to date."""
    Firm.objects.update_or_create(
        pk=card.firm,
        defaults={
            "name": card.name,
            "enterprise_code": card.enterprise_code,
            "head_office": card.head_office,
            "representative": card.representative,
        },
    )
    FirmAgent.objects.update_or_create(
        firm_id=card.firm,
        person_id=person,
        defaults={
            "title_vi": card.title.vi,
            "title_en": card.title.en,
            "valid_from": card.valid_from,
            "valid_to": card.valid_to,
        },
    )


def enrol_child(card: ChildCard) -> None:
    """Keep that somebody is parent of a child; the same again brings it up to date."""
    Child.objects.update_or_create(
        pk=card.key,
        defaults={
            "parent_id": card.parent,
            "full_name": card.full_name,
            "born_on": card.born_on,
            "source_vi": card.source.vi,
            "source_en": card.source.en,
        },
    )


def wish_for_reminders(*, wanted: bool, viewer: Viewer, now: datetime) -> None:
    """Keep whether the viewer wants to be reminded of what comes with her children's age; nobody's wish is not kept."""
    if viewer.person is not None:
        ReminderWish.objects.update_or_create(
            person_id=viewer.person, defaults={"wanted": wanted, "said_at": now}
        )


def open_account(*, account: UUID, name: str, person: UUID) -> None:
    """Open an account for a person; it has no password until one is set."""
    Account.objects.update_or_create(
        pk=account, defaults={"name": name, "person_id": person, "password": "!"}
    )


def appoint(
    *,
    person: UUID,
    role: str,
    office: str,
    title: Text,
    valid_from: date,
    valid_to: date | None = None,
    post: UUID | None = None,
) -> None:
    """Give a person a post."""
    Post.objects.update_or_create(
        pk=post or uuid4(),
        defaults={
            "person_id": person,
            "role": role,
            "office": office,
            "title_vi": title.vi,
            "title_en": title.en,
            "valid_from": valid_from,
            "valid_to": valid_to,
        },
    )


def substitute(
    *, post: UUID, person: UUID, first: date, last: date, reason: str, viewer: Viewer, now: datetime
) -> UUID:
    """Have a colleague hold a post while its holder is on leave; return the key of the post held so.

    Args:
        post: whose holder is on leave.
        person: who holds it instead; a colleague of the same office throughout.
        first: the first day of it.
        last: the last day of it, that day included.
        reason: why, in words; kept.
        viewer: who arranges it, of the same office; whether she may arrange it at all is for the caller to know.
        now: aware.

    Raises:
        Refused: days, reason or people do not fit; nothing was written.
    """
    held = Post.objects.filter(pk=post, instead_of=None, office__in=viewer.offices()).first()
    if held is None:
        raise Refused(rules.NO_SUCH_POST)
    _refuse(rules.why_not_these_days(first, last, now.astimezone(HCM).date(), held.valid_from, held.valid_to))
    _refuse(None if reason.strip() else rules.NO_REASON)
    _refuse(rules.HERSELF if person == held.person_id else None)
    colleague = Post.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=last), person=person, office=held.office, instead_of=None
    )
    _refuse(None if colleague.filter(valid_from__lte=first).exists() else rules.NO_COLLEAGUE)
    same = Post.objects.filter(office=held.office, role=held.role, instead_of=held.person_id).filter(
        valid_from__lte=last, valid_to__gte=first
    )
    same = same.filter(valid_to__gte=F("valid_from"))  # one ended before it began holds no day
    _refuse(rules.SUBSTITUTED_ALREADY if same.exists() else None)
    key = uuid4()
    absent = Person.objects.values_list("full_name", flat=True).get(pk=held.person_id)
    Post.objects.create(
        pk=key,
        person_id=person,
        role=held.role,
        office=held.office,
        title_vi=f"{held.title_vi} (thay {absent})"[:120],
        title_en=f"{held.title_en} (for {absent})"[:120],
        valid_from=first,
        valid_to=last,
        instead_of=held.person_id,
        reason=reason.strip()[:300],
        arranged_by=viewer.person,
        arranged_at=now,
    )
    return key


def end_substitution(*, post: UUID, viewer: Viewer, now: datetime) -> None:
    """End a substitution at once: from this moment the post is not held so any more.

    Raises:
        Refused: there is none at the viewer's offices, or it is over.
    """
    today = now.astimezone(HCM).date()
    rows = Post.objects.filter(pk=post, office__in=viewer.offices(), valid_to__gte=today)
    held = rows.filter(valid_to__gte=F("valid_from")).exclude(instead_of=None).first()
    if held is None:
        raise Refused(rules.NO_SUCH_SUBSTITUTION)
    held.valid_to = max(held.valid_from, today) - timedelta(days=1)
    held.ended_by = viewer.person
    held.save(update_fields=["valid_to", "ended_by"])


def _refuse(why: Refusal | None) -> None:
    if why is not None:
        raise Refused(why)
