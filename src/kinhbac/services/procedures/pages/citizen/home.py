"""The first page: one question, search that needs no script, life events, and where one's dossiers are."""

from collections.abc import Iterable, Mapping

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kinhbac.base.clock import HCM
from kinhbac.services.procedures.pages.citizen.frame import now, show, viewer_of
from kinhbac.services.procedures.reads.dossiers import own_dossiers
from kinhbac.services.procedures.reads.finding import found_on
from kinhbac.services.procedures.reads.own import unsent_drafts
from kinhbac.services.procedures.reads.published import life_events, procedures_on
from kinhbac.services.procedures.rules.finding import reason
from kinhbac.tools.finding.rules.syllables import LONGEST_ASKED
from kinhbac.tools.grammar.life_events import LifeEvent
from kinhbac.tools.grammar.types import Procedure
from kinhbac.tools.identity.doors import open_to_all
from kinhbac.tools.limits.doors import count_stranger
from kinhbac.tools.limits.types import FIND

SHOWN = 3
"""How many of one's open dossiers the first page shows; the others are a link away."""
NEAR_SHOWN = 5


EVENTS_FIRST = 6
"""How many life events the first page shows at once; the others are a touch away."""


@open_to_all
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Ask what one needs to do; with `q`, show what may be meant, and with `event` what it asks for."""
    asked = request.GET.get("q", "").strip()[:LONGEST_ASKED]
    viewer, today = viewer_of(request), now().astimezone(HCM).date()
    if asked:
        count_stranger(request, FIND)
    answers = found_on(asked, today) if asked else ()
    events = _events(procedures_on(today))
    dossiers = own_dossiers(viewer, now())
    context = {
        "asked": asked,
        "found": [(procedure, reason(each.why)) for procedure, each in answers if not each.is_near],
        "near": [(procedure, reason(each.why)) for procedure, each in answers if each.is_near][:NEAR_SHOWN],
        "happened": next((each for each in events if each[0].key == request.GET.get("event")), None),
        "events": events[:EVENTS_FIRST],
        "more_events": events[EVENTS_FIRST:],
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
