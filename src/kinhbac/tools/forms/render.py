"""What the templates show of a page of questions. Pure values; words are still in both languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kinhbac.base.text import Text
from kinhbac.tools.forms.judging import options
from kinhbac.tools.forms.paths import at
from kinhbac.tools.forms.reading import DATE_BOXES, boxes
from kinhbac.tools.forms.types import NOTHING, Choices, Field, FieldFault, Form, Page, Widget

_DATE_WORDS = {"day": Text("Ngày", "Day"), "month": Text("Tháng", "Month"), "year": Text("Năm", "Year")}
_LISTED = (Widget.SELECT, Widget.UNIT)


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

    @property
    def box(self) -> Box:
        """Return the only box of a question that has one."""
        return self.boxes[0]

    @property
    def options(self) -> tuple[Option, ...]:
        """Return all options, without their groups."""
        return tuple(option for group in self.groups for option in group.options)


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


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the parts of a page are shown from."""

    form: Form
    answers: Mapping[str, Any]
    raw: Mapping[str, str]
    faults: Mapping[str, FieldFault]
    sources: Mapping[str, Text]
    choices: Choices
    single: bool = field(default=False)


def page_view(
    form: Form,
    page: Page,
    *,
    answers: Mapping[str, Any],
    raw: Mapping[str, str] | None = None,
    faults: Sequence[FieldFault] = (),
    sources: Mapping[str, Text] = NOTHING,
    choices: Choices = NOTHING,
) -> PageView:
    """Return what a page shows.

    Args:
        form: the form, and `page` one of its pages.
        page: to be shown.
        answers: with known ones filled in (`prefill`).
        raw: what was just written, where the page is shown again with faults; it goes before the answers.
        faults: of this page (`PageReading.faults`).
        sources: by path, of filled-in answers.
        choices: lists kept by the caller, by name.
    """
    by_path = {each.path: each for each in faults}
    shown = _Shown(form, answers, raw or {}, by_path, sources, choices, single=page.own_title is None)
    views = tuple(_field_view(shown, form.fields[path]) for path in page.fields)
    return PageView(
        key=page.key,
        form_title=form.title,
        title=form.title_of(page),
        why=page.why,
        fields=views,
        problems=tuple(Problem(view.error, f"#{view.target}") for view in views if view.error is not None),
        uploads=any(form.fields[path].widget is Widget.UPLOAD for path in page.fields),
    )


def _field_view(shown: _Shown, asked: Field) -> FieldView:
    base = _id(asked.path)
    error = shown.faults.get(asked.path)
    source = shown.sources.get(asked.path) if error is None and not shown.raw else None
    parts = (("hint", asked.hint), ("why", asked.why), ("source", source), ("error", error))
    return FieldView(
        template=f"forms/field_{_template(asked)}.html",
        id=base,
        target=target_of(asked),
        question=asked.question,
        heading=shown.single,
        hint=asked.hint,
        why=asked.why,
        source=source,
        error=error.message if error else None,
        described_by=" ".join(f"{base}-{part}" for part, words in parts if words is not None),
        boxes=_boxes(shown, asked),
        groups=_groups(shown, asked),
        files=() if asked.inside else tuple(file_names(at(shown.answers, asked.path))),
        autocomplete=asked.autocomplete,
        input_mode=_input_mode(asked),
        spellcheck=asked.widget is Widget.TEXTAREA,
        max_length=asked.max_length,
        width=_width(asked),
    )


def _template(asked: Field) -> str:
    if asked.widget in _LISTED:
        return "select"
    return "text" if asked.widget in (Widget.IDENTITY, Widget.PHONE) else str(asked.widget)


def _boxes(shown: _Shown, asked: Field) -> tuple[Box, ...]:
    names = boxes(asked) or (asked.path,)
    if asked.widget is not Widget.DATE:
        return (Box(names[0], _id(names[0]), _standing(shown, asked, names[0])),)
    parts = _date_parts(str(_answer(shown, asked) or ""))
    return tuple(
        Box(
            name=name,
            id=_id(name),
            value=shown.raw.get(name, part),
            label=_DATE_WORDS[box],
            wide=box == "year",
        )
        for name, box, part in zip(names, DATE_BOXES, parts, strict=True)
    )


def _standing(shown: _Shown, asked: Field, name: str) -> str:
    if name in shown.raw:
        return shown.raw[name]
    answer = _answer(shown, asked)
    return "" if answer is None or isinstance(answer, (list, Mapping)) else str(answer)


def _answer(shown: _Shown, asked: Field) -> Any:
    answer = at(shown.answers, asked.path)
    return asked.default if answer is None else answer


def _groups(shown: _Shown, asked: Field) -> tuple[OptionGroup, ...]:
    """Return the options, together under the names of their groups, in the order in which they come."""
    chosen = _standing(shown, asked, asked.path)
    grouped: dict[Text | None, list[Option]] = {}
    for number, choice in enumerate(options(shown.form, asked, shown.choices)):
        option = Option(_option_id(asked, number), choice.value, choice.name, chosen == choice.value)
        grouped.setdefault(choice.group, []).append(option)
    return tuple(OptionGroup(name, tuple(each)) for name, each in grouped.items())


def target_of(asked: Field) -> str:
    """Return the id of the input to which a link about this question leads."""
    if asked.widget is Widget.RADIOS:
        return _option_id(asked, 0)
    return _id((boxes(asked) or (asked.path,))[0])


def _option_id(asked: Field, number: int) -> str:
    return _id(asked.path) if number == 0 else f"{_id(asked.path)}-{number + 1}"


def _input_mode(asked: Field) -> str | None:
    if asked.widget is Widget.PHONE:
        return "tel"
    return "numeric" if asked.widget in (Widget.IDENTITY, Widget.DATE) or asked.kind == "integer" else None


def _width(asked: Field) -> str:
    if asked.kind == "integer":
        return "govuk-input--width-3"
    return "govuk-input--width-20" if asked.widget in (Widget.IDENTITY, Widget.PHONE) else ""


def _date_parts(value: str) -> tuple[str, str, str]:
    year, _, rest = value.partition("-")
    month, _, day = rest.partition("-")
    return day.lstrip("0"), month.lstrip("0"), year


def file_names(value: Any) -> list[str]:
    """Return the names of the files of an answer; none if it is no list of files."""
    return (
        [str(each.get("name", "")) for each in value if isinstance(each, Mapping)]
        if isinstance(value, list)
        else []
    )


def _id(name: str) -> str:
    return "f-" + name.replace(".", "-")
