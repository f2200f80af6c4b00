"""The projection: in the transaction of the acts, the rows of the desk become what the cases are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from kinhbac.kernel.rows import upsert
from kinhbac.kernel.seats import Change
from kinhbac.kernel.types import CaseState, ContentRemoved
from kinhbac.tools.desk import models as tables
from kinhbac.tools.desk.rules.rows import COLUMNS, PLACE, ItemRow, rows_of
from kinhbac.tools.desk.rules.words import folded
from kinhbac.tools.desk.seats import Work, seats
from kinhbac.tools.desk.types import Label

LABEL_COLUMNS = (
    "case",
    "kind",
    "code",
    "title",
    "folded",
    "subject",
    "subject_vi",
    "subject_en",
    "field",
    "field_vi",
    "field_en",
)
MOST_AT_ONCE = 300
"""Keys in one statement."""


@dataclass(frozen=True, slots=True)
class _Moved:
    """A change as the desk reads it: the rows it had and has, and who looks for it where."""

    change: Change
    work: Work
    before: dict[str, ItemRow]
    after: dict[str, ItemRow]

    @property
    def case(self) -> UUID:
        return self.change.after.case

    def new_rows(self) -> list[ItemRow]:
        """Return the rows that differ from those that stand there."""
        return [row for step, row in self.after.items() if self.before.get(step) != row]

    def offices(self) -> frozenset[str]:
        """Return the offices that find the case now."""
        return _offices(self.change.after, self.after)

    def new_offices(self) -> frozenset[str]:
        """Return those that did not find it before."""
        if self.change.before is None:
            return self.offices()
        return self.offices() - _offices(self.change.before, self.before)

    def label(self) -> Label | None:
        """Return the new label, None where it stays. What was removed is forgotten unless the kind names it anew."""
        return self.work.label(self.change)

    def is_forgotten(self) -> bool:
        """Whether content of the case was removed."""
        return any(
            isinstance(effect, ContentRemoved) for entry in self.change.entries for effect in entry.effects
        )


class DeskProjection:
    """One statement for the items of all cases of a transaction; labels and words only where they change."""

    def write(self, changes: Sequence[Change]) -> None:
        """Bring the rows of these cases up to date; see `kernel.seats.Projection`."""
        moved = [_moved(change, work) for change in changes if (work := seats.works.get(change.after.kind))]
        labels = {each.case: label for each in moved if (label := each.label()) is not None}
        _remove(moved)
        _write_items(moved)
        _write_labels(moved, labels)

    def clear(self) -> None:
        """Empty the tables that repeat cases."""
        for table in (tables.Word, tables.Item, tables.Label):
            table.objects.all().delete()


def _moved(change: Change, work: Work) -> _Moved:
    before = rows_of(change.before, work.place(change.before)) if change.before is not None else {}
    return _Moved(change, work, before, rows_of(change.after, work.place(change.after)))


def _offices(state: CaseState, rows: dict[str, ItemRow]) -> frozenset[str]:
    return frozenset(row.office for row in rows.values()) | {each.office for each in state.observers}


def _remove(moved: Sequence[_Moved]) -> None:
    """Take out what gives way: all rows of a case that is written anew, and steps that stand nowhere any more."""
    anew = [each.case for each in moved if each.change.before is None]
    for some in _pieces(anew):
        tables.Item.objects.filter(case__case__in=some).delete()
    gone = Q(pk__in=[])
    for each in moved:
        steps = each.before.keys() - each.after.keys()
        if steps:
            gone |= Q(case__case=each.case, step__in=steps)
    if gone != Q(pk__in=[]):
        tables.Item.objects.filter(gone).delete()


def _write_items(moved: Sequence[_Moved]) -> None:
    rows = [row.values(*each.work.subject(each.change.after)) for each in moved for row in each.new_rows()]
    upsert(tables.Item, COLUMNS, PLACE, rows)


def _write_labels(moved: Sequence[_Moved], labels: Mapping[UUID, Label]) -> None:
    forgotten = [each for each in moved if each.case not in labels and each.is_forgotten()]
    renamed = [each for each in moved if each.case in labels]
    strangers = [each for each in moved if each.new_offices() and each.case not in labels]
    if renamed or forgotten:
        _remove_words([*renamed, *forgotten])
        upsert(tables.Label, LABEL_COLUMNS, 1, [_label_row(each, labels[each.case]) for each in renamed])
        for each in forgotten:
            bare = folded("", "", each.change.after.code)
            tables.Label.objects.filter(case=each.case).update(title="", folded=bare)
    if renamed or forgotten or strangers:
        offices = {each.case: each.offices() for each in [*renamed, *forgotten]}
        _add_words(offices | {each.case: each.new_offices() for each in strangers if each not in forgotten})


def _label_row(moved: _Moved, label: Label) -> tuple[object, ...]:
    state = moved.change.after
    return (
        state.case,
        state.kind,
        state.code,
        label.title[:300],
        folded(label.title, label.words, state.code),
        label.subject,
        label.subject_name.vi[:300],
        label.subject_name.en[:300],
        label.field,
        label.field_name.vi[:200],
        label.field_name.en[:200],
    )


def _remove_words(moved: Sequence[_Moved]) -> None:
    """Take out the words under which these cases are found now, where there are any."""
    known = _labels([each.case for each in moved])
    for each in moved:
        if each.case in known:
            number, words = known[each.case]
            offices = _offices(each.change.before, each.before) if each.change.before else each.offices()
            tables.Word.objects.filter(office__in=offices, word__in=words.split(), label=number).delete()


def _add_words(offices: dict[UUID, frozenset[str]]) -> None:
    known = _labels(list(offices))
    rows = [
        (office, word, number)
        for case, (number, words) in known.items()
        for office in sorted(offices[case])
        for word in words.split()
    ]
    upsert(tables.Word, ("office", "word", "label_id"), 3, rows)


def _labels(cases: Sequence[UUID]) -> dict[UUID, tuple[int, str]]:
    found: dict[UUID, tuple[int, str]] = {}
    for some in _pieces(cases):
        rows = tables.Label.objects.filter(case__in=some).values_list("case", "pk", "folded")
        found |= {case: (number, words) for case, number, words in rows}
    return found


def _pieces(cases: Sequence[UUID]) -> Iterable[Sequence[UUID]]:
    return (cases[start : start + MOST_AT_ONCE] for start in range(0, len(cases), MOST_AT_ONCE))
