"""Whose account an officer's is; for those who keep accounts."""

from datetime import date
from uuid import UUID

from kinhbac.base.people import PersonNumberError, parse_identity
from kinhbac.tools.identity.models import Account
from kinhbac.tools.identity.reads.who import signed_in
from kinhbac.tools.identity.sealing import marks


def officer_numbered(number: str, day: date) -> tuple[UUID, str] | None:
    """Return the account and the name of an officer with an identity number, None where nobody with it holds a post.

    Only an administrator's page and the command ask; both have been let in before.
    """
    try:
        digits = parse_identity(number).digits
    except PersonNumberError:
        return None
    held = Account.objects.filter(person__number_mark__in=marks(digits), is_active=True).order_by("name")
    account: UUID | None = held.values_list("pk", flat=True).first()
    who = signed_in(account, day) if account is not None else None
    return (account, who.name) if account and who and who.viewer.is_officer else None
