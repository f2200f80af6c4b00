"""Who goes on with whose form at a counter, under which consent: for the officer, and for the person herself."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from kinhbac.base.text import Text
from kinhbac.kernel import definitions
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.models import Application, Help
from kinhbac.services.procedures.reads.published import procedure_of
from kinhbac.services.procedures.rules.counter import ONE_STOP
from kinhbac.services.procedures.rules.helping import ENDED, HANDED_IN, LAPSED, consent_words
from kinhbac.tools.identity.reads import names_of


@dataclass(frozen=True, slots=True)
class HelpSeen:
    """Help as the person sees it: with which form, who, where, what she agreed to, since when, until when, how it ended.

    `lasts` while the officer may go on; `case` is the dossier that the form became.
    """

    application: UUID
    procedure: Text | None
    helper: str
    office: Text
    consent: Text
    began_at: datetime
    ended_at: datetime | None
    how: Text | None
    lasts: bool
    case: UUID | None = None


def reachable(viewer: Viewer, now: datetime) -> Q:
    """Return which forms an officer reaches: those of her desks that nobody helps with elsewhere, and those she helps with.

    Args:
        viewer: the officer; only posts at one-stop desks count.
        now: aware; consent that ran out opens nothing.
    """
    desks = [each.office for each in viewer.positions if each.role == ONE_STOP]
    if viewer.person is None or not desks:
        return Q(pk__in=())
    mine = Help.objects.filter(helper=viewer.person, desk__in=desks)
    lasting = mine.filter(Q(ended_at=None, until__gt=now) | Q(how=HANDED_IN))
    return Q(desk__in=desks, help=None) | Q(help__in=lasting.values("pk"))


def help_with(application: UUID, viewer: Viewer, now: datetime) -> HelpSeen | None:
    """Return the help under which an officer goes on with a form now, None where it is a form of her desk."""
    if viewer.person is None:
        return None
    lasting = Help.objects.filter(application=application, ended_at=None, until__gt=now)
    row = lasting.filter(helper=viewer.person).first()
    return _seen(row, viewer, now, {}) if row is not None else None


def words_of(viewer: Viewer, desk: str, day: date) -> Text:
    """Return the words of consent for an officer at a desk, as they are read aloud and kept."""
    people = frozenset({viewer.person}) if viewer.person else frozenset()
    name = ", ".join(names_of(people, viewer).values())
    return consent_words(name, definitions.current_directory().office(desk).name, day)


def own_helps(viewer: Viewer, now: datetime) -> tuple[HelpSeen, ...]:
    """Return who has helped the viewer, the latest first, at most 50; none for nobody."""
    if viewer.person is None:
        return ()
    rows = list(Help.objects.filter(person=viewer.person).order_by("-began_at", "-pk")[:50])
    forms = Application.objects.filter(pk__in=[row.application for row in rows], person=viewer.person)
    return tuple(_seen(row, viewer, now, {form.pk: form for form in forms}) for row in rows)


def _seen(row: Help, viewer: Viewer, now: datetime, forms: dict[UUID, Application]) -> HelpSeen:
    form = forms.get(row.application)
    lasts = row.ended_at is None and row.until > now
    ended_at = row.ended_at or (None if lasts else row.until)
    return HelpSeen(
        application=row.application,
        procedure=procedure_of(form.definition).name if form is not None else None,
        helper=names_of(frozenset({row.helper}), viewer).get(row.helper, ""),
        office=definitions.current_directory().office(row.desk).name,
        consent=Text(**row.consent),
        began_at=row.began_at,
        ended_at=ended_at,
        how=None if lasts else ENDED.get(row.how or LAPSED),
        lasts=lasts,
        case=form.case if form is not None else None,
    )
