"""Scope: what it says of one case that was read is what it says of all in a query."""

from uuid import uuid4

import pytest

from kinhbac.kernel import models as tables
from kinhbac.kernel import scope
from kinhbac.kernel.record import case_state
from kinhbac.kernel.types import Viewer
from tests.cast import BINH, HOA, LAN, MINH, NAM, NAM_ELSEWHERE, NOBODY
from tests.kernel.desk import accepted_dossier, open_dossier, open_report, open_work_file

pytestmark = pytest.mark.django_db

VIEWERS = [
    LAN,
    MINH,
    HOA,
    BINH,
    NAM,
    NAM_ELSEWHERE,
    NOBODY,
    Viewer(account=NAM.account),
    Viewer(person=uuid4()),
]


@pytest.mark.parametrize("viewer", VIEWERS)
def test_one_case_and_all_cases_are_judged_alike(published, viewer):
    open_dossier(published, code="H05-1")
    accepted_dossier(published, code="H05-2")
    open_report(published)
    open_work_file(published)
    seen = {row.pk for row in tables.Case.objects.all() if scope.sees(viewer, case_state(row))}
    assert seen == set(scope.visible_cases(viewer).values_list("pk", flat=True))
