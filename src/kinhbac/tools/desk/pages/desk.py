"""The desk itself: the list with nothing open, and the map of its keys."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kinhbac.tools.desk.pages.frame import panes
from kinhbac.tools.identity.doors import for_officers


@for_officers
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """Show what waits for the officer."""
    return render(request, "desk/desk.html", panes(request))


@for_officers
@require_GET
def keys(request: HttpRequest) -> HttpResponse:
    """Show the map of the keyboard."""
    return render(request, "desk/keys.html", panes(request))
