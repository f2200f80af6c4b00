"""The record of who opened which file: one opening, a paper of it, many files at once, or one for another system."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from kinhbac.kernel import models as tables
from kinhbac.kernel import reads
from kinhbac.kernel.types import CaseState, Position, Viewer

PIECE = 500


def record_opening(  # an opening is recorded with exactly these things
    *,
    case: UUID,
    purpose: str,
    now: datetime,
    viewer: Viewer | None = None,
    post: Position | None = None,
    system: str | None = None,
    reason: str = "",
    paper: UUID | None = None,
) -> None:
    """Record that somebody, or another system, opened the file of a case.

    Whoever calls has asked whether the reader may see it.

    Args:
        case: which.
        purpose: why, as each of its parties will read it.
        now: aware.
        viewer: who reads, None for a system.
        post: in which of her posts.
        system: the name of the system that reads, None for a person.
        reason: what a person gave where no work of hers justifies it.
        paper: the one paper of the file, None for the file itself.
    """
    tables.Opening.objects.create(
        case=case,
        at=now,
        account=viewer.account if viewer else None,
        person=viewer.person if viewer else None,
        office=post.office if post else None,
        role=post.role if post else None,
        purpose=purpose,
        system=system,
        reason=reason,
        paper=paper,
    )


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


def open_for_system(code: str, *, kind: str, system: str, purpose: str, now: datetime) -> CaseState:
    """Return the state of a case to another system, and record that it asked, as the parties will read it.

    No person looks, so no scope of a person is asked: whoever calls has seen that the system may, and shows it nothing
    about any person.

    Args:
        code: the number of the case.
        kind: of which it must be.
        system: its key.
        purpose: why, in its own words.
        now: aware.

    Raises:
        NotFound: there is none of that kind; nothing is recorded.
    """
    state = reads.case_for_bearer(code)
    if state is None or state.kind != kind:
        raise reads.NotFound(code)
    record_opening(case=state.case, system=system, purpose=purpose, now=now)
    return state
