"""A version is published from a day on: that day's dossiers carry it, those before do not; it can be taken back or ended."""

from datetime import timedelta

import pytest

from kinhbac.kernel import definitions, rebuild
from kinhbac.kernel.reads import case_of, entries_of
from kinhbac.kernel.types import Refused
from kinhbac.kernel.verify import verify
from kinhbac.services.catalogue.actions.publications import end_procedure, publish_draft, take_back
from kinhbac.services.catalogue.reads.drafts import draft_of
from kinhbac.services.catalogue.reads.versions import versions_of
from kinhbac.services.catalogue.types import Standing
from kinhbac.services.procedures.actions import applications
from kinhbac.services.procedures.reads.published import procedure_now, procedures_on
from kinhbac.services.procedures.rules.in_force import RulesChanged
from kinhbac.site.demo import cast
from tests.services.catalogue.conftest import (
    ANSWERS,
    COPIES,
    NEW_FEE,
    OLD_FEE,
    TODAY,
    TOMORROW,
    announced,
    begun,
    dearer,
    edited,
    published,
    taken,
)
from tests.services.procedures.conftest import MORNING, viewer_of

pytestmark = pytest.mark.usefixtures("morning")

NEXT_MORNING = MORNING + timedelta(days=1)


def fee_of(recorded):
    return case_of(recorded.case, viewer_of(cast.MINH)).facts["fee"]["amount_vnd"]


def test_the_next_days_dossier_carries_it_and_todays_does_not(yen):
    published(yen)
    today, tomorrow = taken(MORNING, "1"), taken(NEXT_MORNING, "2")
    assert (fee_of(today), fee_of(tomorrow)) == (OLD_FEE, NEW_FEE)


def test_who_when_why_and_by_which_decision_stand_in_the_journal(yen):
    recorded = published(yen)
    (entry,) = entries_of(recorded.case)
    assert (entry.name, entry.actor.person, entry.at) == ("procedure.published", cast.YEN.person, MORNING)
    newest, files = versions_of(COPIES, yen, TODAY)
    assert (newest.by, newest.why, newest.decision) == (
        cast.YEN.name,
        "Nghị quyết về lệ phí (mẫu)",
        "123/QĐ-UBND",
    )
    assert (newest.standing, files.standing) == (Standing.TO_COME, Standing.IN_FORCE)
    newest, files = versions_of(COPIES, yen, TOMORROW)
    assert (newest.standing, files.standing) == (Standing.IN_FORCE, Standing.REPLACED)


def test_the_journal_holds_and_the_days_are_made_again_from_it(yen):
    published(yen)
    name = procedure_now(COPIES, TOMORROW)[1]
    list(rebuild.rebuild())
    definitions.forget()
    assert procedure_now(COPIES, TOMORROW)[1] == name != procedure_now(COPIES, TODAY)[1]
    assert verify().faults == []


def test_a_version_that_has_not_begun_is_taken_back(yen):
    published(yen)
    take_back(key=COPIES, number=1, why="Hội đồng hoãn", viewer=yen, now=MORNING)
    assert fee_of(taken(NEXT_MORNING)) == OLD_FEE
    newest = versions_of(COPIES, yen, TOMORROW)[0]
    assert (newest.standing, newest.taken_back_why) == (Standing.TAKEN_BACK, "Hội đồng hoãn")


@pytest.mark.parametrize(
    ("number", "why", "now", "code"),
    [
        (1, "Hoãn", NEXT_MORNING, "publication.begun_already"),
        (2, "Hoãn", MORNING, "publication.not_there"),
        (1, " ", MORNING, "publication.no_reason"),
    ],
)
def test_what_cannot_be_taken_back(yen, number, why, now, code):
    published(yen)
    with pytest.raises(Refused) as refused:
        take_back(key=COPIES, number=number, why=why, viewer=yen, now=now)
    assert refused.value.refusal.code == code


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"from_on": TODAY - timedelta(days=1)}, "publication.in_the_past"),
        ({"from_on": None}, "publication.in_the_past"),
        ({"number": " "}, "publication.no_decision"),
        ({"signed_on": None}, "publication.no_decision"),
        ({"signed_on": TOMORROW}, "publication.signed_later"),
        ({"why": ""}, "publication.no_reason"),
    ],
)
def test_what_is_said_wrongly_is_refused_and_nothing_is_written(yen, other, code):
    draft = dearer(yen)
    with pytest.raises(Refused) as refused:
        publish_draft(
            draft=draft,
            edition=draft_of(draft, yen).edition,
            announcement=announced(**other),
            viewer=yen,
            now=MORNING,
        )
    assert refused.value.refusal.code == code
    assert not draft_of(draft, yen).published
    assert len(versions_of(COPIES, yen, TODAY)) == 1


def test_a_failing_example_blocks(yen):
    draft = begun(yen)
    edition = edited(draft, yen, "procedure.yaml", {"first_vnd: 2000": "first_vnd: 3000"})
    with pytest.raises(Refused) as refused:
        publish_draft(draft=draft, edition=edition, announcement=announced(), viewer=yen, now=MORNING)
    assert refused.value.refusal.code == "publication.faulty"


def test_what_changes_nothing_is_not_published(yen):
    draft = begun(yen)
    with pytest.raises(Refused) as refused:
        publish_draft(draft=draft, edition=1, announcement=announced(), viewer=yen, now=MORNING)
    assert refused.value.refusal.code == "publication.same"


def test_a_draft_that_was_changed_meanwhile_is_looked_at_again(yen):
    draft = dearer(yen)
    with pytest.raises(Refused) as refused:
        publish_draft(draft=draft, edition=1, announcement=announced(), viewer=yen, now=MORNING)
    assert refused.value.refusal.code == "publication.changed"


@pytest.mark.parametrize("member", [cast.BINH, cast.MINH, cast.LAN, cast.NAM])
def test_nobody_else_publishes(yen, member):
    draft, viewer = dearer(yen), viewer_of(member)
    with pytest.raises(Refused) as refused:
        publish_draft(draft=draft, edition=3, announcement=announced(), viewer=viewer, now=MORNING)
    assert refused.value.refusal.code == "publication.not_yours"


def test_a_procedure_ends_with_a_day(yen):
    end_procedure(key=COPIES, last_day=TODAY, announcement=announced(None), viewer=yen, now=MORNING)
    assert COPIES in [each.key for each in procedures_on(TODAY)]
    assert COPIES not in [each.key for each in procedures_on(TOMORROW)]
    with pytest.raises(Refused) as refused:
        taken(NEXT_MORNING)
    assert refused.value.refusal.code == "procedure.ended"


def test_a_form_begun_before_follows_what_is_in_force_when_it_is_sent(yen):
    lan = viewer_of(cast.LAN)
    application = applications.begin_application(procedure=COPIES, viewer=lan, now=MORNING)
    applications.replace_answers(application=application, viewer=lan, answers=ANSWERS, now=MORNING)
    published(yen)
    with pytest.raises(RulesChanged):
        applications.submit(application=application, viewer=lan, now=NEXT_MORNING)
    recorded = applications.submit(application=application, viewer=lan, now=NEXT_MORNING)
    assert case_of(recorded.case, lan).facts["fee"]["amount_vnd"] == NEW_FEE
