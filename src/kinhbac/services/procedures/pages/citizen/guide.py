"""A procedure before anything is asked: what one gets, who may ask, what it takes, until when, and one button."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kinhbac.kernel.definitions import NotPublished
from kinhbac.kernel.reads import NotFound
from kinhbac.services.procedures.pages.citizen.frame import now, show, viewer_of
from kinhbac.services.procedures.reads.guide import guide_of
from kinhbac.services.procedures.reads.own import unsent_drafts
from kinhbac.services.procedures.reads.published import procedure_now
from kinhbac.tools.identity.doors import open_to_all


@open_to_all
@require_safe
def procedure(request: HttpRequest, key: str) -> HttpResponse:
    """Show a procedure; whoever has begun its form already may go on with it."""
    try:
        asked, _ = procedure_now(key)
    except NotPublished:
        raise NotFound(key) from None
    begun = [each for each in unsent_drafts(viewer_of(request)) if each.procedure.key == key]
    moment = now()
    context = {"guide": guide_of(asked, moment), "now": moment, "begun": begun}
    return show(request, "guide.html", context)
