"""Official reports 07a, 07b, 07c of Circular 09/2026/TT-BTP: a line for each field, and the checks that the form names.

The form has no column for what is paused or passed on: what waits for a citizen stands in progress, what came from
another office stands in its channel, and what went to another office is told beside the form.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from kinhbac.base.text import Text
from kinhbac.services.procedures.rules.figures import stay as words
from kinhbac.services.procedures.rules.figures.columns import CARRIED, IN_TIME, OVERDUE
from kinhbac.services.procedures.rules.figures.counting import Counts

FULL = "full"
ONLINE = frozenset({"online", "vneid"})
POST = "post"

FORMS: Mapping[str, Text] = {
    "07a": Text(vi="Biểu 07a – một cơ quan, đơn vị", en="Form 07a – one office"),
    "07b": Text(
        vi="Biểu 07b – thẩm quyền cấp tỉnh và cấp xã", en="Form 07b – province and commune authority"
    ),
    "07c": Text(vi="Biểu 07c – một xã, phường", en="Form 07c – one commune"),
}
FORMS_NOTE = Text(
    vi="Cột và phép kiểm theo Thông tư 09/2026/TT-BTP; mẫu biểu nào của cấp nào thì chưa đối chiếu với văn bản.",
    en="Columns and checks follow Circular 09/2026/TT-BTP; which form belongs to which level was not compared.",
)


@dataclass(frozen=True, slots=True)
class OfficialLine:
    """The numbers of a field, in the order of the form; `passed_on` stands beside the form."""

    online_full: int = 0
    online_partial: int = 0
    post: int = 0
    direct: int = 0
    carried: int = 0
    early: int = 0
    on_time: int = 0
    late: int = 0
    in_time: int = 0
    overdue: int = 0
    passed_on: int = 0

    @property
    def received(self) -> int:
        """All that was to be resolved: what came by the four channels and what was carried over."""
        return self.online_full + self.online_partial + self.post + self.direct + self.carried

    @property
    def resolved(self) -> int:
        """All that is done."""
        return self.early + self.on_time + self.late

    @property
    def in_progress(self) -> int:
        """All that is not done, paused or not."""
        return self.in_time + self.overdue

    def plus(self, other: "OfficialLine") -> "OfficialLine":
        """Return both lines as one."""
        names = [each.name for each in fields(self)]
        return OfficialLine(**{name: getattr(self, name) + getattr(other, name) for name in names})


@dataclass(frozen=True, slots=True)
class CheckedSum:
    """A sum that the form asks for: both sides, and whether they are the same."""

    name: Text
    left: int
    right: int

    @property
    def holds(self) -> bool:
        """Whether both sides are the same."""
        return self.left == self.right


def channel_of(channel: str, online: str) -> str:
    """Return the column of the form for a channel."""
    if channel in ONLINE:
        return "online_full" if online == FULL else "online_partial"
    return "post" if channel == POST else "direct"


def official_line(parts: Iterable[tuple[str, str, Counts]]) -> OfficialLine:
    """Return the line of a field from its counts by channel and kind of online service."""
    line = OfficialLine()
    for channel, online, counts in parts:
        came = counts[words.RECEIVED] + counts[words.TRANSFERRED_IN]
        rest = OfficialLine(
            carried=counts[CARRIED],
            early=counts[words.EARLY],
            on_time=counts[words.ON_TIME],
            late=counts[words.LATE],
            in_time=counts[IN_TIME],
            overdue=counts[OVERDUE],
            passed_on=counts[words.TRANSFERRED_OUT],
        )
        line = line.plus(rest).plus(OfficialLine(**{channel_of(channel, online): came}))
    return line


def checks_of(total: OfficialLine, counted: Counts, before: Counts) -> tuple[CheckedSum, ...]:
    """Return the checks of a report.

    Args:
        total: the report's last line, made from its parts.
        counted: the same counted as a whole, on its own.
        before: the period before it, counted as a whole.
    """
    return (
        CheckedSum(
            Text(
                vi="Tổng tiếp nhận = bốn kênh + kỳ trước chuyển sang", en="Received = four channels + carried"
            ),
            counted["taken"],
            total.received,
        ),
        CheckedSum(
            Text(
                vi="Đã giải quyết = trước hạn + đúng hạn + quá hạn", en="Resolved = before + on + after time"
            ),
            counted["done"],
            total.resolved,
        ),
        CheckedSum(
            Text(vi="Đang giải quyết = trong hạn + quá hạn", en="In progress = in time + overdue"),
            counted["open"],
            total.in_progress,
        ),
        CheckedSum(
            Text(
                vi="Kỳ trước chuyển sang = đang giải quyết của kỳ trước",
                en="Carried over = in progress of the period before",
            ),
            total.carried,
            before["open"],
        ),
        CheckedSum(
            Text(
                vi="Tổng tiếp nhận = đã giải quyết + đang giải quyết + chuyển đi (ngoài biểu)",
                en="Received = resolved + in progress + passed on (beside the form)",
            ),
            total.received,
            total.resolved + total.in_progress + total.passed_on,
        ),
    )
