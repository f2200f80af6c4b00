"""The systems that one lets know something of oneself, and the way to withdraw it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinhbac.tools.identity.doors import for_signed_in
from kinhbac.tools.provider.actions import granting
from kinhbac.tools.provider.pages.frame import viewer_of
from kinhbac.tools.provider.reads import own_consents
from kinhbac.tools.provider.registered import now_here
from kinhbac.tools.provider.types import OF_PERSON


@for_signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def consents(request: HttpRequest) -> HttpResponse:
    """Show the viewer's consents; withdraw one."""
    viewer = viewer_of(request)
    if request.method == "POST":
        granting.withdraw(request.POST.get("system", ""), viewer=viewer, now=now_here())
        return HttpResponseRedirect(reverse("consents"))
    held = own_consents(viewer)
    context = {
        "consents": [(each, [OF_PERSON[name] for name in OF_PERSON if name in each.scopes]) for each in held]
    }
    return render(request, "provider/consents.html", context)
