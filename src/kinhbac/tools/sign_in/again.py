"""Proving oneself again with the provider: what was written waits in the session, and is sent by one's own hand after."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from kinhbac.tools.identity.doors import for_signed_in
from kinhbac.tools.sign_in import proving
from kinhbac.tools.sign_in.pages import own_address

WAITING = "waiting"
"""Where a session keeps what was written."""
ACT, ADDRESS = "to_act", "to_address"


@for_signed_in
@require_POST
def again(request: HttpRequest, key: str) -> HttpResponse:
    """Keep what was written, and go to the provider, which is to ask who one is."""
    to = own_address(request.POST.get(ADDRESS, ""))
    kept = [each for each in proving.fields(request) if each[0] not in (ACT, ADDRESS)]
    if kept:
        request.session[WAITING] = {"to": to, "kept": kept}
    then = reverse("sign_in_go_on") if kept else to
    asked = urlencode({"act": request.POST.get(ACT, ""), "next": then})
    return HttpResponseRedirect(f"{reverse('sign_in_begin', args=[key])}?{asked}")


@for_signed_in
@require_GET
def go_on(request: HttpRequest) -> HttpResponse:
    """Show that what was written can be sent now."""
    waiting = request.session.get(WAITING)
    if waiting is None or not waiting["to"]:
        raise Http404
    return render(request, "sign_in/go_on.html", waiting)
