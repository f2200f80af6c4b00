"""The offices that a dossier remembers, across the merger of 1 July 2025."""

from dataclasses import replace
from datetime import date

import pytest

from kinhbac.kernel.types import ObserverJoined
from kinhbac.services.procedures.rules.offices import observing, settled
from tests.cast import CENTRE, COMMITTEE
from tests.services.procedures.rules.walking import directory, submitted

pytestmark = pytest.mark.pure

OLD = {"receiving": "2024.07207.one_stop", "home": "2024.07207.one_stop", "resolving": "2024.07207.committee"}


def old():
    state = submitted().state
    return replace(state, facts={**state.facts, **OLD})


def test_before_the_merger_they_are_themselves():
    state = old()
    assert settled(state, directory(), date(2025, 6, 30)) is state


def test_after_it_they_are_what_took_them_over():
    facts = settled(old(), directory(), date(2026, 3, 3)).facts
    assert (facts["receiving"], facts["home"], facts["resolving"]) == (CENTRE, CENTRE, COMMITTEE)


def test_an_office_that_was_divided_stays_for_its_steps_to_say_so():
    state = old()
    district = min(each.key for each in directory().offices if each.kind == "district_committee")
    divided = replace(state, facts={**state.facts, "resolving": district})
    assert settled(divided, directory(), date(2026, 3, 3)).facts["resolving"] == district


def test_the_resolving_offices_desk_watches_what_another_received():
    assert observing(CENTRE, "2025.07228.centre") == (ObserverJoined(role="home", office=CENTRE),)
    assert observing(CENTRE, CENTRE) == ()
