"""Why somebody is not let in, and why a post cannot be given, ended, moved, or held by a substitute."""

from collections.abc import Mapping
from datetime import date

from kinhbac.base.text import Text, fold
from kinhbac.kernel.types import Refusal
from kinhbac.tools.identity.types import ADMINISTRATOR, Presented

_CHOOSE = Text(vi="Hãy chọn lại.", en="Choose again.")
NO_SUCH_POST = Refusal(
    "substitute.no_such_post",
    Text(vi="Không tìm thấy vị trí này ở cơ quan của bạn.", en="There is no such post at your office."),
    _CHOOSE,
)
NO_SUCH_SUBSTITUTION = Refusal(
    "substitute.not_there",
    Text(
        vi="Không tìm thấy việc làm thay này, hoặc đã kết thúc.",
        en="There is no such substitution, or it is over.",
    ),
    Text(vi="Hãy tải lại trang.", en="Load the page again."),
)
NO_REASON = Refusal(
    "substitute.no_reason",
    Text(vi="Chưa ghi lý do.", en="The reason is missing."),
    Text(vi="Hãy ghi lý do, ví dụ “nghỉ phép năm”.", en="Give it, for example “annual leave”."),
)
NO_REASON_TO_CLOSE = Refusal(
    "session.no_reason",
    Text(vi="Chưa ghi lý do kết thúc phiên.", en="The reason for ending the session is missing."),
    Text(
        vi="Quay lại và ghi lý do; chủ tài khoản sẽ đọc được.",
        en="Go back and give it; whose account it is will read it.",
    ),
)
HERSELF = Refusal(
    "substitute.herself",
    Text(vi="Một người không làm thay chính mình.", en="Nobody stands in for herself."),
    Text(vi="Hãy chọn một đồng nghiệp khác.", en="Choose another colleague."),
)
NO_COLLEAGUE = Refusal(
    "substitute.no_colleague",
    Text(
        vi="Người được chọn không giữ vị trí nào ở cơ quan này trong suốt những ngày đó.",
        en="The person chosen holds no post at this office throughout those days.",
    ),
    Text(vi="Hãy chọn người khác hoặc rút ngắn số ngày.", en="Choose somebody else, or fewer days."),
)
SUBSTITUTED_ALREADY = Refusal(
    "substitute.already",
    Text(
        vi="Trong những ngày đó vị trí này đã có người làm thay.",
        en="Somebody stands in for this post on those days already.",
    ),
    Text(vi="Hãy kết thúc lần làm thay kia trước.", en="End that substitution first."),
)

ROLES: Mapping[str, Text] = {
    "one_stop": Text(vi="Bộ phận Một cửa", en="One-stop desk"),
    "specialist": Text(vi="Chuyên môn", en="Specialist"),
    "leader": Text(vi="Lãnh đạo", en="Leader"),
    "clerk": Text(vi="Văn thư", en="Clerk"),
    ADMINISTRATOR: Text(vi="Quản trị danh mục", en="Catalogue administrator"),
}
"""What a post may be held as, and how it is called where no title is at hand."""
NOBODY_OF_THAT_NUMBER = Refusal(
    "post.nobody",
    Text(vi="Không có ai với số định danh này.", en="Nobody here has that identity number."),
    Text(
        vi="Kiểm tra đủ 12 chữ số; người mới cần được ghi nhận ở quầy trước.",
        en="Check all 12 digits; somebody new is enrolled at a counter first.",
    ),
)
OWN_POST = Refusal(
    "post.own",
    Text(vi="Không ai tự thay đổi vị trí của mình.", en="Nobody changes a post of her own."),
    Text(vi="Nhờ người quản trị khác.", en="Ask another administrator."),
)
NOT_YOURS_TO_GIVE = Refusal(
    "post.not_yours_to_give",
    Text(
        vi="Chỉ người quản trị mới thay đổi vị trí quản trị.",
        en="Only an administrator changes an administrator's post.",
    ),
    Text(vi="Nhờ người quản trị danh mục của tỉnh.", en="Ask the province's catalogue administrator."),
)
HELD_ALREADY = Refusal(
    "post.held_already",
    Text(
        vi="Người này đã giữ vị trí đó ở cơ quan này.",
        en="This person holds that post at this office already.",
    ),
    Text(
        vi="Kết thúc vị trí cũ trước, hoặc chọn ngày sau đó.", en="End that one first, or choose a later day."
    ),
)
SAME_OFFICE = Refusal(
    "post.same_office",
    Text(vi="Vị trí đã ở cơ quan này.", en="The post is at this office already."),
    Text(vi="Chọn cơ quan khác.", en="Choose another office."),
)


def why_no_such_post(role: str, title: Text, first: date | None, last: date | None) -> Refusal | None:
    """Say why there is no such post to give, None where there is."""
    if role not in ROLES:
        return Refusal("post.role", Text(vi="Chưa chọn vai trò.", en="The role is missing."), _CHOOSE)
    if not title.vi.strip() or not title.en.strip():
        return Refusal(
            "post.title",
            Text(vi="Chưa ghi chức danh bằng hai tiếng.", en="The title is missing in one of the languages."),
            Text(vi="Ghi như trên quyết định.", en="Write it as in the decision."),
        )
    if first is None or (last is not None and last < first):
        return _post_days(
            "Ngày bắt đầu thiếu, hoặc sau ngày kết thúc.", "The first day is missing, or after the last."
        )
    return None


def why_not_this_last_day(last: date, today: date, held_from: date, held_to: date | None) -> Refusal | None:
    """Say why a post that is held between two days cannot end with a day, None where it can."""
    if last < today or last < held_from:
        return _post_days(
            "Ngày này đã qua, hoặc trước ngày bắt đầu.", "The day is over, or before the first."
        )
    if held_to is not None and last > held_to:
        return _post_days("Vị trí kết thúc trước ngày đó.", "The post ends before that day.")
    return None


def _post_days(vi: str, en: str) -> Refusal:
    return Refusal("post.days", Text(vi=vi, en=en), Text(vi="Hãy sửa ngày.", en="Correct the day."))


def why_not_these_days(
    first: date, last: date, today: date, held_from: date, held_to: date | None
) -> Refusal | None:
    """Say why a post cannot be held by a substitute on these days, None where it can.

    Args:
        first: the first day.
        last: the last day, that day included.
        today: in Vietnam.
        held_from: the first day on which the holder holds it.
        held_to: the last, None without end.
    """
    if last < first:
        return _days("Ngày cuối đứng trước ngày đầu.", "The last day comes before the first.")
    if last < today:
        return _days("Những ngày này đã qua.", "These days are over.")
    if first < held_from or (held_to is not None and last > held_to):
        return _days(
            "Người được thay không giữ vị trí này trong suốt những ngày đó.",
            "Whoever is on leave does not hold the post throughout those days.",
        )
    return None


def _days(vi: str, en: str) -> Refusal:
    return Refusal("substitute.days", Text(vi=vi, en=en), Text(vi="Hãy sửa ngày.", en="Correct the days."))


ACCOUNT_CLOSED = Refusal(
    "sign_in.account_closed",
    Text(vi="Tài khoản của bạn ở đây đã bị khóa.", en="Your account here is closed."),
    Text(
        vi="Mang thẻ căn cước tới Bộ phận Một cửa để được giúp.",
        en="Bring your identity card to the one-stop desk.",
    ),
)
RECORD_DIFFERS = Refusal(
    "sign_in.record_differs",
    Text(
        vi="Họ tên hoặc ngày sinh trên tài khoản của bạn khác với hồ sơ dân cư đã ghi ở đây với cùng số định danh.",
        en="The name or day of birth of your account differs from what is kept here under the same identity number.",
    ),
    Text(
        vi="Mang thẻ căn cước tới Bộ phận Một cửa để đối chiếu; cho tới lúc đó hồ sơ của số định danh này không mở cho ai.",
        en="Bring your identity card to the one-stop desk to have both compared; until then nobody is let in by that number.",
    ),
)
OTHER_PERSON = Refusal(
    "sign_in.other_person",
    Text(
        vi="Tài khoản này trước đây thuộc về một số định danh khác.",
        en="This account belonged to another identity number before.",
    ),
    Text(vi="Mang thẻ căn cước tới Bộ phận Một cửa.", en="Bring your identity card to the one-stop desk."),
)

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
_MACHINES = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def browser_named(said: str) -> str:
    """Return a browser and its machine as their owner knows them, "" where it says nothing of either."""
    found = (next((name for sign, name in signs if sign in said), "") for signs in (_BROWSERS, _MACHINES))
    return ", ".join(each for each in found if each)


def why_not_this_person(known: tuple[str, date], presented: Presented) -> Refusal | None:
    """Say why somebody presented cannot be the person kept under her number, None where she can.

    A number mistyped at a counter would otherwise open a stranger's dossiers to its true holder.

    Args:
        known: the name and the day of birth that are kept.
        presented: by the provider.
    """
    same = fold(known[0]) == fold(presented.full_name) and known[1] == presented.born_on
    return None if same else RECORD_DIFFERS
