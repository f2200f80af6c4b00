"""Reads of looking: who looked at one's own data, whether a reason still holds, and what waits for a supervisor."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel import definitions
from kinhbac.kernel import reads as cases
from kinhbac.kernel.seats import seats
from kinhbac.kernel.types import Position, Viewer
from kinhbac.tools.identity.reads import names_of, openings_of_record
from kinhbac.tools.identity.types import ADMINISTRATOR, RecordSeen
from kinhbac.tools.looking.models import Look
from kinhbac.tools.looking.plain import looking_from_plain
from kinhbac.tools.looking.rules import Past, gathered
from kinhbac.tools.looking.types import (
    SHOWN,
    WITHIN_MINUTES,
    Gathered,
    Glimpse,
    LookingRules,
    Rule,
    Subject,
)

KIND = "looking"
MOST = 500
"""So many openings are read at once; what lies before them is on the next page."""
PAGE = 20


@dataclass(frozen=True, slots=True)
class GatheredPage:
    """A page of who looked, the latest first; `names` are those of the officers, `more` where the next begins."""

    lines: tuple[Gathered, ...]
    names: Mapping[UUID, str]
    more: datetime | None


@dataclass(frozen=True, slots=True)
class LookSeen:
    """A look without work as a supervisor, or the officer herself, reads it."""

    key: UUID
    at: datetime
    officer: str
    office: str
    role: str
    name: str
    code: str
    reason: str
    flags: tuple[Text, ...]
    seen_at: datetime | None
    seen_by: str
    question: str
    answer: str
    is_hers: bool


def looking_rules() -> LookingRules:
    """Return the rules; none where a province was published before there were such, and then no reason holds."""
    try:
        name = definitions.current_hash(KIND, "province")
    except definitions.NotPublished:
        return LookingRules()
    found: LookingRules = definitions.value_of(name, looking_from_plain)
    return found


def within(now: datetime) -> timedelta:
    """Return how far apart openings may lie to be shown as one."""
    day = now.astimezone(HCM).date()
    return timedelta(minutes=looking_rules().number(SHOWN, WITHIN_MINUTES, day))


def who_looked(
    viewer: Viewer, now: datetime, *, until: datetime | None = None, dossier: str = ""
) -> GatheredPage:
    """Return who has opened the viewer's own data, gathered, a page of it.

    A line that a page begins with may repeat the end of one that stood on the page before; none is left out.

    Args:
        viewer: whose data; nobody has none.
        now: aware; by its day's rule openings are gathered.
        until: aware; where the page begins, None for the latest.
        dossier: the code of one dossier, "" for everything.
    """
    files = [glimpse_of(each) for each in cases.own_openings(viewer, until=until, code=dossier, most=MOST)]
    records = [
        _of_record(each) for each in openings_of_record(viewer, until=until, dossier=dossier, most=MOST)
    ]
    whole = sorted([*files, *records], key=lambda each: each.at, reverse=True)
    cut = max((each[-1].at for each in (files, records) if len(each) == MOST), default=None)
    lines = gathered((each for each in whole if cut is None or each.at >= cut), within(now))
    shown, rest = lines[:PAGE], lines[PAGE:]
    more = rest[0].last_at if rest else cut
    people = frozenset(each.glimpse.who for each in shown if each.glimpse.who is not None)
    return GatheredPage(shown, names_of(people, viewer), more if more != until else None)


def standing_reason(viewer: Viewer, subject: Subject, now: datetime) -> tuple[Position | None, str] | None:
    """Return the reason that the viewer gave for a file and that still holds, with her post; None where there is none."""
    if viewer.person is None:
        return None
    rows = Look.objects.filter(officer=viewer.person, until__gt=now, at__lte=now)
    row = rows.filter(case=subject.case, person=subject.person).order_by("-at").first()
    if row is None:
        return None
    post = viewer.post(row.role, row.office)
    return (post, row.reason) if post is not None else None


def past_looks(officer: UUID, since: datetime) -> tuple[Past, ...]:
    """Return the looks without work of an officer since a moment; for the rules alone."""
    rows = Look.objects.filter(officer=officer, at__gt=since).values_list("at", "whose")
    return tuple(Past(at, frozenset(map(UUID, whose))) for at, whose in rows)


def looks_to_supervise(viewer: Viewer, *, most: int = 200) -> tuple[LookSeen, ...]:
    """Return the looks without work that the viewer supervises: what nobody has seen yet first, then the latest."""
    scope = supervised(viewer)
    if scope is None:
        return ()
    rows = Look.objects.filter(scope).order_by("seen_at", "-at") if viewer.person else Look.objects.none()
    waiting = list(rows.filter(seen_at=None).order_by("-at", "pk")[:most])
    seen = list(rows.exclude(seen_at=None).order_by("-at", "pk")[: most - len(waiting)])
    return _told([*waiting, *seen], viewer)


def own_looks(viewer: Viewer, *, most: int = 50) -> tuple[LookSeen, ...]:
    """Return the viewer's own looks without work, the latest first."""
    if viewer.person is None:
        return ()
    return _told(Look.objects.filter(officer=viewer.person).order_by("-at", "pk")[:most], viewer)


def supervised(viewer: Viewer) -> Q | None:
    """Return which looks the viewer supervises, None for none; as `rules.supervises`."""
    leading = assigners()
    led = [post.office for post in viewer.positions if post.role in leading]
    keeps_all = viewer.post(ADMINISTRATOR) is not None
    if viewer.person is None or not (led or keeps_all):
        return None
    allowed = Q(office__in=led)
    if keeps_all:
        allowed |= Q(role__in=leading)
    return allowed & ~Q(officer=viewer.person)


def assigners() -> frozenset[str]:
    """Return the roles that lead an office, in any kind of work."""
    return frozenset(role for kind in seats.kinds.values() for role in kind.assigners)


def glimpse_of(each: cases.Opened) -> Glimpse:
    """Return the opening of a case's file as it is gathered."""
    return Glimpse(
        at=each.at,
        who=each.person,
        office=each.office or "",
        role=each.role or "",
        system=each.system or "",
        purpose=each.purpose,
        reason=each.reason,
        dossier=each.code,
        is_paper=each.paper is not None,
    )


def _of_record(each: RecordSeen) -> Glimpse:
    return Glimpse(
        at=each.at,
        who=each.by,
        office=each.office,
        role=each.role,
        system=each.system,
        purpose=each.purpose,
        reason=each.reason,
        dossier=each.dossier,
    )


def _told(rows: Iterable[Look], viewer: Viewer) -> tuple[LookSeen, ...]:
    kept = list(rows)
    people = frozenset(key for row in kept for key in (row.officer, row.seen_by) if key is not None)
    names = names_of(people, viewer)
    flags = _flag_names()
    return tuple(
        LookSeen(
            key=row.pk,
            at=row.at,
            officer=names.get(row.officer, ""),
            office=row.office,
            role=row.role,
            name=row.name,
            code=row.name if row.case is not None else "",
            reason=row.reason,
            flags=tuple(flags.get(key, Text(vi=key, en=key)) for key in row.flags),
            seen_at=row.seen_at,
            seen_by=names.get(row.seen_by, "") if row.seen_by else "",
            question=row.question,
            answer=row.answer,
            is_hers=row.officer == viewer.person,
        )
        for row in kept
    )


def _flag_names() -> dict[str, Text]:
    rules: tuple[Rule, ...] = looking_rules().rules
    return {rule.key: rule.name for rule in rules if rule.name.vi}
