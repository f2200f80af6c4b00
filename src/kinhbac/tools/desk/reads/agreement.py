"""Agreement: whether the desk's rows are what the journal says, for `verify`. Every label and every case, page by page."""

from collections.abc import Iterator
from uuid import UUID

from kinhbac.kernel.fold import fold_all
from kinhbac.kernel.reads import histories, named
from kinhbac.kernel.seats import Change
from kinhbac.tools.desk import models as tables
from kinhbac.tools.desk.rules.rows import COLUMNS, rows_of
from kinhbac.tools.desk.rules.words import folded
from kinhbac.tools.desk.seats import seats

PAGE = 200


def disagreements() -> Iterator[str]:
    """Yield what differs: a case's number, and in what."""
    page = _page(0)
    while page:
        yield from _differing(page)
        page = _page(page[-1].pk)
    yield from _missing()


def _page(after: int) -> list[tables.Label]:
    return list(tables.Label.objects.filter(pk__gt=after).order_by("pk")[:PAGE])


def _missing() -> Iterator[str]:
    """Yield the cases of the desk's kinds that have no label, so that no list names them."""
    kinds, after = list(seats.works), None
    while page := named(kinds, after, PAGE):
        labelled = set(tables.Label.objects.filter(case__in=page).values_list("case", flat=True))
        yield from (
            f"case {name}: it is not on the desk" for case, name in page.items() if case not in labelled
        )
        *_, after = page


def _differing(labels: list[tables.Label]) -> Iterator[str]:
    cases = [label.case for label in labels]
    items: dict[UUID, list[tuple[object, ...]]] = {case: [] for case in cases}
    for row in tables.Item.objects.filter(case__case__in=cases).values_list(*COLUMNS):
        items[row[0]].append(row)
    words: dict[int, set[str]] = {label.pk: set() for label in labels}
    for number, word in tables.Word.objects.filter(label__in=labels).values_list("label_id", "word"):
        words[number].add(word)
    told = histories(cases)
    for label in labels:
        name = f"case {label.code or label.case}"
        entries, contents = told[label.case]
        state = fold_all(entries)
        if state is None or state.kind not in seats.works:
            yield f"{name}: it stands on the desk, but there is no such work"
            continue
        change = Change(None, state, entries, contents)
        for what in _faults(label, items[label.case], words[label.pk], change):
            yield f"{name}: its {what} on the desk are not those of its journal"


def _faults(
    label: tables.Label, items: list[tuple[object, ...]], words: set[str], change: Change
) -> Iterator[str]:
    work = seats.works[change.after.kind]
    ours = [
        row.values(label.subject, label.field)
        for row in rows_of(change.after, work.place(change.after)).values()
    ]
    if sorted(items, key=repr) != sorted(ours, key=repr):
        yield "items"
    named = work.label(change)
    if named is not None and (
        (label.code, label.title, label.folded, label.subject, label.field)
        != (
            change.after.code,
            named.title[:300],
            folded(named.title, named.words, change.after.code),
            named.subject,
            named.field,
        )
    ):
        yield "words"
    elif words != set(label.folded.split()):
        yield "words for finding"
