"""Publishing a draft, and what was published of a procedure: its versions, their differences, taking back, ending."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinhbac.kernel.definitions import NotPublished
from kinhbac.kernel.reads import NotFound
from kinhbac.kernel.types import Refusal, Refused
from kinhbac.services.catalogue.actions import publications as actions
from kinhbac.services.catalogue.actions.publications import Announcement
from kinhbac.services.catalogue.pages.frame import (
    NOT_DONE,
    day_in,
    judged_draft,
    line,
    now_here,
    show,
    viewer_of,
    whole_in,
)
from kinhbac.services.catalogue.reads.previews import latest_preview
from kinhbac.services.catalogue.reads.versions import (
    listed,
    procedure_on,
    stored_texts,
    texts_of,
    versions_of,
)
from kinhbac.services.catalogue.rules.texts import changed_lines, differences
from kinhbac.services.catalogue.types import Version
from kinhbac.tools.grammar.types import Procedure
from kinhbac.tools.identity.doors import for_administrators


@for_administrators
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Ask from which day, by which decision and why; then publish."""
    if request.method != "POST":
        return _ask(request, draft)
    try:
        actions.publish_draft(
            draft=draft,
            edition=whole_in(request.POST, "edition"),
            announcement=_announced(request),
            viewer=viewer_of(request),
            now=now_here(),
        )
    except Refused as refused:
        return _ask(request, draft, refused.refusal)
    key = line(request.POST, "key", 40)
    return redirect(f"{reverse('catalogue_versions', args=[key])}?said=published" if key else "catalogue")


@for_administrators
@require_GET
def versions(request: HttpRequest, key: str) -> HttpResponse:
    """Show all versions of a procedure."""
    return _versions(request, key)


@for_administrators
@require_GET
def changes(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Show how the texts of a version differ from those of the version before."""
    found = versions_of(key, viewer_of(request), now_here().date())
    place = next((n for n, each in enumerate(found) if each.number == number), None)
    if place is None:
        raise NotFound(key)
    before = found[place + 1] if place + 1 < len(found) else None
    lines = differences(texts_of(before.texts) if before else {}, texts_of(found[place].texts))
    context = {
        "key": key,
        "version": found[place],
        "before": before,
        "changes": lines,
        "changed": changed_lines(lines),
    }
    return show(request, "changes.html", context)


@for_administrators
@require_POST
def take_back(request: HttpRequest, key: str) -> HttpResponse:
    """Take back a version that has not begun."""
    try:
        actions.take_back(
            key=key,
            number=whole_in(request.POST, "number"),
            why=line(request.POST, "why"),
            viewer=viewer_of(request),
            now=now_here(),
        )
    except Refused as refused:
        return _versions(request, key, refused.refusal)
    return redirect(f"{reverse('catalogue_versions', args=[key])}?said=taken_back")


@for_administrators
@require_POST
def end(request: HttpRequest, key: str) -> HttpResponse:
    """Let a procedure end with a day."""
    try:
        actions.end_procedure(
            key=key,
            last_day=day_in(request.POST, "last_day"),
            announcement=_announced(request),
            viewer=viewer_of(request),
            now=now_here(),
        )
    except NotPublished:
        raise NotFound(key) from None
    except Refused as refused:
        return _versions(request, key, refused.refusal)
    return redirect(f"{reverse('catalogue_versions', args=[key])}?said=ended")


def _announced(request: HttpRequest) -> Announcement:
    given = request.POST
    return Announcement(
        from_on=day_in(given, "from_on"),
        number=line(given, "number", 80),
        signed_on=day_in(given, "signed_on"),
        why=line(given, "why"),
    )


def _ask(request: HttpRequest, draft: UUID, refusal: Refusal | None = None) -> HttpResponse:
    found, judged = judged_draft(request, draft)
    today = now_here().date()
    lines = differences(texts_of(stored_texts(found.key, today)), found.texts)
    context = {
        "draft": found,
        "judged": judged,
        "procedure": judged.procedure,
        "before": _procedure(found.key),
        "changed": changed_lines(lines),
        "preview": latest_preview(found.id, found.edition, viewer_of(request)),
        "refusal": refusal,
        "typed": request.POST,
        "tomorrow": today + timedelta(days=1),
    }
    return show(request, "publish.html", context, status=NOT_DONE if refusal else 200)


def _versions(request: HttpRequest, key: str, refusal: Refusal | None = None) -> HttpResponse:
    today = now_here().date()
    found = versions_of(key, viewer_of(request), today)
    if not found:
        raise NotFound(key)
    context = {
        "key": key,
        "procedure": _procedure(key) or _to_come(key),
        "versions": found,
        "earlier": _earlier(found),
        "refusal": refusal,
        "typed": request.POST,
        "said": request.GET.get("said", ""),
        "today": today,
    }
    return show(request, "versions.html", context, status=NOT_DONE if refusal else 200)


def _procedure(key: str) -> Procedure | None:
    try:
        return procedure_on(key, now_here().date())[0]
    except NotPublished:
        return None


def _to_come(key: str) -> Procedure | None:
    return next((each.procedure for each in listed(now_here().date()) if each.key == key), None)


def _earlier(found: tuple[Version, ...]) -> frozenset[int]:
    """Return the numbers of the versions with one before them, to be compared with."""
    return frozenset(each.number for each in found[:-1])
