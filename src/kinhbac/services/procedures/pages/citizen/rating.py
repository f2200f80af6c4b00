"""Rating an ended service (đánh giá): once, one to five, with short questions that may be left out; confidential."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from kinhbac.base.text import Text
from kinhbac.kernel.types import Refused
from kinhbac.services.procedures.actions import turns as actions
from kinhbac.services.procedures.actions.dossiers import Asked
from kinhbac.services.procedures.pages.citizen.frame import show, viewer_of
from kinhbac.services.procedures.pages.citizen.side import WRONG, Sending, closed, done, line, sent, side_of
from kinhbac.services.procedures.reads.own_side import OwnSide
from kinhbac.services.procedures.rules.own_turns import OwnTurn
from kinhbac.tools.forms.render import Problem
from kinhbac.tools.identity.doors import for_signed_in

STARS = (
    ("5", Text(vi="Rất hài lòng", en="Very satisfied")),
    ("4", Text(vi="Hài lòng", en="Satisfied")),
    ("3", Text(vi="Bình thường", en="Neither satisfied nor dissatisfied")),
    ("2", Text(vi="Không hài lòng", en="Dissatisfied")),
    ("1", Text(vi="Rất không hài lòng", en="Very dissatisfied")),
)
CRITERIA = (
    ("in_time", Text(vi="Giải quyết đúng thời hạn", en="It was done in time")),
    ("offices", Text(vi="Không phải đến nhiều cơ quan", en="I did not have to go to many offices")),
    (
        "contacts",
        Text(vi="Không phải liên hệ, đi lại nhiều lần", en="I did not have to come or call many times"),
    ),
    ("information", Text(vi="Thông tin công khai đúng với thực tế", en="What was published was true")),
    ("attitude", Text(vi="Thái độ của công chức", en="How the officers treated me")),
    (
        "result",
        Text(vi="Kết quả đúng, không phát sinh chi phí", en="The result was right, at no further cost"),
    ),
    ("answers", Text(vi="Giải thích kịp thời, rõ ràng", en="Questions were answered soon and clearly")),
    (
        "online",
        Text(
            vi="Dịch vụ trực tuyến dễ dùng, cập nhật kịp thời",
            en="The online service was easy and up to date",
        ),
    ),
)
"""What a citizen may say something about (NĐ 118/2025 Điều 33 khoản 1)."""
SAYS = (("good", Text(vi="Tốt", en="Good")), ("bad", Text(vi="Chưa tốt", en="Not good")))
NO_STARS = Text(vi="Bạn hãy chọn một mức hài lòng", en="Choose how satisfied you are")


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating as it was sent."""

    sending: Sending = field(default_factory=Sending)
    stars: str = ""
    words: str = ""
    criteria: Mapping[str, str] = field(default_factory=dict)


@for_signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, code: str) -> HttpResponse:
    """Ask how it was, once the dossier has ended; said once, it stands."""
    side = side_of(request, code)
    if request.method != "POST":
        return (
            _ask(request, side, Rating())
            if OwnTurn.RATE in side.turns
            else closed(request, side, OwnTurn.RATE)
        )
    rating = _sent(request)
    if rating.stars not in dict(STARS):
        return _ask(request, side, rating, fault=NO_STARS)
    asked = Asked(viewer=viewer_of(request), key=rating.sending.key)
    try:
        actions.rate(
            side.code, stars=int(rating.stars), words=rating.words, criteria=rating.criteria, asked=asked
        )
    except Refused as refused:
        return closed(request, side, OwnTurn.RATE, refused.refusal)
    return done(side, OwnTurn.RATE)


def _sent(request: HttpRequest) -> Rating:
    said = {key: request.POST.get(f"criterion-{key}", "") for key, _ in CRITERIA}
    return Rating(
        sending=sent(request),
        stars=request.POST.get("stars", ""),
        words=line(request.POST, "words"),
        criteria={key: value for key, value in said.items() if value in dict(SAYS)},
    )


def _ask(request: HttpRequest, side: OwnSide, rating: Rating, fault: Text | None = None) -> HttpResponse:
    context = {
        "side": side,
        "rating": rating,
        "fault": fault,
        "problems": [Problem(fault, "#stars-5")] if fault is not None else [],
        "stars": STARS,
        "criteria": [(key, name, rating.criteria.get(key, "")) for key, name in CRITERIA],
        "says": SAYS,
    }
    return show(request, "rating.html", context, here="dossiers", status=WRONG if fault else 200)
