"""At the counter: somebody may act for the person who is here, upon a paper that is scanned and kept."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from kinhbac.base.text import Text
from kinhbac.kernel.reads import NotFound
from kinhbac.kernel.types import Refusal, Refused
from kinhbac.services.procedures.actions.mandates import keep_mandate
from kinhbac.services.procedures.pages.asked_mandate import asked_mandate, may_be_meant
from kinhbac.services.procedures.pages.counter.place import NOT_DONE, Place, place_of, show
from kinhbac.tools.files.types import UploadRefused
from kinhbac.tools.identity.actions import open_record
from kinhbac.tools.identity.actions.mandates import PURPOSE
from kinhbac.tools.identity.doors import for_officers
from kinhbac.tools.identity.reads.mandates import kept_at
from kinhbac.tools.identity.types import PersonCard

PARENT = "parent"
SCAN_AGAIN = Text(vi="Chụp hoặc quét lại văn bản.", en="Scan the paper again.")


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def mandate(request: HttpRequest, person: UUID) -> HttpResponse:
    """Keep that somebody may act for a person, and show what this desk has kept for her."""
    place = place_of(request)
    record = open_record(person=person, viewer=place.viewer, post=place.post, purpose=PURPOSE, now=place.now)
    if record is None:
        raise NotFound(str(person))
    refusal = _kept(request, place, record) if request.method == "POST" else None
    if request.method == "POST" and refusal is None:
        return redirect("counter_mandate", person)
    context = {
        "record": record,
        "asked": asked_mandate(request, place.today),
        "is_parent": request.POST.get("basis") == PARENT,
        "fields": may_be_meant(place.today).items(),
        "kept": kept_at(place.post.office, person, place.viewer),
        "refusal": refusal,
    }
    return show(request, "mandate.html", place, context, here="front", status=NOT_DONE if refusal else 200)


def _kept(request: HttpRequest, place: Place, record: PersonCard) -> Refusal | None:
    asked = asked_mandate(request, place.today)
    try:
        keep_mandate(
            principal=record.person,
            wanted=asked.wanted,
            upload=request.FILES.get("paper"),
            said=asked.said,
            viewer=place.viewer,
            post=place.post,
            is_parent=request.POST.get("basis") == PARENT,
            now=place.now,
        )
    except Refused as refused:
        return refused.refusal
    except UploadRefused as refused:
        return Refusal("mandate.paper_refused", refused.text, SCAN_AGAIN)
    return None
