"""Figures follow the dossiers: whenever one has moved, its stays are made again from its whole history."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from kinhbac.base.clock import HCM
from kinhbac.base.errors import PlainError
from kinhbac.kernel import definitions
from kinhbac.kernel.rows import insert
from kinhbac.kernel.types import CaseState, Entry
from kinhbac.services.procedures.models import Stay as Row
from kinhbac.services.procedures.reads.published import procedure_of
from kinhbac.services.procedures.rules.dossier import KIND
from kinhbac.services.procedures.rules.figures.stay import Stay
from kinhbac.services.procedures.rules.figures.stays import stays_of

COLUMNS = (
    "case",
    "place",
    "code",
    "parent",
    "keeper",
    "office",
    "person",
    "procedure",
    "field",
    "channel",
    "online",
    "state",
    "since",
    "until",
    "came",
    "left",
    "due_at",
    "halted_at",
    "supplements",
    "punctuality",
)


def follow(state: CaseState, entries: tuple[Entry, ...]) -> None:
    """Write the stays of a dossier that has moved; the seat's `Follower`. Doing it again changes nothing.

    A bundle counts as its children: as soon as a dossier says that another is its parent, that one has no stays.
    """
    if state.kind != KIND:
        return
    field = procedure_of(state.definition).field.key
    replace_stays(state.case, stays_of(entries, office_ends), field)


def replace_stays(case: UUID, stays: Sequence[Stay], field: str) -> None:
    """Let these be the stays of a dossier, whatever stood there before."""
    written = Row._meta.get_field("case").get_db_prep_value  # noqa: SLF001 - Django's documented way to the columns
    parents = {stay.dossier.parent for stay in stays if stay.dossier.parent is not None}
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        for each in (case, *sorted(parents)):
            cursor.execute('DELETE FROM "kinhbac_stay" WHERE "case" = %s', [written(each, connection)])
        cursor.execute(
            'SELECT 1 FROM "kinhbac_stay" WHERE "parent" = %s LIMIT 1', [written(case, connection)]
        )
        if cursor.fetchone() is None:
            insert(Row, COLUMNS, [_row(place, stay, field) for place, stay in enumerate(stays)])


def office_ends(office: str) -> tuple[datetime, str] | None:
    """Return when an office ended and which one office took its work over, as the directory in force says it."""
    return _office_ends(definitions.current_hash("directory", "province"), office)


@lru_cache(maxsize=4096)
def _office_ends(_directory: str, office: str) -> tuple[datetime, str] | None:
    directory = definitions.current_directory()
    try:
        last = directory.office(office).valid_to
        if last is None:
            return None
        following = last + timedelta(days=1)
        successor = directory.office_on(office, following).key
    except PlainError:  # not listed, divided, or nobody took it over: whatever it held stays where it is
        return None
    return datetime.combine(following, time(), HCM), successor


def _row(place: int, stay: Stay, field: str) -> tuple[Any, ...]:
    dossier = stay.dossier
    return (
        dossier.case,
        place,
        dossier.code,
        dossier.parent,
        stay.keeper,
        stay.office,
        stay.person,
        dossier.procedure,
        field,
        dossier.channel,
        dossier.online,
        stay.state,
        stay.since,
        stay.until,
        stay.came,
        stay.left,
        stay.due_at,
        stay.halted_at,
        stay.supplements,
        stay.punctuality,
    )
