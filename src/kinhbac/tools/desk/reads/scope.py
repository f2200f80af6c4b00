"""Scope of the desk: which items an officer is shown, in her list and in its counts. The one place that says so.

Hers are the items of her posts (office and role) that are nobody's own, her own, or those of the person in whose stead
she holds the post. Who assigns work at an office may look at all of it. Nobody else is shown anything.
"""

from uuid import UUID

from django.db.models import Q

from kinhbac.kernel.types import Position, Viewer
from kinhbac.tools.desk.seats import seats

NOTHING = Q(pk__in=[])


def own_items(viewer: Viewer) -> Q:
    """Return the condition of the items that wait for one of the viewer's posts."""
    allowed = NOTHING
    for post in viewer.positions:
        free = Q(person=None) | Q(person__in=_own(viewer, post))
        allowed |= Q(free, office=post.office, role=post.role)
    return allowed


def post_items(viewer: Viewer) -> Q:
    """Return the condition of all items of the viewer's posts, whoever of the same post has or had them."""
    allowed = NOTHING
    for post in viewer.positions:
        allowed |= Q(office=post.office, role=post.role)
    return allowed


def led_items(viewer: Viewer) -> Q:
    """Return the condition of all items of the offices where the viewer assigns work."""
    offices = led_offices(viewer)
    return Q(office__in=offices) if offices else NOTHING


def led_offices(viewer: Viewer) -> tuple[str, ...]:
    """Return the offices where the viewer assigns work, sorted."""
    roles = seats.assigners()
    return tuple(sorted({post.office for post in viewer.positions if post.role in roles}))


def found_offices(viewer: Viewer) -> tuple[str, ...]:
    """Return the offices in whose dossiers the viewer may look for words, sorted."""
    return tuple(sorted(viewer.offices()))


def _own(viewer: Viewer, post: Position) -> list[UUID]:
    return [person for person in (viewer.person, post.instead_of) if person is not None]
