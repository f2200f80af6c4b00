"""The panes of the desk: queues with their counts and the list, beside whatever work is open.

A kind of work puts `panes(request, code)` into the context of its page and extends `desk/frame.html`. Nothing is read
before the template shows it; the script asks for the work alone.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel import definitions
from kinhbac.tools.desk.pages.asking import KEPT, asked_of, now_here, query_of, viewer_of
from kinhbac.tools.desk.pages.lines import Line, written
from kinhbac.tools.desk.reads.counts import counts_of
from kinhbac.tools.desk.reads.everywhere import Found, find, item_coded
from kinhbac.tools.desk.reads.inbox import counted, inbox
from kinhbac.tools.desk.reads.scope import led_offices
from kinhbac.tools.desk.rules import cursors
from kinhbac.tools.desk.rules.handing import ASSIGN, HAND, RELEASE, TAKE, hand_acts
from kinhbac.tools.desk.rules.left import OVER, left_of, tomorrow_ends
from kinhbac.tools.desk.seats import seats
from kinhbac.tools.desk.types import (
    ENDED,
    EVERYWHERE,
    FREE,
    LATE,
    MINE,
    OFFICE,
    TOMORROW,
    BulkAct,
    Counts,
    Cursor,
    Filter,
    Item,
    Listed,
    Subject,
)
from kinhbac.tools.identity.reads import names_of, officers_of
from kinhbac.tools.identity.types import Officer

CODE = "CODE"
"""Stands for a case's code where an address is taken apart."""
WORK_ALONE = "X-Desk-Work"
"""The header by which the script asks for the work without the panes beside it."""

ALL = Text(vi="Tất cả việc đang chờ", en="Everything that waits")
VIEWS = {
    LATE: Text(vi="Quá hạn", en="Late"),
    TOMORROW: Text(vi="Mai sẽ quá hạn", en="Late tomorrow"),
}
SIGNS = {LATE: "late", TOMORROW: "soon"}
OVER_HERE = Text(vi="Đã chuyển qua", en="Passed on")
EVERYTHING = Text(vi="Tìm trong tất cả hồ sơ", en="Search of all cases")
WHOSE = {
    "": Text(vi="Của vị trí tôi", en="My post's"),
    MINE: Text(vi="Của riêng tôi", en="My own"),
    FREE: Text(vi="Chưa ai nhận", en="Nobody's own"),
    OFFICE: Text(vi="Cả cơ quan", en="Whole office"),
}
HANDED = {
    TAKE: Text(vi="Đã nhận việc này.", en="This is yours now."),
    RELEASE: Text(vi="Đã trả lại cho mọi người cùng vị trí.", en="Left to all of the same post again."),
    ASSIGN: Text(vi="Đã phân công.", en="Assigned."),
}


@dataclass(frozen=True, slots=True)
class QueueLink:
    """A queue as the left pane shows it; `number` is its key on the keyboard, 0 for none."""

    name: Text
    url: str
    count: int | None
    here: bool
    number: int
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way of narrowing, as a link."""

    name: Text
    url: str
    here: bool


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds the work that is open, and what may be done about it."""

    item: Item
    holder: str
    mine: bool
    may_take: bool
    may_release: bool
    colleagues: tuple[Officer, ...]


class Panes:
    """The panes for one request; each part is read when it is first shown."""

    def __init__(self, request: HttpRequest, code: str) -> None:
        self.code = code
        self.viewer = viewer_of(request)
        self.now = now_here()
        self.asked = asked_of(request.GET)
        self.cursor: Cursor | None = cursors.read(request.GET.get("at", ""))
        self.work_alone = request.headers.get(WORK_ALONE) == "1"
        self.handed = HANDED.get(request.GET.get("handed", ""))
        self.path = request.path
        kept = {name: request.GET.get(name, "") for name in KEPT}
        self.keep = query_of(self.asked, at=kept["at"][:40])
        self._after = kept["at"]

    @cached_property
    def home(self) -> str:
        """The address of the desk."""
        return reverse("desk")

    @cached_property
    def soon_until(self) -> Any:
        """Until when what is due comes soon."""
        return tomorrow_ends(self.now, definitions.current_calendar())

    @cached_property
    def counts(self) -> Counts:
        """How much waits, in the scope of the list."""
        return counts_of(self.viewer, Filter(whose=self.asked.whose), self.now, self.soon_until)

    @cached_property
    def leads(self) -> bool:
        """Whether the viewer assigns work somewhere."""
        return bool(led_offices(self.viewer))

    @cached_property
    def queues(self) -> tuple[QueueLink, ...]:
        """The queues, then what is late and what will be, then what is over."""
        queues = [("", ALL), *((queue.key, queue.name) for queue in seats.queues()), *VIEWS.items()]
        every = [*queues, (ENDED, OVER_HERE)]
        return tuple(self._queue_link(key, name, place) for place, (key, name) in enumerate(every, 1))

    def _queue_link(self, key: str, name: Text, number: int) -> QueueLink:
        asked = Filter(queue=key, whose=self.asked.whose)
        count = None if key == ENDED else self.counts.of(asked)
        return QueueLink(
            name=name,
            url=self.home + query_of(asked),
            count=count,
            here=self.asked.queue == key,
            number=number if number < 10 else 0,
            sign=SIGNS.get(key, "") if count else "",
        )

    @cached_property
    def title(self) -> Text:
        """The name of the list."""
        if self.everywhere:
            return EVERYTHING
        return next((link.name for link in self.queues if link.here), ALL)

    @cached_property
    def whose(self) -> tuple[Choice, ...]:
        """Whose items the list may show."""
        asked = self.asked
        return tuple(
            Choice(
                name,
                self.home + query_of(Filter(asked.queue, asked.subject, asked.field, key, asked.sought)),
                here=asked.whose == key,
            )
            for key, name in WHOSE.items()
            if key != OFFICE or self.leads
        )

    @cached_property
    def everywhere(self) -> bool:
        """Whether all cases are searched, ended ones too."""
        return self.asked.queue == EVERYWHERE

    @property
    def across(self) -> bool:
        """Whether the list goes across queues, so that each line says where it stands."""
        return self.asked.queue not in {queue.key for queue in seats.queues()}

    @cached_property
    def _listed(self) -> Listed:
        return inbox(self.viewer, self.asked, self.now, self.soon_until, self.cursor)

    @cached_property
    def _found(self) -> Found:
        after = int(self._after) if self._after.isdecimal() and len(self._after) < 19 else None
        return find(self.viewer, self.asked.sought, after)

    @cached_property
    def lines(self) -> SafeString:
        """The lines of the page of the list, written; "" where there are none."""
        items = self._found.items if self.everywhere else self._listed.items
        names = names_of(frozenset(item.person for item in items if item.person), self.viewer)
        lines = (self._line(item, names) for item in items)
        return written(lines, ticked=bool(self.bulk_acts), across=self.across)

    @cached_property
    def _roads(self) -> dict[str, tuple[str, str, str]]:
        """The address of the page of each kind of work, in two parts round a case's code."""
        return {kind: reverse(work.route, args=[CODE]).partition(CODE) for kind, work in seats.works.items()}

    def _line(self, item: Item, names: dict[UUID, str]) -> Line:
        work = seats.works[item.kind]
        before, _, after = self._roads[item.kind]
        return Line(
            item=item,
            left=OVER if item.ended_at else left_of(item.due_at, self.now, self.soon_until),
            state=work.states.get(item.state, Text(vi=item.state, en=item.state)),
            url=f"{before}{quote(item.case_code, safe='')}{after}{self.keep}",
            holder=names.get(item.person, "") if item.person else "",
            mine=item.person is not None and item.person == self.viewer.person,
            is_open=item.case_code == self.code,
        )

    @property
    def before_url(self) -> str:
        """The page of the list before this one, "" where there is none."""
        place = None if self.everywhere else self._listed.before
        return self._at(cursors.written(place)) if place else ""

    @property
    def after_url(self) -> str:
        """The page of the list after this one, "" where there is none."""
        if self.everywhere:
            return self._at(str(self._found.after)) if self._found.after else ""
        place = self._listed.after
        return self._at(cursors.written(place)) if place else ""

    def _at(self, place: str) -> str:
        return self.home + query_of(self.asked, at=place)

    @property
    def list_url(self) -> str:
        """The list as it stands, without the work."""
        return self.home + self.keep

    @property
    def everywhere_url(self) -> str:
        """The same words sought among all cases."""
        return self.home + query_of(Filter(queue=EVERYWHERE, sought=self.asked.sought))

    @property
    def plain_url(self) -> str:
        """The same queue, narrowed to nothing else."""
        return self.home + query_of(Filter(queue=self.asked.queue, whose=self.asked.whose))

    @cached_property
    def narrowed(self) -> bool:
        """Whether the queue is narrowed by words, subject or field."""
        return bool(self.asked.sought or self.asked.subject or self.asked.field)

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """What the list may be narrowed to."""
        return self.counts.subjects

    @cached_property
    def fields(self) -> tuple[Subject, ...]:
        """The fields it may be narrowed to."""
        return self.counts.fields

    @property
    def hidden(self) -> tuple[tuple[str, str], ...]:
        """What the list is narrowed to, for a form that means all of it."""
        asked = self.asked
        words = (asked.queue, asked.whose, asked.subject, asked.field, asked.sought)
        return tuple(zip(("queue", "whose", "subject", "field", "q"), words, strict=True))

    @cached_property
    def total(self) -> int:
        """How many items the filter lets through, all pages."""
        if not (self._listed.before or self._listed.after):
            return len(self._listed.items)
        if self.asked.sought or self.asked.queue == ENDED:
            return counted(self.viewer, self.asked, self.now, self.soon_until)
        return self.counts.of(self.asked)

    @cached_property
    def bulk_acts(self) -> tuple[tuple[str, BulkAct], ...]:
        """What may be done to many of this list, each under the name that a form gives it."""
        if self.everywhere or self.asked.queue == ENDED:
            return ()
        roles = {post.role for post in self.viewer.positions}
        theirs = [
            (f"{work.kind}|{act.key}", act)
            for work in seats.works.values()
            for act in work.acts
            if act.roles & roles and (not act.queues or self.asked.queue in {*act.queues, "", LATE, TOMORROW})
        ]
        return (*theirs, *((f"{HAND}|{act.key}", act) for act in hand_acts(leads=self.leads)))

    @cached_property
    def holding(self) -> Holding | None:
        """Who holds what is open, None where it is over or not at the viewer's offices."""
        item = item_coded(self.viewer, self.code) if self.code else None
        if item is None or item.ended_at is not None or item.office not in self.viewer.offices():
            return None
        post = self.viewer.post(item.role, item.office)
        colleagues = officers_of(item.office, self.viewer, self.now.astimezone(HCM).date())
        leads = item.office in led_offices(self.viewer)
        own = item.person in self.viewer.people()
        return Holding(
            item=item,
            holder=names_of(frozenset({item.person}), self.viewer).get(item.person, "")
            if item.person
            else "",
            mine=item.person is not None and item.person == self.viewer.person,
            may_take=post is not None and item.person != self.viewer.person and (item.person is None or own),
            may_release=item.person is not None and (own or leads),
            colleagues=tuple(each for each in colleagues if each.role == item.role) if leads else (),
        )


def panes(request: HttpRequest, code: str = "") -> dict[str, Any]:
    """Return what `desk/frame.html` needs; `code` names the case whose work is open."""
    desk = Panes(request, code)
    return {"desk": desk, "desk_base": "desk/pane.html" if desk.work_alone else "site/frame.html"}
