"""What procedures keep for a time: forms and turns that were not sent, papers that stand nowhere, help."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from kinhbac.kernel.keeping import Rows, mentioned, told_of
from kinhbac.kernel.seats import Swept, seats
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.actions.old_forms import FEW, OldForms
from kinhbac.services.procedures.actions.papers import put_away
from kinhbac.services.procedures.models import Application, Help, TurnDraft
from kinhbac.tools.files.actions import remove_file
from kinhbac.tools.files.reads import uploaded
from kinhbac.tools.identity.reads.mandates import papers_kept

LOOKED_BACK = timedelta(days=8)
"""Papers are asked about in the days after their time is over; then they are known to stand somewhere."""

_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def seat_keeping() -> None:
    """Take the seats."""
    seats.seat_sweeps("unsent_form", OldForms())
    seats.seat_sweeps(
        "turn_draft", OldTurns(Rows(table=TurnDraft, counted_from="changed_at", about=("case", "person")))
    )
    seats.seat_sweeps("loose_file", LooseFiles())
    seats.seat_sweeps("help", Rows(table=Help, counted_from="until", about=("person",)))
    seats.seat_use("procedures.application", told_of(Application, "person", "taken_by"))
    seats.seat_use("procedures.turn_draft", told_of(TurnDraft, "person"))
    seats.seat_use("procedures.help", told_of(Help, "person", "helper"))


@dataclass(frozen=True, slots=True)
class OldTurns:
    """What was written for a turn and never sent, with its papers; while its dossier is open, it stays."""

    rows: Rows

    def page(self, before: datetime, after: str, most: int) -> Swept:
        """As `seats.Sweep`."""
        return self.rows.page(before, after, min(most, FEW))

    def end(self, over: tuple[Any, ...], before: datetime) -> int:
        """Erase rows, and put away the papers that stand in no dossier."""
        ended = 0
        for row in TurnDraft.objects.filter(pk__in=over):
            with transaction.atomic():
                if self.rows.end((row.pk,), before):
                    put_away(files=_named([row.items, row.changes]), viewer=Viewer(person=row.person))
                    ended += 1
        return ended


class LooseFiles:
    """Papers that were uploaded and stand nowhere: a cut came between the paper and the form, or the form was lost."""

    def page(self, before: datetime, after: str, most: int) -> Swept:
        """Return the next papers that stand in no form, turn, mandate or case; as `seats.Sweep`."""
        few = min(most, FEW)
        found = uploaded(since=before - LOOKED_BACK, before=before, after=after, most=few)
        loose = set(found) - _in_writing(found.values()) - papers_kept(found) - mentioned(found)
        return Swept(tuple(sorted(loose)), after=str(max(found)) if len(found) == few else "")

    def end(self, over: tuple[Any, ...], before: datetime) -> int:
        """Remove them; their content follows a day later. Nobody can name one in a form any more, so none is asked again."""
        owners = uploaded(since=before - LOOKED_BACK, before=before, only=over)
        return sum(remove_file(file_id=file, owner_key=owner) for file, owner in owners.items())


def _in_writing(owners: Iterable[UUID]) -> set[UUID]:
    """Return the papers in the unsent forms and turns of people, and in what an officer fills in for them."""
    people = set(owners)
    forms = Application.objects.filter(Q(person__in=people) | Q(taken_by__in=people))
    turns = TurnDraft.objects.filter(person__in=people)
    return _named(
        [
            *forms.values_list("answers", "reception"),
            *turns.values_list("items", "changes"),
        ]
    )


def _named(kept: object) -> set[UUID]:
    """Return whatever looks like the key of a paper among JSON values."""
    if isinstance(kept, Mapping):
        return _named(list(kept.values()))
    if isinstance(kept, list | tuple):
        return {key for each in kept for key in _named(each)}
    return {UUID(kept)} if isinstance(kept, str) and _KEY.fullmatch(kept) else set()
