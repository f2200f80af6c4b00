"""Filling in a form: every answer is kept as it is given; sent once, it becomes a dossier, or a bundle, with a code."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
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
from kinhbac.kernel.types import Command, Position, Recorded, Refused, Viewer
from kinhbac.services.procedures.actions.applicants import (
    Applicant,
    applicant_of,
    behind,
    filing_hand,
    hand_of,
    hand_papers_on,
    must_act_for,
    must_hold,
)
from kinhbac.services.procedures.actions.bundles import file_bundle
from kinhbac.services.procedures.models import Application, Help
from kinhbac.services.procedures.reads.bundle_parts import why_not_begun
from kinhbac.services.procedures.reads.published import (
    choices,
    code_patterns,
    procedure_now,
    procedure_of,
)
from kinhbac.services.procedures.rules.dossier import KIND
from kinhbac.services.procedures.rules.eligible import why_not_begin
from kinhbac.services.procedures.rules.fees import eid_behind, eid_content, eid_facts, fee_facts
from kinhbac.services.procedures.rules.files import files_in
from kinhbac.services.procedures.rules.helping import DISCARDED, SENT
from kinhbac.services.procedures.rules.in_force import RulesChanged, why_not
from kinhbac.services.procedures.rules.return_codes import make_code
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
from kinhbac.tools.limits.actions import spend
from kinhbac.tools.limits.types import FILE

NOTHING_SAID: Mapping[str, str] = MappingProxyType({})
FILE_GONE = Text(
    vi="Không tìm thấy tệp bạn đã gửi; hãy tải lên lại",
    en="The file that you sent is not found; upload it again",
)


@dataclass(frozen=True, slots=True)
class AtCounter:
    """How a dossier is handed in by hand: the officer's post at a one-stop desk, and what was noted of the papers.

    The same officer with the same `key` opens one dossier.
    """

    post: Position
    content: Mapping[str, Any] = field(default_factory=dict)
    key: str | None = None


def begin_application(
    *,
    procedure: str,
    viewer: Viewer,
    firm: UUID | None = None,
    mandate: UUID | None = None,
    said: Mapping[str, str] = NOTHING_SAID,
    now: datetime | None = None,
) -> UUID:
    """Begin a form under the procedure's current version; one that the viewer has not sent yet is taken up again.

    Args:
        procedure: its key.
        viewer: whose form it is.
        firm: for which she files it, None for herself.
        mandate: under which she files it for another person, None for herself.
        said: her answers to what is asked before the form; kept nowhere.
        now: aware.

    Raises:
        Refused: the procedure has ended, or is to come; an act excludes her, or she has not said so far; the viewer does
            not act for the firm, or the procedure is not for firms; or the mandate does not serve.
    """
    at = now or cases.clock.now()
    current, _ = procedure_now(procedure, at.astimezone(HCM).date())
    _may_begin(current, at)
    must_act_for(firm, viewer, current, at)
    must_hold(mandate, viewer, current, at)
    begun = Application.objects.filter(
        person=_person(viewer), procedure=procedure, firm=firm, mandate=mandate, case=None
    )
    row = begun.order_by("desk").first()  # her own before one that was begun for her at a desk
    if row is None:
        refusal = why_not_begin(current, said)
        if refusal is not None:
            raise Refused(refusal)
        return place_form(procedure=procedure, person=_person(viewer), firm=firm, mandate=mandate, now=at)
    bring_up_to_date(row, at)
    return row.id


def place_form(
    *,
    procedure: str,
    person: UUID,
    desk: str = "",
    firm: UUID | None = None,
    mandate: UUID | None = None,
    now: datetime,
) -> UUID:
    """Return the unsent form of a person, at a desk or her own, made where there is none. Whoever calls has judged.

    Raises:
        Refused: the procedure has ended, or is to come.
    """
    current, definition = procedure_now(procedure, now.astimezone(HCM).date())
    _may_begin(current, now)
    row, _ = Application.objects.get_or_create(  # the table takes one of them, whoever comes first
        person=person,
        procedure=procedure,
        desk=desk,
        firm=firm,
        mandate=mandate,
        case=None,
        defaults={"definition": definition, "begun_at": now, "changed_at": now, "code": fresh_code()},
    )
    bring_up_to_date(row, now)
    return row.id


def fresh_code() -> str:
    """Return a code that no form bears."""
    code = make_code(secrets.randbelow)
    while Application.objects.filter(code=code).exists():
        code = make_code(secrets.randbelow)
    return code


def bring_up_to_date(row: Application, at: datetime) -> bool:
    """Let a form that was not sent follow the version that rules now; say whether that is another one.

    A dossier is decided under what is in force when it is handed in, whenever its form was begun.
    """
    try:
        definition = procedure_now(row.procedure, at.astimezone(HCM).date())[1]
    except definitions.NotPublished:
        return False
    if definition == row.definition:
        return False
    row.definition = definition
    row.save(update_fields=["definition"])
    return True


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
        row = _own(application, viewer)
        _end_help(row, DISCARDED, cases.clock.now())
        row.delete()


def submit(
    *, application: UUID, viewer: Viewer, channel: str = "online", now: datetime | None = None
) -> Recorded:
    """Send a form: it becomes a dossier with a code, or nothing changes. Sent twice, it is the same dossier.

    Raises:
        Incomplete: answers are missing or wrong, each named.
        NotFound: no such form of the viewer.
        RulesChanged: another version has come into force since; the form follows it now and is to be looked at.
        Refused: the procedure is not in force, no office competent, the calendar too short, or too many were filed.
    """
    at = now or cases.clock.now()
    own = Application.objects.filter(pk=application, person=_person(viewer))
    with transaction.atomic():
        unsent = own.select_for_update().filter(case=None).first()
        changed = unsent is not None and bring_up_to_date(unsent, at)
    if changed:
        raise RulesChanged
    with transaction.atomic():
        row = own.select_for_update().first()
        if row is None:
            raise NotFound(str(application))
        if row.case is not None:
            return _receipt(row.case, viewer)
        procedure = procedure_of(row.definition)
        answers = checked_answers(procedure, row.answers, row.person, at)
        applicant = applicant_of(row, viewer, procedure, at)
        spend(FILE, person=str(_person(viewer)), now=at)  # with the dossier, or not at all
        if procedure.bundle:
            _must_be_in_force(procedure, at)
            recorded = file_bundle(
                bundle=procedure,
                definition=row.definition,
                answers=answers,
                hand=filing_hand(viewer, applicant),
                channel=channel,
                now=at,
            )
        else:
            recorded = open_dossier(
                procedure=procedure,
                definition=row.definition,
                answers=answers,
                applicant=applicant,
                viewer=viewer,
                channel=channel,
                now=at,
            )
        hand_papers_on(row, applicant, files_in(procedure.form, answers))
        _end_help(row, SENT, at)
        row.case = recorded.case
        row.answers, row.reception = {}, {}  # the dossier holds them now; personal data stands in one place
        row.changed_at = at
        row.save(update_fields=["case", "answers", "reception", "changed_at"])
    return recorded


def open_dossier(
    *,
    procedure: Procedure,
    definition: str,
    answers: Mapping[str, Any],
    applicant: Applicant,
    viewer: Viewer,
    channel: str,
    now: datetime,
    counter: AtCounter | None = None,
) -> Recorded:
    """Give the dossier its number and open it, in one transaction. The number is taken once and never recomputed.

    Without a counter, the one-stop desk of the resolving office receives.
    """
    local = now.astimezone(HCM)
    _must_be_in_force(procedure, local)
    directory = definitions.current_directory()
    area = UnitRef.parse(str(resolving_unit(procedure, answers)))
    resolving = directory.competent_office(procedure.competence.key, area, local.date())
    facts = {
        **facts_from(procedure, answers, filed_on=local.date()),
        **eid_facts(applicant.eid),
    }
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
            "receiving": counter.post.office
            if counter
            else directory.one_stop_of(resolving, local.date()).key,
            "applicant": applicant.person,
            "fee": fee_facts(fee),
            **behind(applicant),
            "content": {
                "answers": dict(answers),
                **eid_content(eid_behind(fee, applicant.eid)),
                **(counter.content if counter else {}),
            },
        }
        return cases.open_case(
            kind=KIND,
            definition=definition,
            command=Command("submit", values),
            actor=hand_of(viewer, applicant, counter.post if counter else None),
            key=counter.key if counter else None,
            now=local,
            case=case,
        )


def checked_answers(
    procedure: Procedure,
    given: Mapping[str, Any],
    person: UUID,
    now: datetime,
    waived: frozenset[str] = frozenset(),
) -> Mapping[str, Any]:
    """Return the answers that count, judged as a whole on the day of `now`.

    Args:
        procedure: whose form they answer.
        given: all answers, also of branches that were left.
        person: whose files they may refer to.
        now: aware.
        waived: questions for files that paper at a counter, or a database, has answered.

    Raises:
        Incomplete: answers are missing or wrong, each named.
    """
    answers = reachable_answers(procedure.form, given)
    today = now.astimezone(HCM).date()
    found = validate_whole(procedure.form, answers, today=today, choices=choices(today))
    faults = [each for each in found if each.keyword != "required" or each.path not in waived]
    for path, file in files_in(procedure.form, answers):
        if stored_file(file, owner_key=person) is None:
            faults.append(FieldFault(path, "file_missing", FILE_GONE))
    if faults:
        raise Incomplete(tuple(faults))
    return answers


def _must_be_in_force(procedure: Procedure, at: datetime) -> None:
    refusal = why_not(procedure, at.astimezone(HCM).date())
    if refusal is not None:
        raise Refused(refusal)


def _may_begin(procedure: Procedure, at: datetime) -> None:
    _must_be_in_force(procedure, at)
    refusal = why_not_begun(procedure, at.astimezone(HCM).date())
    if refusal is not None:
        raise Refused(refusal)


def _end_help(row: Application, how: str, at: datetime) -> None:
    Help.objects.filter(application=row.pk, ended_at=None).update(ended_at=at, how=how)


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
