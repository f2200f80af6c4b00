"""A draft: checked whenever it is looked at, edited file by file with line numbers, and thrown away."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinhbac.kernel.reads import NotFound
from kinhbac.kernel.types import Refusal, Refused
from kinhbac.services.catalogue.actions import drafts as actions
from kinhbac.services.catalogue.pages.frame import (
    NOT_DONE,
    judged_draft,
    line,
    now_here,
    show,
    viewer_of,
    whole_in,
)
from kinhbac.services.catalogue.reads.drafts import draft_of
from kinhbac.services.catalogue.reads.previews import latest_preview
from kinhbac.services.catalogue.reads.versions import texts_of
from kinhbac.services.catalogue.rules.texts import (
    by_file,
    changed_lines,
    compared,
    differences,
    is_name,
    numbered,
)
from kinhbac.tools.identity.doors import for_administrators

MORE_LINES = 20
"""Empty lines below a text, to write on without a script that makes the box longer."""


@for_administrators
@require_GET
def draft(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Show a draft: its files, every fault beside its line, its examples as they run, what it changes."""
    found, judged = judged_draft(request, draft)
    changes = differences(texts_of(found.based_on), found.texts) if found.based_on else {}
    faults = by_file(judged.faults)
    context = {
        "draft": found,
        "judged": judged,
        "files": [(name, text.count("\n"), len(faults.get(name, ()))) for name, text in found.texts.items()],
        "faults": [
            (fault, _words_at(found.texts.get(fault.file, ""), fault.line), fault.file in found.texts)
            for fault in judged.faults
        ],
        "changes": changes,
        "changed": changed_lines(changes),
        "preview": latest_preview(found.id, found.edition, viewer_of(request)),
    }
    return show(request, "draft.html", context)


@for_administrators
@require_http_methods(["GET", "POST"])
def file(request: HttpRequest, draft: UUID, name: str) -> HttpResponse:
    """Edit a file: the text with its line numbers and its faults; saved, it is checked."""
    if not is_name(name):
        raise NotFound(name)
    if request.method != "POST":
        return _edit(request, draft, name)
    text, edition = str(request.POST.get("text", "")), whole_in(request.POST, "edition")
    try:
        actions.save_file(
            draft=draft, name=name, text=text, edition=edition, viewer=viewer_of(request), now=now_here()
        )
    except Refused as refused:
        return _edit(request, draft, name, refused.refusal, text)
    if "stay" in request.POST:
        return redirect(f"{reverse('catalogue_file', args=[draft, name])}?saved=1")
    return redirect("catalogue_draft", draft)


@for_administrators
@require_POST
def add(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Go to a file that the draft does not have yet."""
    draft_of(draft, viewer_of(request))
    name = line(request.POST, "name", 60)
    return redirect("catalogue_file", draft, name) if is_name(name) else redirect("catalogue_draft", draft)


@for_administrators
@require_POST
def discard(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Throw a draft away."""
    actions.discard(draft=draft, viewer=viewer_of(request), now=now_here())
    return redirect("catalogue")


def _edit(
    request: HttpRequest, draft: UUID, name: str, refusal: Refusal | None = None, typed: str | None = None
) -> HttpResponse:
    """Show the box: what was typed goes before what is saved, and the differences stand below."""
    found, judged = judged_draft(request, draft)
    saved = found.texts.get(name, "")
    text = saved if typed is None else typed.replace("\r\n", "\n")
    faults = [fault for fault in judged.faults if fault.file == name] if typed is None else []
    context = {
        "draft": found,
        "name": name,
        "text": text,
        "lines": numbered(text, faults),
        "further": range(text.count("\n") + 1, text.count("\n") + MORE_LINES),
        "rows": text.count("\n") + MORE_LINES,
        "faults": [(fault, _words_at(text, fault.line)) for fault in faults],
        "others": [fault for fault in judged.faults if fault.file != name],
        "refusal": refusal,
        "theirs": compared(saved, text) if refusal is not None else (),
        "said": "saved" in request.GET,
        "judged": judged,
    }
    return show(request, "file.html", context, status=NOT_DONE if refusal else 200)


def _words_at(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number - 1].strip()[:160] if 0 < number <= len(lines) else ""
