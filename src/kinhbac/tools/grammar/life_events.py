"""Life events (sự kiện trong đời): what happens to people, and the procedures that it asks for. All pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from kinhbac.base.definitions import DefinitionError, Node
from kinhbac.base.text import Text
from kinhbac.tools.grammar.entries import each_of, unique


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """Something that happens in a life, the keys of procedures that it asks for, and words by which people seek them."""

    key: str
    name: Text
    procedures: tuple[str, ...]
    words: Text


def read_life_events(node: Node, procedures: Collection[str]) -> tuple[LifeEvent, ...]:
    """Return the events of life_events.yaml, in order.

    Args:
        node: the file.
        procedures: keys of the catalogue's procedures; an event leads to no other.

    Raises:
        DefinitionError: every fault of the file.
    """
    node.only("key", "version", "events")
    node.need("key").choice("life_events")
    node.need("version").whole()
    unique(node.need("events").each(), "event")
    return each_of(node.need("events"), lambda each: _event(each, procedures))


def life_events_to_plain(events: tuple[LifeEvent, ...]) -> dict[str, Any]:
    """Return JSON values only."""
    return {
        "events": [
            {
                "key": each.key,
                "name": {"vi": each.name.vi, "en": each.name.en},
                "procedures": list(each.procedures),
                "words": {"vi": each.words.vi, "en": each.words.en},
            }
            for each in events
        ]
    }


def life_events_from_plain(plain: Mapping[str, Any]) -> tuple[LifeEvent, ...]:
    """Return the events that `life_events_to_plain` wrote."""
    return tuple(
        LifeEvent(
            key=each["key"],
            name=Text(**each["name"]),
            procedures=tuple(each["procedures"]),
            words=Text(**each["words"]),
        )
        for each in plain["events"]
    )


def _event(node: Node, procedures: Collection[str]) -> LifeEvent:
    node.only("key", "name", "procedures", "words")
    listed = node.need("procedures")
    named = each_of(listed, lambda each: each.choice(*sorted(procedures)))
    if not named:
        raise DefinitionError(
            listed.fault(
                Text(vi="sự kiện không dẫn đến thủ tục nào", en="the event leads nowhere"),
                Text(vi="nêu một thủ tục, hoặc bỏ đi", en="name a procedure, or remove it"),
            )
        )
    return LifeEvent(
        key=node.need("key").text(),
        name=node.need("name").bilingual(),
        procedures=named,
        words=node.need("words").bilingual(),
    )
