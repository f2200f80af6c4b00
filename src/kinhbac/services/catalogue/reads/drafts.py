"""Drafts, for administrators and nobody else."""

from collections.abc import Iterable
from uuid import UUID

from kinhbac.kernel.reads import NotFound
from kinhbac.kernel.types import Viewer
from kinhbac.services.catalogue.models import ProcedureDraft
from kinhbac.services.catalogue.rules.texts import in_order
from kinhbac.services.catalogue.types import Draft
from kinhbac.tools.identity.reads import names_of
from kinhbac.tools.identity.types import ADMINISTRATOR


def draft_of(draft: UUID, viewer: Viewer) -> Draft:
    """Return a draft, published ones too.

    Raises:
        NotFound: there is none, it was thrown away, or the viewer is no administrator.
    """
    row = ProcedureDraft.objects.filter(pk=draft, discarded_at=None).first()
    if row is None or viewer.post(ADMINISTRATOR) is None:
        raise NotFound(str(draft))
    return _drafts([row], viewer)[0]


def open_drafts(viewer: Viewer) -> tuple[Draft, ...]:
    """Return the drafts that are neither published nor thrown away, the latest changed first; at most 100."""
    if viewer.post(ADMINISTRATOR) is None:
        return ()
    rows = ProcedureDraft.objects.filter(published_at=None, discarded_at=None).order_by("-changed_at", "pk")
    return _drafts(rows[:100], viewer)


def _drafts(rows: Iterable[ProcedureDraft], viewer: Viewer) -> tuple[Draft, ...]:
    found = list(rows)
    names = names_of(frozenset(row.changed_by for row in found), viewer)
    return tuple(
        Draft(
            id=row.pk,
            key=row.key,
            texts=in_order(row.texts),
            edition=row.edition,
            based_on=row.based_on,
            begun_at=row.begun_at,
            changed_at=row.changed_at,
            changed_by=names.get(row.changed_by, ""),
            published=row.published_at is not None,
        )
        for row in found
    )
