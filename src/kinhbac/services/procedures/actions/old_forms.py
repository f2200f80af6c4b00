"""Forms that were not sent and are older than catalogue/drafts.yaml keeps them; swept once a day."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from kinhbac.base.clock import HCM
from kinhbac.kernel import definitions
from kinhbac.kernel.seats import Swept
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.actions.papers import put_away
from kinhbac.services.procedures.models import Application
from kinhbac.services.procedures.reads.published import keeping, procedure_of
from kinhbac.services.procedures.rules.files import files_in
from kinhbac.services.procedures.rules.keeping import is_over

SHORTEST_KEPT = timedelta(days=1)
"""Nothing younger is looked at; no rule keeps a form for less than a day."""

FEW = 50
"""What has papers is looked at in smaller batches: for each, the dossiers of its owner are asked."""


class OldForms:
    """The sweep of forms: each by the rule of the day it was last changed, as its owner was told; see `seats.Sweep`."""

    def page(self, before: datetime, after: str, most: int) -> Swept:
        """Return the next forms that are over on the day of a moment; none where the province has no such rule."""
        try:
            rule = keeping()
        except definitions.NotPublished:
            return Swept(())
        today = before.astimezone(HCM).date()
        rows = Application.objects.filter(case=None, changed_at__lt=before - SHORTEST_KEPT).order_by("pk")
        rows = rows.filter(pk__gt=after) if after else rows
        few = min(most, FEW)
        found = list(rows.values_list("pk", "changed_at")[:few])
        over = tuple(each for each in found if is_over(each[1], rule, today))
        return Swept(over, after=str(found[-1][0]) if len(found) == few else "")

    def end(self, over: tuple[Any, ...], before: datetime) -> int:
        """Throw forms away, each with its papers; one that was touched or sent meanwhile stays."""
        return sum(_thrown_away(form, changed_at, before) for form, changed_at in over)


def _thrown_away(form: Any, changed_at: datetime, now: datetime) -> bool:
    with transaction.atomic():
        row = Application.objects.filter(pk=form, case=None, changed_at=changed_at).first()
        if (
            row is None
            or not Application.objects.filter(pk=form, case=None, changed_at=changed_at).delete()[0]
        ):
            return False
        files = [file for _, file in files_in(procedure_of(row.definition).form, row.answers)]
        put_away(files=files, viewer=Viewer(person=row.person), now=now)
    return True
