"""What is said when nobody could be signed in: what happened, what is safe, how to try again, and which other way there is."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kinhbac.base.text import Text
from kinhbac.kernel.types import Refusal
from kinhbac.tools.limits.rules import spoken
from kinhbac.tools.sign_in.types import Provider

NOBODY_IN = Text(
    vi="Chưa ai được đăng nhập. Những gì bạn đã lưu vẫn còn nguyên.",
    en="Nobody was signed in. Everything you saved is safe.",
)


@dataclass(frozen=True, slots=True)
class Failing:
    """A way in which signing in fails; `{name}` stands for the provider."""

    status: int
    happened: Text
    safe: Text
    act: Text


DOWN = Failing(
    503,
    Text(vi="{name} đang không trả lời", en="{name} is not answering"),
    Text(
        vi="Ai đã đăng nhập vẫn làm việc tiếp bình thường. Những gì bạn đã lưu vẫn còn nguyên.",
        en="Whoever is signed in goes on as usual. Everything you saved is safe.",
    ),
    Text(vi="Thử lại sau ít phút.", en="Try again in a few minutes."),
)
DOUBTED = Failing(
    502,
    Text(vi="Câu trả lời của {name} không đáng tin", en="The answer of {name} could not be believed"),
    NOBODY_IN,
    Text(
        vi="Thử lại từ đầu. Nếu vẫn vậy, báo Bộ phận Một cửa mã dưới đây.",
        en="Begin again. If it happens again, tell the one-stop desk the code below.",
    ),
)
STALE = Failing(
    400,
    Text(
        vi="Lần đăng nhập này không bắt đầu ở trình duyệt này, hoặc đã quá lâu",
        en="This sign-in was not begun in this browser, or too long ago",
    ),
    NOBODY_IN,
    Text(vi="Bắt đầu lại từ đầu.", en="Begin again."),
)
CANCELLED = Failing(
    403,
    Text(vi="Bạn chưa đồng ý đăng nhập ở {name}", en="You did not agree to sign in at {name}"),
    NOBODY_IN,
    Text(vi="Đăng nhập lại khi bạn muốn.", en="Sign in when you like."),
)


def failed(
    request: HttpRequest, provider: Provider, failing: Failing, *, code: str = "", then: str = ""
) -> HttpResponse:
    """Return the page of a failure, with the way to begin again where she wanted to go."""
    again = reverse("sign_in_begin", args=[provider.key])
    context = {
        "provider": provider,
        "happened": _of(provider, failing.happened),
        "safe": failing.safe,
        "act": failing.act,
        "code": code,
        "again": f"{again}?{urlencode({'next': then})}" if then else again,
        "others": f"{reverse('sign_in')}?{urlencode({'next': then})}" if then else reverse("sign_in"),
    }
    return render(request, "sign_in/failed.html", context, status=failing.status)


def unreachable(request: HttpRequest, provider: Provider, then: str = "") -> HttpResponse:
    """The provider does not answer."""
    answer = failed(request, provider, DOWN, then=then)
    answer["Retry-After"] = "120"
    return answer


def not_trusted(request: HttpRequest, provider: Provider, code: str, then: str = "") -> HttpResponse:
    """What the provider answered cannot be believed."""
    return failed(request, provider, DOUBTED, code=code, then=then)


def refused(request: HttpRequest, provider: Provider, refusal: Refusal) -> HttpResponse:
    """The provider is believed, and yet this person is not let in."""
    failing = Failing(403, refusal.reason, NOBODY_IN, refusal.remedy)
    return failed(request, provider, failing, code=refusal.code)


def _of(provider: Provider, words: Text) -> Text:
    name = provider.name
    return Text(vi=words.vi.replace("{name}", name.vi), en=words.en.replace("{name}", name.en))


@dataclass(frozen=True, slots=True)
class Waiting(Refusal):
    """That one must wait, and how long."""

    left: timedelta = timedelta(0)


def too_soon(left: timedelta) -> Waiting:
    """Return that one must wait, and how long."""
    wait = spoken(left)
    return Waiting(
        "own.too_soon",
        Text(vi="Từ nơi này đã thử sai nhiều lần.", en="There were too many wrong tries from this place."),
        Text(
            vi=f"Thử lại sau {wait.vi}, hoặc dùng khóa truy cập hay tài khoản định danh.",
            en=f"Try again in {wait.en}, or use a passkey or your identification account.",
        ),
        left=left,
    )
