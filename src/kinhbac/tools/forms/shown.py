"""What the templates show of a page of questions, as values; words are still in both languages."""

from dataclasses import dataclass

from kinhbac.base.text import Text


@dataclass(frozen=True, slots=True)
class Box:
    """One input: its name and id in the page, what stands in it, and for a date which part it is."""

    name: str
    id: str
    value: str
    label: Text | None = None
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose; its id is where a link to it leads."""

    id: str
    value: str
    name: Text
    chosen: bool


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Options that stand together under a name, or without one."""

    name: Text | None
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class FieldView:
    """One question as it is shown.

    Attributes:
        template: the partial that shows it.
        heading: whether its words are the title of the page.
        source: whose word a filled-in answer is, while it stands as filled in.
        described_by: ids of hint, source and fault, for screen readers.
        files: names of the files kept so far.
        entries: of a question asked once for each of several, those that stand there and blank ones to add with.
        sent: the box that says how many entries are on the page.
    """

    template: str
    id: str
    target: str
    question: Text
    heading: bool
    hint: Text | None
    why: Text | None
    source: Text | None
    error: Text | None
    described_by: str
    boxes: tuple[Box, ...]
    groups: tuple[OptionGroup, ...] = ()
    files: tuple[str, ...] = ()
    autocomplete: str | None = None
    input_mode: str | None = None
    spellcheck: bool = False
    max_length: int | None = None
    width: str = ""
    entries: tuple["EntryView", ...] = ()
    sent: Box | None = None

    @property
    def box(self) -> Box:
        """Return the only box of a question that has one."""
        return self.boxes[0]

    @property
    def options(self) -> tuple[Option, ...]:
        """Return all options, without their groups."""
        return tuple(option for group in self.groups for option in group.options)


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry of a question asked once for each of several, among other questions on a page.

    `remove` is the box that takes it away; a blank entry, to add with, has none. `open` says that something stands in it.
    """

    title: Text
    fields: tuple[FieldView, ...]
    remove: Box | None
    open: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """A line of the summary of faults: the sentence beside the field, and where that field is."""

    text: Text
    href: str


@dataclass(frozen=True, slots=True)
class PageView:
    """One page as it is shown; `form_title` says where one is, `uploads` whether files are sent."""

    key: str
    form_title: Text
    title: Text
    why: Text | None
    fields: tuple[FieldView, ...]
    problems: tuple[Problem, ...]
    uploads: bool
