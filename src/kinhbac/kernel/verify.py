"""Verify: replay the journal, compare it with every table made from it and with the witness outside, name what differs.

Found: a changed byte of an entry or of its columns, an entry put in or taken out, a missing tail, a missing case,
changed personal content, content that vanished without a rule, an edited projection, an edited definition.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Cast

from kinhbac.kernel import chain, seal
from kinhbac.kernel import models as tables
from kinhbac.kernel.fold import FoldFault, Folding
from kinhbac.kernel.moment import one_moment
from kinhbac.kernel.parts import PARTS
from kinhbac.kernel.record import case_columns
from kinhbac.kernel.seats import seats
from kinhbac.kernel.types import CaseState, ContentRemoved, Entry

CHUNK = 500
"""Cases whose history is held in memory at once."""

UNKNOWN = "witnessed, but not in the journal"
UNREADABLE = (ValueError, TypeError, AttributeError)
"""What SQLite, which lets any value stand in any column, makes the reading of a changed one raise."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not hold, and where: a case's number or key, an entry's place where it is about one."""

    case: str
    seq: int | None
    what: str

    def __str__(self) -> str:
        place = f"case {self.case}" if self.case else "journal"
        return f"{place}, entry {self.seq}: {self.what}" if self.seq is not None else f"{place}: {self.what}"


@dataclass
class Report:
    """What was verified: counts, faults in the order found, and what was lawfully removed."""

    cases: int = 0
    entries: int = 0
    heads: int = 0
    roots: int = 0
    faults: list[Fault] = field(default_factory=list)
    removed: list[Fault] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.faults


class _Untrue(Exception):  # noqa: N818 - it says of an entry what it is
    """An entry does not hold; the text says why."""


_Heads = dict[UUID, dict[int, str]]


class _EntryRow(NamedTuple):
    seq: int
    at: datetime
    name: str
    key: str | None
    body: str
    hash: str


class _ContentRow(NamedTuple):
    seq: int
    salt: str | None
    body: str | None
    digest: str
    removed_under: str | None


@dataclass
class _Case:
    row: tables.Case
    entries: list[_EntryRow] = field(default_factory=list)
    contents: dict[int, _ContentRow] = field(default_factory=dict)
    parts: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.row.code or str(self.row.id)


def verify() -> Report:
    """Verify the whole journal, its projection, its definitions and its seals, as they are at one moment."""
    report = Report()
    heads = _witnessed(report)  # before the moment: whatever was witnessed had been committed
    used: set[str] = set()
    with one_moment():
        for chunk in _chunks(report):
            for case in chunk:
                _verify_case(case, heads.pop(case.row.id, {}), report, used)
        _verify_strays(report)
        _verify_definitions(report, used)
        for name, check in seats.checks.items():
            report.faults += [Fault("", None, f"{name}: {what}") for what in check()]
    for case_id, places in heads.items():
        report.faults += [Fault(str(case_id), seq, UNKNOWN) for seq in sorted(places)]
    report.faults += [Fault("", None, what) for what in seal.faults()]
    report.roots = len(list(seal.folder().glob("*.root")))
    return report


def _witnessed(report: Report) -> _Heads:
    heads: _Heads = {}
    for place, head in seal.witnessed():
        first = heads.setdefault(head.case, {}).setdefault(head.seq, head.hash)
        if first != head.hash:
            report.faults.append(
                Fault(str(head.case), head.seq, f"witnessed a second time otherwise, at {place}")
            )
    return heads


def _chunks(report: Report) -> Iterator[list[_Case]]:
    rows = tables.Case.objects.order_by("id")
    page, spoiled = rows, set[str]()
    while True:
        try:
            chunk = _filled(list(page[:CHUNK]))
            last = chunk[-1].row.id if chunk else None
        except UNREADABLE:
            chunk, last = _one_by_one(page, spoiled, report)
        yield chunk
        if last is None:
            return
        page = rows.filter(id__gt=last)


def _one_by_one(
    page: models.QuerySet[tables.Case], spoiled: set[str], report: Report
) -> tuple[list[_Case], UUID | None]:
    """Return the cases of a page that can be read, and the key of the last; name those that cannot."""
    cases: list[_Case] = []
    last: UUID | None = None
    keys = page.annotate(text=Cast("id", models.CharField())).values_list("text", flat=True)
    for key in list(keys[:CHUNK]):
        case: UUID | None = None
        try:
            last = case = UUID(key)
            cases += _filled([tables.Case.objects.get(pk=case)])
        except UNREADABLE:
            if key not in spoiled:
                seq = _first_unreadable(case) if case is not None else None
                report.faults.append(Fault(_shown(key), seq, "a column cannot be read"))
            spoiled.add(key)
    return cases, last


def _first_unreadable(case: UUID) -> int | None:
    """Return the place of the first entry of which a column cannot be read, None where it is another table's."""
    entries = tables.Entry.objects.filter(case=case).order_by("seq")
    for seq in entries.values_list("seq", flat=True):
        try:
            entries.values_list(*_EntryRow._fields).get(seq=seq)
        except UNREADABLE:
            return seq
    return None


def _shown(key: str) -> str:
    try:
        return str(UUID(key))
    except ValueError:
        return key


def _filled(chunk: list[tables.Case]) -> list[_Case]:
    cases = [_Case(row) for row in chunk]
    for case, values in _rows(tables.Entry, _EntryRow._fields, cases):
        case.entries.append(_EntryRow._make(values))
    for case, values in _rows(tables.Content, _ContentRow._fields, cases):
        content = _ContentRow._make(values)
        case.contents[content.seq] = content
    for part in PARTS:
        for case, values in _rows(part.table, part.columns, cases):
            case.parts.setdefault(part.piece, []).append(values)
    return cases


def _rows(
    table: type[models.Model], columns: tuple[str, ...], cases: list[_Case]
) -> Iterator[tuple[_Case, tuple[Any, ...]]]:
    """Yield each case with the columns of its rows in order; the key of a case is compared as the text it is stored in."""
    by_key = {spelling: case for case in cases for spelling in (case.row.id.hex, str(case.row.id))}
    rows = table._default_manager.filter(case__in=[case.row.id for case in cases])  # noqa: SLF001 - the table's own manager
    place = "seq" if "seq" in columns else "id"
    of_case = rows.order_by(place).annotate(of_case=Cast("case_id", models.CharField()))
    for row in of_case.values_list("of_case", *columns):
        yield by_key[row[0]], row[1:]


def _verify_case(case: _Case, places: dict[int, str], report: Report, used: set[str]) -> None:
    report.cases += 1
    folding = Folding()
    for row in case.entries:
        report.entries += 1
        try:
            entry = _entry(case, row, folding)
            _check_witness(row, places, report)
            if (removed := _content(case, entry)) is not None:
                report.removed.append(Fault(case.name, entry.seq, removed))
            folding.add(entry)
        except (_Untrue, chain.BodyFault, FoldFault) as fault:
            report.faults.append(Fault(case.name, folding.seq + 1, str(fault)))
            return
        used.add(entry.definition)
    try:
        report.faults += [Fault(case.name, seq, what) for seq, what in _projection_faults(case, folding)]
    except UNREADABLE as fault:
        report.faults.append(
            Fault(case.name, None, f"its table cannot be compared with its journal: {fault}")
        )
    report.faults += [Fault(case.name, seq, UNKNOWN) for seq in sorted(places)]


def _entry(case: _Case, row: _EntryRow, folding: Folding) -> Entry:
    if row.seq != folding.seq + 1:
        raise _Untrue("it is missing")
    entry, previous = chain.read(row.body)
    if entry.hash != row.hash:
        raise _Untrue("its text was changed: the hash does not hold")
    if previous != folding.head:
        raise _Untrue("it does not follow the entry before it")
    if (entry.seq, entry.at, entry.name, entry.key) != row[:4] or entry.case != case.row.id:
        raise _Untrue("a column beside its text was changed")
    return entry


def _check_witness(row: _EntryRow, places: dict[int, str], report: Report) -> None:
    witness = places.pop(row.seq, None)
    if witness is None:
        return
    report.heads += 1
    if witness != row.hash:
        raise _Untrue("its hash is not the one that was witnessed")


def _content(case: _Case, entry: Entry) -> str | None:
    """Check the personal content of an entry; return under which rule it was removed, if it was."""
    row = case.contents.pop(entry.seq, None)
    if entry.content_digest is None:
        if row is not None:
            raise _Untrue("content stands beside an entry that has none")
        return None
    if row is None:
        raise _Untrue("its content is missing")
    if row.digest != entry.content_digest:
        raise _Untrue("the digest of its content was changed")
    if row.body is None:
        return _removed(case, row)
    if chain.content_digest(str(row.salt), row.body) != entry.content_digest:
        raise _Untrue("its content was changed: the digest does not hold")
    if row.removed_under is not None:
        raise _Untrue("its content is said to be removed, but stands")
    return None


def _removed(case: _Case, content: _ContentRow) -> str:
    said = ContentRemoved(seq=content.seq, rule=str(content.removed_under))
    acts = (chain.read(row.body)[0] for row in case.entries if row.name == "content.removed")
    if content.salt is not None or not any(said in act.effects for act in acts):
        raise _Untrue("its content was removed without an act that says so")
    return f"content removed under rule {said.rule}, digest holds"


def _projection_faults(case: _Case, folding: Folding) -> Iterator[tuple[int | None, str]]:
    if not folding.seq:
        yield 1, "it is missing: the case has no entries"
        return
    state = folding.state()
    if case.row.seq > state.seq:
        yield (
            state.seq + 1,
            f"it is missing: the journal ends at entry {state.seq}, the case at {case.row.seq}",
        )
        return
    if case.row.seq < state.seq:
        yield case.row.seq + 1, f"the case stands at entry {case.row.seq} and does not know it"
        return
    if case.row.told > state.seq:
        yield state.seq + 1, f"it is missing: the case was told up to entry {case.row.told}"
    for seq in sorted(case.contents):
        yield seq, "content without an entry"
    for what in _table_faults(case, state):
        yield None, f"its table differs from its journal in `{what}`"


def _table_faults(case: _Case, state: CaseState) -> Iterator[str]:
    for column, value in case_columns(state).items():
        if getattr(case.row, column) != value:
            yield column
    for part in PARTS:
        ours = [part.values(value) for value in part.pieces(state)]
        held = case.parts.get(part.piece, [])
        if held != ours and sorted(held, key=repr) != sorted(ours, key=repr):
            yield part.piece


def _verify_strays(report: Report) -> None:
    tables_of_cases = {"entries": tables.Entry, "contents": tables.Content} | {
        part.piece: part.table for part in PARTS
    }
    for piece, table in tables_of_cases.items():
        homeless = ~Exists(tables.Case.objects.filter(pk=OuterRef("case_id")))
        rows = table._default_manager.filter(homeless).annotate(of_case=Cast("case_id", models.CharField()))  # noqa: SLF001 - the table's own manager
        keys = rows.values_list("of_case", flat=True).distinct()
        report.faults += [Fault(_shown(key), None, f"{piece} of a case that is missing") for key in keys]


def _verify_definitions(report: Report, used: set[str]) -> None:
    rows = tables.Definition.objects.order_by("kind", "key", "published_at")
    for name, kind, key, body in rows.values_list("hash", "kind", "key", "body").iterator(chunk_size=100):
        used.discard(name)
        if sha256(body.encode()).hexdigest() != name:
            report.faults.append(Fault("", None, f"definition {kind} {key}: its text was changed"))
    report.faults += [Fault("", None, f"definition {name} is missing") for name in sorted(used)]
