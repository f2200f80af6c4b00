"""Filling in a form: every answer is kept as it is given; sent once, it becomes a dossier with a code."""

from collections.abc import Mapping
from datetime import datetime
from typing import IO, Any
from uuid import UUID, uuid4

from django.db import transaction

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel import actions as cases
from kinhbac.kernel import definitions
from kinhbac.kernel.directory.types import UnitRef
from kinhbac.kernel.numbering import take_number
from kinhbac.kernel.reads import NotFound, case_of
from kinhbac.kernel.types import Command, Recorded, Viewer
from kinhbac.services.procedures.models import Application
from kinhbac.services.procedures.reads.published import choices, code_patterns, procedure_now, procedure_of
from kinhbac.services.procedures.rules.dossier import KIND
from kinhbac.services.procedures.rules.fees import fee_facts
from kinhbac.services.procedures.rules.files import files_in
from kinhbac.services.procedures.types import Incomplete
from kinhbac.tools.files.actions import keep_upload
from kinhbac.tools.files.configured import limits, store
from kinhbac.tools.files.reads import stored_file
from kinhbac.tools.files.types import KeptFile
from kinhbac.tools.forms.journey import reachable_answers
from kinhbac.tools.forms.paths import merged
from kinhbac.tools.forms.types import FieldFault
from kinhbac.tools.forms.whole import validate_whole
from kinhbac.tools.grammar.fees import facts_from, fee_for
from kinhbac.tools.grammar.rules import resolving_unit
from kinhbac.tools.grammar.types import Procedure

FILE_GONE = Text(
    vi="Không tìm thấy tệp bạn đã gửi; hãy tải lên lại",
    en="The file that you sent is not found; upload it again",
)


def begin_application(*, procedure: str, viewer: Viewer, now: datetime | None = None) -> UUID:
    """Begin a form under the procedure's current version; one that the viewer has not sent yet is taken up again."""
    at = now or cases.clock.now()
    person = _person(viewer)
    _, definition = procedure_now(procedure)
    unsent = Application.objects.filter(person=person, procedure=procedure, case=None).first()
    if unsent is not None:
        return unsent.id
    row = Application.objects.create(
        person=person, procedure=procedure, definition=definition, begun_at=at, changed_at=at
    )
    return row.id


def keep_answers(
    *, application: UUID, viewer: Viewer, values: Mapping[str, Any], now: datetime | None = None
) -> None:
    """Keep answers by path; None takes one back. Raises `NotFound` where the form is not the viewer's or was sent."""
    with transaction.atomic():
        row = _own(application, viewer)
        row.answers = merged(row.answers, values)
        row.changed_at = now or cases.clock.now()
        row.save(update_fields=["answers", "changed_at"])


def replace_answers(
    *, application: UUID, viewer: Viewer, answers: Mapping[str, Any], now: datetime | None = None
) -> None:
    """Put a whole set of answers in place of what is there, as programs do."""
    with transaction.atomic():
        row = _own(application, viewer)
        row.answers = dict(answers)
        row.changed_at = now or cases.clock.now()
        row.save(update_fields=["answers", "changed_at"])


def attach(
    *, application: UUID, viewer: Viewer, path: str, upload: IO[bytes], now: datetime | None = None
) -> KeptFile:
    """Keep a paper or photograph that answers a question; raises `UploadRefused` with what to do."""
    at = now or cases.clock.now()
    row = _own(application, viewer, lock=False)
    return keep_upload(
        upload=upload,
        owner_key=row.person,
        purpose=f"{row.procedure} {path}"[:120],
        now=at,
        store=store(),
        limits=limits(),
    )


def discard(*, application: UUID, viewer: Viewer) -> None:
    """Throw a form away that was not sent."""
    with transaction.atomic():
        _own(application, viewer).delete()


def submit(
    *, application: UUID, viewer: Viewer, channel: str = "online", now: datetime | None = None
) -> Recorded:
    """Send a form: it becomes a dossier with a code, or nothing changes. Sent twice, it is the same dossier.

    Raises:
        Incomplete: answers are missing or wrong, each named.
        NotFound: no such form of the viewer.
        Refused: no office is competent, or the calendar ends too soon.
    """
    at = now or cases.clock.now()
    with transaction.atomic():
        row = Application.objects.select_for_update().filter(pk=application, person=_person(viewer)).first()
        if row is None:
            raise NotFound(str(application))
        if row.case is not None:
            return _receipt(row.case, viewer)
        procedure = procedure_of(row.definition)
        answers = _checked(procedure, row, at)
        recorded = open_dossier(
            procedure=procedure,
            definition=row.definition,
            answers=answers,
            applicant=row.person,
            viewer=viewer,
            channel=channel,
            now=at,
        )
        row.case = recorded.case
        row.answers = {}  # the dossier holds them now; personal data stands in one place
        row.changed_at = at
        row.save(update_fields=["case", "answers", "changed_at"])
    return recorded


def open_dossier(
    *,
    procedure: Procedure,
    definition: str,
    answers: Mapping[str, Any],
    applicant: UUID,
    viewer: Viewer,
    channel: str,
    now: datetime,
) -> Recorded:
    """Give the dossier its number and open it, in one transaction. The number is taken once and never recomputed."""
    local = now.astimezone(HCM)
    directory = definitions.current_directory()
    area = UnitRef.parse(str(resolving_unit(procedure, answers)))
    resolving = directory.competent_office(procedure.competence.key, area, local.date())
    facts = facts_from(procedure, answers, filed_on=local.date())
    fee = fee_for(procedure, filed_on=local.date(), channel=channel, facts=facts)
    with transaction.atomic():
        number = take_number(f"dossier {resolving.e_identifier} {local.date().isoformat()}")
        code = code_patterns().on(local.date()).format(resolving.e_identifier, local.date(), number)
        case = uuid4()
        values = {
            "case": case,
            "code": code,
            "area": str(area),
            "channel": channel,
            "receiving": directory.one_stop_of(resolving, local.date()).key,
            "applicant": applicant,
            "fee": fee_facts(fee),
            "content": {"answers": dict(answers)},
        }
        return cases.open_case(
            kind=KIND,
            definition=definition,
            command=Command("submit", values),
            actor=viewer.acting(),
            now=local,
            case=case,
        )


def _checked(procedure: Procedure, row: Application, now: datetime) -> Mapping[str, Any]:
    answers = reachable_answers(procedure.form, row.answers)
    today = now.astimezone(HCM).date()
    faults = list(validate_whole(procedure.form, answers, today=today, choices=choices(today)))
    for path, file in files_in(procedure.form, answers):
        if stored_file(file, owner_key=row.person) is None:
            faults.append(FieldFault(path, "file_missing", FILE_GONE))
    if faults:
        raise Incomplete(tuple(faults))
    return answers


def _own(application: UUID, viewer: Viewer, *, lock: bool = True) -> Application:
    rows = Application.objects.select_for_update() if lock else Application.objects
    row = rows.filter(pk=application, person=_person(viewer), case=None).first()
    if row is None:
        raise NotFound(str(application))
    return row


def _person(viewer: Viewer) -> UUID:
    if viewer.person is None:
        raise NotFound("nobody has forms")
    return viewer.person


def _receipt(case: UUID, viewer: Viewer) -> Recorded:
    state = case_of(case, viewer)
    return Recorded(case=case, seq=state.seq, hash=state.head, code=state.code, again=True)
