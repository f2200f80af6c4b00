"""What a draft will look like: the words of its page, the picture of its path, its letters."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from kinhbac.services.catalogue.pages.frame import day_in, judged_draft, now_here, show
from kinhbac.services.catalogue.reads.seen import seen_on
from kinhbac.services.catalogue.rules.picture import picture_of
from kinhbac.tools.identity.doors import for_administrators


@for_administrators
@require_GET
def path(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Show the picture of the path, and the same in words."""
    found, judged = judged_draft(request, draft)
    if judged.procedure is None:
        return redirect("catalogue_draft", draft)
    context = {
        "draft": found,
        "procedure": judged.procedure,
        "picture": None if judged.procedure.bundle else picture_of(judged.procedure),
    }
    return show(request, "path.html", context)


@for_administrators
@require_GET
def words(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Show what people would read on a day: of the procedure, and in its letters."""
    found, judged = judged_draft(request, draft)
    if judged.procedure is None:
        return redirect("catalogue_draft", draft)
    on = day_in(request.GET, "on") or now_here().date()
    return show(request, "words.html", {"draft": found, "seen": seen_on(judged.procedure, on)})
