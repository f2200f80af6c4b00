"""The workshop's front: every procedure with what is to come, the drafts under way, and how a new one is begun."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinhbac.kernel.types import Refusal, Refused
from kinhbac.services.catalogue.actions.drafts import begin_draft
from kinhbac.services.catalogue.pages.frame import WRONG, line, now_here, show, viewer_of
from kinhbac.services.catalogue.reads.drafts import open_drafts
from kinhbac.services.catalogue.reads.versions import listed, stored_texts
from kinhbac.services.catalogue.rules.texts import FIRST
from kinhbac.services.catalogue.types import DRAFT_LIMIT
from kinhbac.tools.identity.doors import for_administrators


@for_administrators
@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """List drafts and procedures."""
    context = {"drafts": open_drafts(viewer_of(request)), "procedures": listed(now_here().date())}
    return show(request, "front.html", context, here="front")


@for_administrators
@require_POST
def draft_from(request: HttpRequest, key: str) -> HttpResponse:
    """Begin a draft with the texts of a procedure as it is."""
    return _begin(request, {}, stored_texts(key, now_here().date()))


@for_administrators
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a draft with a pasted text or with files."""
    if request.method != "POST":
        return _ask(request)
    texts = {name: text for name, text in _uploaded(request).items() if name}
    pasted = str(request.POST.get("text", ""))
    if pasted.strip():
        texts[line(request.POST, "name", 60) or FIRST[0]] = pasted
    return _begin(request, texts, "")


def _begin(request: HttpRequest, texts: dict[str, str], based_on: str) -> HttpResponse:
    try:
        draft = begin_draft(texts=texts, based_on=based_on, viewer=viewer_of(request), now=now_here())
    except Refused as refused:
        return _ask(request, refused.refusal)
    return redirect("catalogue_draft", draft)


def _ask(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    context = {
        "refusal": refusal,
        "typed": request.POST,
        "names": FIRST,
        "procedures": listed(now_here().date()),
    }
    return show(request, "new.html", context, here="new", status=WRONG if refusal else 200)


def _uploaded(request: HttpRequest) -> dict[str, str]:
    """Return the texts of the files that were sent, by name; what is no UTF-8 shows signs that a check names."""
    return {
        (file.name or "").rpartition("/")[2]: file.read(4 * DRAFT_LIMIT).decode("utf-8-sig", errors="replace")
        for file in request.FILES.getlist("files")
    }
