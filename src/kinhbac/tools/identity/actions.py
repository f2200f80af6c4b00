"""Actions of identity: enrolling people, opening accounts, appointing, signing in and out."""

from datetime import date
from uuid import UUID, uuid4

from django.http import HttpRequest

from kinhbac.base.text import Text, fold
from kinhbac.tools.identity.models import Account, Person, Post
from kinhbac.tools.identity.types import PersonCard

SESSION_ACCOUNT = "account"


def enrol(card: PersonCard) -> None:
    """Keep a person's record; the same person again brings it up to date."""
    Person.objects.update_or_create(
        pk=card.person,
        defaults={
            "full_name": card.full_name,
            "folded_name": fold(card.full_name),
            "identity_number": card.identity_number,
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
        },
    )


def tie_spouses(one: UUID, other: UUID) -> None:
    """Note that two people are married, as the register of marriages says."""
    Person.objects.filter(pk=one).update(spouse=other)
    Person.objects.filter(pk=other).update(spouse=one)


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


def sign_in(request: HttpRequest, account: UUID) -> None:
    """Begin a session for an account; the session key changes, so that one fixed before is worth nothing."""
    request.session.flush()
    request.session[SESSION_ACCOUNT] = str(account)


def sign_out(request: HttpRequest) -> None:
    """End the session."""
    request.session.flush()
