"""Who has opened one's own record: when, at which office, in which post, and for what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel.types import Holder
from kinhbac.services.procedures.pages.citizen.frame import now, show, viewer_of
from kinhbac.services.procedures.reads.phrases import holder_name
from kinhbac.tools.identity.actions import wish_for_reminders
from kinhbac.tools.identity.doors import for_signed_in
from kinhbac.tools.identity.reads import children_of, openings_of_record, own_card, own_wish
from kinhbac.tools.identity.reads.eid import own_eid
from kinhbac.tools.identity.types import RecordSeen

PURPOSES: Mapping[str, Text] = {
    "counter": Text(
        vi="Tìm người đến quầy theo số định danh", en="Found at a counter by the identity number"
    ),
    "form": Text(vi="Điền tờ khai tại quầy", en="A form was filled in at a counter"),
    "quick": Text(vi="Nhận việc trong ngày tại quầy", en="Same-day work was taken in at a counter"),
    "help": Text(vi="Giúp điền tiếp tờ khai tại quầy", en="Help at a counter with a form that was begun"),
    "mandate": Text(vi="Ghi nhận ủy quyền tại quầy", en="A mandate was kept at a counter"),
    "guidance": Text(vi="Hướng dẫn tại quầy", en="Guidance at a counter"),
}


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """One opening, as the list of what happened shows it."""

    at: datetime
    what: Text
    who: Text


@for_signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    """Show what is known of the viewer, and who else has looked at it; keep whether she wants reminders."""
    viewer = viewer_of(request)
    if request.method == "POST":
        wish_for_reminders(wanted=request.POST.get("reminders") == "yes", viewer=viewer, now=now())
        return redirect("record")
    context = {
        "record": own_card(viewer),
        "lines": [_line(each) for each in openings_of_record(viewer)],
        "children": children_of(viewer),
        "wish": own_wish(viewer),
        "eid": own_eid(viewer, now().astimezone(HCM).date()),
    }
    return show(request, "record.html", context)


def _line(seen: RecordSeen) -> OpeningLine:
    post = holder_name(Holder(seen.office, seen.role))
    who = Text(vi=f"{seen.who}, {post.vi}", en=f"{seen.who}, {post.en}") if seen.who else post
    return OpeningLine(seen.at, PURPOSES.get(seen.purpose, Text(vi=seen.purpose, en=seen.purpose)), who)
