"""Taking, releasing and assigning, sent from the work that is open."""

from urllib.parse import urlencode, urlsplit

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kinhbac.kernel.types import Conflict, Refused
from kinhbac.tools.desk.actions.hand import hand
from kinhbac.tools.desk.pages.asking import back_to, chosen_of, key_of, now_here, viewer_of
from kinhbac.tools.desk.pages.frame import panes
from kinhbac.tools.desk.rules.handing import NAMES
from kinhbac.tools.identity.doors import for_officers

NOT_DONE = 409


@for_officers
@require_POST
def hand_item(request: HttpRequest) -> HttpResponse:
    """Hand an item, and go back to where one was; refused, say why."""
    chosen, act = chosen_of(request.POST.get("item", "")), request.POST.get("act", "")
    if chosen is None or act not in NAMES:
        raise SuspiciousOperation("handing without its item or act")
    page = back_to(request, reverse("desk"))
    key = key_of(request.POST.get("key", ""))
    try:
        hand(
            viewer=viewer_of(request),
            chosen=chosen,
            act=act,
            to=key_of(request.POST.get("to", "")),
            now=now_here(),
            key=str(key) if key else None,
        )
    except Refused as refused:
        context = panes(request) | {"refusal": refused.refusal, "back": page}
        return render(request, "desk/refused.html", context, status=NOT_DONE)
    except Conflict:
        return HttpResponseRedirect(page)
    return HttpResponseRedirect(_said(page, act))


def _said(page: str, act: str) -> str:
    parts = urlsplit(page)
    kept = [word for word in parts.query.split("&") if word and not word.startswith(("handed=", "done="))]
    query = "&".join([*kept, urlencode({"handed": act})])
    return f"{parts.path}?{query}"
