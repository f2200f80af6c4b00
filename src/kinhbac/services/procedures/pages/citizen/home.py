"""The first page: one question, search that needs no script, life events, and where one's dossiers are."""

from collections.abc import Iterable, Mapping

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kinhbac.base.clock import HCM
from kinhbac.services.procedures.pages.citizen.frame import now, show, viewer_of
from kinhbac.services.procedures.reads.dossiers import own_dossiers
from kinhbac.services.procedures.reads.own import unsent_drafts
from kinhbac.services.procedures.reads.published import life_events, procedures_on
from kinhbac.services.procedures.rules.finding import LONGEST_ASKED, found
from kinhbac.tools.grammar.life_events import LifeEvent
from kinhbac.tools.grammar.types import Procedure
from kinhbac.tools.identity.doors import open_to_all

SHOWN = 3
"""How many of one's open dossiers the first page shows; the others are a link away."""


@open_to_all
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Ask what one needs to do; with `q`, show what may be meant."""
    asked = request.GET.get("q", "").strip()[:LONGEST_ASKED]
    viewer, procedures = viewer_of(request), procedures_on(now().astimezone(HCM).date())
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
    events = [
        (event, [offered[key] for key in event.procedures if key in offered]) for event in life_events()
    ]
    return [(event, behind) for event, behind in events if behind]


def _words() -> dict[str, str]:
    """Return further words by procedure: those of all events that lead to it."""
    words: dict[str, str] = {}
    for event in life_events():
        said = f"{event.name.vi} {event.name.en} {event.words.vi} {event.words.en}"
        for key in event.procedures:
            words[key] = f"{words.get(key, '')} {said}".strip()
    return words
