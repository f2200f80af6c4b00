"""Scope of the desk: which items an officer is shown, in her list and in its counts. The one place that says so.

Hers are the items of her posts (office and role) that are nobody's own, her own, or those of the person in whose stead
she holds the post. Who assigns work at an office may look at all of it. Nobody else is shown anything.
"""

from uuid import UUID

from kinhbac.kernel.types import Position, Viewer
from kinhbac.tools.desk.reads.conditions import FREE, Condition, among, compared, either
from kinhbac.tools.desk.seats import seats


def own_items(viewer: Viewer) -> Condition:
    """Return the condition of the items that wait for one of the viewer's posts."""
    return either([_at(post) & either([FREE, *_own(viewer, post)]) for post in viewer.positions])


def post_items(viewer: Viewer) -> Condition:
    """Return the condition of all items of the viewer's posts, whoever of the same post has or had them."""
    return either([_at(post) for post in viewer.positions])


def led_items(viewer: Viewer) -> Condition:
    """Return the condition of all items of the offices where the viewer assigns work."""
    return among("item.office", led_offices(viewer))


def shown_items(viewer: Viewer) -> Condition:
    """Return the condition of all items that the viewer may be shown."""
    return either([own_items(viewer), led_items(viewer), post_items(viewer)])


def her_own(viewer: Viewer) -> Condition:
    """Return the condition of the items that are the viewer's own, or of those in whose stead she holds a post."""
    return among("item.person", viewer.people())


def led_offices(viewer: Viewer) -> tuple[str, ...]:
    """Return the offices where the viewer assigns work, sorted."""
    roles = seats.assigners()
    return tuple(sorted({post.office for post in viewer.positions if post.role in roles}))


def found_offices(viewer: Viewer) -> tuple[str, ...]:
    """Return the offices in whose dossiers the viewer may look for words, sorted."""
    return tuple(sorted(viewer.offices()))


def _at(post: Position) -> Condition:
    return compared("item.office", "=", post.office) & compared("item.role", "=", post.role)


def _own(viewer: Viewer, post: Position) -> list[Condition]:
    people: list[UUID] = [person for person in (viewer.person, post.instead_of) if person is not None]
    return [among("item.person", people)] if people else []
