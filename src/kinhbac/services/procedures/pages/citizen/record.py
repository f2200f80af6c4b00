"""Who has looked at one's own data: when, at which office, in which post, for what; and what is known of oneself."""

from contextlib import suppress
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinhbac.base.clock import HCM
from kinhbac.services.procedures.pages.citizen.frame import now, show, viewer_of
from kinhbac.services.procedures.reads.dossiers import own_dossiers
from kinhbac.services.procedures.reads.looked import looked_at
from kinhbac.tools.identity.actions import wish_for_reminders
from kinhbac.tools.identity.doors import for_signed_in
from kinhbac.tools.identity.reads import children_of, own_card, own_wish
from kinhbac.tools.identity.reads.eid import own_eid
from kinhbac.tools.retention.reads import kept_for


@for_signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    """Show who else has looked at what is the viewer's, and what is known of her; keep whether she wants reminders."""
    viewer, at = viewer_of(request), now()
    if request.method == "POST":
        wish_for_reminders(wanted=request.POST.get("reminders") == "yes", viewer=viewer, now=at)
        return redirect("record")
    dossier = request.GET.get("dossier", "").replace("\x00", "").strip()[:60]
    until = _moment(request.GET.get("until", ""))
    page = looked_at(viewer, at, until=until, dossier=dossier)
    context = {
        "record": own_card(viewer),
        "page": page,
        "older": _older(page.more, dossier),
        "dossier": dossier,
        "dossiers": own_dossiers(viewer, at),
        "kept": kept_for("opening", at),
        "first": until is None and not dossier,
        "children": children_of(viewer),
        "wish": own_wish(viewer),
        "eid": own_eid(viewer, at.astimezone(HCM).date()),
    }
    return show(request, "record.html", context, here="my")


def _older(more: datetime | None, dossier: str) -> str:
    """Return the address of the next page, "" on the last."""
    if more is None:
        return ""
    asked = {"until": more.isoformat(), **({"dossier": dossier} if dossier else {})}
    return f"{reverse('record')}?{urlencode(asked)}"


def _moment(words: str) -> datetime | None:
    with suppress(ValueError):
        moment = datetime.fromisoformat(words)
        return moment if moment.tzinfo is not None else None
    return None
