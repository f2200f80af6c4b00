"""Actions of looking: giving a reason for a file outside one's work, marking it as seen, asking back, answering."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel import definitions
from kinhbac.kernel.keeping import Rows, told_of
from kinhbac.kernel.reads import NotFound, case_coded
from kinhbac.kernel.seats import Key, seats
from kinhbac.kernel.types import Position, Refusal, Refused, Viewer
from kinhbac.tools.identity.reads import spouse_card
from kinhbac.tools.looking import reads
from kinhbac.tools.looking.models import Look
from kinhbac.tools.looking.rules import flags_of, longest_back
from kinhbac.tools.looking.types import GOOD_FOR_MINUTES, LONGEST_REASON, REASONS, SHORTEST, Subject

NO_RULE = Refusal(
    code="look.no_rule",
    reason=Text(
        vi="Danh mục của tỉnh chưa quy định việc mở hồ sơ ngoài việc, nên không mở được.",
        en="The province's catalogue has no rule for opening a file outside one's work, so it stays closed.",
    ),
    remedy=Text(vi="Bổ sung catalogue/looking.yaml.", en="Complete catalogue/looking.yaml."),
)
TOO_SHORT = Refusal(
    code="look.too_short",
    reason=Text(vi="Lý do còn thiếu hoặc quá ngắn.", en="The reason is missing or too short."),
    remedy=Text(
        vi="Viết một câu để chủ hồ sơ và lãnh đạo hiểu vì sao bạn cần mở.",
        en="Write a sentence from which its owner and your leader understand why you must open it.",
    ),
)
NOTHING_WRITTEN = Refusal(
    code="look.nothing_written",
    reason=Text(vi="Chưa viết gì.", en="Nothing is written."),
    remedy=Text(vi="Viết câu hỏi hoặc câu trả lời.", en="Write the question or the answer."),
)


def give_reason(
    *, subject: Subject, whose: frozenset[UUID], reason: str, viewer: Viewer, post: Position, now: datetime
) -> datetime:
    """Keep the reason of an officer for opening a file outside her work; return until when it holds.

    Args:
        subject: the file; whoever calls has asked whether it is within what her post may see.
        whose: the people concerned.
        reason: in her own words; they read it.
        viewer: who opens.
        post: in which of her posts.
        now: aware.

    Raises:
        PermissionDenied: the post is not the viewer's.
        Refused: the reason is too short, or the catalogue has no rule of the day.
    """
    if viewer.person is None or post not in viewer.positions:
        raise PermissionDenied
    rules = reads.looking_rules()
    rule = rules.on(REASONS, now.astimezone(HCM).date())
    if rule is None:
        raise Refused(NO_RULE)
    words = _line(reason)
    if len(words) < rule.numbers[SHORTEST]:
        raise Refused(TOO_SHORT)
    spouse = spouse_card(viewer)
    found = flags_of(
        whose=whose,
        hers=frozenset({viewer.person, *([spouse.person] if spouse else [])}),
        before=reads.past_looks(viewer.person, now - longest_back(rules, now)),
        rules=rules,
        calendar=definitions.current_calendar(),
        now=now,
    )
    until = now + timedelta(minutes=rule.numbers[GOOD_FOR_MINUTES])
    Look.objects.create(
        account=viewer.account,
        officer=viewer.person,
        office=post.office,
        role=post.role,
        case=subject.case,
        person=subject.person,
        name=subject.name[:120],
        whose=sorted(map(str, whose)),
        reason=words,
        at=now,
        until=until,
        flags=[each.key for each in found],
    )
    return until


def give_reason_for_case(*, code: str, reason: str, viewer: Viewer, now: datetime) -> datetime:
    """Keep the reason of an officer for a case that has come to an office of hers; as `give_reason`.

    Raises:
        NotFound: there is none of that code, or it is not before an office of hers.
    """
    state = case_coded(code, viewer)
    offices = {step.holder.office for step in state.steps.values()} | {
        each.office for each in state.observers
    }
    post = next((each for each in viewer.positions if each.office in offices), None)
    if post is None:
        raise NotFound(code)
    return give_reason(
        subject=Subject(case=state.case, name=str(state.code)),
        whose=frozenset(party.person for party in state.parties),
        reason=reason,
        viewer=viewer,
        post=post,
        now=now,
    )


def mark_seen(*, look: UUID, viewer: Viewer, now: datetime) -> None:
    """Mark a look as seen by its supervisor; who saw it first stays. Raises `NotFound` for anybody else."""
    _supervised(look, viewer)
    Look.objects.filter(pk=look, seen_at=None).update(seen_by=viewer.person, seen_at=now)


def ask_back(*, look: UUID, question: str, viewer: Viewer, now: datetime) -> None:
    """Ask the officer about a look, and mark it as seen.

    Raises:
        NotFound: it is not the viewer's to supervise.
        Refused: nothing is asked.
    """
    row, words = _supervised(look, viewer), _line(question)
    if not words:
        raise Refused(NOTHING_WRITTEN)
    row.question, row.asked_by, row.asked_at = words, viewer.person, now
    row.answer, row.answered_at = "", None
    row.seen_by, row.seen_at = row.seen_by or viewer.person, row.seen_at or now
    row.save(
        update_fields=["question", "asked_by", "asked_at", "answer", "answered_at", "seen_by", "seen_at"]
    )


def answer_back(*, look: UUID, answer: str, viewer: Viewer, now: datetime) -> None:
    """Answer what a supervisor asked about one's own look.

    Raises:
        NotFound: it is not the viewer's own, or nothing was asked.
        Refused: nothing is answered.
    """
    own = Look.objects.filter(pk=look, officer=viewer.person) if viewer.person else Look.objects.none()
    row = own.exclude(question="").first()
    if row is None:
        raise NotFound(str(look))
    words = _line(answer)
    if not words:
        raise Refused(NOTHING_WRITTEN)
    row.answer, row.answered_at = words, now
    row.save(update_fields=["answer", "answered_at"])


PENDING = (Q(seen_at=None) & ~Q(flags=[])) | (~Q(question="") & Q(answered_at=None))
"""Unusual and seen by nobody, or asked about and not answered."""


def seat_keeping() -> None:
    """Seat how long looks are kept; one that is pending stays, and so does whatever else tells of the same file."""
    seats.seat_sweeps("look", Rows(table=Look, counted_from="at", about=("case", "person"), where=~PENDING))
    seats.seat_need("looking.pending", pending)
    seats.seat_use("looking.look", told_of(Look, "person", "officer"))


def pending(keys: Collection[Key]) -> set[Key]:
    """Return those of the keys, of cases and persons, into whose files a look is pending."""
    asked = [key for key in keys if isinstance(key, UUID)]
    rows = Look.objects.filter(PENDING).filter(Q(case__in=asked) | Q(person__in=asked))
    return {key for row in rows.values_list("case", "person") for key in row if key in asked}


def _supervised(look: UUID, viewer: Viewer) -> Look:
    scope = reads.supervised(viewer)
    row = Look.objects.filter(scope, pk=look).first() if scope is not None else None
    if row is None:
        raise NotFound(str(look))
    return row


def _line(words: str) -> str:
    return " ".join(words.replace("\x00", "").split())[:LONGEST_REASON]
