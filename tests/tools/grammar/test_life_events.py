"""Life events: read with their procedures, refused where they lead nowhere, kept and made again the same."""

import json
from pathlib import Path

import pytest

from kinhbac.base.definitions import DefinitionError, read
from kinhbac.tools.grammar.life_events import (
    life_events_from_plain,
    life_events_to_plain,
    read_life_events,
)

pytestmark = pytest.mark.pure

CATALOGUE = Path(__file__).parents[3] / "catalogue"
OFFERED = tuple(path.parent.name for path in (CATALOGUE / "procedures").rglob("words.yaml"))

MARRIAGE = '["1.000894", "1.004873", "1.004746", "1.004222", "1.010038"]'


@pytest.fixture
def events():
    return read_life_events(read(CATALOGUE / "life_events.yaml"), OFFERED)


def test_everything_that_has_words_is_asked_for_by_some_event(events):
    assert {key for event in events for key in event.procedures} == set(OFFERED)


def test_made_again_they_are_the_same(events):
    assert life_events_from_plain(json.loads(json.dumps(life_events_to_plain(events)))) == events


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('procedures: ["2.000986", ', 'procedures: ["9.999999", ', '"9.999999" is not allowed here'),
        (f"procedures: {MARRIAGE}", "procedures: []", "the event leads nowhere"),
        ("key: child", "key: house", 'the event "house" stands here again'),
        (", en: Having a child }", " }", 'the key "en" is missing'),
        ("key: life_events", "key: events", '"events" is not allowed here'),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path, old, new, said):
    words = (CATALOGUE / "life_events.yaml").read_text()
    assert old in words
    path = tmp_path / "life_events.yaml"
    path.write_text(words.replace(old, new, 1))
    with pytest.raises(DefinitionError) as refused:
        read_life_events(read(path), OFFERED)
    found = [fault for fault in refused.value.faults if said in fault.what.en]
    assert found, refused.value.faults
    assert found[0].line > 1
