"""Dossiers whose past lies weeks back, made by the house's own acts at older moments: today their terms have run out."""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.base.worktime.calendar import Calendar
from kinhbac.kernel import actions as cases
from kinhbac.kernel import definitions
from kinhbac.services.procedures.actions import applications, counter, dossiers, turns
from kinhbac.services.procedures.reads.published import procedure_now
from kinhbac.site.demo.births import DAY, Birth, answers, earlier
from kinhbac.site.demo.cast import Member
from kinhbac.tools.grammar.cases import CaseRule
from kinhbac.tools.grammar.dated import Dated, Span
from kinhbac.tools.grammar.plain import to_plain
from kinhbac.tools.grammar.term_rule import TermRule
from kinhbac.tools.grammar.types import RESOLUTION
from kinhbac.tools.identity.reads.who import signed_in
from tests.kill.board import Dossier
from tests.kill.crew import PROCEDURE, photograph
from tests.kill.doors import other, values_of
from tests.kill.province import Province
from tests.kill.staff import CITIZEN, COMMUNES, MANY, MOTHERS, ONE_STOP, Officer
from tests.kill.turns import FOUND, MOVES, Move
from tests.kill.ways import ABOLISHED, CASED, Bygone, Plan, plans

ENDED_AGO = timedelta(days=10)
SINCE = date(2025, 7, 1)
TEN_DAYS = Dated((Span(SINCE, None, TermRule("10 working days", True, "Quy định mẫu")),))
NEEDS_CHECK = CaseRule(
    key=FOUND,
    name=Text(vi="Cần xác minh", en="A check is needed"),
    law="Quy định mẫu",
    by_officer=True,
    term=Dated((Span(SINCE, None, TermRule("15 working days", True, "Quy định mẫu")),)),
)
BETWEEN = 200
"""Working minutes between two acts: a supplement is still asked for in time, and every dossier lies over night."""
ABROAD = 4
"""Of so many paper dossiers one is handed in at the other commune's counter."""


def publish_variants(now: datetime) -> None:
    """Publish, in the province that Django has open, births under keys of their own: one has ended, one has a case."""
    current, _ = procedure_now(PROCEDURE)
    ended = replace(current, key=ABOLISHED, to_on=(now - ENDED_AGO).date())
    longer = {RESOLUTION: replace(current.terms[RESOLUTION], by_date=TEN_DAYS)}
    cased = replace(current, key=CASED, cases=(NEEDS_CHECK,), terms={**current.terms, **longer})
    for each in (ended, cased):
        definitions.publish("procedure", each.key, to_plain(each), now)


def make(seed: int, acts: int) -> list[dict[str, Any]]:
    """Make the bygone dossiers of a round; return where each stands."""
    now, calendar = cases.clock.now().astimezone(HCM), definitions.current_calendar()
    return [
        _plain(_made(plan, plan.bygone, _moments(plan.number + seed, plan.bygone, now, calendar)))
        for plan in plans(seed, acts)
        if plan.bygone is not None
    ]


def _moments(draw: int, bygone: Bygone, now: datetime, calendar: Calendar) -> list[datetime]:
    """Return when it was filed and each act done, all in working time."""
    last = (bygone.days + draw % 5) * DAY
    return [earlier(now, last + BETWEEN * left, calendar) for left in range(len(bygone.acts), -1, -1)]


def _made(plan: Plan, bygone: Bygone, moments: Sequence[datetime]) -> Dossier:
    dossier = _filed(plan, bygone, moments[0])
    for act, at in zip(bygone.acts, moments[1:], strict=True):
        _do(dossier, MOVES[act], at)
    return dossier


def _filed(plan: Plan, bygone: Bygone, at: datetime) -> Dossier:
    """File it by the mother's own hand, or at a counter, where she brings the paper."""
    mother = mother_of(plan)
    home = mother.commune
    hers = signed_in(mother.account, at.date()).viewer
    desk = other(home) if bygone.on_paper and plan.number % ABROAD == 0 else home
    officer = signed_in(_officer(plan, ONE_STOP, desk).account, at.date()).viewer
    if bygone.on_paper:
        form = counter.begin_at_counter(person=mother.person, procedure=bygone.under, viewer=officer, now=at)
    else:
        form = applications.begin_application(procedure=bygone.under, viewer=hers, now=at)
    picture = io.BytesIO(photograph("bygone", plan.number))
    paper = applications.attach(
        application=form, viewer=hers, path="papers.birth_notice", upload=picture, now=at
    )
    given = answers(Birth(3000 + plan.number, home, (at,)), mother, str(paper.id))
    applications.replace_answers(application=form, viewer=hers, answers=given, now=at)
    if bygone.on_paper:
        sent = counter.send_at_counter(application=form, viewer=officer, receive=False, now=at)
    else:
        sent = applications.submit(application=form, viewer=hers, now=at)
    return Dossier(plan, mother, desk, paper.id, sent.case, str(sent.code), sent.seq, home)


def _do(dossier: Dossier, move: Move, at: datetime) -> None:
    """Do an act at a moment of the past, by whoever's it is."""
    values = values_of(move, dossier)
    if move.by == CITIZEN:
        asked = dossiers.Asked(signed_in(dossier.mother.account, at.date()).viewer, now=at)
        sent = getattr(turns, move.act)(dossier.case, asked=asked, **values)
    else:
        home = dossier.commune if move.by == ONE_STOP else dossier.resolving
        officer = _officer(dossier.plan, move.by, home)
        asked = dossiers.Asked(signed_in(officer.account, at.date()).viewer, now=at)
        sent = dossiers.do(dossier.case, move.act, values, asked)
    dossier.seq = sent.seq
    if move.act == "transfer":
        dossier.resolving = other(dossier.commune)


def _officer(plan: Plan, role: str, commune: str) -> Officer:
    return Officer(plan.number % MANY[role], commune, role)


def mother_of(plan: Plan) -> Member:
    """Return the mother who files a plan's dossier."""
    number = 500 + plan.number % MOTHERS
    return Birth(number, COMMUNES[number % 2], ()).mother()


def _plain(dossier: Dossier) -> dict[str, Any]:
    keys = ("commune", "file", "case", "code", "seq", "resolving")
    return {"number": dossier.plan.number} | {key: getattr(dossier, key) for key in keys}


def bygones(province: Province, seed: int, acts: int) -> list[Dossier]:
    """Have the bygone dossiers of a round made in a province; return them as they stand."""
    stood = json.loads(province.within("bygone", str(seed), str(acts)))
    by_number = {plan.number: plan for plan in plans(seed, acts)}
    return [_read(by_number[each.pop("number")], each) for each in stood]


def _read(plan: Plan, plain: Mapping[str, Any]) -> Dossier:
    keys = {"case": UUID(plain["case"]), "file": UUID(plain["file"])}
    return Dossier(plan=plan, mother=mother_of(plan), **{**plain, **keys})
