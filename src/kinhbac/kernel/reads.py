"""Reads: what may be seen of cases. Every read takes a viewer and goes through `scope`.

Those that take none (`case_for_bearer`, `entries_of`, `contents_of`, `histories`, `histories_of`, `cases_under`,
`tied_to`) are for callers who have asked already, and say so; `untold` and `count_under` are counts and show no case,
and `named` only what cases are called.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Min, Q, QuerySet

from kinhbac.kernel import chain, scope
from kinhbac.kernel import models as tables
from kinhbac.kernel.record import case_state
from kinhbac.kernel.rows import find, listed
from kinhbac.kernel.types import CaseState, Entry, Viewer

History = tuple[tuple[Entry, ...], Mapping[int, Mapping[str, Any]]]
"""The entries of a case in order, and the personal content of each by its place, where it stands."""


class NotFound(LookupError):  # noqa: N818 - it reads as a sentence where it is raised
    """No such case for this viewer: it is not there, or not hers to see; the two look the same."""


@dataclass(frozen=True, slots=True)
class Story:
    """A case with its history: its state, its entries in order, and the personal content of each, where it stands."""

    state: CaseState
    entries: tuple[Entry, ...]
    contents: Mapping[int, Mapping[str, Any]]

    def content_of(self, name: str) -> Mapping[str, Any]:
        """Return the content of the latest entry of that name, empty where there is none or it was removed."""
        for entry in reversed(self.entries):
            if entry.name == name:
                return self.contents.get(entry.seq, {})
        return {}


@dataclass(frozen=True, slots=True)
class Held:
    """An open step in an officer's list."""

    case: CaseState
    step: str
    name: str
    begun_at: datetime
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Passed:
    """A case and the moment at which it first came to an office, or first left it by a way."""

    at: datetime
    case: UUID


@dataclass(frozen=True, slots=True)
class Opened:
    """That a file, or one paper of it, was opened: who did, in which post, or which system."""

    at: datetime
    case: UUID
    code: str
    account: UUID | None
    person: UUID | None
    office: str | None
    role: str | None
    system: str | None
    purpose: str
    reason: str
    paper: UUID | None


def case_of(case: UUID, viewer: Viewer) -> CaseState:
    """Return the state of a case, of whatever kind.

    Raises:
        NotFound: it is not there, or not this viewer's to see.
    """
    return case_seen(case, viewer)


def case_coded(code: str, viewer: Viewer, kind: str = "") -> CaseState:
    """Return the state of the case of that number, of that kind where one is named; as `case_of`."""
    return case_seen(code, viewer, kind=kind)


def case_seen(case: UUID | str, viewer: Viewer, *, lock: bool = False, kind: str = "") -> CaseState:
    """Return the state of a case by its key or its number, locked for an act if asked; as `case_of`.

    Where a kind is named, a case of another is not found.
    """
    row = find(tables.Case, "code" if isinstance(case, str) else "id", case, lock=lock)
    state = case_state(row) if row is not None and kind in ("", row.kind) else None
    if state is None or not scope.sees(viewer, state):
        raise NotFound(str(case))
    return state


def cases_seen(cases: Iterable[UUID], viewer: Viewer, *, lock: bool = False) -> dict[UUID, CaseState]:
    """Return the states of those of many cases that the viewer may see, in the order of their keys.

    With `lock` they are locked for this transaction in that order, so that two who ask for the same cases wait for each
    other and never both at once.
    """
    rows = tables.Case.objects.filter(pk__in=set(cases)).order_by("pk")
    states = _states(rows.select_for_update() if lock else rows)
    return {state.case: state for state in states if scope.sees(viewer, state)}


def case_for_bearer(code: str) -> CaseState | None:
    """Return a case to somebody who is nobody here but bears its number.

    The caller shows nothing of it before the bearer has proved more than the number.
    """
    row = find(tables.Case, "code", code)
    return case_state(row) if row is not None else None


def story_of(case: UUID, viewer: Viewer) -> Story:
    """Return a case with its entries and their content; as `case_of`. Opening it is recorded by `actions.open_file`."""
    state = case_of(case, viewer)
    return Story(state=state, entries=entries_of(case), contents=contents_of(case))


def own_cases(viewer: Viewer, kind: str) -> tuple[CaseState, ...]:
    """Return the viewer's own cases of a kind, newest first."""
    return _states(scope.own_cases(viewer).filter(kind=kind).order_by("-opened_at", "pk"))


def held_by(viewer: Viewer, kind: str, *, limit: int = 200) -> tuple[Held, ...]:
    """Return the open steps that wait for the viewer's posts, the most pressing first, at most `limit`."""
    steps = list(
        scope.held_steps(viewer)
        .filter(case__kind=kind)
        .select_related("case")
        .order_by(F("case__due_at").asc(nulls_last=True), "begun_at", "pk")[:limit]
    )
    return tuple(
        Held(
            case=case_state(step.case),
            step=step.key,
            name=step.name,
            begun_at=step.begun_at,
            due_at=step.due_at,
        )
        for step in steps
    )


def passed_through(viewer: Viewer, kind: str, *, limit: int = 50) -> tuple[CaseState, ...]:
    """Return cases that the viewer's offices have held, the latest first; not those that are only her own."""
    return _states(scope.office_cases(viewer).filter(kind=kind).order_by("-opened_at", "pk")[:limit])


def passed_office(
    *, office: str, kind: str, begins: datetime, ends: datetime, viewer: Viewer, way: str | None = None
) -> tuple[Passed, ...]:
    """Return the cases that first came to an office in a time, in that order; together, in that of their codes.

    Args:
        office: where the viewer holds a post.
        kind: of the cases.
        begins: aware; the first moment that counts.
        ends: aware; the first that does not count any more.
        viewer: who asks.
        way: where given, not the coming of a case counts, but its first leaving a step of the office by this way.

    Raises:
        NotFound: the viewer holds no post at that office.
    """
    if office not in viewer.offices():
        raise NotFound(office)
    steps = tables.Step.objects.filter(office=office, case__kind=kind)
    moment = "ended_at" if way else "begun_at"
    counted = steps.filter(how=way) if way else steps.filter(Q(how=None) | ~Q(how="undone"))
    rows = (
        counted.values("case_id", "case__code")
        .annotate(at=Min(moment))
        .filter(at__gte=begins, at__lt=ends)
        .order_by("at", "case__code", "case_id")
    )
    return tuple(Passed(row["at"], row["case_id"]) for row in rows)


def openings_of(case: UUID, viewer: Viewer) -> tuple[Opened, ...]:
    """Return who opened the file of a case, latest first; for its parties and the offices that hold it."""
    code = case_of(case, viewer).code or ""
    rows = tables.Opening.objects.filter(case=case).order_by("-at", "-pk")[:200]
    return tuple(_opened(row, code) for row in rows)


def own_openings(
    viewer: Viewer, *, until: datetime | None = None, code: str = "", most: int = 500
) -> tuple[Opened, ...]:
    """Return who else, or which system, opened the files of the viewer's own cases, the latest first.

    Args:
        viewer: a party to them, or who acts for one.
        until: aware; only what was opened then or before, None for all.
        code: of one case, "" for all of hers.
        most: at most so many.
    """
    own = scope.own_cases(viewer)
    codes = dict((own.filter(code=code) if code else own).values_list("pk", "code"))
    rows = tables.Opening.objects.filter(case__in=codes).filter(~Q(person=viewer.person) | Q(person=None))
    rows = rows.filter(at__lte=until) if until is not None else rows
    return tuple(_opened(row, codes[row.case] or "") for row in rows.order_by("-at", "-pk")[:most])


def _opened(row: tables.Opening, code: str) -> Opened:
    return Opened(
        at=row.at,
        case=row.case,
        code=code,
        account=row.account,
        person=row.person,
        office=row.office,
        role=row.role,
        system=row.system,
        purpose=row.purpose,
        reason=row.reason,
        paper=row.paper,
    )


def is_party_before(viewer: Viewer, person: UUID) -> bool:
    """Say to an officer whether somebody is party to an open case that has come to an office of hers."""
    return scope.office_cases(viewer).filter(closed_at=None, parties__person=person).exists()


def entries_of(case: UUID) -> tuple[Entry, ...]:
    """Return the entries of a case in order. For the kernel and for kinds that have asked `scope` already."""
    return tuple(
        chain.read(body)[0] for (body,) in listed(tables.Entry, ("body",), "case_id", case, by="seq")
    )


def contents_of(case: UUID) -> Mapping[int, Mapping[str, Any]]:
    """Return the personal content of a case by the place of its entry; removed content is left out.

    For whom: as `entries_of`.
    """
    rows = listed(tables.Content, ("seq", "body"), "case_id", case, by="seq")
    return {seq: json.loads(str(body)) for seq, body in rows if body is not None}


def histories_of(states: Sequence[CaseState]) -> dict[UUID, Story]:
    """Return the stories of many cases that `scope` has let the caller have, in two queries."""
    told = histories({state.case for state in states})
    return {state.case: Story(state, *told[state.case]) for state in states}


def histories(keys: Collection[UUID]) -> dict[UUID, History]:
    """Return the entries of many cases and their contents, in two queries; for whom: as `entries_of`."""
    entries: dict[UUID, list[Entry]] = {key: [] for key in keys}
    contents: dict[UUID, dict[int, Mapping[str, Any]]] = {key: {} for key in keys}
    bodies = tables.Entry.objects.filter(case__in=keys).order_by("case_id", "seq")
    for case, body in bodies.values_list("case_id", "body"):
        entries[case].append(chain.read(body)[0])
    rows = tables.Content.objects.filter(case__in=keys).exclude(body=None)
    for case, seq, text in rows.values_list("case_id", "seq", "body"):
        contents[case][seq] = json.loads(str(text))
    return {key: (tuple(entries[key]), contents[key]) for key in keys}


def tied_to(case: UUID, link: str) -> tuple[CaseState, ...]:
    """Return the cases that have tied themselves to one by a link, oldest first; for whom: as `entries_of`."""
    rows = tables.Case.objects.filter(links__other=case, links__kind=link)
    return _states(rows.order_by("opened_at", "code", "pk"))


def count_under(kind: str, definition: str, since: datetime, until: datetime) -> int:
    """Return how many cases were opened under a definition's key, in any version, from a moment to before another."""
    return _under(kind, definition, since, until).count()


def cases_under(
    kind: str, definition: str, since: datetime, until: datetime, *, after: str = "", most: int = 500
) -> tuple[CaseState, ...]:
    """Return them in the order in which they were opened; for whom: as `entries_of`.

    Args:
        kind: of the cases.
        definition: the key of their definition.
        since: aware; the first moment that counts.
        until: aware; the first that does not count any more.
        after: the mark (`mark_of`) of the case before, "" for the first.
        most: at most so many.
    """
    rows = _under(kind, definition, since, until).order_by("opened_at", "pk")
    if after:
        moment, _, key = after.partition(" ")
        opened_at = datetime.fromisoformat(moment)
        rows = rows.filter(Q(opened_at__gt=opened_at) | Q(opened_at=opened_at, pk__gt=UUID(key)))
    return _states(rows[:most])


def mark_of(state: CaseState) -> str:
    """Return where a case stands in the order of `cases_under`."""
    return f"{state.opened_at.isoformat()} {state.case}"


def _under(kind: str, definition: str, since: datetime, until: datetime) -> QuerySet[tables.Case]:
    versions = tables.Definition.objects.filter(key=definition).values("hash")
    return tables.Case.objects.filter(
        kind=kind, definition__in=versions, opened_at__gte=since, opened_at__lt=until
    )


def _states(rows: QuerySet[tables.Case]) -> tuple[CaseState, ...]:
    return tuple(case_state(row) for row in rows)


def untold(kind: str) -> int:
    """Return how many cases of a kind have moved without their listeners and followers knowing it yet."""
    return tables.Case.objects.filter(kind=kind, told__lt=F("seq")).count()


def untold_of(viewer: Viewer, kind: str) -> int:
    """Return as `untold` of the cases that the viewer's offices have held or watch alone: a count of others would leak."""
    return scope.office_cases(viewer).filter(kind=kind, told__lt=F("seq")).count()


def named(kinds: Collection[str], after: UUID | None, limit: int) -> dict[UUID, str]:
    """Return what cases of some kinds are called, in the order of their keys, a page from a key on; for checks."""
    rows = tables.Case.objects.filter(kind__in=kinds)
    rows = rows.filter(pk__gt=after) if after is not None else rows
    return {case: code or str(case) for case, code in rows.order_by("pk").values_list("pk", "code")[:limit]}
