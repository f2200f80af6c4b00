"""Publishing: a version is stored, an entry of the journal says from which day it counts, all in one transaction."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel import actions as cases
from kinhbac.kernel import definitions
from kinhbac.kernel.reads import NotFound
from kinhbac.kernel.types import Actor, Command, Recorded, Refusal, Refused, Viewer
from kinhbac.services.catalogue.models import ProcedureDraft
from kinhbac.services.catalogue.reads.judging import beside_now, judge
from kinhbac.services.catalogue.reads.versions import (
    case_code,
    case_key,
    case_of_publications,
    procedure_on,
    stored_texts,
)
from kinhbac.services.catalogue.rules import publication
from kinhbac.services.catalogue.rules.stored import PROCEDURE, TEXTS, kept_texts
from kinhbac.services.catalogue.types import Texts
from kinhbac.tools.grammar.plain import to_plain
from kinhbac.tools.grammar.types import Procedure
from kinhbac.tools.identity.types import ADMINISTRATOR

FAULTY = Refusal(
    "publication.faulty",
    Text(
        vi="Bản nháp còn lỗi hoặc có ví dụ chưa đúng, nên chưa công bố được.",
        en="The draft has faults, or examples that do not hold, so it cannot be published.",
    ),
    Text(vi="Sửa hết lỗi rồi kiểm tra lại.", en="Put them right, then check again."),
)
CHANGED = Refusal(
    "publication.changed",
    Text(vi="Bản nháp vừa được sửa.", en="The draft has just been changed."),
    Text(vi="Xem lại bản mới rồi công bố.", en="Look at it as it is now, then publish."),
)
SOMETHING_TO_COME = Refusal(
    "publication.something_to_come",
    Text(vi="Còn một bản sắp có hiệu lực.", en="Another version is still to come into force."),
    Text(vi="Thu hồi bản đó trước khi kết thúc thủ tục.", en="Take it back before you end the procedure."),
)
NO_LAST_DAY = Refusal(
    "publication.no_last_day",
    Text(vi="Chưa chọn ngày cuối, hoặc ngày đó đã qua.", en="The last day is missing, or over."),
    Text(vi="Chọn hôm nay hoặc một ngày sau.", en="Choose today or a later day."),
)


@dataclass(frozen=True, slots=True)
class Announcement:
    """How a version is published: from which day, by which decision of which day, and why; None is not said."""

    from_on: date | None
    number: str
    signed_on: date | None
    why: str


def publish_draft(
    *, draft: UUID, edition: int, announcement: Announcement, viewer: Viewer, now: datetime
) -> Recorded:
    """Publish a draft from a day on.

    Args:
        draft: which.
        edition: the one that was looked at.
        announcement: the day, the decision, the reason.
        viewer: an administrator.
        now: aware.

    Raises:
        NotFound: there is no such draft, or it is published already.
        Refused: it changed meanwhile, it has faults, or a rule of publishing says no; nothing was written.
    """
    with transaction.atomic():
        rows = ProcedureDraft.objects.select_for_update()
        row = rows.filter(pk=draft, published_at=None, discarded_at=None).first()
        if row is None:
            raise NotFound(str(draft))
        if row.edition != edition:
            raise Refused(CHANGED)
        recorded = publish_texts(texts=row.texts, announcement=announcement, actor=acting(viewer), now=now)
        row.published_at = now
        row.save(update_fields=["published_at"])
    return recorded


def publish_texts(*, texts: Texts, announcement: Announcement, actor: Actor, now: datetime) -> Recorded:
    """Publish the files of a procedure from a day on; as `publish_draft`, for whoever has files."""
    judged = judge(texts, beside_now())
    if not judged.may_be_published or judged.procedure is None:
        raise Refused(FAULTY)
    with transaction.atomic():
        procedure = judged.procedure
        name = definitions.keep(PROCEDURE, procedure.key, to_plain(procedure), now)
        stored = definitions.keep(TEXTS, procedure.key, kept_texts(procedure.key, name, texts), now)
        return _say(procedure, name, stored, announcement, actor, now)


def end_procedure(
    *, key: str, last_day: date | None, announcement: Announcement, viewer: Viewer, now: datetime
) -> Recorded:
    """Let a procedure end with a day: from today on its version says so, and after that day nothing new is filed.

    Raises:
        Refused: no such day, another version is to come, or a rule of publishing says no.
        NotPublished: there is no such procedure.
    """
    today = now.astimezone(HCM).date()
    if last_day is None or last_day < today:
        raise Refused(NO_LAST_DAY)
    state = case_of_publications(key)
    said = publication.said_in(state.facts) if state is not None else ()
    if any(each.from_on > today and not each.plain.get("taken_back_at") for each in said):
        raise Refused(SOMETHING_TO_COME)
    procedure = replace(procedure_on(key, today)[0], to_on=last_day)
    with transaction.atomic():
        name = definitions.keep(PROCEDURE, key, to_plain(procedure), now)
        begun = replace(announcement, from_on=today)
        return _say(procedure, name, stored_texts(key, today), begun, acting(viewer), now, ends=True)


def take_back(*, key: str, number: int, why: str, viewer: Viewer, now: datetime) -> Recorded:
    """Take back a version that has not begun.

    Raises:
        NotFound: the procedure was never published by an act.
        Refused: it has begun, or there is no such publication.
    """
    if case_of_publications(key) is None:
        raise NotFound(key)
    command = Command(publication.TAKE_BACK, {"number": number, "why": why})
    return cases.act(case=case_key(key), command=command, actor=acting(viewer), now=now)


def acting(viewer: Viewer) -> Actor:
    """Return an administrator in her post, or whoever asks, whom the rule refuses."""
    return viewer.acting_in(viewer.post(ADMINISTRATOR))


def _say(
    procedure: Procedure,
    name: str,
    stored: str,
    announcement: Announcement,
    actor: Actor,
    now: datetime,
    *,
    ends: bool = False,
) -> Recorded:
    command = Command(
        publication.PUBLISH,
        {
            "procedure": procedure.key,
            "code": case_code(procedure.key),
            "definition": name,
            "texts": stored,
            "said": procedure.version,
            "before": _before(procedure.key, announcement.from_on),
            "from_on": announcement.from_on,
            "number": announcement.number,
            "signed_on": announcement.signed_on,
            "why": announcement.why,
            "ends": ends,
        },
    )
    known: dict[str, Any] = {"command": command, "actor": actor, "now": now}
    if case_of_publications(procedure.key) is not None:
        return cases.act(case=case_key(procedure.key), **known)
    return cases.open_case(
        kind=publication.KIND, definition=_rule(now), case=case_key(procedure.key), **known
    )


def _before(key: str, day: date | None) -> str:
    try:
        return definitions.hash_on(PROCEDURE, key, day) if day is not None else ""
    except definitions.NotPublished:
        return ""


def _rule(now: datetime) -> str:
    return definitions.publish(publication.KIND, publication.KIND, publication.DEFINITION, now)
