"""A child turns 14 soon: one message to the parent, never twice, and only where the law and the parent allow it."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from kinhbac.base.clock import HCM
from kinhbac.kernel.actions import erase_content
from kinhbac.kernel.types import Actor
from kinhbac.services.procedures.actions.reminding import remind
from kinhbac.services.procedures.models import BornChild
from kinhbac.site.demo import cast
from kinhbac.tools.identity.actions import enrol_child, wish_for_reminders
from kinhbac.tools.identity.types import ChildCard
from kinhbac.tools.notices.reads import box_of
from tests.services.procedures.browsing import browser
from tests.services.procedures.conftest import MORNING, carried_on, submitted, viewer_of

pytestmark = pytest.mark.usefixtures("province", "morning")
NOW = datetime(2026, 11, 20, 8, 0, tzinfo=HCM)
BORN_ON = date(2012, 12, 10)


def of_record(parent: cast.Member = cast.NAM, born_on: date = BORN_ON) -> None:
    enrol_child(ChildCard(uuid4(), parent.person, "Vũ Minh Khuê", born_on, cast.SOURCE))


def wish(member: cast.Member, *, wanted: bool) -> None:
    wish_for_reminders(wanted=wanted, viewer=viewer_of(member), now=MORNING)


def titles(member: cast.Member) -> list[str]:
    return [each.subject.vi for each in box_of(viewer_of(member)) if "14 tuổi" in each.subject.vi]


def test_a_record_counts_once_the_parent_has_said_so():
    of_record()
    assert remind(NOW) == 0
    wish(cast.NAM, wanted=True)
    assert remind(NOW) == 1
    assert titles(cast.NAM) == ["Vũ Minh Khuê sắp đủ 14 tuổi"]
    assert remind(NOW + timedelta(days=1)) == 0
    assert len(titles(cast.NAM)) == 1
    wish(cast.NAM, wanted=False)
    of_record(born_on=BORN_ON + timedelta(days=1))
    assert remind(NOW) == 0


@pytest.mark.parametrize("born_on", [date(2012, 11, 19), date(2012, 12, 21), date(2013, 12, 10)])
def test_who_turns_it_before_or_later_is_not_told_of(born_on):
    of_record(born_on=born_on)
    wish(cast.NAM, wanted=True)
    assert remind(NOW) == 0


def fourteen_years_on() -> datetime:
    """Return a moment a little before the child of the registered dossier turns 14."""
    row = BornChild.objects.get()
    return datetime(row.born_on.year + 14, row.born_on.month, row.born_on.day, 8, tzinfo=HCM) - timedelta(
        days=9
    )


def test_a_birth_registered_here_is_remembered_when_its_time_comes():
    receipt = submitted()
    assert BornChild.objects.get().parent == cast.LAN.person
    assert remind(fourteen_years_on()) == 0, "it is not registered before its result is given"
    carried_on(receipt.case, 5)
    assert remind(fourteen_years_on()) == 1
    assert remind(fourteen_years_on()) == 0
    assert len(titles(cast.LAN)) == 1


def test_a_parent_who_wants_none_gets_none():
    receipt = submitted()
    carried_on(receipt.case, 5)
    wish(cast.LAN, wanted=False)
    assert remind(fourteen_years_on()) == 0


def test_what_was_lawfully_removed_is_remembered_no_more():
    receipt = submitted()
    erase_content(case=receipt.case, seq=1, rule="sample", actor=Actor(system="retention"), now=MORNING)
    assert BornChild.objects.count() == 0


def test_the_parent_says_on_her_page_what_she_wants():
    client = browser(cast.NAM)
    of_record()
    assert "Bật lời nhắc" in client.get(reverse("record")).content.decode()
    assert client.post(reverse("record"), {"reminders": "yes"}).status_code == 302
    page = client.get(reverse("record")).content.decode()
    assert "Bạn đã bật lời nhắc." in page
    assert "Vũ Minh Khuê" in page
    assert remind(NOW) == 1
    assert "sắp đủ 14 tuổi" in client.get(reverse("messages")).content.decode()
    assert "Khuê" not in browser(cast.LAN).get(reverse("record")).content.decode()


def test_the_letter_leads_to_the_page_of_the_procedure():
    of_record()
    wish(cast.NAM, wanted=True)
    remind(NOW)
    (letter,) = box_of(viewer_of(cast.NAM))
    assert letter.link == reverse("procedure", args=["2.000200"])
    page = browser(cast.NAM).get(reverse("messages")).content.decode()
    assert f'<a href="{letter.link}">' in page
    assert browser(cast.NAM).get(letter.link).status_code == 200


def test_where_the_procedure_is_not_offered_the_letter_leads_nowhere(monkeypatch):
    monkeypatch.setattr("kinhbac.services.procedures.actions.reminding.procedures_on", lambda _day: ())
    of_record()
    wish(cast.NAM, wanted=True)
    remind(NOW)
    (letter,) = box_of(viewer_of(cast.NAM))
    assert letter.link == ""
    assert "Mở trang thủ tục" not in browser(cast.NAM).get(reverse("messages")).content.decode()
