"""A correction as it is being made: the groups of questions on the page, what was written, what is wrong with it.

A corrected answer may open questions that were never asked, or close some that were: the first join the page, the
answers of the others are taken away with the same correction.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kinhbac.services.procedures.pages.officer.material import Material
from kinhbac.tools.forms.journey import reach
from kinhbac.tools.forms.paths import at, merged
from kinhbac.tools.forms.reading import parse_page
from kinhbac.tools.forms.render import PageView, Problem, page_view
from kinhbac.tools.forms.types import FieldFault, Form, Page, Widget


@dataclass(frozen=True)
class Written:
    """What was written on the page: answers by path, faults, and the writing itself by box."""

    pages: tuple[Page, ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    faults: tuple[FieldFault, ...] = ()
    raw: Mapping[str, str] = field(default_factory=dict)


def correctable(material: Material) -> tuple[Page, ...]:
    """Return the pages whose answers can be corrected: asked, and more than papers."""
    form = material.procedure.form
    return tuple(page for page in reach(form, material.answers).pages if _in_words(form, page))


def chosen(material: Material, keys: Iterable[str]) -> tuple[Page, ...]:
    """Return the pages of those keys, in the order of the form; keys that are none are passed over."""
    wanted = set(keys)
    form = material.procedure.form
    return tuple(page for page in form.pages if page.key in wanted and _in_words(form, page))


def read_written(material: Material, pages: Sequence[Page], posted: Mapping[str, Any]) -> Written:
    """Read what was written on these pages, each judged with the answers of those before it."""
    form = material.procedure.form
    written = Written(tuple(pages))
    for page in pages:
        reading = parse_page(
            form,
            page,
            posted,
            answers=merged(material.answers, written.values),
            today=material.filed_on,
            uploads={path: at(material.answers, path) or () for path in page.fields},
            choices=material.choices,
        )
        written = replace(
            written,
            values={**written.values, **reading.values},
            faults=(*written.faults, *reading.faults),
            raw={**written.raw, **reading.raw},
        )
    return written


def changes_of(material: Material, written: Written) -> dict[str, Any]:
    """Return the correction by path: what was written, and None for answers that are not asked any more."""
    form = material.procedure.form
    after = merged(material.answers, written.values)
    asked = {path for page in reach(form, after).pages for path in page.fields}
    closed = [path for path in form.fields if path not in asked and at(after, path) is not None]
    return {**written.values, **dict.fromkeys(closed)}


def with_faults(material: Material, written: Written, faults: Sequence[FieldFault]) -> Written:
    """Return the page with faults of the whole form on it: the questions they are about join it."""
    known = [each for each in faults if each.path in material.procedure.form.fields]
    keys = {page.key for page in written.pages} | {material.page_with(each.path).key for each in known}
    return replace(written, pages=chosen(material, keys), faults=tuple(faults))


def views_of(material: Material, written: Written) -> tuple[PageView, ...]:
    """Return the pages as they are shown together: no question is the title, and papers stay where they are."""
    views = (
        page_view(
            material.procedure.form,
            page,
            answers=merged(material.answers, written.values),
            raw=written.raw,
            faults=[each for each in written.faults if each.path in page.fields],
            choices=material.choices,
        )
        for page in written.pages
    )
    return tuple(_together(view) for view in views)


def problems_of(views: Sequence[PageView], written: Written) -> tuple[Problem, ...]:
    """Return all faults for the summary; one whose question is not on the page is told without a link."""
    shown = {path for page in written.pages for path in page.fields}
    elsewhere = (Problem(each.message, "") for each in written.faults if each.path not in shown)
    return (*(problem for view in views for problem in view.problems), *elsewhere)


def _together(view: PageView) -> PageView:
    fields = [
        replace(each, heading=False) for each in view.fields if not each.template.endswith("upload.html")
    ]
    return replace(view, fields=tuple(fields))


def _in_words(form: Form, page: Page) -> bool:
    return any(form.fields[path].widget is not Widget.UPLOAD for path in page.fields)
