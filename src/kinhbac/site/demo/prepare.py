"""Preparing the demo: the catalogue published, the cast enrolled, dossiers made by the same rules as real ones.

The cast's own dossiers have their letters. For the thousands of invented people none are written: nobody reads them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from kinhbac.base.clock import HCM
from kinhbac.base.garbage import no_collecting
from kinhbac.kernel import actions as cases
from kinhbac.kernel import definitions
from kinhbac.kernel.reads import entries_of
from kinhbac.services.procedures.reads.published import all_procedures, code_patterns
from kinhbac.services.procedures.rules.grounds import WORK
from kinhbac.site.demo import bundles, keys
from kinhbac.site.demo.births import PROCEDURE
from kinhbac.site.demo.cast import (
    CAST,
    HANH,
    LY,
    SON,
    Member,
    enrol_all,
    enrol_families,
    enrol_mandates,
    enrol_people,
)
from kinhbac.site.demo.histories import walk
from kinhbac.site.demo.hours import Hours
from kinhbac.site.demo.making import Maker
from kinhbac.site.demo.numbers import Numbers
from kinhbac.site.demo.papers import Papers
from kinhbac.site.demo.people import Staff
from kinhbac.site.demo.plans import Plan
from kinhbac.site.demo.population import SINCE, Places, Population
from kinhbac.site.demo.stories import LANS, STORIES, Stories
from kinhbac.site.demo.timetable import Timetable
from kinhbac.site.demo.wholes import WholeMaker
from kinhbac.site.publishing import publish_catalogue
from kinhbac.tools.identity import actions as identity
from kinhbac.tools.identity.reads.who import signed_in

__all__ = ["PROCEDURE", "SIZES", "Report", "prepare"]

SIZES = {"small": 6, "full": 20_000}
"""Dossiers of the population; the stories of the cast come to them."""
AT_ONCE = 400
"""Dossiers written in one transaction."""
STEPS = 20
"""After how many of them it is told how far it is."""
SEED = "kinh-bac"
AHEAD = timedelta(days=40)
"""How far working time is laid out beyond today, for what is promised."""
LEAVE = timedelta(days=6)
CACHE_KIB = 192 * 1024

Report = Callable[[str, int, int], None]
"""Told of progress: what is being prepared, how many are done, how many there are."""


def prepare(size: str, report: Report, now: datetime | None = None) -> list[str]:
    """Fill a fresh province with the demo of that size.

    Args:
        size: one of `SIZES`.
        report: told of progress.
        now: aware; the moment at which the demo stands, by default the clock's.

    Returns:
        The acts that the rules refused, in words; there are none unless a catalogue was changed.

    Raises:
        KeyError: no such size.
    """
    count = SIZES[size]
    now = (now or cases.clock.now()).astimezone(HCM)
    publish_catalogue(settings.KINHBAC_CATALOGUE, now)
    enrol_all()
    keys.give(cases.clock.now())
    enrol_families(now)
    enrol_mandates(now)
    with no_collecting(), _large_cache():
        return _Province(count, now, report).fill()


@contextmanager
def _large_cache() -> Iterator[None]:
    """Let SQLite keep the pages it writes to in memory meanwhile; the few that it keeps for a web process are not enough."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA cache_size").fetchone()[0]
        cursor.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA cache_size = {before}")


class _Province:
    """A province that is being filled: what is planned, and by whom it is carried out."""

    def __init__(self, count: int, now: datetime, report: Report) -> None:
        self.now, self.report = now, report
        directory, calendar = definitions.current_directory(), definitions.current_calendar()
        procedures = {each.key: each for each in all_procedures()}
        table = Timetable(Hours(calendar, SINCE, now.date() + AHEAD), procedures)
        places = Places(directory)
        stories = Stories(table, places, now, SEED)
        population = Population(count, SEED, now, table.hours, places)
        walks = (
            Plan(each, walk(each, table, places.others(each.area, each.filed_at.date()), SEED))
            for each in population.filings()
        )
        mass = (*walks, *stories.plans(STORIES))
        self.plans = sorted((plan.until(now) for plan in mass), key=_filed)
        self.lans = [plan.until(now) for plan in stories.plans(LANS, first=2_000_000)]
        of_wholes = bundles.planned(bundles.STORIES, table.hours, now, SEED, bundles.FIRST_NUMBER)
        self.wholes = [plan.until(now) for plan in of_wholes]
        first = bundles.FIRST_NUMBER + bundles.APART * len(self.wholes)
        (self.lans_whole,) = bundles.planned((bundles.LANS,), table.hours, now, SEED, first)
        numbers = Numbers(directory, procedures, code_patterns())
        together = (plan for each in (*self.wholes, self.lans_whole) for plan in each.plans())
        numbers.take([*self.plans, *self.lans, *together])
        self.staff = Staff(SEED)
        self.maker = Maker(directory, self.staff, numbers, SEED, Papers())
        self.whole_maker = WholeMaker(self.maker, numbers)

    def fill(self) -> list[str]:
        """Enrol the people, make the dossiers, and let the cast's own be told of."""
        filings = (*(plan.filing for plan in self.plans), *(plan.filing for plan in self.wholes))
        self._enrol({each.applicant.person: each.applicant for each in filings}.values())
        done = 0
        for start in range(0, len(self.plans), AT_ONCE):
            self._make(self.plans[start : start + AT_ONCE], done)
            done += len(self.plans[start : start + AT_ONCE])
            self.maker.write(told=True)
            self.report("dossiers", done, len(self.plans))
        for plan in self.wholes:
            self.whole_maker.make(plan, told=True)
        own = [self.maker.make(plan) for plan in self.lans]
        self.maker.write(told=False)  # letters go out with the next telling
        own += self.whole_maker.make(self.lans_whole, told=False)
        for case in own:
            _open_by_officers(case)
        self._appoint()
        _begin_leave(self.now)
        return self.maker.refused

    def _make(self, plans: Sequence[Plan], before: int) -> None:
        with transaction.atomic():  # for the files; what is decided is written apart
            for done, plan in enumerate(plans, start=before + 1):
                self.maker.make(plan)
                if done % STEPS == 0:
                    self.report("dossiers", done, len(self.plans))

    def _enrol(self, people: Iterable[Member]) -> None:
        known = {member.person for member in CAST}
        unknown = [each for each in people if each.person not in known]
        with transaction.atomic():
            for start in range(0, len(unknown), AT_ONCE):
                some = unknown[start : start + AT_ONCE]
                enrol_people(some)
                self.report("people", start + len(some), len(unknown))

    def _appoint(self) -> None:
        """Enrol the invented officers that the dossiers have met, each in her post while the office stood."""
        directory = definitions.current_directory()
        with transaction.atomic():
            enrol_people(self.staff.invented.values())
            for (office, role), member in self.staff.invented.items():
                stood = directory.office(office)
                identity.appoint(
                    post=member.post,
                    person=member.person,
                    role=role,
                    office=office,
                    title=member.title,
                    valid_from=stood.valid_from or SINCE,
                    valid_to=stood.valid_to,
                )


def _filed(plan: Plan) -> tuple[datetime, int]:
    return plan.filing.filed_at, plan.filing.number


def _open_by_officers(case: UUID) -> None:
    """Have everybody who acted on a dossier open its file first, so that its citizen sees who looked at it."""
    for entry in entries_of(case):
        if entry.actor.office is not None and entry.actor.account is not None:
            viewer = signed_in(entry.actor.account, entry.at.date()).viewer
            cases.open_file(case=case, viewer=viewer, purpose=WORK, now=entry.at)


def _begin_leave(now: datetime) -> None:
    """Let an officer be on leave now, with a colleague in her place."""
    identity.substitute(
        post=LY.post,
        person=SON.person,
        first=now.date(),
        last=now.date() + LEAVE,
        reason="Nghỉ phép năm",
        viewer=signed_in(HANH.account, now.date()).viewer,
        now=now,
    )
