"""What the templates show of a page of questions. Pure values; words are still in both languages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kinhbac.base.text import Text
from kinhbac.tools.forms import repeats
from kinhbac.tools.forms.judging import options
from kinhbac.tools.forms.paths import at
from kinhbac.tools.forms.reading import DATE_BOXES, boxes
from kinhbac.tools.forms.shown import Box, EntryView, FieldView, Option, OptionGroup, PageView, Problem
from kinhbac.tools.forms.types import NOTHING, Choices, Field, FieldFault, Form, Page, Widget

__all__ = [
    "Box",
    "EntryView",
    "FieldView",
    "Option",
    "OptionGroup",
    "PageView",
    "Problem",
    "file_names",
    "page_view",
    "target_of",
]

_DATE_WORDS = {"day": Text("Ngày", "Day"), "month": Text("Tháng", "Month"), "year": Text("Năm", "Year")}
_LISTED = (Widget.SELECT, Widget.UNIT)


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
        entries=tuple(_entries(shown, asked)),
        sent=_sent(shown, asked),
    )


def _entries(shown: _Shown, asked: Field) -> Iterator[EntryView]:
    """Yield the entries of a repeat, each as its own form shows it, its boxes named after its number; then blank ones."""
    if asked.widget is not Widget.REPEAT:
        return
    one, called = repeats.entry_form(shown.form, asked.path), repeats.called(shown.form, asked.path)
    standing = repeats.entries_at(shown.answers, asked.path)
    fault = shown.faults.get(asked.path)
    for number in range(1, _count(shown, asked) + 1):
        begins = repeats.entry_box(asked.path, number)
        raw = repeats.part_of(shown.raw, asked.path, number)
        there = number <= len(standing)
        view = page_view(
            one,
            one.pages[0],
            answers=standing[number - 1] if there and not raw else {},
            raw=raw,
            faults=[
                replace(each, path=each.path.partition(".")[2])
                for each in (fault.inside if fault is not None else ())
                if each.path.startswith(f"{number}.")
            ],
            choices=shown.choices,
        )
        name = f"{begins}{repeats.REMOVE}"
        yield EntryView(
            title=Text(vi=f"{called.vi} {number}", en=f"{called.en} {number}"),
            fields=tuple(_inside(each, begins) for each in view.fields),
            remove=Box(name, _id(name), raw.get(repeats.REMOVE, "")) if there else None,
            open=there or any(raw.values()),
        )


def _count(shown: _Shown, asked: Field) -> int:
    """Return how many entries stand on the page: as many as were sent, or those answered and blank ones to add with."""
    if repeats.count_box(asked.path) in shown.raw:
        return len(repeats.sent_entries(shown.form, asked.path, shown.raw))
    answered = len(repeats.entries_at(shown.answers, asked.path))
    _, most = repeats.bounds(shown.form, asked.path)
    return answered + repeats.SPARE if most is None else max(answered, min(answered + repeats.SPARE, most))


def _sent(shown: _Shown, asked: Field) -> Box | None:
    if asked.widget is not Widget.REPEAT:
        return None
    name = repeats.count_box(asked.path)
    return Box(name, _id(name), str(_count(shown, asked)))


def _inside(view: FieldView, begins: str) -> FieldView:
    """Return a question of an entry with the names and ids that it has among other questions."""
    mark = _id(begins.rstrip("."))

    def moved(each: str) -> str:
        return f"{mark}-{each.removeprefix('f-')}"

    return replace(
        view,
        id=moved(view.id),
        target=moved(view.target),
        heading=False,
        described_by=" ".join(map(moved, view.described_by.split())),
        boxes=tuple(replace(each, name=f"{begins}{each.name}", id=moved(each.id)) for each in view.boxes),
        groups=tuple(
            replace(group, options=tuple(replace(each, id=moved(each.id)) for each in group.options))
            for group in view.groups
        ),
        autocomplete=None,
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
