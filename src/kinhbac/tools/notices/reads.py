"""Reads of notices: a person's own box, and nobody else's."""

from uuid import UUID

from kinhbac.base.text import Text
from kinhbac.kernel.types import Viewer
from kinhbac.tools.notices.models import Message
from kinhbac.tools.notices.types import Notice


def box_of(viewer: Viewer, *, case: UUID | None = None, limit: int = 100) -> tuple[Notice, ...]:
    """Return the viewer's messages (about one case), latest first, at most `limit`; none for nobody."""
    if viewer.person is None:
        return ()
    rows = Message.objects.filter(person=viewer.person).order_by("-at", "-seq")
    if case is not None:
        rows = rows.filter(case=case)
    return tuple(
        Notice(
            person=row.person,
            case=row.case,
            seq=row.seq,
            at=row.at,
            subject=Text(vi=row.subject_vi, en=row.subject_en),
            body=Text(vi=row.body_vi, en=row.body_en),
            read=row.read_at is not None,
            link=row.link,
        )
        for row in rows[:limit]
    )


def unread(viewer: Viewer) -> int:
    """Return how many messages of the viewer's box are unread."""
    return Message.objects.filter(person=viewer.person, read_at=None).count() if viewer.person else 0
