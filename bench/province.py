"""Prepares a province with open dossiers: published, enrolled, submitted through the procedure's own action.

Run by `bench.within`.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management import call_command

from bench.rows import ACTS, NOTES
from kinhbac.kernel import actions as cases
from kinhbac.kernel import definitions
from kinhbac.kernel import models as tables
from kinhbac.kernel.reads import case_of
from kinhbac.kernel.tell import tell_all
from kinhbac.services.procedures.actions.applicants import Applicant
from kinhbac.services.procedures.actions.applications import open_dossier
from kinhbac.services.procedures.actions.dossiers import Asked, do
from kinhbac.services.procedures.reads.published import procedure_now
from kinhbac.site import demo_mark
from kinhbac.site.demo.births import TEAMS, answers, births
from kinhbac.site.demo.cast import enrol, enrol_all
from kinhbac.site.demo.prepare import PROCEDURE
from kinhbac.site.publishing import publish_catalogue
from kinhbac.tools.identity.reads.who import signed_in

MOTHERS = 40

Plain = dict[str, Any]


def main(count: str) -> Plain:
    """Return the open dossiers that were made, who acts on each, and the rows that each act writes."""
    now = found()
    dossiers = list(submitted(int(count) + 1, now))
    model = dossiers.pop()
    rows = dict(walked(UUID(model["case"]), model["team"]))
    tell_all()
    return {"dossiers": dossiers, "rows": rows}


def found() -> datetime:
    """Set the province up, marked as a demo so that officers can sign in; return the moment of it."""
    call_command("migrate", verbosity=0, interactive=False)
    now = cases.clock.now()
    publish_catalogue(settings.KINHBAC_CATALOGUE, now)
    enrol_all()
    demo_mark.mark(settings.KINHBAC_DATA, "small")
    return now


def submitted(count: int, now: datetime) -> Iterator[Plain]:
    """Submit dossiers; yield the code and key of each and the accounts of the officers who will act on it."""
    procedure, definition = procedure_now(PROCEDURE)
    families = births(MOTHERS, now, definitions.current_calendar())
    for birth in families:
        enrol(birth.mother())
    for number in range(count):
        birth = families[number % len(families)]
        mother = birth.mother()
        viewer = signed_in(mother.account, now.date()).viewer
        recorded = open_dossier(
            procedure=procedure,
            definition=definition,
            answers=answers(birth, mother, str(mother.person)),
            applicant=Applicant(mother.person),
            viewer=viewer,
            channel="online",
            now=now,
        )
        team = [str(member.account) for member in TEAMS[birth.commune]]
        yield {"code": case_of(recorded.case, viewer).code, "case": str(recorded.case), "team": team}


def walked(case: UUID, team: list[str]) -> Iterator[tuple[str, Plain]]:
    """Walk a dossier through the acts; yield the name of each and the rows that it wrote, as JSON values."""
    today = cases.clock.now().date()
    for act, account in zip(ACTS, team, strict=True):
        before, numbers = parts(case), series()
        viewer = signed_in(UUID(account), today).viewer
        key = f"bench-{act}".ljust(36, "-")  # as long as the keys of the clients
        do(case, act, {"note": NOTES.get(act, "")}, Asked(viewer=viewer, key=key))
        yield act, plain(rows_since(case, before, numbers))


def rows_since(case: UUID, before: Mapping[str, list[Plain]], numbers: Mapping[str, int]) -> Plain:
    after = parts(case)
    entry = tables.Entry.objects.filter(case=case).order_by("-seq").values()[0]
    row = tables.Case.objects.filter(pk=case).values()[0]
    content = tables.Content.objects.filter(case=case, seq=entry["seq"]).values().first()
    return {
        "entry": without(entry, "id", "case_id"),
        "content": without(content, "id", "case_id") if content else None,
        "case": without(row, "id", "told", "code"),
        "steps": [row for row in after["steps"] if row not in before["steps"]],
        "clocks": [row for row in after["clocks"] if row not in before["clocks"]],
        "series": next((key for key, last in series().items() if numbers.get(key) != last), None),
    }


def parts(case: UUID) -> dict[str, list[Plain]]:
    return {
        "steps": [without(row, "id", "case_id") for row in tables.Step.objects.filter(case=case).values()],
        "clocks": [without(row, "id", "case_id") for row in tables.Clock.objects.filter(case=case).values()],
    }


def series() -> dict[str, int]:
    return dict(tables.Series.objects.values_list("key", "last"))


def without(row: Mapping[str, Any], *names: str) -> Plain:
    return {name: value for name, value in row.items() if name not in names}


def plain(rows: Plain) -> Plain:
    written: Plain = json.loads(json.dumps(rows, default=_text))
    return written


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
