"""Mandates as those see them whom they concern: who gave them, who holds them, and the desk that kept the paper."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from kinhbac.base.text import fold
from kinhbac.kernel.types import Viewer
from kinhbac.tools.identity.models import Mandate, Person
from kinhbac.tools.identity.reads import card_of
from kinhbac.tools.identity.sealing import marks
from kinhbac.tools.identity.types import Basis, MandateCard, PersonCard

MOST_SHOWN = 200


def given_by(viewer: Viewer) -> tuple[MandateCard, ...]:
    """Return the mandates that others hold for the viewer, the latest first; none for nobody."""
    return _cards(Q(principal=viewer.person)) if viewer.person is not None else ()


def held_by(viewer: Viewer) -> tuple[MandateCard, ...]:
    """Return the mandates that the viewer holds, was offered or has held, the latest first; none for nobody."""
    return _cards(Q(agent=viewer.person)) if viewer.person is not None else ()


def kept_at(office: str, person: UUID, viewer: Viewer) -> tuple[MandateCard, ...]:
    """Return the mandates of a person that a desk has kept a paper for, to those who hold a post there."""
    if office not in viewer.offices():
        return ()
    return _cards(Q(Q(principal=person) | Q(agent=person), office=office))


def mandate_held(mandate: UUID, viewer: Viewer) -> MandateCard | None:
    """Return a mandate to the one who holds it, also when it is over; None where it is none of hers."""
    found = _cards(Q(pk=mandate, agent=viewer.person)) if viewer.person is not None else ()
    return found[0] if found else None


def mandate_seen(mandate: UUID, viewer: Viewer) -> MandateCard | None:
    """Return a mandate to both whom it binds, and to those who hold a post at the desk that kept it; None to others."""
    if viewer.person is None:
        return None
    theirs = Q(principal=viewer.person) | Q(agent=viewer.person) | Q(office__in=viewer.offices() - {""})
    found = _cards(Q(theirs, pk=mandate))
    return found[0] if found else None


def card_under(mandate: UUID, viewer: Viewer) -> PersonCard | None:
    """Return the record of the person for whom the viewer acts under a mandate that holds today, None otherwise."""
    if viewer.person is None or mandate not in viewer.stands_for:
        return None
    row = Mandate.objects.filter(pk=mandate, agent=viewer.person).select_related("principal").first()
    return card_of(row.principal) if row is not None else None


def names_behind(mandates: frozenset[UUID], viewer: Viewer) -> dict[UUID, str]:
    """Return for whom the viewer acts under mandates that she holds today, by their keys."""
    asked = mandates & viewer.stands_for
    if not asked or viewer.person is None:
        return {}
    rows = Mandate.objects.filter(pk__in=asked, agent=viewer.person)
    return dict(rows.values_list("pk", "principal__full_name"))


def agents_under(mandates: frozenset[UUID], day: date) -> dict[UUID, str]:
    """Return who holds any of these mandates on a day, each with the name of for whom; for letters, so for no viewer.

    One that was ended meanwhile holds on no day.
    """
    if not mandates:
        return {}
    rows = Mandate.objects.filter(pk__in=mandates, ended_at=None, accepted_at__isnull=False)
    holding = rows.filter(valid_from__lte=day, valid_to__gte=day)
    return dict(holding.values_list("agent_id", "principal__full_name"))


def card_from(row: Mandate) -> MandateCard:
    """Return a row as the value that leaves; whoever calls has asked whose it is."""
    return MandateCard(
        key=row.pk,
        principal=row.principal_id,
        principal_name=row.principal.full_name,
        agent=row.agent_id,
        agent_name=row.agent.full_name,
        basis=Basis(row.basis),
        procedures=tuple(row.procedures),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        given_at=row.given_at,
        office=row.office,
        paper=row.paper,
        paper_said=row.paper_said,
        accepted_at=row.accepted_at,
        ended_at=row.ended_at,
        how=row.how,
    )


def waiting_for(viewer: Viewer) -> int:
    """Return how many mandates wait for the viewer's word."""
    return sum(each.accepted_at is None and each.ended_at is None for each in held_by(viewer))


def _cards(which: Q) -> tuple[MandateCard, ...]:
    rows: QuerySet[Mandate] = Mandate.objects.filter(which).select_related("principal", "agent")
    return tuple(map(card_from, rows.order_by("-given_at", "pk")[:MOST_SHOWN]))


def person_named(number: str, words: str) -> UUID | None:
    """Return the person who has both a number and a name, letters without marks; None where either does not fit.

    Both are asked so that nobody learns by a number alone who is known here.
    """
    row = Person.objects.filter(number_mark__in=marks(number)).values_list("pk", "folded_name").first()
    return row[0] if row is not None and row[1] == fold(words) else None


def papers_kept(files: Collection[UUID]) -> set[UUID]:
    """Return those of the files upon which a mandate rests; for sweeps alone."""
    rows = Mandate.objects.filter(paper__in=files).values_list("paper", flat=True)
    return {file for file in rows if file is not None}
