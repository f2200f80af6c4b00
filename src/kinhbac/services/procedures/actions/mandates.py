"""Mandates for procedures: given by oneself, or kept at a one-stop desk upon a paper; what they cover is judged first."""

from datetime import date, datetime, timedelta
from typing import IO
from uuid import UUID

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel import actions as cases
from kinhbac.kernel.types import Position, Refusal, Refused, Viewer
from kinhbac.services.procedures.reads.published import mandating, procedures_on
from kinhbac.services.procedures.rules.mandates import is_personal
from kinhbac.tools.files.actions import keep_upload
from kinhbac.tools.files.configured import limits, store
from kinhbac.tools.identity.actions import mandates
from kinhbac.tools.identity.actions.mandates import Paper, Wanted
from kinhbac.tools.identity.rules.mandates import NO_PAPER

NOTHING_CHOSEN = Refusal(
    "mandate.nothing_chosen",
    Text(vi="Chưa chọn thủ tục nào.", en="No procedure is chosen."),
    Text(vi="Chọn mọi thủ tục, hoặc từng thủ tục.", en="Choose all of them, or each that is meant."),
)
IN_PERSON = Refusal(
    "mandate.in_person",
    Text(
        vi="Trong những thủ tục đã chọn có thủ tục phải do chính người yêu cầu làm.",
        en="Among what was chosen is a procedure that the person must do herself.",
    ),
    Text(vi="Bỏ thủ tục đó.", en="Leave it out."),
)


def give_mandate(*, wanted: Wanted, viewer: Viewer, now: datetime | None = None) -> UUID:
    """Let somebody act for the viewer in procedures, once she accepts; raises `Refused` as `identity` does."""
    at = now or cases.clock.now()
    _must_be_meant(wanted.procedures, at)
    return mandates.give(wanted=wanted, latest=latest_end(at), viewer=viewer, now=at)


def keep_mandate(
    *,
    principal: UUID,
    wanted: Wanted,
    upload: IO[bytes] | None,
    said: str,
    viewer: Viewer,
    post: Position,
    is_parent: bool = False,
    now: datetime | None = None,
) -> UUID:
    """Keep at a desk that somebody may act for a person, upon a paper that is scanned.

    Args:
        principal: for whom.
        wanted: who, for what, how long.
        upload: the scan.
        said: number and day of the paper, and who certified it.
        viewer: the officer.
        post: at which desk.
        is_parent: the child's parent, by law and not by her word.
        now: aware.

    Raises:
        Refused: with the reason.
        UploadRefused: with what to do.
    """
    at = now or cases.clock.now()
    _must_be_meant(wanted.procedures, at)
    if upload is None or not said.strip():
        raise Refused(NO_PAPER)
    file = keep_upload(
        upload=upload, owner_key=principal, purpose="mandate", now=at, store=store(), limits=limits()
    )
    rule = mandating().on(at.astimezone(HCM).date())
    return mandates.keep_upon_paper(
        principal=principal,
        wanted=wanted,
        paper=Paper(file.id, said),
        latest=latest_end(at),
        viewer=viewer,
        post=post,
        now=at,
        adult_at=rule.adult_at if is_parent else None,
    )


def latest_end(at: datetime) -> date:
    """Return the last day that the rules of today let be the end of a mandate."""
    today = at.astimezone(HCM).date()
    return today + timedelta(days=mandating().on(today).longest_days)


def _must_be_meant(procedures: tuple[str, ...], at: datetime) -> None:
    """Refuse what is none of today's procedures, and what nobody does for another. Nothing named means all."""
    today = at.astimezone(HCM).date()
    offered, rule = {each.key: each for each in procedures_on(today)}, mandating().on(today)
    if set(procedures) - offered.keys():
        raise Refused(NOTHING_CHOSEN)
    if any(is_personal(offered[key], rule) for key in procedures):
        raise Refused(IN_PERSON)
