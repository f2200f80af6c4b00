"""Identity numbers sealed and marked anew under a new key, while everybody works; whoever is cut goes on where it was."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from kinhbac.base.text import Text
from kinhbac.tools.identity import sealing
from kinhbac.tools.identity.models import Person
from kinhbac.tools.identity.sealing import COLUMNS, SEAL, NumberFault

BATCH = 200
"""Rows in one transaction: others wait no longer than these take."""


def begin(kind: str, now: datetime) -> int:
    """Make a new key of a kind, or go on with the one that was begun; return how many rows are not under it yet.

    Args:
        kind: `sealing.SEAL` or `sealing.MARK`.
        now: aware; older keys are thrown away where no row stands under them and they were followed a day ago.
    """
    if not _left(kind).exists():
        sealing.forget_unused(kind, now)
        sealing.add_key(kind)
    return _left(kind).count()


def renew(kind: str) -> Iterator[int]:
    """Bring every row under the newest key, and say after each batch how many were brought.

    Raises:
        NumberFault: a number cannot be opened, or two rows turn out to have the same. What was brought stays.
    """
    while _left(
        kind
    ).exists():  # somebody who had read the older key just before may have written behind the walk
        yield from _walk(kind)


def _walk(kind: str) -> Iterator[int]:
    after = UUID(int=0)
    while page := list(_left(kind).filter(pk__gt=after).order_by("pk")[:BATCH]):
        with transaction.atomic():
            for row in page:
                _bring(row, kind)
        after = page[-1].pk
        yield len(page)


def _bring(row: Person, kind: str) -> None:
    """Write one row anew, unless somebody else has meanwhile."""
    number, column = row.identity_number, COLUMNS[kind]
    new = sealing.seal(row.pk, number) if kind == SEAL else sealing.mark(number)
    try:
        with transaction.atomic():
            Person.objects.filter(pk=row.pk, **{column: getattr(row, column)}).update(**{column: new})
    except IntegrityError:
        other = Person.objects.values_list("pk", flat=True).get(number_mark=new)
        raise _twice(row.pk, other) from None


def _left(kind: str) -> QuerySet[Person]:
    newest = sealing.current(kind).name
    rows = Person.objects.exclude(**{f"{COLUMNS[kind]}__startswith": newest})
    return rows.only("pk", *COLUMNS.values())


def _twice(one: UUID, other: UUID) -> NumberFault:
    return NumberFault(
        Text(vi=f"dòng {one} và {other} có cùng số định danh", en=f"rows {one} and {other} have one number"),
        Text(
            vi="sửa một trong hai rồi chạy lại lệnh này; phần đã làm vẫn giữ nguyên",
            en="correct one of them, then run this again; what was done stays",
        ),
    )
