"""How old the figures are: they follow the dossiers after the commit, so at times some have moved that are not in them."""

from datetime import datetime

from kinhbac.kernel.reads import untold
from kinhbac.services.procedures.rules.dossier import KIND
from kinhbac.services.procedures.rules.figures.asked import Age


def age_of(now: datetime) -> Age:
    """Return when the figures are counted, and how many dossiers have moved that they do not show yet."""
    return Age(counted_at=now, untold=untold(KIND))
