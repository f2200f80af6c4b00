"""Taking, releasing and assigning one item; every one is an entry of its case."""

from datetime import datetime
from uuid import UUID

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel import actions
from kinhbac.kernel.reads import NotFound
from kinhbac.kernel.refusals import NOT_THERE
from kinhbac.kernel.types import Recorded, Refusal, Refused, Viewer
from kinhbac.tools.desk.reads.inbox import items_of
from kinhbac.tools.desk.rules.handing import ASSIGN, RELEASE, TAKE
from kinhbac.tools.desk.types import Chosen, Item
from kinhbac.tools.identity.reads import officers_of, stood_for

NO_COLLEAGUE = Refusal(
    code="desk.no_colleague",
    reason=Text(
        vi="Người được chọn hôm nay không giữ vị trí của bước này.",
        en="The person chosen does not hold the post of this step today.",
    ),
    remedy=Text(
        vi="Hãy chọn người khác của cùng vị trí.", en="Choose somebody else who holds the same post."
    ),
)


def hand(
    *, viewer: Viewer, chosen: Chosen, act: str, to: UUID | None, now: datetime, key: str | None = None
) -> Recorded:
    """Take an item, release it, or assign it to a colleague who holds its post today.

    Args:
        viewer: who asks.
        chosen: which item.
        act: TAKE, RELEASE or ASSIGN.
        to: the colleague, for ASSIGN.
        now: aware.
        key: idempotency key.

    Raises:
        Refused: a rule says no, or it is not there for this viewer; nothing was written.
    """
    item = items_of(viewer, (chosen,)).get(chosen)
    if item is None:
        raise Refused(NOT_THERE)
    person = whose(item, act, to, viewer, now)
    day = now.astimezone(HCM).date()
    try:
        return actions.hand_step(
            case=chosen.case,
            step=chosen.step,
            to=person,
            viewer=viewer,
            key=key,
            now=now,
            stands_for=stood_for(person, viewer, day) if act == ASSIGN and person else frozenset(),
        )
    except NotFound as fault:
        raise Refused(NOT_THERE) from fault


def whose(item: Item, act: str, to: UUID | None, viewer: Viewer, now: datetime) -> UUID | None:
    """Return whose own an item becomes by an act.

    Raises:
        Refused: nobody is named, or she does not hold the post of the item.
    """
    if act == RELEASE:
        return None
    if act == TAKE:
        return viewer.person
    if act != ASSIGN or to is None:
        raise Refused(NO_COLLEAGUE)
    colleagues = officers_of(item.office, viewer, now.astimezone(HCM).date())
    if not any(each.person == to and each.role == item.role for each in colleagues):
        raise Refused(NO_COLLEAGUE)
    return to
