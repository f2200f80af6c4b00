"""Whom a provider presents becomes an account here, unless what is kept under the number is of somebody else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kinhbac.kernel.types import Refused
from kinhbac.tools.identity.actions import enrol_walk_in
from kinhbac.tools.identity.actions.entering import admit
from kinhbac.tools.identity.models import Account, FirmAgent, Person, ProviderAccount
from kinhbac.tools.identity.sealing import marks
from kinhbac.tools.identity.types import Presented, WalkIn
from tests.cast import NOW

pytestmark = pytest.mark.django_db

LAN = Presented("vneid", "a-1", "027196001234", "Trần Thị Lan", date(1996, 5, 12), 2)
POTTERY = replace(LAN, firm_code="2300999001", firm_name="Gốm Phù Lãng")


def at_the_counter(**changed):
    known = {
        "identity_number": LAN.identity_number,
        "full_name": LAN.full_name,
        "born_on": LAN.born_on,
        "sex": "female",
    }
    return enrol_walk_in(WalkIn(**{**known, **changed}))


def refusal(presented):
    with pytest.raises(Refused) as refused:
        admit(presented, NOW)
    return refused.value.refusal.code


def test_the_same_person_has_one_account_however_often_she_comes():
    assert admit(LAN, NOW) == admit(LAN, NOW + timedelta(days=1))
    assert Account.objects.count() == ProviderAccount.objects.count() == 1


def test_who_came_before_and_is_another_now_is_not_let_in():
    admit(LAN, NOW)
    assert refusal(replace(LAN, full_name="Lê Thị Hoa")) == "sign_in.record_differs"


def test_a_new_name_at_the_provider_leads_to_the_same_account():
    assert admit(LAN, NOW) == admit(replace(LAN, subject="b-2"), NOW)


def test_who_was_at_a_counter_before_finds_her_record():
    person = at_the_counter(full_name="TRAN THI LAN")  # as one types it without marks
    account = admit(LAN, NOW)
    assert Account.objects.get(pk=account).person_id == person
    assert Person.objects.get(pk=person).full_name == "TRAN THI LAN"  # what is kept is not overwritten


@pytest.mark.parametrize("other", [{"full_name": "Lê Thị Hoa"}, {"born_on": date(1996, 12, 5)}])
def test_a_number_mistyped_at_a_counter_opens_nobodys_record_to_its_true_holder(other):
    at_the_counter(**other)
    assert refusal(LAN) == "sign_in.record_differs"
    assert not Account.objects.exists()


def test_a_closed_account_stays_closed():
    account = admit(LAN, NOW)
    Account.objects.filter(pk=account).update(is_active=False)
    assert refusal(LAN) == "sign_in.account_closed"
    assert refusal(replace(LAN, subject="b-2")) == "sign_in.account_closed"


def test_an_account_of_the_provider_never_passes_to_another_number():
    admit(LAN, NOW)
    other = replace(LAN, identity_number="024092003001", full_name="Vũ Hoài Nam", born_on=date(1992, 8, 30))
    assert refusal(other) == "sign_in.other_person"
    assert not Person.objects.filter(
        number_mark__in=marks(other.identity_number)
    ).exists()  # nothing was written


def test_a_firm_is_acted_for_until_the_next_day_and_longer_rights_stay():
    admit(POTTERY, NOW)
    agent = FirmAgent.objects.get()
    assert (agent.valid_from, agent.valid_to) == (NOW.date(), NOW.date() + timedelta(days=1))
    admit(POTTERY, NOW + timedelta(days=5))
    agent.refresh_from_db()
    assert (agent.valid_from, agent.valid_to) == (NOW.date(), NOW.date() + timedelta(days=6))
    FirmAgent.objects.update(valid_to=None)
    admit(POTTERY, NOW + timedelta(days=9))
    assert FirmAgent.objects.get().valid_to is None
