"""Opening many files at once, and one for another system; each opening recorded."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from kinhbac.kernel import models as tables
from kinhbac.kernel import reads
from kinhbac.kernel.types import CaseState, Viewer

PIECE = 500


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
    tables.Opening.objects.create(case=state.case, at=now, system=system, purpose=purpose)
    return state
