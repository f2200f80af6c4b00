"""The demo as it is prepared: nothing past the rules, work for everybody of the cast, Lan's dossiers and her bundle."""

import sys
from collections import Counter, defaultdict
from datetime import datetime, timedelta

import pytest

from kinhbac.base.clock import HCM
from kinhbac.kernel import models as tables
from kinhbac.kernel.reads import entries_of, own_cases, untold
from kinhbac.kernel.record import case_state
from kinhbac.kernel.succeeding import SUCCEEDED
from kinhbac.kernel.tell import tell_all
from kinhbac.kernel.types import CaseState, FactsSet
from kinhbac.kernel.verify import verify
from kinhbac.services.procedures.models import Stay
from kinhbac.services.procedures.rules import placing
from kinhbac.services.procedures.rules.bundles.kind import parts_in
from kinhbac.services.procedures.rules.bundles.names import KIND as BUNDLE
from kinhbac.services.procedures.rules.dossier import KIND
from kinhbac.services.procedures.rules.state import citizen_wait
from kinhbac.site.demo import cast
from kinhbac.site.demo.prepare import SIZES, prepare
from kinhbac.tools.desk.models import Item
from kinhbac.tools.identity.models import Person
from kinhbac.tools.identity.reads import officers_of
from kinhbac.tools.identity.reads.who import signed_in
from kinhbac.tools.notices.models import Message

NOW = datetime(2026, 11, 19, 10, 30, tzinfo=HCM)
"""A Thursday morning."""


def told(_what: str, _done: int, _total: int) -> None:
    """Nobody looks at the bar."""


pytestmark = pytest.mark.usefixtures("folder")


def prepared(monkeypatch, count: int, now: datetime = NOW) -> None:
    monkeypatch.setitem(SIZES, "full", count)
    assert prepare("full", told, now) == []


def queues(member: cast.Member) -> dict[str, list[datetime | None]]:
    found = defaultdict(list)
    rows = Item.objects.filter(office=cast.office_of(member), role=member.role, ended=False)
    for queue, due_at in rows.values_list("queue", "due_at"):
        found[queue].append(due_at)
    return found


def has(dues: list[datetime | None], day: datetime) -> bool:
    return any(due and due.astimezone(HCM).date() == day.date() and due > NOW for due in dues)


def own(member: cast.Member, now: datetime = NOW) -> dict[str, CaseState]:
    viewer = signed_in(member.account, now.date()).viewer
    return {str(state.facts["procedure"]): state for state in own_cases(viewer, KIND)}


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 22, 7, 30, tzinfo=HCM),  # a Sunday
        datetime(2026, 2, 23, 7, 5, tzinfo=HCM),  # the first morning after Tết
        datetime(2026, 9, 1, 23, 0, tzinfo=HCM),  # a night in the holidays
    ],
    ids=["sunday", "after_tet", "holiday"],
)
def test_no_rule_refuses_anything_on_whatever_day_it_is_prepared(now):
    assert prepare("small", told, now) == []
    tell_all()
    assert verify().holds
    assert len(own(cast.LAN, now)) == 4 + 3  # and the parts of her bundle
    assert {len(each.identity_number) for each in Person.objects.all()} == {12}
    for member in cast.OFFICERS:
        assert bool(queues(member)) is (member is not cast.YEN), member.key  # no dossier comes to her


def test_everybody_has_work_of_today_and_tomorrow_and_something_late():
    assert prepare("small", told, NOW) == []
    tomorrow = NOW + timedelta(days=1)
    for member in (cast.HOA, cast.SON):
        mine = queues(member)
        assert has(mine[placing.TO_PROCESS], NOW)
        assert has(mine[placing.TO_PROCESS], tomorrow)
        assert any(due and due < NOW for due in mine[placing.TO_PROCESS])
        assert mine[placing.WAITING_CITIZEN]
        assert mine[placing.WAITING_OFFICE]
    for member in (cast.BINH, cast.HANH, cast.VINH):
        mine = queues(member)[placing.TO_SIGN]
        assert has(mine, NOW)
        assert has(mine, tomorrow)
        assert any(due and due < NOW for due in mine)
    for member in (cast.MINH, cast.THU, cast.MEN):
        mine = queues(member)
        assert has(mine[placing.TO_RECEIVE], NOW)
        assert mine[placing.TO_RETURN]
        assert mine[placing.WAITING_CITIZEN]
    for member in (
        cast.CUONG,
        cast.TOAN,
        cast.OANH,
        cast.TRONG,
        cast.DUNG,
        cast.NGA,
        cast.QUY,
        cast.KHANH,
        cast.LONG,
        cast.PHUONG,
    ):
        assert queues(member), member.key


def test_lan_has_one_of_each_and_letters_about_them_alone():
    assert prepare("small", told, NOW) == []
    tell_all()
    marital, house, record, copies = (
        own(cast.LAN)[key] for key in ("1.004873", "1.013225", "3.000333", "2.000815")
    )
    assert marital.is_open
    assert citizen_wait(marital) is None
    assert citizen_wait(house) is not None
    assert house.clocks["silence"].due_at > NOW
    assert record.facts["apology_in_time"] is True
    assert datetime.fromisoformat(record.facts["lawful_due"]) < NOW
    assert not copies.is_open
    assert "rated" not in copies.facts
    assert set(Message.objects.values_list("person", flat=True)) == {cast.LAN.person}
    openings = tables.Opening.objects.filter(case=copies.case)
    assert {each.person for each in openings} <= {each.person for each in cast.OFFICERS}
    assert openings.count() == sum(entry.actor.office is not None for entry in entries_of(copies.case))


def test_bundles_stand_at_different_places_and_lan_has_one():
    assert prepare("small", told, NOW) == []
    tell_all()
    rows = {row.pk: case_state(row) for row in tables.Case.objects.filter(kind=BUNDLE)}
    assert len(rows) == 6
    places = Counter(each["at"] for state in rows.values() for each in parts_in(state).values())
    assert set(places) == {"opened", "waiting", "result"}
    viewer = signed_in(cast.LAN.account, NOW.date()).viewer
    (hers,) = own_cases(viewer, BUNDLE)
    standing = {key: each["at"] for key, each in parts_in(hers).items()}
    assert standing == {"birth": "result", "residence": "opened", "health_card": "opened"}
    before = tables.Entry.objects.count()
    tables.Case.objects.update(told=0)
    tell_all()
    assert tables.Entry.objects.count() == before  # nothing is opened twice


def test_an_officer_is_on_leave_and_a_colleague_stands_in():
    prepare("small", told, NOW)
    viewer = signed_in(cast.SON.account, NOW.date()).viewer
    assert viewer.people() == {cast.SON.person, cast.LY.person}
    mine = Item.objects.filter(person=cast.LY.person, ended=False)
    assert mine.count() == 1
    names = [each.name for each in officers_of(cast.office_of(cast.SON), viewer, NOW.date())]
    assert names.count(cast.SON.name) == 2


def assert_that_books_have_no_hole() -> None:
    """Look at every result: numbered from 1 in its office's book of the year, in the order of the moments."""
    books = defaultdict(list)
    for row in tables.Case.objects.order_by("opened_at"):
        first = next((each for each in entries_of(row.pk) if each.name == "dossier.result_issued"), None)
        facts = [effect.facts for effect in first.effects if isinstance(effect, FactsSet)] if first else []
        for given in facts:
            number, year = given["result_number"].split("/")
            books[first.actor.office, row.definition, year].append((first.at, int(number)))
    assert books
    for issued in books.values():
        assert [number for _, number in sorted(issued)] == list(range(1, len(issued) + 1))


def test_the_population_goes_through_the_rules_and_adds_up(monkeypatch):
    prepared(monkeypatch, 160)
    assert untold(KIND) == 4 + 3  # Lan's, whose letters are still to go out
    tell_all()
    assert verify().holds
    assert Stay.objects.values("case").distinct().count() > 100
    old = tables.Case.objects.filter(opened_at__lt=datetime(2025, 7, 1, tzinfo=HCM))
    assert {area[:4] for area in old.values_list("area", flat=True)} == {"2024"}
    stale = tables.Step.objects.filter(ended_at=None, office__startswith="2024")
    assert not stale.exists()
    assert_that_books_have_no_hole()


def test_offices_that_ended_handed_their_open_dossiers_on(monkeypatch):
    monkeypatch.setattr("kinhbac.site.demo.population.RECENT_SHARE", 1.0)
    preparing = sys.modules[prepare.__module__]
    for stories in ("STORIES", "LANS"):
        monkeypatch.setattr(preparing, stories, ())
    prepared(monkeypatch, 100, datetime(2025, 7, 14, 10, tzinfo=HCM))
    assert tables.Entry.objects.filter(name=SUCCEEDED).exists()
    assert verify().holds
    assert not tables.Step.objects.filter(
        ended_at=None, office__startswith="2024", case__closed_at=None
    ).exists()
