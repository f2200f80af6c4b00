"""Many acts from a list: chosen by ticks or by the filter, tried, confirmed, watched, and kept with every result."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel import definitions
from kinhbac.tools.desk.actions import bulk as actions
from kinhbac.tools.desk.pages.asking import KEPT, asked_of, chosen_of, now_here, viewer_of
from kinhbac.tools.desk.pages.frame import panes
from kinhbac.tools.desk.reads.bulk import LINES, bulk_of, latest_bulks, lines_of
from kinhbac.tools.desk.reads.inbox import chosen_by, items_of
from kinhbac.tools.desk.reads.scope import led_offices
from kinhbac.tools.desk.rules.handing import ASSIGN, HAND, NAMES, TO
from kinhbac.tools.desk.rules.left import tomorrow_ends
from kinhbac.tools.desk.seats import seats
from kinhbac.tools.desk.types import Bulk, BulkAct, Chosen
from kinhbac.tools.identity.doors import for_officers
from kinhbac.tools.identity.reads import officers_of
from kinhbac.tools.identity.types import Officer
from kinhbac.tools.sign_in.doors import hold

LONGEST_WORDS = 2_000
WRONG = 422
AGAIN = "2"
"""Seconds until a page that waits looks again; a header does it, so it needs no script."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A bulk act as a form asks for it: the act, the items, and what is still to be said."""

    kind: str
    act: str
    name: Text
    chosen: tuple[Chosen, ...]
    left_out: tuple[Chosen, ...]
    asks: str
    question: Text


@for_officers
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Try an act on many; where it needs a word or a colleague, ask for it first. Looked at, it tells what was asked before."""
    if request.method != "POST":
        bulks = [(each, _name(each)) for each in latest_bulks(viewer_of(request))]
        return render(request, "desk/bulks.html", panes(request) | {"bulks": bulks})
    asked = _asked(request)
    value = request.POST.get("value", "").replace("\x00", "").strip()[:LONGEST_WORDS]
    said = "value" in request.POST
    if not asked.chosen or (asked.asks and not value):
        context = panes(request) | {
            "asked": asked,
            "said": said,
            "value": value,
            "colleagues": _colleagues(request) if asked.asks == TO else (),
            "kept": [(name, request.POST.get(name, "")) for name in KEPT],
            "items": request.POST.getlist("item"),
            "which": request.POST.get("which", ""),
            "named": request.POST.get("act", ""),
        }
        return render(request, "desk/bulk_ask.html", context, status=WRONG if said else 200)
    values = {asked.asks: value} if asked.asks else {}
    key = actions.begin(
        viewer=viewer_of(request),
        kind=asked.kind,
        act=asked.act,
        values=values,
        chosen=asked.chosen,
        now=now_here(),
        left_out=asked.left_out,
    )
    return redirect("desk_bulk", key)


@for_officers
@require_GET
def show(request: HttpRequest, bulk: UUID) -> HttpResponse:
    """Show how far a bulk act is, or what became of each of its cases."""
    viewer = viewer_of(request)
    found = bulk_of(viewer, bulk)
    if found is None:
        raise Http404
    waits = found.phase in (actions.TRYING, actions.RUNNING)
    context: dict[str, Any] = {
        "bulk": found,
        "waits": waits,
        "name": _name(found),
        "would": found.total - found.refused,
    }
    if not waits:
        after = request.GET.get("after", "")
        place = int(after) if after.isdecimal() and len(after) < 7 else -1
        context |= {
            "refused": lines_of(viewer, bulk, refused=True),
            "well": (well := lines_of(viewer, bulk, refused=False, after=place)),
            "after": well[-1].place if len(well) == LINES else None,
        }
    response = render(request, "desk/bulk.html", panes(request) | context)
    if waits:
        response["Refresh"] = AGAIN
    return response


@for_officers
@require_POST
def confirm(request: HttpRequest, bulk: UUID) -> HttpResponse:
    """Have what was tried be done; what needs a fresh proof one by one needs it here, once for all of them."""
    found = bulk_of(viewer_of(request), bulk)
    held = hold(request, found.act) if found is not None else None
    if held is not None:
        return held
    actions.confirm(viewer=viewer_of(request), bulk=bulk, now=now_here())
    return redirect("desk_bulk", bulk)


def _asked(request: HttpRequest) -> Asked:
    kind, _, key = request.POST.get("act", "").partition("|")
    act = _act(kind, key)
    if act is None:
        raise SuspiciousOperation("a bulk act that nobody offers")
    chosen, left_out = _chosen(request, kind)
    asks, question = (TO, NAMES[ASSIGN]) if (kind, key) == (HAND, ASSIGN) else (act.asks, act.question)
    return Asked(kind, key, act.name, chosen, left_out, asks, question)


def _act(kind: str, key: str) -> BulkAct | None:
    if kind == HAND:
        return BulkAct(key, NAMES[key], frozenset()) if key in NAMES else None
    work = seats.works.get(kind)
    return next((act for act in work.acts if act.key == key), None) if work else None


def _chosen(request: HttpRequest, kind: str) -> tuple[tuple[Chosen, ...], tuple[Chosen, ...]]:
    """Return the items of this kind that are chosen, and the others, which are left out."""
    viewer, now = viewer_of(request), now_here()
    if request.POST.get("which") == "all":
        soon_until = tomorrow_ends(now, definitions.current_calendar())
        return chosen_by(viewer, asked_of(request.POST), now, soon_until, kind, actions.MOST), ()
    ticked = [each for text in request.POST.getlist("item") if (each := chosen_of(text)) is not None]
    items = items_of(viewer, tuple(dict.fromkeys(ticked[: actions.MOST])))
    fit = tuple(each for each, item in items.items() if kind in (HAND, item.kind))
    return fit, tuple(each for each in items if each not in fit)


def _colleagues(request: HttpRequest) -> tuple[Officer, ...]:
    viewer, day = viewer_of(request), now_here().astimezone(HCM).date()
    return tuple(each for office in led_offices(viewer) for each in officers_of(office, viewer, day))


def _name(bulk: Bulk) -> Text:
    act = _act(bulk.kind, bulk.act)
    return act.name if act is not None else Text(vi=bulk.act, en=bulk.act)
