"""A procedure that has ended, or is to come, takes no new dossiers and stands in no public list."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kinhbac.base.clock import FixedClock
from kinhbac.kernel import actions as cases
from kinhbac.kernel import definitions
from kinhbac.kernel.types import Refused
from kinhbac.services.procedures.actions import applications
from kinhbac.services.procedures.reads.published import all_procedures, procedures_on
from kinhbac.site.demo import cast
from kinhbac.site.publishing import publish
from tests.services.procedures.conftest import BIRTH, MORNING, filled_in, viewer_of

pytestmark = pytest.mark.usefixtures("province", "morning")
TODAY = MORNING.date()


@pytest.fixture
def morning(monkeypatch):
    monkeypatch.setattr(cases, "clock", FixedClock(MORNING))


@pytest.fixture
def dated(province, catalogue):
    """Publish the procedure of the stories with other dates."""

    def publish_with(**dates):
        definitions.forget()
        plain = {name: day.isoformat() for name, day in dates.items()}
        publish(
            tuple(
                each._replace(value={**each.value, **plain}) if each.key == BIRTH else each
                for each in catalogue
            ),
            MORNING,
        )

    return publish_with


@pytest.mark.parametrize(
    ("dates", "code"),
    [
        ({"to_on": TODAY - timedelta(days=1)}, "procedure.ended"),
        ({"from_on": TODAY + timedelta(days=1)}, "procedure.not_yet"),
    ],
)
def test_no_form_is_begun_outside_its_days(dated, dates, code):
    dated(**dates)
    with pytest.raises(Refused) as refused:
        applications.begin_application(procedure=BIRTH, viewer=viewer_of(cast.LAN), now=MORNING)
    assert refused.value.refusal.code == code
    assert BIRTH in [each.key for each in all_procedures()]
    assert BIRTH not in [each.key for each in procedures_on(TODAY)]
    assert BIRTH not in [each["key"] for each in Client().get("/api/procedures").json()]
    assert f"/procedures/{BIRTH}" not in Client().get(reverse("home")).content.decode()


@pytest.mark.parametrize("dates", [{"to_on": TODAY}, {"from_on": TODAY}])
def test_the_first_and_the_last_day_count(dated, dates):
    dated(**dates)
    assert applications.submit(application=filled_in(), viewer=viewer_of(cast.LAN), now=MORNING).code


def test_a_form_begun_in_time_is_not_sent_after_the_end(dated):
    dated(to_on=TODAY)
    application = filled_in()
    with pytest.raises(Refused) as refused:
        applications.submit(
            application=application, viewer=viewer_of(cast.LAN), now=MORNING + timedelta(days=1)
        )
    assert refused.value.refusal.code == "procedure.ended"
    assert "28/04/2026" in refused.value.refusal.reason.vi
