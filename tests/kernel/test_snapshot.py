"""Snapshots and effects: any state becomes text and the same state again; so does every effect."""

import dataclasses
import json
from datetime import datetime, timedelta
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinhbac.base.clock import HCM
from kinhbac.kernel.snapshot import state_parts, state_text
from kinhbac.kernel.types import (
    CaseState,
    Clock,
    Link,
    Observer,
    Party,
    Step,
    Wait,
    effect_from_plain,
    effect_to_plain,
)
from kinhbac.kernel.types.effects import KINDS
from tests.cast import NOW
from tests.kernel.journal import CASE

pytestmark = pytest.mark.pure

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
MOMENTS = st.integers(-(10**9), 10**9).map(
    lambda seconds: NOW + timedelta(seconds=seconds, microseconds=seconds % 7)
)
JSON = st.none() | st.booleans() | st.integers() | WORDS
FACTS = st.dictionaries(
    WORDS, JSON | st.lists(JSON, max_size=3) | st.dictionaries(WORDS, JSON, max_size=3), max_size=4
)
st.register_type_strategy(str, WORDS)
st.register_type_strategy(datetime, MOMENTS)


def keyed(kind):
    values = st.lists(st.builds(kind), max_size=3, unique_by=lambda each: each.key)
    return values.map(lambda held: MappingProxyType({each.key: each for each in held}))


STATES = st.builds(
    CaseState,
    case=st.just(CASE),
    seq=st.integers(1, 9),
    steps=keyed(Step),
    waits=keyed(Wait),
    clocks=keyed(Clock),
    links=st.lists(st.builds(Link), max_size=2).map(tuple),
    parties=st.lists(st.builds(Party), max_size=2).map(tuple),
    observers=st.lists(st.builds(Observer), max_size=2).map(tuple),
    facts=FACTS.map(MappingProxyType),
)
EFFECTS = st.one_of(
    [st.builds(kind, facts=FACTS) if name == "FactsSet" else st.builds(kind) for name, kind in KINDS.items()]
)


@given(STATES)
def test_any_state_becomes_text_and_the_same_state_again(state):
    text = state_text(state)
    again = dataclasses.replace(state, **state_parts(text))
    assert again == state
    assert state_text(again) == text


@given(EFFECTS)
def test_any_effect_becomes_text_and_the_same_effect_again(effect):
    assert effect_from_plain(json.loads(json.dumps(effect_to_plain(effect)))) == effect


def test_a_moment_keeps_its_instant_in_whatever_zone_it_is_read():
    state = CaseState(CASE, "test", "d", 1, "h", NOW, waits={"w": Wait("w", "citizen", NOW)})
    read = state_parts(state_text(state))["waits"]["w"].begun_at
    assert read == NOW
    assert read.utcoffset() == NOW.astimezone(HCM).utcoffset()
