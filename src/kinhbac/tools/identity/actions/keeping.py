"""What identity keeps for a time: openings of records, sign-in records, sessions, people of whom nothing else is kept."""

from collections.abc import Collection
from uuid import UUID

from kinhbac.kernel.keeping import Rows, still_needed, told_of
from kinhbac.kernel.seats import Key, seats
from kinhbac.tools.identity.actions.unused import Unused
from kinhbac.tools.identity.models import (
    Account,
    FirmAgent,
    Mandate,
    Person,
    Post,
    RecordOpening,
    Session,
    SignInRecord,
)


def seat_keeping() -> None:
    """Take the seats."""
    seats.seat_sweeps(
        "record_opening", Rows(table=RecordOpening, counted_from="at", about=("person_id", "dossier"))
    )
    seats.seat_sweeps("sign_in_record", Rows(table=SignInRecord, counted_from="at", about=("account",)))
    seats.seat_sweeps("session", Rows(table=Session, counted_from="expire_date"))
    seats.seat_sweeps("unused_person", Unused())
    seats.seat_need("identity.accounts", needed_accounts)
    for name, use in (
        ("post", told_of(Post, "person_id", "instead_of")),
        ("firm_agent", told_of(FirmAgent, "person_id")),
        ("mandate", told_of(Mandate, "principal_id", "agent_id")),
        ("spouse", told_of(Person, "spouse_id")),
        ("opening", told_of(RecordOpening, "person_id", "opened_by")),
        ("sign_in", told_of(SignInRecord, "account")),
        ("session", told_of(Session, "account")),
    ):
        seats.seat_use(f"identity.{name}", use)


def needed_accounts(keys: Collection[Key]) -> set[Key]:
    """Return those of the keys that are accounts of people whom something open needs."""
    asked = [key for key in keys if isinstance(key, UUID)]
    people = dict(Account.objects.filter(pk__in=asked).values_list("pk", "person_id"))
    needed = still_needed(people.values())  # persons are nobody's accounts, so this ends
    return {account for account, person in people.items() if person in needed}
