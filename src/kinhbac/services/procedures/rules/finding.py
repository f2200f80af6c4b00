"""What of a procedure finds it, and why it was found, in a sentence. The finding itself is `tools.finding`. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kinhbac.base.text import Text
from kinhbac.tools.finding.types import Findable, Said, Source, Words
from kinhbac.tools.grammar.life_events import LifeEvent
from kinhbac.tools.grammar.types import Procedure

_REASONS: Mapping[Source, Text] = {
    Source.WORDS: Text(vi="Người ta hay gọi là “{}”", en="People call it “{}”"),
    Source.NAME: Text(vi="Tên là “{}”", en="Its name is “{}”"),
    Source.EVENT: Text(vi="Thuộc việc “{}”", en="It belongs to “{}”"),
    Source.RESULT: Text(vi="Bạn nhận được “{}”", en="You get “{}”"),
    Source.FIELD: Text(vi="Thuộc lĩnh vực “{}”", en="Its field is “{}”"),
    Source.COMPONENT: Text(vi="Hồ sơ có “{}”", en="Its dossier has “{}”"),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """What a procedure says of itself; `field` is None where the file names one that stands elsewhere."""

    key: str
    name: Text
    what_you_get: Text
    result: Text
    field: Text | None = None
    components: tuple[Text, ...] = ()


def heading_of(procedure: Procedure) -> Heading:
    """Return what a procedure says of itself."""
    return Heading(
        key=procedure.key,
        name=procedure.name,
        what_you_get=procedure.what_you_get,
        result=procedure.result.name,
        field=procedure.field.name,
        components=tuple(each.name for each in procedure.components),
    )


def findables(
    headings: Iterable[Heading], words: Mapping[str, Words], events: Iterable[LifeEvent]
) -> tuple[Findable, ...]:
    """Return everything that can be found, by key.

    What has words and no heading can be found too, so that "passport" means the passport before that procedure is on
    offer, and not what comes next to it; whoever asks leaves out what is not offered.

    Args:
        headings: of all procedures there are.
        words: how people call procedures, by key.
        events: of a life; each finds the procedures it leads to.
    """
    said: dict[str, list[Said]] = {}
    for key, each in words.items():
        said[key] = [Said(Source.WORDS, phrase) for phrase in each.phrases]
    for heading in headings:
        said.setdefault(heading.key, []).extend(_of_heading(heading))
    for event in events:
        for key in event.procedures:
            said.setdefault(key, []).extend(_of_event(event))
    known = {key: words.get(key, Words(key, ())) for key in said}
    return tuple(
        Findable(key, tuple(said[key]), never=each.never, only_with=each.only_with)
        for key, each in sorted(known.items())
    )


def reason(why: Said) -> Text:
    """Return why something was found, in a sentence."""
    words = _REASONS[why.source]
    return Text(vi=words.vi.format(why.text), en=words.en.format(why.text))


def _of_heading(heading: Heading) -> Iterator[Said]:
    yield Said(Source.NAME, heading.key)
    for source, texts in (
        (Source.NAME, (heading.name,)),
        (Source.RESULT, (heading.what_you_get, heading.result)),
        (Source.FIELD, (heading.field,) if heading.field is not None else ()),
        (Source.COMPONENT, heading.components),
    ):
        for text in texts:
            yield Said(source, text.vi)
            yield Said(source, text.en)


def _of_event(event: LifeEvent) -> Iterator[Said]:
    for name, words in ((event.name.vi, event.words.vi), (event.name.en, event.words.en)):
        for each in words.split(","):
            yield Said(Source.EVENT, f"{name}: {each.strip()}")
