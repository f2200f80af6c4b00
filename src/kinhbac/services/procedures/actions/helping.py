"""Going on with a person's form at a counter: with its code, her identity number and her consent; and giving it back."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from kinhbac.base.clock import HCM
from kinhbac.kernel import actions as cases
from kinhbac.kernel.reads import NotFound
from kinhbac.kernel.types import Position, Refused, Viewer
from kinhbac.services.procedures.actions.counter import post_at_counter
from kinhbac.services.procedures.models import Application, Help
from kinhbac.services.procedures.reads.helping import reachable, words_of
from kinhbac.services.procedures.reads.published import keeping
from kinhbac.services.procedures.rules.counter import OWN_FORM
from kinhbac.services.procedures.rules.helping import (
    GIVEN_BACK,
    HELP,
    NO_CONSENT,
    NO_MATCH,
    REPLACED,
    TAKEN_BACK,
)
from kinhbac.services.procedures.rules.keeping import help_until, is_over
from kinhbac.tools.identity.actions import open_numbered
from kinhbac.tools.limits.actions import give_back as take_back_try
from kinhbac.tools.limits.actions import spend
from kinhbac.tools.limits.types import TAKE_UP


def take_up(*, code: str, number: str, consented: bool, viewer: Viewer, now: datetime | None = None) -> UUID:
    """Let an officer go on with a person's own form, in her presence; return the form's key.

    Args:
        code: of the form, as the person says or shows it (`return_codes.read_code`).
        number: her identity number, as the officer reads it from her card.
        consented: she has heard the words and agrees; without it nothing is opened.
        viewer: the officer.
        now: aware.

    Raises:
        Refused: no consent, no post at a one-stop desk, her own form; or code and number fit no form, one answer for
            all of these. That the record was looked for is recorded in any case, for the person to see.
        TooMany: a kind of it; too many tries were wrong, by this officer or of this code.
    """
    at = now or cases.clock.now()
    post = post_at_counter(viewer)
    if not consented:
        raise Refused(NO_CONSENT)
    tried = {"person": str(viewer.person), "code": code}
    spend(TAKE_UP, now=at, **tried)
    try:
        taken = _taken_up(code, number, viewer, post, at)
    except Refused as refused:
        if refused.refusal is not NO_MATCH:
            take_back_try(TAKE_UP, now=at, **tried)
        raise
    take_back_try(TAKE_UP, now=at, **tried)
    return taken


def _taken_up(code: str, number: str, viewer: Viewer, post: Position, at: datetime) -> UUID:
    record = open_numbered(number=number, viewer=viewer, post=post, purpose=HELP, now=at)
    if record is not None and record.person in viewer.people():
        raise Refused(OWN_FORM)
    with transaction.atomic():
        rows = Application.objects.select_for_update().filter(code=code, case=None)
        row = rows.filter(person=record.person).first() if record is not None else None
        if row is None or is_over(row.changed_at, keeping(), at.astimezone(HCM).date()):
            raise Refused(NO_MATCH)
        _end(row, REPLACED, at)
        row.help = _agreed(row, viewer, post.office, at)
        row.reception = {}
        row.save(update_fields=["help", "reception"])
    return row.id


def give_back(*, application: UUID, viewer: Viewer, now: datetime | None = None) -> None:
    """End the help: from this moment the form is only the person's again. Raises `NotFound` where there is none."""
    at = now or cases.clock.now()
    with transaction.atomic():
        rows = Application.objects.select_for_update().filter(
            reachable(viewer, at), pk=application, case=None
        )
        _let_go(rows.exclude(help=None).first(), application, GIVEN_BACK, at)


def take_back_consent(*, application: UUID, viewer: Viewer, now: datetime | None = None) -> None:
    """Take one's consent back at once. Raises `NotFound` where the form is not the viewer's, or nobody helps with it."""
    at = now or cases.clock.now()
    if viewer.person is None:
        raise NotFound(str(application))
    with transaction.atomic():
        rows = Application.objects.select_for_update().filter(pk=application, case=None, person=viewer.person)
        _let_go(rows.exclude(help=None).first(), application, TAKEN_BACK, at)


def _let_go(row: Application | None, application: UUID, how: str, at: datetime) -> None:
    if row is None:
        raise NotFound(str(application))
    _end(row, how, at)
    row.help, row.reception = None, {}
    row.save(update_fields=["help", "reception"])


def _end(row: Application, how: str, at: datetime) -> None:
    Help.objects.filter(application=row.pk, ended_at=None).update(ended_at=at, how=how)


def _agreed(row: Application, viewer: Viewer, desk: str, at: datetime) -> UUID:
    """Keep the consent with the words that were read, and return its key."""
    assert viewer.person is not None, "whoever holds a post is somebody"
    until = help_until(at, keeping())
    key, words = uuid4(), words_of(viewer, desk, at.astimezone(HCM).date())
    Help.objects.create(
        pk=key,
        application=row.pk,
        person=row.person,
        helper=viewer.person,
        desk=desk,
        consent={"vi": words.vi, "en": words.en},
        began_at=at,
        until=until,
    )
    return key
