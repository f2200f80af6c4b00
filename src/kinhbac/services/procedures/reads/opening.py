"""Opening the file of a case, or a paper of it: on a ground, or with a reason that still holds; recorded either way.

Whoever holds a step is let in by the state alone, without another query.
"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from kinhbac.kernel import reads as cases
from kinhbac.kernel.actions import open_file, record_opening
from kinhbac.kernel.types import CaseState, Viewer
from kinhbac.services.procedures.rules.grounds import OF_APPLICANT, OUTSIDE, Ground, ground_of, worked_on
from kinhbac.tools.looking.reads import standing_reason
from kinhbac.tools.looking.types import ReasonNeeded, Subject

GIVE_REASON = "desk_look"
"""The address where a reason is given; it takes the code of a case."""


class Opening(NamedTuple):
    """The ground on which somebody opens, and the reason where it is none of her work."""

    ground: Ground
    reason: str = ""


def opening_of(state: CaseState, viewer: Viewer, now: datetime) -> Opening:
    """Return on what ground, or with what reason, a viewer opens a case that she may see.

    Raises:
        ReasonNeeded: no work of hers justifies it, and she has given no reason that still holds.
    """
    ground = ground_of(state, viewer)
    if ground is None and viewer.is_officer:
        ground = worked_on(cases.entries_of(state.case), viewer)
    if ground is not None:
        return Opening(ground)
    given = standing_reason(viewer, Subject(case=state.case), now)
    if given is None:
        raise ReasonNeeded(GIVE_REASON, str(state.code))
    post, reason = given
    return Opening(Ground(OUTSIDE, post), reason)


def opened(state: CaseState, viewer: Viewer, now: datetime) -> cases.Story:
    """Return a case with its history and content, and record that the viewer opened it; as `opening_of`."""
    opening = opening_of(state, viewer, now)
    return open_file(
        case=state.case,
        viewer=viewer,
        purpose=opening.ground.purpose,
        post=opening.ground.post,
        reason=opening.reason,
        now=now,
    )


def note_paper(state: CaseState, paper: UUID, viewer: Viewer, now: datetime) -> None:
    """Record that somebody opened one paper of a case, other than its own people; as `opening_of`."""
    opening = opening_of(state, viewer, now)
    if opening.ground.purpose in OF_APPLICANT:
        return
    record_opening(
        case=state.case,
        viewer=viewer,
        purpose=opening.ground.purpose,
        post=opening.ground.post,
        reason=opening.reason,
        paper=paper,
        now=now,
    )
