"""The follower: real dossiers leave their stays in the table, once, whatever is told how often."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from kinhbac.base.clock import HCM
from kinhbac.kernel import definitions
from kinhbac.kernel.reads import case_of, entries_of, untold
from kinhbac.kernel.seats import seats
from kinhbac.kernel.tell import tell_all
from kinhbac.services.procedures.actions.figures import follow, office_ends, replace_stays
from kinhbac.services.procedures.models import Stay
from kinhbac.services.procedures.reads.figures.lines import figures_of
from kinhbac.services.procedures.rules.figures.asked import Asked
from kinhbac.services.procedures.rules.figures.counting import faults_of
from kinhbac.services.procedures.rules.figures.stays import stays_of
from kinhbac.site.demo import cast
from tests.services.procedures.conftest import MORNING, carried_on, submitted, viewer_of
from tests.services.procedures.rules.figures.histories import History

pytestmark = pytest.mark.usefixtures("province", "morning")


def rows(**narrowed) -> list[tuple]:
    found = Stay.objects.filter(**narrowed).order_by("case", "place")
    return list(found.values_list("case", "keeper", "office", "person", "state", "came", "left", "field"))


def followed(recorded) -> None:
    state = case_of(recorded.case, viewer_of(cast.LAN))
    follow(state, entries_of(recorded.case))


def test_a_dossier_before_reception_has_no_stay():
    followed(submitted())
    assert rows() == []


def test_a_dossier_through_a_day():
    recorded = submitted()
    carried_on(recorded.case, 5)
    followed(recorded)
    committee = viewer_of(cast.HOA).positions[0].office
    assert rows(keeper="office") == [
        (recorded.case, "office", committee, None, "progress", "received", "granted", "civil_status")
    ]
    people = [row[3] for row in rows(keeper="officer")]
    assert people == [cast.HOA.person, cast.BINH.person, cast.HOA.person]
    assert Stay.objects.filter(code=recorded.code, channel="online").count() == 4


def test_following_again_changes_nothing():
    recorded = submitted()
    carried_on(recorded.case, 3)
    followed(recorded)
    before = rows()
    followed(recorded)
    assert rows() == before != []


def test_a_case_of_another_kind_is_not_counted():
    recorded = submitted()
    carried_on(recorded.case, 1)
    state = case_of(recorded.case, viewer_of(cast.LAN))
    follow(replace(state, kind="guidance"), entries_of(recorded.case))
    assert rows() == []


def test_the_follower_is_seated_and_told_after_the_commit():
    assert seats.followers["procedures.figures"] is follow
    recorded = submitted()
    carried_on(recorded.case, 2)
    assert untold("dossier") == 1
    tell_all()
    assert untold("dossier") == 0
    asked = Asked(MORNING.date(), MORNING.date())
    figures = figures_of(asked, viewer_of(cast.HOA), MORNING + timedelta(minutes=1))
    assert (figures.total["received"], figures.total["in_progress"]) == (1, 1)
    assert faults_of(figures.total) == ()
    assert not figures.age.stale


def test_what_was_not_told_yet_is_said():
    carried_on(submitted().case, 1)
    asked = Asked(MORNING.date(), MORNING.date())
    age = figures_of(asked, viewer_of(cast.HOA), MORNING).age
    assert (age.stale, age.untold) == (True, 1)


def test_a_bundle_counts_as_its_children_whichever_is_written_first():
    bundle, child = UUID(int=1), UUID(int=2)
    one = stays_of(History(case=bundle).submit().receive("north").entries)
    other = stays_of(History(case=child).submit(parent=bundle).receive("north").entries)
    for order in ((bundle, child), (child, bundle)):
        for case in order:
            replace_stays(case, one if case == bundle else other, "civil_status")
        assert {row[0] for row in rows()} == {child}


def test_an_office_that_goes_on_has_no_end():
    assert office_ends("no such office") is None
    committee = viewer_of(cast.HOA).positions[0].office
    assert office_ends(committee) is None


def test_offices_of_before_the_merger_hand_their_work_over_on_its_day():
    directory = definitions.current_directory()
    ended = [each for each in directory.offices if each.valid_to == date(2025, 6, 30) and each.successors]
    if ended:
        at, successor = office_ends(ended[0].key)
        assert (at, successor) == (datetime(2025, 7, 1, tzinfo=HCM), ended[0].successors[0])
    assert all(office_ends(each.key) is None for each in directory.offices if each.valid_to is None)
