"""Throws away forms that were not sent and are older than the rule keeps them. The worker does it once a day."""

from datetime import datetime, timedelta

from django.db import transaction

from kinhbac.base.clock import HCM
from kinhbac.kernel import definitions
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.actions.papers import put_away
from kinhbac.services.procedures.models import Application
from kinhbac.services.procedures.reads.published import keeping, procedure_of
from kinhbac.services.procedures.rules.files import files_in
from kinhbac.services.procedures.rules.keeping import is_over

SHORTEST_KEPT = timedelta(days=1)
"""Nothing younger is looked at; no rule keeps a form for less than a day."""
MOST_AT_ONCE = 5_000
"""Forms looked at on one day; what is left is looked at on the next."""


def clear_old_forms(now: datetime) -> int:
    """Throw away forms that were kept long enough, each with its papers and by the rule of the day it was last changed.

    Returns:
        How many; none where the province has no such rule.
    """
    try:
        rule = keeping()
    except definitions.NotPublished:
        return 0
    today = now.astimezone(HCM).date()
    rows = Application.objects.filter(case=None, changed_at__lt=now - SHORTEST_KEPT).order_by("changed_at")
    old = [row for row in rows[:MOST_AT_ONCE] if is_over(row.changed_at, rule, today)]
    for row in old:
        files = [file for _, file in files_in(procedure_of(row.definition).form, row.answers)]
        with transaction.atomic():
            untouched = Application.objects.filter(pk=row.pk, case=None, changed_at=row.changed_at)
            if untouched.delete()[0]:
                put_away(files=files, viewer=Viewer(person=row.person), now=now)
    return len(old)
