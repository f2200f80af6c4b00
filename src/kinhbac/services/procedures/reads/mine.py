"""Everything that is a person's own, sorted: forms not sent yet, dossiers that run, and those that ended."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from kinhbac.base.clock import HCM
from kinhbac.base.codes import bare
from kinhbac.base.text import fold
from kinhbac.kernel import definitions
from kinhbac.kernel import reads as cases
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.reads.bundles import is_part, summaries
from kinhbac.services.procedures.reads.dossiers import about_many, summary_of
from kinhbac.services.procedures.reads.helping import HelpSeen, own_helps
from kinhbac.services.procedures.reads.mandates import for_whom
from kinhbac.services.procedures.reads.own import Draft, unsent_drafts
from kinhbac.services.procedures.reads.published import keeping
from kinhbac.services.procedures.rules.dossier import KIND
from kinhbac.services.procedures.rules.keeping import kept_until
from kinhbac.services.procedures.types import DossierSummary
from kinhbac.tools.identity.reads import firms_of
from kinhbac.tools.identity.reads.mandates import held_by

LONGEST_ASKED = 100
OWN = "own"
"""The filter for what is filed for nobody but oneself; any other is the name of a firm."""


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A form that was not sent: for which firm, until when it is kept, and who helps with it now."""

    draft: Draft
    firm: str
    kept_until: date | None
    help: HelpSeen | None


@dataclass(frozen=True, slots=True)
class Mine:
    """What is a person's own, as far as it was asked for; `firms` by which it may be filtered, `total` of all there is."""

    drafts: tuple[DraftLine, ...]
    running: tuple[DossierSummary, ...]
    ended: tuple[DossierSummary, ...]
    firms: tuple[str, ...]
    total: int


def mine_of(viewer: Viewer, now: datetime, *, asked: str = "", whose: str = "") -> Mine:
    """Return what is the viewer's own.

    Args:
        viewer: whose.
        now: aware.
        asked: words that must all be found in code (with its signs or without), name, whom it is about, firm or
            status; marks do not matter.
        whose: OWN, or the name of a firm; "" for all.
    """
    drafts, dossiers = _drafts(viewer, now), _dossiers(viewer, now)
    words = fold(asked[:LONGEST_ASKED]).split()
    forms = tuple(each for each in drafts if _fits(words, _said_of_draft(each)) and _whose(each.firm, whose))
    found = [each for each in dossiers if _fits(words, _said(each)) and _whose(each.firm, whose)]
    firms = {*(each.firm for each in drafts), *(each.firm for each in dossiers)} - {""}
    return Mine(
        drafts=forms,
        running=tuple(each for each in found if each.is_open),
        ended=tuple(each for each in found if not each.is_open),
        firms=tuple(sorted(firms, key=fold)),
        total=len(drafts) + len(dossiers),
    )


def _dossiers(viewer: Viewer, now: datetime) -> list[DossierSummary]:
    states = cases.own_cases(viewer, KIND)
    alone = [state for state in states if not is_part(state)]  # the parts of a bundle are in its line
    about = about_many(alone)
    whose = for_whom(alone, viewer)
    lines = [
        replace(line, firm=whose.get(line.case, line.firm), may_rate=line.may_rate and line.case not in whose)
        for line in (summary_of(state, now, about.get(state.case, "")) for state in alone)
    ]
    return sorted([*lines, *summaries(viewer, states, now)], key=lambda line: line.opened_at, reverse=True)


def _drafts(viewer: Viewer, now: datetime) -> list[DraftLine]:
    forms = unsent_drafts(viewer)
    firms = {each.firm: each.name for each in firms_of(viewer, now.astimezone(HCM).date())} if forms else {}
    firms |= {each.key: each.principal_name for each in held_by(viewer)} if forms else {}
    helps = {each.application: each for each in own_helps(viewer, now) if each.lasts} if forms else {}
    return [
        DraftLine(
            draft=form,
            firm=firms.get(behind, "") if (behind := form.firm or form.mandate) is not None else "",
            kept_until=_kept_until(form),
            help=helps.get(form.id),
        )
        for form in forms
    ]


def _kept_until(form: Draft) -> date | None:
    try:
        return kept_until(form.changed_at, keeping())
    except definitions.NotPublished:
        return None


def _fits(words: Iterable[str], said: str) -> bool:
    return all(word in said for word in words)


def _said(each: DossierSummary) -> str:
    name, status = each.name, each.status_name
    code = f"{each.code} {bare(each.code)}"
    return fold(f"{code} {name.vi} {name.en} {each.about} {each.firm} {status.vi} {status.en}")


def _said_of_draft(each: DraftLine) -> str:
    name = each.draft.procedure.name
    return fold(f"{each.draft.code} {name.vi} {name.en} {each.firm}")


def _whose(firm: str, whose: str) -> bool:
    return not whose or (firm == "" if whose == OWN else firm == whose)


def helps_with(case: UUID, viewer: Viewer, now: datetime) -> tuple[HelpSeen, ...]:
    """Return who helped with the form of a dossier of the viewer's."""
    return tuple(each for each in own_helps(viewer, now) if each.case == case)
