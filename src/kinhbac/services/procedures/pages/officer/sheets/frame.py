"""What every sheet of a dossier stands on: the dossier, opened and recorded as opened, and as it was at an entry."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest
from django.urls import reverse

from kinhbac.kernel import definitions
from kinhbac.kernel.directory.types import Office
from kinhbac.kernel.fold import fold_all
from kinhbac.kernel.types import Entry, Viewer
from kinhbac.services.procedures.pages.officer.material import (
    Hand,
    Material,
    material_of,
    now_here,
    viewer_of,
)
from kinhbac.services.procedures.reads import phrases
from kinhbac.services.procedures.reads.dossiers import dossier_coded
from kinhbac.services.procedures.rules.grounds import OWN
from kinhbac.services.procedures.rules.path import RECEIVING
from kinhbac.services.procedures.types import Dossier
from kinhbac.tools.identity.reads import names_of, titles_of

A4, A5, ROLL = "a4", "a5", "roll"
LETTER_PAPERS = (A5, A4)
SLIP_PAPERS = (A5, A4, ROLL)


@dataclass(frozen=True)
class Opened:
    """A dossier that somebody opened to print something of it."""

    viewer: Viewer
    material: Material
    dossier: Dossier

    @property
    def own(self) -> bool:
        """Whether it is the applicant who looks."""
        return self.material.purpose(self.viewer) == OWN


def opened(request: HttpRequest, code: str) -> Opened:
    """Return the dossier, and record that it was opened; raises `NotFound` for whoever may not see it."""
    viewer = viewer_of(request)
    material = material_of(code, viewer)
    return Opened(viewer, material, dossier_coded(code, viewer, now_here()))


def paper_of(request: HttpRequest, papers: Sequence[str]) -> str:
    """Return the paper that was asked for; the first one where it is none of these."""
    asked = request.GET.get("paper", "")
    return asked if asked in papers else papers[0]


def shared(request: HttpRequest, sheet: Opened, papers: Sequence[str] = ()) -> dict[str, object]:
    """Return what every template of a sheet reads."""
    return {
        "dossier": sheet.dossier,
        "back": reverse("dossier" if sheet.own else "desk_dossier", args=[sheet.dossier.summary.code]),
        "address": request.build_absolute_uri(reverse("lookup")),
        "papers": papers,
        "paper": paper_of(request, papers) if papers else A4,
    }


def found(entry: Entry | None) -> Entry:
    """Return the entry, or say that the page is not there: what it would tell of has not happened."""
    if entry is None:
        raise Http404
    return entry


def stood_at(material: Material, entry: Entry) -> Material:
    """Return the dossier as it stood after an entry, answers and state: what was printed then says nothing later."""
    state = fold_all(each for each in material.entries if each.seq <= entry.seq)
    assert state is not None
    return replace(material.as_of(entry), state=state)


def hand_of(entry: Entry, viewer: Viewer) -> Hand:
    """Return who did an act, by name and post; no name where nobody did."""
    person, post = entry.actor.person, entry.actor.position
    names = names_of(frozenset({person} if person else ()), viewer)
    titles = titles_of(frozenset({post} if post else ()), viewer)
    return Hand(names.get(person, "") if person else "", titles.get(post) if post else None)


def office_of(material: Material, entry: Entry) -> Office:
    """Return the office in whose name an act was done; for the applicant's own, the desk that received."""
    key = entry.actor.office or str(material.state.facts[RECEIVING])
    return definitions.current_directory().office(key)


def receiving_of(material: Material, entry: Entry) -> Office:
    """Return the desk that received the dossier, as it was at an entry."""
    return phrases.offices(material.state, material.procedure, entry.at)[0]
