"""Pages of the site itself: the ways in, signing out, the language, the journal's roots, law, accessibility."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel import actions as cases
from kinhbac.kernel import definitions, seal
from kinhbac.services.procedures.reads.published import all_procedures
from kinhbac.site import demo_door, demo_system
from kinhbac.site.demo import keys
from kinhbac.site.demo.cast import CAST
from kinhbac.site.middleware import LANGUAGE_COOKIE
from kinhbac.tools.identity.actions.entering import end_session
from kinhbac.tools.identity.doors import open_to_all
from kinhbac.tools.identity.reads.who import NOBODY
from kinhbac.tools.identity.types import DemoPerson
from kinhbac.tools.sign_in import cookies, leaving
from kinhbac.tools.sign_in.pages import own_address
from kinhbac.tools.sign_in.reads import connected, own_rules


@dataclass(frozen=True, slots=True)
class Room:
    """People of the demo who belong together: citizens (no office), or an office; `others` stand behind a fold."""

    office: Text | None
    people: tuple[DemoPerson, ...]
    others: tuple[DemoPerson, ...] = ()


@open_to_all
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Offer the ways in: the providers that are connected, and in a demo, on this machine, everybody at one click."""
    wanted = own_address(request.POST.get("next") or request.GET.get("next", ""))
    if request.method == "POST":
        chosen = demo_door.come_in(request, request.POST.get("account", ""))
        if chosen is not None:
            return HttpResponseRedirect(wanted or reverse("desk" if chosen.role else "home"))
    people = demo_door.people_to_choose(request) if demo_door.is_open(request) else ()
    context = {
        "providers": connected(cases.clock.now().astimezone(HCM).date()),
        "own": own_rules(cases.clock.now().astimezone(HCM).date()) is not None,
        "rooms": _rooms(people) if people else [],
        "keys": keys.shown(cases.clock.now()) if people else (),
        "sample": os.environ.get(demo_system.ADDRESS, "") + demo_system.PATH
        if people and demo_system.ADDRESS in os.environ
        else "",
        "next": wanted,
        "onward": f"?{urlencode({'next': wanted})}" if wanted else "",
    }
    return render(request, "site/sign_in.html", context)


@open_to_all
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; who came by a provider may sign out there as well."""
    came = leaving.entered_by(request)
    end_session(request, cases.clock.now())
    request.who = NOBODY  # type: ignore[attr-defined]  # put there by identity's middleware; the page that follows says so
    return leaving.offer(request, *came) if came is not None else HttpResponseRedirect(reverse("home"))


@open_to_all
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the chosen language and go back to the page."""
    answer = HttpResponseRedirect(own_address(request.POST.get("next", "")) or reverse("home"))
    chosen = "en" if request.POST.get("language") == "en" else "vi"
    cookies.give(answer, LANGUAGE_COOKIE, chosen, seconds=365 * 86400)
    return answer


@open_to_all
@require_GET
def journal(request: HttpRequest) -> HttpResponse:
    """Show the roots of the journal, day by day, so that anybody may keep them."""
    return render(request, "site/journal.html", {"roots": list(reversed(seal.roots()))})


@open_to_all
@require_GET
def law(request: HttpRequest) -> HttpResponse:
    """Show every act that the published procedures rest on, and which of them a person compared with its text."""
    return render(request, "site/law.html", {"procedures": all_procedures()})


@open_to_all
@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say who can use these pages, what was tried, and what was not."""
    return render(request, "site/accessibility.html")


def _rooms(people: Iterable[DemoPerson]) -> list[Room]:
    """Return the people by office, citizens first; of the citizens only those with a part in the story stand open."""
    order = {str(member.account): place for place, member in enumerate(CAST)}
    told = sorted(people, key=lambda each: order.get(each.account, len(order)))
    citizens = [each for each in told if each.office is None]
    known = tuple(each for each in citizens if each.account in order)
    others = tuple(each for each in citizens if each.account not in order)
    offices = dict.fromkeys(each.office for each in told if each.office is not None)
    directory = definitions.current_directory()
    return [
        Room(None, known or others, others if known else ()),
        *(
            Room(directory.office(key).name, tuple(each for each in told if each.office == key))
            for key in offices
        ),
    ]
