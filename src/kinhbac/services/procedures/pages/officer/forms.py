"""An act as somebody sent it, and acts as forms: what each asks, what was typed into it, why it was refused, if it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import SuspiciousOperation
from django.http import QueryDict

from kinhbac.base.text import Text
from kinhbac.kernel.types import Entry, Refusal
from kinhbac.services.procedures.rules.asking.act import ActAsked
from kinhbac.services.procedures.rules.asking.fields import ActField, Kind, Option, values_of
from kinhbac.services.procedures.rules.asking.limits import ActLimit
from kinhbac.services.procedures.rules.asking.table import ACTS
from kinhbac.services.procedures.rules.bundles.giving import GIVES
from kinhbac.services.procedures.types import ActOffer
from kinhbac.tools.grammar.types import Component, Given

RECEIVE = "receive"
COMPONENT = "component"
NOTE = "note"
LONGEST_WORDS = 2_000
MOST_WORDS = 60
NOT_SEEN = Text(
    vi="Bạn chưa xác nhận: {names}. Xem từng giấy tờ rồi đánh dấu.",
    en="Not confirmed yet: {names}. Look at each paper, then tick it.",
)
SEEN = "Đã đối chiếu: {names}."
"""How the journal says it; the journal is kept in Vietnamese."""
GIVEN = "gives-"
"""Begins the names of the boxes for what a result gives."""
OUR_WORDS = frozenset({"seen", "key", "csrfmiddlewaretoken"})

Typed = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Attempt:
    """An act as somebody sent it: under which key, on which state, with what was typed by the name of its field.

    `refusal`, `fault` and `overtaken` say why nothing was done: a rule, an omission, or somebody quicker, who did
    the `changes`.
    """

    act: str
    seen: int
    key: str
    typed: Typed = field(default_factory=dict)
    refusal: Refusal | None = None
    fault: Text | None = None
    overtaken: bool = False
    changes: tuple[Entry, ...] = ()

    @property
    def note(self) -> str:
        """The words that were said with it."""
        return self.word(NOTE)

    @property
    def words(self) -> str:
        """Everything that was typed, for an act whose form is not on the page any more."""
        fields = ACTS[self.act].fields if self.act in ACTS else ()
        written = [
            each.name for each in fields if each.kind not in (Kind.COMPONENTS, Kind.CHOICE, Kind.YES_NO)
        ]
        return "\n".join(word for name in (written or [NOTE]) for word in self.typed.get(name, ()) if word)

    def word(self, name: str) -> str:
        """Return what was typed into a field, "" where nothing was."""
        found = self.typed.get(name, ())
        return found[0] if found else ""

    def values(self, components: Sequence[Component]) -> dict[str, Any]:
        """Return what the act is told; of a reception, which components were compared."""
        fields = [each for each in ACTS[self.act].fields if each.kind not in (Kind.COMPONENTS, Kind.GIVES)]
        values = values_of(fields, self.typed)
        given = {name.removeprefix(GIVEN): self.word(name) for name in self.typed if name.startswith(GIVEN)}
        if given:
            values[GIVES] = given
        ticked = self.typed.get(COMPONENT, ())
        names = "; ".join(each.name.vi for each in components if each.key in ticked)
        if self.act == RECEIVE and names:
            values[NOTE] = f"{SEEN.format(names=names)} {self.note}".strip()
        return values

    def unseen(self, components: Sequence[Component]) -> Text | None:
        """Return which components a reception leaves unconfirmed, None where none."""
        ticked = self.typed.get(COMPONENT, ())
        left = [each.name for each in components if each.key not in ticked]
        if self.act != RECEIVE or not left:
            return None
        return Text(
            vi=NOT_SEEN.vi.format(names="; ".join(each.vi for each in left)),
            en=NOT_SEEN.en.format(names="; ".join(each.en for each in left)),
        )


@dataclass(frozen=True, slots=True)
class AskedItem:
    """One thing that a supplement asked for, as it is taken in at the counter: the words, and papers kept already."""

    place: int
    item: str
    text: str = ""
    kept: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        """The papers kept already: how a form carries each, and its name."""
        return tuple((each, each.partition("|")[2]) for each in self.kept)


@dataclass(frozen=True, slots=True)
class GivenBox:
    """A box for one thing that a result is to give, with what stands in it."""

    given: Given
    value: str = ""


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field as the page shows it: what stands in it, what may be chosen, what is wrong with it."""

    asked: ActField
    act: str
    typed: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    error: Text | None = None
    components: tuple[Component, ...] = ()
    items: tuple[AskedItem, ...] = ()
    boxes: tuple[GivenBox, ...] = ()

    @property
    def id(self) -> str:
        """The field's own place on the page."""
        return f"{self.asked.name}-{self.act}"

    @property
    def value(self) -> str:
        """What stands in it."""
        return self.typed[0] if self.typed else ""

    @property
    def template(self) -> str:
        """The template that shows it."""
        return f"procedures/officer/fields/{TEMPLATES.get(self.asked.kind, 'line')}.html"


TEMPLATES: Mapping[Kind, str] = {
    Kind.NOTE: "words",
    Kind.REASON: "words",
    Kind.LIST: "words",
    Kind.OFFICE: "select",
    Kind.CONSULTATION: "select",
    Kind.REQUEST: "radios",
    Kind.CHOICE: "radios",
    Kind.CASE: "radios",
    Kind.YES_NO: "radios",
    Kind.TICK: "tick",
    Kind.COMPONENTS: "components",
    Kind.ANSWERS: "answers",
    Kind.GIVES: "gives",
}


@dataclass(frozen=True, slots=True)
class Part:
    """Fields that stand together, under a heading or under none."""

    heading: Text | None
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class ActForm:
    """One act on the page; `key` makes a double click happen once, `number` is its access key."""

    offer: ActOffer
    asked: ActAsked
    number: int
    seen: int
    parts: tuple[Part, ...]
    limit: ActLimit | None = None
    failed: bool = False
    key: str = field(default_factory=lambda: str(uuid4()))

    @property
    def brings_files(self) -> bool:
        """Whether papers may be sent with it."""
        return any(each.kind is Kind.ANSWERS for each in self.asked.fields)


@dataclass(frozen=True, slots=True)
class ActLink:
    """An act beside the ordinary path, as a link that opens its form."""

    offer: ActOffer
    number: int
    url: str
    limit: ActLimit | None
    here: bool


def attempt_of(act: str, posted: QueryDict) -> Attempt:
    """Read an act as it was sent.

    Raises:
        SuspiciousOperation: it bears no state or no key, so it is none of our forms.
    """
    try:
        seen, key = int(posted.get("seen", "")), str(UUID(posted.get("key", "")))
    except ValueError as fault:
        raise SuspiciousOperation("an act without its state or key") from fault
    typed = {
        name: tuple(_clean(each) for each in posted.getlist(name)[:MOST_WORDS])
        for name in posted
        if name not in OUR_WORDS
    }
    return Attempt(act=act, seen=seen, key=key, typed=typed)


def parts_of(views: Sequence[FieldView]) -> tuple[Part, ...]:
    """Return fields in their parts, in order."""
    parts: list[Part] = []
    for view in views:
        heading = view.asked.under if view.asked.under.vi else None
        if parts and parts[-1].heading == heading:
            parts[-1] = Part(heading, (*parts[-1].fields, view))
        else:
            parts.append(Part(heading, (view,)))
    return tuple(parts)


def error_of(asked: ActField, attempt: Attempt | None) -> Text | None:
    """Return what is to be said at a field, None where nothing."""
    if attempt is None:
        return None
    if attempt.fault is not None:
        return attempt.fault if asked.kind in (Kind.COMPONENTS, Kind.ANSWERS) else None
    refusal = attempt.refusal
    return refusal.reason if refusal and refusal.code.removeprefix("dossier.") in asked.refused else None


def _clean(words: str) -> str:
    return words.replace("\x00", "").replace("\r\n", "\n").strip()[:LONGEST_WORDS]
