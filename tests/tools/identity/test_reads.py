"""Who an account is today: the posts of the day, nobody where it is closed, and records only for their owner."""

from datetime import date
from uuid import uuid4

import pytest

from kinhbac.base.text import Text
from kinhbac.kernel.types import Viewer
from kinhbac.tools.identity import actions, reads
from kinhbac.tools.identity.models import Account
from kinhbac.tools.identity.reads.who import NOBODY, signed_in
from kinhbac.tools.identity.types import PersonCard

pytestmark = pytest.mark.django_db

SAMPLE = Text(vi="mẫu", en="sample")
TITLE = Text(vi="Công chức", en="Officer")


def enrolled(number: str = "027196001234"):
    person, account = uuid4(), uuid4()
    actions.enrol(
        PersonCard(
            person=person,
            full_name="Đỗ Thị Ánh",
            identity_number=number,
            born_on=date(1996, 5, 12),
            sex="female",
            ethnicity="01",
            nationality="Việt Nam",
            phone="0912345678",
            commune="2025/09187",
            address="Số 5",
            source=SAMPLE,
        )
    )
    actions.open_account(account=account, name=f"account {number}", person=person)
    return person, account


def test_an_account_is_its_person_with_the_posts_of_the_day(django_assert_num_queries):
    person, account = enrolled()
    actions.appoint(
        person=person,
        role="leader",
        office="a",
        title=TITLE,
        valid_from=date(2025, 7, 1),
        valid_to=date(2026, 1, 31),
    )
    actions.appoint(person=person, role="one_stop", office="b", title=TITLE, valid_from=date(2026, 2, 1))
    with django_assert_num_queries(1):
        before = signed_in(account, date(2026, 1, 31))
    after = signed_in(account, date(2026, 2, 1))
    assert [(each.role, each.office) for each in before.viewer.positions] == [("leader", "a")]
    assert [(each.role, each.office) for each in after.viewer.positions] == [("one_stop", "b")]
    assert after.name == "Đỗ Thị Ánh"


def test_a_citizen_has_no_posts():
    person, account = enrolled()
    who = signed_in(account, date(2026, 1, 1))
    assert (who.viewer.person, who.viewer.positions, who.viewer.is_officer) == (person, (), False)


def test_an_unknown_or_closed_account_is_nobody():
    _, account = enrolled()
    Account.objects.update(is_active=False)
    assert signed_in(account, date(2026, 1, 1)) is NOBODY
    assert signed_in(uuid4(), date(2026, 1, 1)) is NOBODY


def test_a_record_is_for_its_owner():
    person, _ = enrolled()
    assert reads.own_card(Viewer(person=person)).full_name == "Đỗ Thị Ánh"
    assert reads.own_card(Viewer()) is None
    assert reads.own_card(Viewer(person=uuid4())) is None


def test_spouses_are_known_to_each_other_only_when_tied():
    one, _ = enrolled()
    other, _ = enrolled("027094001235")
    assert reads.spouse_card(Viewer(person=one)) is None
    actions.tie_spouses(one, other)
    assert reads.spouse_card(Viewer(person=one)).identity_number == "027094001235"
    assert reads.spouse_card(Viewer(person=other)).identity_number == "027196001234"


def test_names_are_for_people_who_are_signed_in():
    person, _ = enrolled()
    assert reads.names_of(frozenset({person}), Viewer()) == {}
    assert reads.names_of(frozenset({person}), Viewer(person=uuid4())) == {person: "Đỗ Thị Ánh"}


def test_somebody_with_two_posts_is_shown_once_in_the_one_she_signs_in_with():
    person, account = enrolled()
    for office, since in (("a", date(2026, 2, 1)), ("b", date(2025, 7, 1))):
        actions.appoint(person=person, role="leader", office=office, title=TITLE, valid_from=since)
    (shown,) = reads.demo_people(date(2026, 4, 28))
    who = signed_in(account, date(2026, 4, 28))
    assert shown.office == who.viewer.positions[0].office == "b"
