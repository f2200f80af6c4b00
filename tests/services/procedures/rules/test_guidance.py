"""Guidance decided: opened and closed in one act by a one-stop post, with words, and nothing after it."""

from types import SimpleNamespace

import pytest

from kinhbac.kernel.types import Closed, Command, Decision, Opened, PartyJoined
from kinhbac.services.procedures.rules.counter import NO_COUNTER
from kinhbac.services.procedures.rules.guidance import GIVEN, OVER, WORDS_MISSING, GuidanceKind
from tests import cast

pytestmark = pytest.mark.pure

VALUES = {"words": " Mang thẻ ", "name": "", "person": None, "procedure": "", "channel": "counter"}


def decided(viewer=cast.MINH, state=None, **change):
    context = SimpleNamespace(actor=viewer.acting())
    return GuidanceKind().decide(state, Command("give", {**VALUES, **change}), context)


def test_it_is_one_act_that_opens_and_closes():
    decision = decided()
    assert isinstance(decision, Decision)
    (act,) = decision.acts
    assert (act.name, act.content) == (GIVEN, {"words": "Mang thẻ", "name": ""})
    assert (type(act.effects[0]), type(act.effects[-1])) == (Opened, Closed)
    assert not any(isinstance(effect, PartyJoined) for effect in act.effects)


def test_who_was_guided_becomes_a_party_where_known():
    (act,) = decided(person=cast.LAN.person).acts
    assert PartyJoined("asker", cast.LAN.person) in act.effects


@pytest.mark.parametrize("viewer", [cast.NAM, cast.LAN, cast.HOA, cast.BINH, cast.NAM_ELSEWHERE])
def test_only_a_one_stop_post_gives_it(viewer):
    assert decided(viewer) is NO_COUNTER


def test_it_needs_words_and_is_never_changed():
    assert decided(words="  ") is WORDS_MISSING
    assert decided(state=SimpleNamespace()) is OVER
