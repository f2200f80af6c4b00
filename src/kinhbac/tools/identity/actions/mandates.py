"""Mandates given, accepted and ended. Nothing that was written is ever changed; a new one is given instead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet

from kinhbac.base.clock import HCM
from kinhbac.kernel.types import Position, Refusal, Refused, Viewer
from kinhbac.tools.identity.actions import open_record
from kinhbac.tools.identity.models import Mandate
from kinhbac.tools.identity.reads.mandates import person_named
from kinhbac.tools.identity.rules import mandates as rules
from kinhbac.tools.identity.types import Basis, MandateState

PURPOSE = "mandate_kept"
"""Why a desk opens the records of both, when it keeps a mandate upon a paper."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A mandate to be given: to whom (number and name, both must fit), for what, and for how long (both days inclusive)."""

    number: str
    name: str
    procedures: tuple[str, ...]
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Paper:
    """What a desk keeps a mandate upon: the file, and its number, day and who certified it."""

    file: UUID
    said: str


def give(*, wanted: Wanted, latest: date, viewer: Viewer, now: datetime) -> UUID:
    """Let somebody act for the viewer, once she accepts; return the mandate's key.

    Args:
        wanted: to whom, for what, how long.
        latest: the last day that the rules of the province let be its end.
        viewer: who gives it.
        now: aware.

    Raises:
        Refused: nobody has that number and name, it is the viewer herself, days do not fit, there are too many.
    """
    if viewer.person is None:
        raise Refused(rules.NOBODY_OF_THAT_NAME)
    agent = _agent(wanted)
    _refuse(rules.HERSELF if agent == viewer.person else None)
    return _keep(viewer.person, agent, Basis.GIVEN, wanted, latest, viewer, now)


def keep_upon_paper(
    *,
    principal: UUID,
    wanted: Wanted,
    paper: Paper | None,
    latest: date,
    viewer: Viewer,
    post: Position,
    now: datetime,
    adult_at: int | None = None,
) -> UUID:
    """Keep at a desk that somebody may act for a person, upon a paper; both records are opened, and that is recorded.

    Args:
        principal: for whom.
        wanted: who, for what, how long.
        paper: what it rests on.
        latest: as in `give`.
        viewer: the officer.
        post: in which of her posts.
        now: aware.
        adult_at: the age of majority, where a parent represents a child; then it ends the day before, and holds at once.

    Raises:
        Refused: as `give`; the paper is missing; or the child is of age.
    """
    if paper is None or not paper.said.strip():
        raise Refused(rules.NO_PAPER)
    agent = _agent(wanted)
    _refuse(rules.HERSELF if agent == principal else None)
    with transaction.atomic():
        card = open_record(person=principal, viewer=viewer, post=post, purpose=PURPOSE, now=now)
        open_record(person=agent, viewer=viewer, post=post, purpose=PURPOSE, now=now)
        if card is None:
            raise Refused(rules.NOBODY_OF_THAT_NAME)
        basis = Basis.PAPER
        if adult_at is not None:
            basis, latest = Basis.PARENT, rules.grown_up_on(card.born_on, adult_at) - timedelta(days=1)
            _refuse(rules.NOT_A_CHILD if latest < now.astimezone(HCM).date() else None)
        key = _keep(principal, agent, basis, wanted, latest, viewer, now)
        Mandate.objects.filter(pk=key).update(
            office=post.office,
            paper=paper.file,
            paper_said=paper.said.strip()[:200],
            accepted_at=now if basis is Basis.PARENT else None,
        )
    return key


def accept(*, mandate: UUID, viewer: Viewer, now: datetime) -> None:
    """Take a mandate on; only then can anything be done under it. Raises `Refused` where there is none to accept."""
    if not _open(mandate).filter(agent=viewer.person, accepted_at=None).update(accepted_at=now):
        raise Refused(rules.NO_SUCH_MANDATE)


def end(*, mandate: UUID, viewer: Viewer, now: datetime) -> None:
    """End a mandate at once: withdrawn by whoever gave it or the desk that kept it, declined or given up by its holder.

    Raises:
        Refused: there is none of the viewer's, it is over, or a child would end its parent's.
    """
    with transaction.atomic():
        row = _open(mandate).select_for_update().first()
        if row is None or viewer.person is None:
            raise Refused(rules.NO_SUCH_MANDATE)
        if viewer.person == row.agent_id:
            how = MandateState.DECLINED if row.accepted_at is None else MandateState.GIVEN_UP
        elif viewer.person == row.principal_id or (row.office and row.office in viewer.offices()):
            how = MandateState.WITHDRAWN
        else:
            raise Refused(rules.NO_SUCH_MANDATE)
        by_child = viewer.person == row.principal_id and row.basis == Basis.PARENT
        _refuse(rules.BY_LAW if by_child else None)
        row.ended_at, row.ended_by, row.how = now, viewer.person, how
        row.save(update_fields=["ended_at", "ended_by", "how"])


def enrol_mandate(
    *,
    key: UUID,
    principal: UUID,
    agent: UUID,
    procedures: Iterable[str],
    days: tuple[date, date],
    now: datetime,
) -> None:
    """Keep a mandate that was given and accepted elsewhere; the same again brings it up to date."""
    Mandate.objects.update_or_create(
        pk=key,
        defaults={
            "principal_id": principal,
            "agent_id": agent,
            "basis": Basis.GIVEN,
            "procedures": list(procedures),
            "valid_from": days[0],
            "valid_to": days[1],
            "given_at": now,
            "given_by": principal,
            "accepted_at": now,
        },
    )


def _keep(
    principal: UUID, agent: UUID, basis: Basis, wanted: Wanted, latest: date, viewer: Viewer, now: datetime
) -> UUID:
    today = now.astimezone(HCM).date()
    _refuse(rules.why_not_these_days(wanted.first, wanted.last, today, latest))
    lasting = Mandate.objects.filter(principal=principal, ended_at=None, valid_to__gte=today)
    _refuse(rules.TOO_MANY if lasting.count() >= rules.MOST_AT_ONCE else None)
    row = Mandate.objects.create(
        pk=uuid4(),
        principal_id=principal,
        agent_id=agent,
        basis=basis,
        procedures=list(wanted.procedures),
        valid_from=wanted.first,
        valid_to=wanted.last,
        given_at=now,
        given_by=viewer.person or principal,
    )
    return row.pk


def _agent(wanted: Wanted) -> UUID:
    found = person_named(wanted.number, wanted.name)
    if found is None:
        raise Refused(rules.NOBODY_OF_THAT_NAME)
    return found


def _open(mandate: UUID) -> QuerySet[Mandate]:
    return Mandate.objects.filter(pk=mandate, ended_at=None)


def _refuse(why: Refusal | None) -> None:
    if why is not None:
        raise Refused(why)
