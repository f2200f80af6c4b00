"""The front of the counter: one box for whatever the scanner types, and the forms that wait at this desk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from kinhbac.base.text import Text
from kinhbac.kernel.reads import NotFound, case_coded
from kinhbac.services.procedures.pages.counter.people import found
from kinhbac.services.procedures.pages.counter.place import WRONG, Place, place_of, show
from kinhbac.services.procedures.reads.bundles import is_bundle
from kinhbac.services.procedures.reads.codes import prefixes
from kinhbac.services.procedures.reads.counter import TakenIn, received_on, waiting_forms
from kinhbac.services.procedures.reads.published import code_patterns
from kinhbac.services.procedures.rules.counter import LONGEST_SCANNED, NotScanned, read_scan
from kinhbac.services.procedures.rules.dossier import KIND
from kinhbac.tools.forms.render import Problem
from kinhbac.tools.identity.doors import for_officers

NOT_AT_THIS_OFFICE = Text(
    vi="Không có hồ sơ mã này ở cơ quan của bạn. So lại mã với giấy tiếp nhận, hoặc chỉ người dân tới nơi đã nhận.",
    en="There is no dossier of this code at your office. Compare it with the slip, or send the person to where it was "
    "received.",
)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def front(request: HttpRequest) -> HttpResponse:
    """Ask who comes or which dossier; go there."""
    place = place_of(request)
    if request.method != "POST":
        return _page(request, place)
    scanned = request.POST.get("scanned", "").replace("\x00", "")[:LONGEST_SCANNED]
    try:
        read = read_scan(scanned, code_patterns(), place.today, prefixes())
    except NotScanned as error:
        fault = Text(vi=error.say("vi"), en=error.say("en"))
        return _page(request, place, scanned, fault)
    if not isinstance(read, str):
        return found(request, place, read)
    try:
        case_coded(read, place.viewer)
    except NotFound:
        return _page(request, place, scanned, NOT_AT_THIS_OFFICE)
    return redirect("desk_dossier", read)


@for_officers
@require_safe
def received(request: HttpRequest, code: str) -> HttpResponse:
    """Say that a dossier was received, with its slip, and lead on to the next person."""
    place = place_of(request)
    if is_bundle(code, place.viewer):
        return redirect("desk_bundle", code)
    state = case_coded(code, place.viewer, KIND)
    taken = next((each for each in _today(place) if each.case == state.case), None)
    return show(request, "received.html", place, {"code": state.code, "taken": taken})


def _today(place: Place) -> tuple[TakenIn, ...]:
    return received_on(place.desk.key, place.today, place.viewer)


def _page(request: HttpRequest, place: Place, scanned: str = "", fault: Text | None = None) -> HttpResponse:
    context = {
        "scanned": scanned,
        "fault": fault,
        "problems": [Problem(fault, "#scanned")] if fault else [],
        "waiting": waiting_forms(place.desk.key, place.viewer, place.now),
        "today": _today(place),
    }
    return show(request, "front.html", place, context, here="front", status=WRONG if fault else 200)
