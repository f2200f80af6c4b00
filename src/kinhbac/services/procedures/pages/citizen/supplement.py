"""Answering a supplement: one page for each thing that was asked, with words and photographs; then checked and sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import IO
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinhbac.base.text import Text
from kinhbac.services.procedures.actions.papers import put_away, take_in
from kinhbac.services.procedures.actions.turn_drafts import attach_to_turn, keep_item
from kinhbac.services.procedures.pages.citizen.changing import check_address
from kinhbac.services.procedures.pages.citizen.frame import show, viewer_of
from kinhbac.services.procedures.pages.citizen.side import WRONG, closed, line, side_of
from kinhbac.services.procedures.pages.citizen.uploads import REMOVE, Paper, together
from kinhbac.services.procedures.reads.own_side import OwnSide
from kinhbac.services.procedures.reads.turn_drafts import ItemAnswer, Writing, writing_of
from kinhbac.services.procedures.rules.own_turns import OwnTurn
from kinhbac.tools.files.types import KeptFile
from kinhbac.tools.forms.render import Problem
from kinhbac.tools.identity.doors import for_signed_in
from kinhbac.tools.limits.doors import held_back

MOST_PAPERS = 10
"""Papers for one item."""
UNANSWERED = Text(
    vi="Bạn hãy gửi giấy tờ, hoặc viết vài chữ trả lời mục này",
    en="Send a paper, or write a few words about this",
)
TOO_MANY = Text(vi="Mỗi mục gửi được nhiều nhất 10 tệp", en="Ten files at most for each item")


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One thing that was asked, with the answer so far, its papers, and where to change it."""

    item: str
    answer: ItemAnswer
    papers: tuple[Paper, ...]
    change: str


@for_signed_in
@require_safe
def supplement(request: HttpRequest, code: str) -> HttpResponse:
    """Go to where the answer stands: the first item without one, or the check."""
    side = side_of(request, code)
    if side.asked is None:
        return closed(request, side, OwnTurn.SUPPLEMENT)
    place = writing_of(side, OwnTurn.SUPPLEMENT).first_unanswered(side)
    if place is None:
        return redirect(check_address(side, OwnTurn.SUPPLEMENT))
    return redirect("supplement_item", code, place + 1)


@for_signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def supplement_item(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Ask for one item, or keep what was answered and go on. Items are counted from one."""
    side = side_of(request, code)
    if side.asked is None:
        return closed(request, side, OwnTurn.SUPPLEMENT)
    if not 1 <= number <= len(side.asked.items):
        raise Http404
    if request.method == "POST":
        return _keep(request, side, number)
    answer = writing_of(side, OwnTurn.SUPPLEMENT).item(number - 1)
    return _ask(request, side, number, answer)


def item_lines(side: OwnSide, writing: Writing) -> list[ItemLine]:
    """Return all that was asked, with the answers so far."""
    items = side.asked.items if side.asked is not None else ()
    return [
        ItemLine(
            item=item,
            answer=writing.item(place),
            papers=tuple(_papers(side, writing.item(place))),
            change=reverse("supplement_item", args=[side.code, place + 1]),
        )
        for place, item in enumerate(items)
    ]


def _keep(request: HttpRequest, side: OwnSide, number: int) -> HttpResponse:
    """Keep what can be kept of an item's answer; show it again where something is wrong, else go on."""
    viewer, place = viewer_of(request), number - 1
    before = writing_of(side, OwnTurn.SUPPLEMENT).item(place).files
    back = request.POST.get(REMOVE, "")
    taken = take_in(
        partial(_attach, request, side, number),
        viewer=viewer,
        before=[each for each in before if each["file"] != back],
        uploads=request.FILES.getlist("files"),
    )
    files, over = taken.kept[:MOST_PAPERS], taken.kept[MOST_PAPERS:]
    text = line(request.POST, "text")
    keep_item(code=side.code, place=place, text=text, files=files, viewer=viewer)
    gone = [each["file"] for each in (*over, *before) if each not in files]
    put_away(files=[UUID(each) for each in gone], viewer=viewer)
    answer = ItemAnswer(text, tuple(_plain(each) for each in files))
    faults = [*([together(taken.refusals)] if taken.refusals else []), *([TOO_MANY] if over else [])]
    if back and not faults:
        return redirect("supplement_item", side.code, number)
    if not answer.is_given and not faults:
        faults = [UNANSWERED]
    if faults:
        return held_back(_ask(request, side, number, answer, faults), taken.left)
    return redirect("supplement", side.code)


def _attach(request: HttpRequest, side: OwnSide, number: int, upload: IO[bytes]) -> KeptFile:
    return attach_to_turn(
        code=side.code,
        turn=OwnTurn.SUPPLEMENT,
        to=str(number),
        upload=upload,
        viewer=viewer_of(request),
    )


def _ask(
    request: HttpRequest, side: OwnSide, number: int, answer: ItemAnswer, faults: Sequence[Text] = ()
) -> HttpResponse:
    assert side.asked is not None
    context = {
        "side": side,
        "item": side.asked.items[number - 1],
        "number": number,
        "count": len(side.asked.items),
        "answer": answer,
        "papers": _papers(side, answer),
        "faults": faults,
        "problems": [Problem(each, "#files") for each in faults],
        "back": reverse("supplement_item", args=[side.code, number - 1])
        if number > 1
        else reverse("dossier", args=[side.code]),
    }
    status = WRONG if faults else 200
    return show(request, "supplement_item.html", context, here="dossiers", status=status)


def _papers(side: OwnSide, answer: ItemAnswer) -> list[Paper]:
    return [
        Paper(
            each["file"],
            each["name"],
            reverse("turn_file", args=[side.code, OwnTurn.SUPPLEMENT, UUID(each["file"])]),
        )
        for each in answer.files
    ]


def _plain(reference: Mapping[str, str]) -> dict[str, str]:
    return {"file": str(reference["file"]), "name": str(reference["name"])}
