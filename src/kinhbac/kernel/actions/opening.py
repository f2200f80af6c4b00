"""Opening many files at once, each opening recorded: the cases that came to an office, or left it, in a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Min, Q

from kinhbac.kernel import models as tables
from kinhbac.kernel import reads
from kinhbac.kernel.types import Viewer

PIECE = 500


@dataclass(frozen=True, slots=True)
class Passed:
    """A case and the moment at which it first came to an office, or first left it by a way."""

    at: datetime
    case: UUID


def passed_office(
    *, office: str, kind: str, begins: datetime, ends: datetime, viewer: Viewer, way: str | None = None
) -> tuple[Passed, ...]:
    """Return the cases that first came to an office in a time, in that order; together, in that of their codes.

    Args:
        office: where the viewer holds a post.
        kind: of the cases.
        begins: aware; the first moment that counts.
        ends: aware; the first that does not count any more.
        viewer: who asks.
        way: where given, not the coming of a case counts, but its first leaving a step of the office by this way.

    Raises:
        reads.NotFound: the viewer holds no post at that office.
    """
    if office not in viewer.offices():
        raise reads.NotFound(office)
    steps = tables.Step.objects.filter(office=office, case__kind=kind)
    moment = "ended_at" if way else "begun_at"
    counted = steps.filter(how=way) if way else steps.filter(Q(how=None) | ~Q(how="undone"))
    rows = (
        counted.values("case_id", "case__code")
        .annotate(at=Min(moment))
        .filter(at__gte=begins, at__lt=ends)
        .order_by("at", "case__code", "case_id")
    )
    return tuple(Passed(row["at"], row["case_id"]) for row in rows)


def open_files(
    cases: Sequence[UUID], *, office: str, viewer: Viewer, purpose: str, now: datetime
) -> dict[UUID, reads.Story]:
    """Return many cases with their histories and contents, and record that the viewer opened each.

    Args:
        cases: in any order; one that is not hers to see is left out.
        office: where she holds the post in which she reads.
        viewer: who reads.
        purpose: why, as each of their parties will read it.
        now: aware.
    """
    post = next((each for each in viewer.positions if each.office == office), None)
    stories: dict[UUID, reads.Story] = {}
    for place in range(0, len(cases), PIECE):
        seen = reads.cases_seen(cases[place : place + PIECE], viewer)
        stories |= reads.histories_of(list(seen.values()))
    tables.Opening.objects.bulk_create(
        [
            tables.Opening(
                case=case,
                at=now,
                account=viewer.account,
                person=viewer.person,
                office=post.office if post else None,
                role=post.role if post else None,
                purpose=purpose,
            )
            for case in stories
        ],
        batch_size=PIECE,
    )
    return stories
