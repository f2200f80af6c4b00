"""Helper mode: an officer goes on with a person's own form, with its code, her identity number and her consent."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from kinhbac.base.text import Text
from kinhbac.kernel.types import Refusal, Refused
from kinhbac.services.procedures.actions.helping import give_back, take_up
from kinhbac.services.procedures.pages.counter.place import NOT_DONE, WRONG, Place, place_of, show, written
from kinhbac.services.procedures.reads.helping import words_of
from kinhbac.services.procedures.reads.published import code_patterns
from kinhbac.services.procedures.rules.counter import LONGEST_SCANNED, Card, NotScanned, read_scan
from kinhbac.services.procedures.rules.return_codes import NoReturnCode, read_code
from kinhbac.tools.forms.render import Problem
from kinhbac.tools.identity.doors import for_officers
from kinhbac.tools.limits.doors import held_back
from kinhbac.tools.limits.types import TooMany

NO_NUMBER = Text(
    vi="Quét thẻ căn cước, hoặc gõ 12 số định danh", en="Scan the identity card, or type the 12 digits"
)
NOT_AGREED = Text(vi="Chỉ mở khi người dân đã đồng ý", en="It opens only once the person agrees")


@dataclass(frozen=True, slots=True)
class _Written:
    """What was written: as it was, what it means, and what is wrong with it, by box."""

    words: dict[str, str]
    code: str
    number: str
    faults: dict[str, Text]


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest) -> HttpResponse:
    """Ask for code, card and consent; open the person's form in helper mode."""
    place = place_of(request)
    if request.method != "POST":
        return _page(request, place)
    read = _read(request, place)
    if read.faults:
        return _page(request, place, read, status=WRONG)
    try:
        application = take_up(
            code=read.code, number=read.number, consented=True, viewer=place.viewer, now=place.now
        )
    except TooMany as fault:
        return held_back(_page(request, place, read, fault.refusal), fault.left)
    except Refused as refused:
        return _page(request, place, read, refused.refusal, NOT_DONE)
    return redirect("counter_form", application)


@for_officers
@require_POST
def back(request: HttpRequest, application: UUID) -> HttpResponse:
    """Give the form back to the person, as it stands now."""
    place = place_of(request)
    give_back(application=application, viewer=place.viewer, now=place.now)
    return redirect(f"{reverse('counter')}?given=back")


def _read(request: HttpRequest, place: Place) -> _Written:
    words = {
        "code": written(request.POST, "code", 40),
        "card": written(request.POST, "card", LONGEST_SCANNED),
    }
    faults: dict[str, Text] = {}
    code = number = ""
    try:
        code = read_code(words["code"])
    except NoReturnCode as error:
        faults["code"] = Text(vi=error.say("vi"), en=error.say("en"))
    try:
        card = read_scan(words["card"], code_patterns(), place.today)
        number = card.number if isinstance(card, Card) else ""
    except NotScanned:
        number = ""
    if not number:
        faults["card"] = NO_NUMBER
    if request.POST.get("consent") != "yes":
        faults["consent"] = NOT_AGREED
    return _Written(words, code, number, faults)


def _page(
    request: HttpRequest,
    place: Place,
    read: _Written | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    faults = read.faults if read else {}
    context = {
        "words": read.words if read else {},
        "faults": faults,
        "problems": [Problem(fault, f"#{box}") for box, fault in faults.items()],
        "refusal": refusal,
        "consent": words_of(place.viewer, place.desk.key, place.today),
    }
    return show(request, "help.html", place, context, here="front", status=status)
