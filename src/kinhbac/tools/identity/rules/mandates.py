"""When a mandate holds, and why one cannot be given, accepted, ended or acted under. Pure."""

from datetime import date

from kinhbac.base.text import Text
from kinhbac.kernel.types import Refusal
from kinhbac.tools.identity.types import MandateCard, MandateState

MOST_AT_ONCE = 20
"""Mandates of one person that have not ended: enough for a family and a lawyer, too few to trouble strangers with."""

LAW = "Bộ luật Dân sự 2015, Điều 134 đến Điều 143"
_GIVE_ANEW = Text(
    vi="Nhờ người ủy quyền lập ủy quyền mới; những gì bạn đã khai vẫn còn.",
    en="Ask whoever you act for to give a new one; what you wrote is kept.",
)
NOBODY_OF_THAT_NAME = Refusal(
    "mandate.nobody",
    Text(
        vi="Không tìm thấy ai có đúng số định danh và họ tên này.",
        en="Nobody here has both that identity number and that name.",
    ),
    Text(
        vi="Kiểm tra 12 chữ số và họ tên. Người chưa từng đăng nhập ở đây cần đăng nhập một lần trước.",
        en="Check all 12 digits and the name. Somebody who has never signed in here does so once before.",
    ),
)
HERSELF = Refusal(
    "mandate.herself",
    Text(vi="Không ai ủy quyền cho chính mình.", en="Nobody gives a mandate to herself."),
    Text(vi="Ghi số định danh của người khác.", en="Write somebody else's number."),
)
TOO_MANY = Refusal(
    "mandate.too_many",
    Text(
        vi=f"Đã có {MOST_AT_ONCE} ủy quyền chưa kết thúc.",
        en=f"{MOST_AT_ONCE} mandates have not ended yet.",
    ),
    Text(vi="Rút bớt ủy quyền không dùng nữa.", en="Withdraw those that are not needed any more."),
)
NO_SUCH_MANDATE = Refusal(
    "mandate.not_there",
    Text(
        vi="Không tìm thấy ủy quyền này, hoặc đã kết thúc.",
        en="There is no such mandate, or it has ended.",
    ),
    Text(vi="Hãy tải lại trang.", en="Load the page again."),
)
NO_PAPER = Refusal(
    "mandate.no_paper",
    Text(
        vi="Chưa có bản chụp văn bản, hoặc chưa ghi văn bản nào.",
        en="The paper is missing, or it is not said which.",
    ),
    Text(
        vi="Chụp văn bản và ghi số, ngày, nơi công chứng hoặc chứng thực.",
        en="Scan it, and write its number, day and where it was certified.",
    ),
)
NOT_A_CHILD = Refusal(
    "mandate.not_a_child",
    Text(
        vi="Người được đại diện không còn là người chưa thành niên vào ngày đó.",
        en="Whoever is to be represented is not a minor on that day.",
    ),
    Text(vi="Người thành niên tự mình ủy quyền.", en="An adult gives a mandate herself."),
    law="Bộ luật Dân sự 2015, Điều 21 và Điều 136 khoản 1",
)
BY_LAW = Refusal(
    "mandate.by_law",
    Text(
        vi="Cha mẹ đại diện cho con theo pháp luật; việc này không tự rút được.",
        en="Parents represent a child by law; it is not for the child to withdraw.",
    ),
    Text(
        vi="Nếu có sai sót, mang giấy tờ tới Bộ phận Một cửa.", en="If it is wrong, bring papers to a desk."
    ),
    law="Bộ luật Dân sự 2015, Điều 136 khoản 1",
)
NOT_YOURS = Refusal(
    "mandate.not_yours",
    Text(vi="Bạn không được người này ủy quyền.", en="This person has given you no mandate."),
    _GIVE_ANEW,
    law=LAW,
)
NOT_COVERED = Refusal(
    "mandate.exceeded",
    Text(vi="Ủy quyền này không gồm thủ tục đó.", en="This mandate does not cover that procedure."),
    _GIVE_ANEW,
    law="Bộ luật Dân sự 2015, Điều 141 và Điều 143",
)
_OVER = {
    MandateState.WAITING: Refusal(
        "mandate.waiting",
        Text(vi="Bạn chưa nhận ủy quyền này.", en="You have not accepted this mandate yet."),
        Text(vi="Mở trang Ủy quyền và bấm nhận.", en="Open the page of mandates and accept it."),
        law=LAW,
    ),
    MandateState.COMING: Refusal(
        "mandate.coming",
        Text(vi="Ủy quyền này chưa đến ngày bắt đầu.", en="This mandate has not begun yet."),
        Text(vi="Chờ đến ngày đó, hoặc nhờ lập ủy quyền mới.", en="Wait for that day, or ask for a new one."),
        law=LAW,
    ),
    MandateState.EXPIRED: Refusal(
        "mandate.expired",
        Text(vi="Ủy quyền này đã hết hạn.", en="This mandate has expired."),
        _GIVE_ANEW,
        law="Bộ luật Dân sự 2015, Điều 140",
    ),
    MandateState.WITHDRAWN: Refusal(
        "mandate.withdrawn",
        Text(vi="Ủy quyền này đã bị rút.", en="This mandate was withdrawn."),
        _GIVE_ANEW,
        law="Bộ luật Dân sự 2015, Điều 140 và Điều 569",
    ),
}
"""Why a mandate does not hold; what its holder declined or gave up is none of hers any more."""


def why_not_under(card: MandateCard | None, procedure: str, day: date) -> Refusal | None:
    """Say why nothing can be done under a mandate in a procedure on a day, None where it can.

    Args:
        card: as its holder sees it, None where she holds none of that key.
        procedure: its key.
        day: in Vietnam.
    """
    over = why_over(card, day)
    if over is not None or card is None:
        return over
    return None if card.covers(procedure) else NOT_COVERED


def why_over(card: MandateCard | None, day: date) -> Refusal | None:
    """Say why a mandate does not hold on a day, None where it does; arguments as in `why_not_under`."""
    if card is None:
        return NOT_YOURS
    state = card.state_on(day)
    return None if state is MandateState.HOLDS else _OVER.get(state, NOT_YOURS)


def why_not_these_days(first: date, last: date, today: date, latest: date) -> Refusal | None:
    """Say why a mandate cannot last from a day to a day, None where it can; `latest` is the last day that may be its end."""
    if last < first or last < today:
        return _days(
            "Ngày cuối đã qua, hoặc đứng trước ngày đầu.", "The last day is over, or before the first."
        )
    if last > latest:
        return _days(
            f"Ngày cuối muộn nhất là {latest.strftime('%d/%m/%Y')}.",
            f"The last day can be {latest.strftime('%d/%m/%Y')} at the latest.",
        )
    return None


def grown_up_on(born_on: date, adult_at: int) -> date:
    """Return the day on which somebody comes of age; born on 29 February, on 1 March.

    >>> grown_up_on(date(2010, 5, 4), 18).isoformat()
    '2028-05-04'
    """
    try:
        return born_on.replace(year=born_on.year + adult_at)
    except ValueError:
        return date(born_on.year + adult_at, 3, 1)


def _days(vi: str, en: str) -> Refusal:
    return Refusal("mandate.days", Text(vi=vi, en=en), Text(vi="Hãy sửa ngày.", en="Correct the days."))
