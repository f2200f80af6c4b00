"""A number alone at the counter: it opens the record of whom something waits for here, of anybody else with a reason."""

from uuid import uuid4

import pytest
from django.urls import reverse

from kinhbac.site.demo import cast
from kinhbac.tools.identity.models import RecordOpening
from kinhbac.tools.identity.reads import openings_of_record
from tests.services.procedures.browsing import browser
from tests.services.procedures.conftest import submitted, viewer_of
from tests.services.procedures.test_counter_pages import begun, said, scan

pytestmark = pytest.mark.usefixtures("province", "morning")


@pytest.mark.parametrize("comes_for", [submitted, begun, lambda: None])
def test_a_number_alone_opens_the_record_of_whom_something_waits_for_here(comes_for):
    comes_for()
    answer = scan("027 196 001 234")
    person, reason = (reverse(name, args=[cast.LAN.person]) for name in ("counter_person", "counter_reason"))
    waits = comes_for in (submitted, begun)
    assert answer.url == (person if waits else reason)
    assert (cast.LAN.name in said(browser(cast.MINH).get(person, follow=True))) is waits
    assert RecordOpening.objects.exists() is waits


def test_for_a_number_alone_a_reason_opens_the_record_and_a_supervisor_and_its_owner_read_it():
    page = reverse("counter_reason", args=[cast.LAN.person])
    asked = said(browser(cast.MINH).get(page))
    assert cast.LAN.name not in asked
    assert browser(cast.MINH).post(page, {"reason": "Hỏi"}).status_code == 422
    answer = browser(cast.MINH).post(page, {"reason": "Bà Lan gọi điện hỏi địa chỉ đã ghi"})
    assert cast.LAN.name in said(browser(cast.MINH).get(answer.url))
    (seen,) = openings_of_record(viewer_of(cast.LAN))
    assert (seen.by, seen.reason) == (cast.MINH.person, "Bà Lan gọi điện hỏi địa chỉ đã ghi")
    assert "Bà Lan gọi điện hỏi" in said(browser(cast.LAN).get(reverse("record")))
    for member in (
        cast.HOA,
        cast.NAM,
        cast.THU,
    ):  # nobody else may use it, nor give one where she holds no post
        assert cast.LAN.name not in said(
            browser(member).get(reverse("counter_person", args=[cast.LAN.person]), follow=True)
        )
    assert browser(cast.MINH).get(reverse("counter_reason", args=[uuid4()])).status_code == 200
    nobody = browser(cast.MINH).post(reverse("counter_reason", args=[uuid4()]), {"reason": "Không có ai cả"})
    assert nobody.status_code == 404
