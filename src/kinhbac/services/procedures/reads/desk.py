"""An officer's plain list: what waits for one of her posts, the most pressing first."""

from datetime import datetime

from kinhbac.kernel import reads as cases
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.reads.dossiers import about_many, summary_of
from kinhbac.services.procedures.rules.dossier import KIND
from kinhbac.services.procedures.types import DossierSummary


def to_do(viewer: Viewer, now: datetime) -> tuple[DossierSummary, ...]:
    """Return the dossiers whose open step one of the viewer's posts holds."""
    held = cases.held_by(viewer, KIND)
    about = about_many([each.case for each in held])
    return tuple(summary_of(each.case, now, about[each.case.case]) for each in held)


def passed_on(viewer: Viewer, now: datetime) -> tuple[DossierSummary, ...]:
    """Return dossiers that the viewer's offices hold or held, the latest first, without what they are about."""
    return tuple(summary_of(state, now) for state in cases.passed_through(viewer, KIND))
