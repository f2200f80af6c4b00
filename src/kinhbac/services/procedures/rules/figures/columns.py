"""Columns: what is counted of the stays in a period, and at which edge of it. One table for the rules and for queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from kinhbac.base.text import Text
from kinhbac.services.procedures.rules.figures import stay as words
from kinhbac.services.procedures.rules.figures.stay import Stay

BALANCE = frozenset({words.PROGRESS, words.PAUSED})
ANY: frozenset[str] = frozenset()


class Edge(Enum):
    """Where in a period a column counts: what was there before it, came in it, left in it, is there at its end."""

    OPENING = "opening"
    COMING = "coming"
    LEAVING = "leaving"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Period:
    """Moments from `begins` up to, and without, `ends`; `seen_at` is the moment at which lateness is judged."""

    begins: datetime
    ends: datetime
    seen_at: datetime

    def touches(self, stay: Stay) -> bool:
        """Say whether any column can count a stay: it began before the end and did not end before the beginning."""
        return stay.since < self.ends and (stay.until is None or stay.until >= self.begins)


@dataclass(frozen=True, slots=True)
class Column:
    """A thing that is counted.

    Attributes:
        ways: how the stay came (COMING) or left (LEAVING).
        punctuality: LEAVING: in time or not.
        overdue: CLOSING: past its due moment or not; None: either.
    """

    key: str
    name: Text
    edge: Edge
    states: frozenset[str] = BALANCE
    ways: frozenset[str] = ANY
    punctuality: frozenset[str] = ANY
    overdue: bool | None = None

    def counts(self, stay: Stay, period: Period) -> bool:
        """Say whether a stay is counted here."""
        if stay.state not in self.states:
            return False
        lasts = stay.until is None
        if self.edge is Edge.OPENING:
            return stay.since < period.begins and (lasts or _until(stay) >= period.begins)
        if self.edge is Edge.COMING:
            return stay.came in self.ways and period.begins <= stay.since < period.ends
        if self.edge is Edge.LEAVING:
            fits = stay.left in self.ways and (not self.punctuality or stay.punctuality in self.punctuality)
            return fits and not lasts and period.begins <= _until(stay) < period.ends
        there = stay.since < period.ends and (lasts or _until(stay) >= period.ends)
        return there and self.overdue in (None, is_overdue(stay, period.seen_at))


def is_overdue(stay: Stay, seen_at: datetime) -> bool:
    """Say whether a stay is past its due moment; while the dossier waits, as it was when the waiting began.

    One of which a second supplement was asked is, whatever its day.
    """
    if stay.due_at is None:
        return False
    return stay.due_at < (stay.halted_at or seen_at) or stay.supplements > 1


def _until(stay: Stay) -> datetime:
    assert stay.until is not None
    return stay.until


def _came(key: str, vi: str, en: str) -> Column:
    return Column(key, Text(vi=vi, en=en), Edge.COMING, ways=frozenset({key}))


def _left(key: str, vi: str, en: str) -> Column:
    return Column(key, Text(vi=vi, en=en), Edge.LEAVING, ways=frozenset({key}))


def _judged(key: str, vi: str, en: str, *punctuality: str) -> Column:
    return Column(
        key,
        Text(vi=vi, en=en),
        Edge.LEAVING,
        ways=frozenset(words.ENDINGS),
        punctuality=frozenset(punctuality),
    )


def _open(key: str, vi: str, en: str, *states: str, overdue: bool | None = None) -> Column:
    held = frozenset(states) or BALANCE
    return Column(key, Text(vi=vi, en=en), Edge.CLOSING, states=held, overdue=overdue)


CARRIED = "carried"
IN_PROGRESS = "in_progress"
DONE = "done"
IN_TIME = "in_time"
OVERDUE = "overdue"
ENDED_BEFORE = "ended_before"
CORRECTING = "correcting"

COLUMNS: Mapping[str, Column] = {
    each.key: each
    for each in (
        Column(CARRIED, Text(vi="Kỳ trước chuyển sang", en="Carried over"), Edge.OPENING),
        _came(words.RECEIVED, "Tiếp nhận trong kỳ", "Received"),
        _came(words.TRANSFERRED_IN, "Chuyển đến", "Transferred in"),
        _left(words.GRANTED, "Đã có kết quả", "Granted"),
        _left(words.REFUSED, "Từ chối sau thẩm tra", "Refused after appraisal"),
        _left(words.WITHDRAWN, "Rút hồ sơ", "Withdrawn"),
        _left(words.STOPPED, "Dừng theo đề nghị", "Stopped at the person's wish"),
        _left(words.STOPPED_BY_LAW, "Dừng do quy định thay đổi", "Stopped by a change of law"),
        _left(words.CLOSED, "Đóng vì không bổ sung", "Closed for silence"),
        _judged(words.EARLY, "Trước hạn", "Early", words.EARLY),
        _judged(words.ON_TIME, "Đúng hạn", "On time", words.ON_TIME, words.NO_TERM),
        _judged(words.LATE, "Quá hạn", "Late", words.LATE),
        _open(IN_PROGRESS, "Đang giải quyết", "In progress", words.PROGRESS),
        _open(words.PAUSED, "Tạm dừng", "Paused", words.PAUSED),
        _open(IN_TIME, "Còn trong hạn", "Still in time", overdue=False),
        _open(OVERDUE, "Đã quá hạn", "Overdue", overdue=True),
        _left(words.TRANSFERRED_OUT, "Chuyển đi", "Transferred out"),
        Column(
            words.REFUSED_AT_RECEPTION,
            Text(vi="Từ chối tiếp nhận", en="Refused at reception"),
            Edge.LEAVING,
            states=frozenset({words.APART}),
            ways=frozenset({words.REFUSED_AT_RECEPTION}),
        ),
        Column(
            ENDED_BEFORE,
            Text(vi="Rút hoặc đóng trước khi tiếp nhận", en="Withdrawn or closed before reception"),
            Edge.LEAVING,
            states=frozenset({words.APART}),
            ways=frozenset(words.ENDINGS),
        ),
        Column(
            words.REOPENED,
            Text(vi="Mở lại để sửa sai sót", en="Reopened to correct an error"),
            Edge.COMING,
            states=frozenset({words.CORRECTION}),
            ways=frozenset({words.REOPENED}),
        ),
        Column(
            words.CORRECTED,
            Text(vi="Đã sửa sai sót", en="Errors corrected"),
            Edge.LEAVING,
            states=frozenset({words.CORRECTION}),
            ways=frozenset({words.CORRECTED}),
        ),
        _open(CORRECTING, "Đang sửa sai sót", "Being corrected", words.CORRECTION),
    )
}
"""Everything that is counted, by key."""

SUMS: Mapping[str, tuple[Text, tuple[str, ...]]] = {
    "taken": (
        Text(vi="Tổng phải giải quyết", en="To be resolved, in all"),
        (CARRIED, words.RECEIVED, words.TRANSFERRED_IN),
    ),
    DONE: (Text(vi="Đã giải quyết", en="Done, in all"), words.ENDINGS),
    "open": (Text(vi="Chưa xong, tổng", en="Not done, in all"), (IN_PROGRESS, words.PAUSED)),
}
"""Columns that are sums of others: name and parts."""
