"""The first page: one question, search that needs no script, life events, and where one's dossiers are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kinhbac.base.text import Text
from kinhbac.services.procedures.pages.citizen.frame import now, show, viewer_of
from kinhbac.services.procedures.reads.dossiers import own_dossiers
from kinhbac.services.procedures.reads.own import unsent_drafts
from kinhbac.services.procedures.reads.published import all_procedures
from kinhbac.services.procedures.rules.finding import LONGEST_ASKED, found
from kinhbac.tools.grammar.types import Procedure
from kinhbac.tools.identity.doors import open_to_all

SHOWN = 3
"""How many of one's open dossiers the first page shows; the others are a link away."""


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """Something that happens in a life, the procedures that it asks for, and words by which people seek them."""

    name: Text
    procedures: tuple[str, ...]
    words: str


EVENTS = (
    LifeEvent(
        name=Text(vi="Có con", en="Having a child"),
        procedures=("1.001193",),
        words="sinh con em bé mới sinh đẻ giấy khai sinh newborn baby born birth child",
    ),
)


@open_to_all
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Ask what one needs to do; with `q`, show what may be meant."""
    asked = request.GET.get("q", "").strip()[:LONGEST_ASKED]
    viewer, procedures = viewer_of(request), all_procedures()
    dossiers = own_dossiers(viewer, now())
    context = {
        "asked": asked,
        "found": found(procedures, asked, _words()) if asked else (),
        "events": _events(procedures),
        "drafts": unsent_drafts(viewer),
        "dossiers": [each for each in dossiers if each.is_open][:SHOWN],
        "has_dossiers": bool(dossiers),
    }
    return show(request, "home.html", context, here="home")


def _events(procedures: Iterable[Procedure]) -> list[tuple[LifeEvent, list[Procedure]]]:
    """Return the events that have something behind them here, each with its procedures."""
    offered: Mapping[str, Procedure] = {each.key: each for each in procedures}
    events = [(event, [offered[key] for key in event.procedures if key in offered]) for event in EVENTS]
    return [(event, behind) for event, behind in events if behind]


def _words() -> dict[str, str]:
    return {
        key: f"{event.name.vi} {event.name.en} {event.words}" for event in EVENTS for key in event.procedures
    }
