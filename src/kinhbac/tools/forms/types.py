"""The words of forms: a form, its pages and fields, and what reading a page gives. All values, all pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kinhbac.base.text import Text

NOTHING: Mapping[str, Any] = {}


class Widget(StrEnum):
    """How a field is asked."""

    TEXT = "text"
    TEXTAREA = "textarea"
    DATE = "date"
    RADIOS = "radios"
    SELECT = "select"
    UNIT = "unit"
    IDENTITY = "identity"
    PHONE = "phone"
    UPLOAD = "upload"
    REPEAT = "repeat"


class Personal(StrEnum):
    """How the law on personal data sees an answer (Luật Bảo vệ dữ liệu cá nhân)."""

    NO = "no"
    YES = "yes"
    SENSITIVE = "sensitive"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen; choices of one `group` stand together, as the communes of a province do."""

    value: str
    name: Text
    group: Text | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A named check that JSON Schema cannot express; `other` is the path that it compares with, if any."""

    name: str
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a known answer may come from, and the condition of the form under which it is this person's."""

    key: str
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One question.

    Attributes:
        path: dotted, unique in the form: "child.full_name".
        kind: JSON type of the answer: string, integer, boolean, or array (of files).
        errors: sentences by keyword or check; "default" stands for every fault but a missing answer and a length.
        choices: written in the form itself.
        choices_from: name of a list kept elsewhere; `more_choices` are added after it.
        partial: a date of which only the year may be known.
        max_length: in characters; always set for text.
        default: shown before the person has answered; not an answer until it is sent.
        inside: of a repeat, the questions of one entry, with paths inside the entry.
    """

    path: str
    kind: str
    widget: Widget
    question: Text
    hint: Text | None = None
    why: Text | None = None
    errors: Mapping[str, Text] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    choices_from: str | None = None
    more_choices: tuple[Choice, ...] = ()
    checks: tuple[Check, ...] = ()
    sources: tuple[Source, ...] = ()
    personal: Personal = Personal.NO
    autocomplete: str | None = None
    partial: bool = False
    max_length: int | None = None
    default: Any = None
    inside: tuple["Field", ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a form. `when` is a JSON Schema over the answers so far; None means always.

    `own_title` is None where the single question is the title.
    """

    key: str
    fields: tuple[str, ...]
    own_title: Text | None = None
    why: Text | None = None
    when: Mapping[str, Any] | None = None


@dataclass(frozen=True, eq=False)
class Form:
    """A form as it is asked. Compared by identity: whoever keeps definitions by hash keeps one form for each.

    Attributes:
        schema: the JSON Schema (2020-12) with its annotations.
        pages: in the order in which they are asked.
        fields: by path, in the order of the pages.
        lists: choices by the name of their list, kept with the form.
        plain: what the form was made of; JSON values only, enough to make it again.
    """

    title: Text
    schema: Mapping[str, Any]
    pages: tuple[Page, ...]
    fields: Mapping[str, Field]
    lists: Mapping[str, tuple[Choice, ...]]
    plain: Mapping[str, Any]

    def page(self, key: str) -> Page | None:
        """Return the page of that key, if the form has one."""
        return next((page for page in self.pages if page.key == key), None)

    def title_of(self, page: Page) -> Text:
        """Return the title of a page: its own, or its first question."""
        return page.own_title or self.fields[page.fields[0]].question


@dataclass(frozen=True, slots=True)
class FieldFault:
    """What is wrong with one answer, said to the person who gave it; `keyword` names the rule for programs.

    Of a question asked once for each of several, `inside` are the faults of its entries, each path after its number.
    """

    path: str
    keyword: str
    message: Text
    inside: tuple["FieldFault", ...] = ()


@dataclass(frozen=True, slots=True)
class PageReading:
    """What a sent page gave.

    Attributes:
        values: by path, only answers without a fault; None where the person left it blank.
        faults: in the order of the fields, at most one for each.
        raw: what was written, by the name of the box, to show it again; cut where it is absurdly long.
    """

    values: Mapping[str, Any]
    faults: tuple[FieldFault, ...]
    raw: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """Something the state knows already, and whose word that is."""

    value: Any
    source: Text


@dataclass(frozen=True, slots=True)
class Prefilled:
    """Answers with the known ones filled in, and the sources of those that stand as they are known."""

    answers: Mapping[str, Any]
    sources: Mapping[str, Text]


Choices = Mapping[str, tuple[Choice, ...]]
