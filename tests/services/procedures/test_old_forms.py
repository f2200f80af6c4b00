"""Unsent forms go when the rule says so, with their papers; nothing else does."""

from datetime import datetime, timedelta

import pytest

from kinhbac.services.procedures.actions import applications
from kinhbac.services.procedures.actions.old_forms import OldForms
from kinhbac.services.procedures.models import Application
from kinhbac.site.demo import cast
from kinhbac.tools.files.models import StoredFile
from tests.services.procedures.conftest import MORNING, filled_in, submitted, viewer_of

pytestmark = pytest.mark.usefixtures("province")


def clear_old_forms(now: datetime) -> int:
    """Sweep forms as a run of that day does; return how many went."""
    midnight = now.replace(hour=0)
    return OldForms().end(OldForms().page(midnight, "", 100).over, midnight)


@pytest.mark.parametrize(("days", "left"), [(29, 1), (30, 1), (31, 0)])
def test_a_form_is_kept_thirty_days_after_its_last_change(days, left):
    filled_in()
    assert clear_old_forms(MORNING + timedelta(days=days)) == 1 - left
    assert Application.objects.count() == left
    assert StoredFile.objects.count() == left


def test_a_change_keeps_it_and_a_dossier_stays():
    submitted(cast.NAM)
    application = filled_in()
    applications.keep_answers(
        application=application,
        viewer=viewer_of(cast.LAN),
        values={"copies.count": 3},
        now=MORNING + timedelta(days=20),
    )
    assert clear_old_forms(MORNING + timedelta(days=40)) == 0
    assert clear_old_forms(MORNING + timedelta(days=60)) == 1
    assert StoredFile.objects.count() == 1
