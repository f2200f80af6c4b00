"""Mandates: when they hold, who gives, takes and ends them; a parent's ends with the child's minority."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel.types import Position, Refused, Viewer
from kinhbac.tools.identity import actions
from kinhbac.tools.identity.actions import mandates
from kinhbac.tools.identity.actions.mandates import Paper, Wanted
from kinhbac.tools.identity.models import Mandate, RecordOpening
from kinhbac.tools.identity.reads.mandates import card_under, given_by, held_by, kept_at, mandate_seen
from kinhbac.tools.identity.reads.who import signed_in
from kinhbac.tools.identity.rules.mandates import grown_up_on, why_not_under
from kinhbac.tools.identity.types import Basis, MandateCard, MandateState, PersonCard

NOW = datetime(2026, 4, 28, 9, tzinfo=HCM)
TODAY = NOW.date()
LATEST = TODAY + timedelta(days=1000)
SAMPLE = Text(vi="mẫu", en="sample")
CARD = MandateCard(
    uuid4(), uuid4(), "A", uuid4(), "B", Basis.GIVEN, ("1",), TODAY, TODAY, NOW, accepted_at=NOW
)


def person(number: int, name: str, born_on: date = date(1990, 1, 1)) -> Viewer:
    key, account = uuid4(), uuid4()
    actions.enrol(PersonCard(key, name, f"{number:012}", born_on, "female", "01", "VN", "", "", "", SAMPLE))
    actions.open_account(account=account, name=f"account {number}", person=key)
    return Viewer(account=account, person=key)


def wanted(number: int, name: str, last: date = TODAY) -> Wanted:
    return Wanted(f"{number:012}", name, (), TODAY, last)


@pytest.mark.pure
@pytest.mark.parametrize(
    ("card", "procedure", "code"),
    [
        (CARD, "1", None),
        (replace(CARD, procedures=()), "2", None),
        (CARD, "2", "mandate.exceeded"),
        (None, "1", "mandate.not_yours"),
        (replace(CARD, accepted_at=None), "1", "mandate.waiting"),
        (replace(CARD, valid_to=TODAY - timedelta(days=1)), "1", "mandate.expired"),
        (replace(CARD, valid_from=TODAY + timedelta(1), valid_to=LATEST), "1", "mandate.coming"),
        (replace(CARD, ended_at=NOW, how="withdrawn"), "1", "mandate.withdrawn"),
        (replace(CARD, ended_at=NOW, how="declined"), "1", "mandate.not_yours"),
    ],
)
def test_it_serves_while_it_holds_and_for_what_it_names(card, procedure, code):
    refusal = why_not_under(card, procedure, TODAY)
    assert (refusal.code if refusal else None) == code


@pytest.mark.pure
def test_one_comes_of_age_on_a_birthday():
    assert grown_up_on(date(2010, 5, 4), 18) == date(2028, 5, 4)
    assert grown_up_on(date(2008, 2, 29), 18) == date(2026, 3, 1)


@pytest.mark.django_db
def test_it_is_in_the_viewer_from_acceptance_to_its_last_day_and_not_a_moment_longer(
    django_assert_num_queries,
):
    giver, taker = person(1, "Nguyễn Thị Thắm"), person(2, "Trần Thị Lan")
    key = mandates.give(wanted=wanted(2, "tran thi lan"), latest=LATEST, viewer=giver, now=NOW)
    assert signed_in(taker.account, TODAY).viewer.stands_for == frozenset()
    mandates.accept(mandate=key, viewer=taker, now=NOW)
    with django_assert_num_queries(1):
        assert signed_in(taker.account, TODAY).viewer.stands_for == {key}
    assert signed_in(taker.account, TODAY + timedelta(days=1)).viewer.stands_for == frozenset()
    assert signed_in(giver.account, TODAY).viewer.stands_for == frozenset()
    assert card_under(key, replace(taker, stands_for=frozenset({key}))).person == giver.person
    assert card_under(key, replace(giver, stands_for=frozenset({key}))) is None
    mandates.end(mandate=key, viewer=giver, now=NOW)
    assert signed_in(taker.account, TODAY).viewer.stands_for == frozenset()
    assert (given_by(giver)[0].how, held_by(taker)[0].state_on(TODAY)) == (
        "withdrawn",
        MandateState.WITHDRAWN,
    )
    with pytest.raises(Refused):
        mandates.end(mandate=key, viewer=giver, now=NOW)


@pytest.mark.django_db
def test_nobody_else_takes_or_ends_or_sees_it():
    giver, stranger = person(1, "Thắm"), person(3, "Nam")
    person(2, "Lan")
    key = mandates.give(wanted=wanted(2, "Lan"), latest=LATEST, viewer=giver, now=NOW)
    for act in (mandates.accept, mandates.end):
        for viewer in (stranger, Viewer()):
            with pytest.raises(Refused):
                act(mandate=key, viewer=viewer, now=NOW)
    with pytest.raises(Refused):
        mandates.accept(mandate=key, viewer=giver, now=NOW)
    assert mandate_seen(key, stranger) is None
    assert mandate_seen(key, Viewer()) is None
    assert given_by(stranger) == held_by(stranger) == held_by(Viewer()) == ()
    assert kept_at("", giver.person, stranger) == ()


@pytest.mark.django_db
def test_a_number_alone_does_not_say_who_is_known_here():
    giver = person(1, "Thắm")
    person(2, "Lan")
    codes = set()
    for number, name in ((2, "Ai đó"), (9, "Lan")):
        with pytest.raises(Refused) as refused:
            mandates.give(wanted=wanted(number, name), latest=LATEST, viewer=giver, now=NOW)
        codes.add(refused.value.refusal.code)
    assert codes == {"mandate.nobody"}


@pytest.mark.django_db
def test_a_parent_acts_for_a_minor_at_once_to_the_day_before_majority():
    child = person(1, "Khuê", date(2010, 5, 4))
    parent = person(2, "Nam")
    post = Position(uuid4(), "one_stop", "desk", date(2025, 7, 1))
    minh = replace(person(3, "Minh"), positions=(post,))
    values = {"principal": child.person, "paper": Paper(uuid4(), "Khai sinh 1"), "latest": LATEST}
    values |= {"viewer": minh, "post": post, "now": NOW, "adult_at": 18}
    with pytest.raises(Refused) as refused:
        mandates.keep_upon_paper(wanted=wanted(2, "Nam", date(2028, 5, 4)), **values)
    assert refused.value.refusal.code == "mandate.days"
    assert not RecordOpening.objects.exists()
    key = mandates.keep_upon_paper(wanted=wanted(2, "Nam", date(2028, 5, 3)), **values)
    assert signed_in(parent.account, TODAY).viewer.stands_for == {key}
    with pytest.raises(Refused) as refused:
        mandates.end(mandate=key, viewer=child, now=NOW)
    assert refused.value.refusal.code == "mandate.by_law"
    assert [each.key for each in kept_at("desk", child.person, minh)] == [key]
    mandates.end(mandate=key, viewer=minh, now=NOW)
    assert Mandate.objects.get(pk=key).how == "withdrawn"
