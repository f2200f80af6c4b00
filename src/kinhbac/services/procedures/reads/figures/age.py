"""How old the figures are: they follow the dossiers after the commit, so at times some have moved that are not in them."""

from datetime import datetime

from kinhbac.kernel.reads import untold, untold_of
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.rules.dossier import KIND
from kinhbac.services.procedures.rules.figures.asked import Age


def age_of(now: datetime, viewer: Viewer | None = None) -> Age:
    """Return when the figures are counted, and how many dossiers have moved that they do not show yet.

    Args:
        now: aware.
        viewer: of whose offices the figures are, None for figures of the whole province that all may see.
    """
    return Age(counted_at=now, untold=untold(KIND) if viewer is None else untold_of(viewer, KIND))
