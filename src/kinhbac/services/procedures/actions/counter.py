"""What an officer does at a counter: fills a form in for a person, receives it, keeps guidance, hands papers on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kinhbac.base.clock import HCM
from kinhbac.kernel import actions as cases
from kinhbac.kernel import definitions
from kinhbac.kernel.reads import NotFound, case_of, contents_of, tied_to
from kinhbac.kernel.types import Command, Position, Recorded, Refusal, Refused, Viewer
from kinhbac.services.procedures.actions import dossiers
from kinhbac.services.procedures.actions.applicants import (
    Applicant,
    behind,
    hand_papers_on,
    helped_applicant,
)
from kinhbac.services.procedures.actions.applications import (
    AtCounter,
    bring_up_to_date,
    checked_answers,
    open_dossier,
    place_form,
)
from kinhbac.services.procedures.actions.bundles import Hand, file_bundle
from kinhbac.services.procedures.models import Application, Help
from kinhbac.services.procedures.reads.counter import received_on
from kinhbac.services.procedures.reads.helping import reachable
from kinhbac.services.procedures.reads.published import procedure_now, procedure_of
from kinhbac.services.procedures.rules import guidance
from kinhbac.services.procedures.rules.bundles.names import PARENT
from kinhbac.services.procedures.rules.counter import NO_COUNTER, ONE_STOP, OWN_FORM, counter_post
from kinhbac.services.procedures.rules.files import files_in
from kinhbac.services.procedures.rules.handed_in import Handed, Proxy, all_papers, as_asked, noted, waived
from kinhbac.services.procedures.rules.helping import HANDED_IN
from kinhbac.tools.forms.journey import reachable_answers
from kinhbac.tools.grammar.rules import asked_components
from kinhbac.tools.grammar.types import Procedure

HAND_PAPERS = "hand_papers"


@dataclass(frozen=True, slots=True)
class Reception:
    """What the officer noted beside the form: by which channel it came, how each component, and by whom."""

    channel: str = "counter"
    handed: Mapping[str, Handed] = field(default_factory=dict)
    proxy: Proxy | None = None
    note: str = ""

    def to_plain(self) -> dict[str, Any]:
        """Return it as it is kept with the form on its way."""
        proxy = self.proxy
        return {
            "channel": self.channel,
            "components": [each.to_plain() for each in self.handed.values()],
            "proxy": None
            if proxy is None
            else {
                "name": proxy.name,
                "identity_number": proxy.identity_number,
                "authority_seen": proxy.authority_seen,
            },
            "note": self.note,
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Reception":
        """Read back what `to_plain` wrote; nothing noted yet is an empty one."""
        proxy = plain.get("proxy")
        return cls(
            channel=plain.get("channel", "counter"),
            handed={each["key"]: Handed(**each) for each in plain.get("components", ())},
            proxy=Proxy(**proxy) if proxy else None,
            note=plain.get("note", ""),
        )

    def content(self) -> dict[str, Any]:
        """Return what the dossier keeps of it, beside the answers."""
        plain = self.to_plain()
        kept = {"components": plain["components"]}
        return {**kept, "proxy": plain["proxy"]} if self.proxy else kept


def post_at_counter(viewer: Viewer) -> Position:
    """Return the post in which somebody receives.

    Raises:
        Refused: she holds none at a one-stop desk.
    """
    post = counter_post(viewer)
    if post is None:
        raise Refused(NO_COUNTER)
    return post


def begin_at_counter(*, person: UUID, procedure: str, viewer: Viewer, now: datetime | None = None) -> UUID:
    """Begin a form for a person, or take up the one that was begun for her here; it is hers, and this desk's to fill in.

    A form that she has begun by herself is not opened so: see `helping.take_up`.

    Raises:
        Refused: the viewer receives nowhere, or it is her own form.
        NotPublished: there is no such procedure.
    """
    post = post_at_counter(viewer)
    if person in viewer.people():
        raise Refused(OWN_FORM)
    at = now or cases.clock.now()
    application = place_form(procedure=procedure, person=person, desk=post.office, now=at)
    Application.objects.filter(pk=application).update(taken_by=viewer.person)
    return application


def keep_reception(
    *, application: UUID, viewer: Viewer, reception: Reception, now: datetime | None = None
) -> None:
    """Keep what was noted beside a form; raises `NotFound` where it is not at the viewer's desk or was sent."""
    post_at_counter(viewer)
    with transaction.atomic():
        row = _at_desk(application, viewer, now or cases.clock.now())
        if row.case is not None:
            raise NotFound(str(application))
        row.reception = reception.to_plain()
        row.save(update_fields=["reception"])


def send_at_counter(
    *, application: UUID, viewer: Viewer, receive: bool = True, now: datetime | None = None
) -> Recorded:
    """Make a form at the viewer's desk a dossier and receive it, in one transaction. Sent twice, it is the same one.

    Args:
        application: which.
        viewer: the officer; the dossier is the person's, received at the officer's desk for whichever office resolves.
        receive: whether it is received at once; else it waits at the desk for a supplement or a refusal.
        now: aware.

    Raises:
        Incomplete: answers are missing or wrong; papers need not be there as files where paper or a database stands in.
        NotFound: no such form at the viewer's desk.
        Refused: a rule says no; nothing was written.
    """
    at = now or cases.clock.now()
    post = post_at_counter(viewer)
    with transaction.atomic():
        row = _at_desk(application, viewer, at)
        if row.case is not None:
            state = case_of(row.case, viewer)
            return Recorded(case=state.case, seq=state.seq, hash=state.head, code=state.code, again=True)
        bring_up_to_date(row, at)
        procedure = procedure_of(row.definition)
        reception = Reception.from_plain(row.reception)
        components = asked_components(procedure, reachable_answers(procedure.form, row.answers))
        open_questions = waived(components, reception.handed) if receive else all_papers(components)
        answers = checked_answers(procedure, row.answers, row.person, at, open_questions)
        applicant = helped_applicant(row, procedure, at)
        content = {**reception.content(), **_helped(row)}
        if procedure.bundle:
            recorded = file_bundle(
                bundle=procedure,
                definition=row.definition,
                answers=answers,
                hand=Hand(
                    actor=viewer.acting_in(post, applicant.person),
                    applicant=applicant.person,
                    desk=post.office,
                    handed=reception.handed,
                    waived=open_questions,
                    content=content,
                    behind=behind(applicant),
                ),
                channel=reception.channel,
                now=at,
            )
        else:
            recorded = open_dossier(
                procedure=procedure,
                definition=row.definition,
                answers=answers,
                applicant=applicant,
                viewer=viewer,
                channel=reception.channel,
                now=at,
                counter=AtCounter(post, content),
            )
        hand_papers_on(row, applicant, files_in(procedure.form, answers))
        Help.objects.filter(application=row.pk, ended_at=None).update(ended_at=at, how=HANDED_IN)
        row.case, row.answers, row.reception, row.changed_at = recorded.case, {}, {}, at
        row.save(update_fields=["case", "answers", "reception", "changed_at"])
        if receive and procedure.bundle:
            _receive_parts(recorded, viewer, at)
        elif receive:
            return _receive(recorded, procedure, answers, reception, viewer, at)
    return recorded


def _receive_parts(recorded: Recorded, viewer: Viewer, now: datetime) -> None:
    """Receive the parts of a bundle that are there: what was compared of it, was compared of them."""
    for state in tied_to(recorded.case, PARENT):
        content = contents_of(state.case).get(1, {})
        handed = {each["key"]: Handed(**each) for each in content.get("components", ())}
        asked = asked_components(procedure_of(state.definition), content.get("answers", {}))
        told = f"Thành phần hồ sơ: {noted(asked, handed)}."
        dossiers.do(state.case, "receive", {"note": told}, dossiers.Asked(viewer=viewer, now=now))


def take_quickly(
    *,
    person: UUID,
    procedure: str,
    answers: Mapping[str, Any],
    viewer: Viewer,
    key: str,
    now: datetime | None = None,
) -> Recorded:
    """Open and receive a dossier of same-day work in one transaction; the same key does it once.

    The officer has the papers in hand: every component counts as handed in as the procedure asks.

    Args:
        person: the applicant.
        procedure: its key.
        answers: of the form, whole.
        viewer: the officer.
        key: of this line.
        now: aware.

    Raises:
        Incomplete: answers are missing or wrong.
        Refused: a rule says no; nothing was written.
    """
    at = now or cases.clock.now()
    post = post_at_counter(viewer)
    if person in viewer.people():
        raise Refused(OWN_FORM)
    rules, definition = procedure_now(procedure, at.astimezone(HCM).date())
    components = asked_components(rules, reachable_answers(rules.form, answers))
    reception = Reception(handed=as_asked(components))
    checked = checked_answers(rules, answers, person, at, all_papers(components))
    try:
        with transaction.atomic():
            recorded = open_dossier(
                procedure=rules,
                definition=definition,
                answers=checked,
                applicant=Applicant(person),
                viewer=viewer,
                channel=reception.channel,
                now=at,
                counter=AtCounter(post, reception.content(), key),
            )
            if recorded.again:
                raise _DoneBefore(recorded)  # noqa: TRY301 - so that the number taken meanwhile is given back
            return _receive(recorded, rules, checked, reception, viewer, at)
    except _DoneBefore as done:
        return done.recorded


def give_guidance(
    *, values: Mapping[str, Any], viewer: Viewer, key: str, now: datetime | None = None
) -> Recorded:
    """Keep what a person was told (NĐ 118/2025 Điều 16); the same key keeps it once.

    Args:
        values: words, name, person (a key or None), procedure (a key or "") and channel.
        viewer: the officer.
        key: of this sending.
        now: aware.

    Raises:
        Refused: no words, or the viewer receives nowhere.
    """
    post = post_at_counter(viewer)
    return cases.open_case(
        kind=guidance.KIND,
        definition=_rule_of_guidance(),
        command=Command(guidance.GIVE, values),
        actor=viewer.acting_in(post),
        key=key,
        now=now,
    )


def hand_papers(
    *, office: str, viewer: Viewer, key: str, now: datetime | None = None
) -> dict[str, Recorded | Refusal]:
    """Note that today's papers for an office were passed on, for all its dossiers at once; by code, what came of it."""
    at = now or cases.clock.now()
    post = post_at_counter(viewer)
    rows = {
        row.case: row.code
        for row in received_on(post.office, at.astimezone(HCM).date(), viewer)
        if row.on_paper and not row.handed_on and row.resolving.key == office
    }
    done = cases.act_many(
        viewer=viewer, cases=list(rows), command=lambda _state: Command(HAND_PAPERS, {}), key=key, now=at
    )
    return {rows[case]: outcome for case, outcome in done.items()}


def _receive(
    recorded: Recorded,
    procedure: Procedure,
    answers: Mapping[str, Any],
    reception: Reception,
    viewer: Viewer,
    now: datetime,
) -> Recorded:
    components = asked_components(procedure, answers)
    told = f"Thành phần hồ sơ: {noted(components, reception.handed)}. {reception.note}".strip()
    return dossiers.do(recorded.case, "receive", {"note": told}, dossiers.Asked(viewer=viewer, now=now))


def _rule_of_guidance() -> str:
    try:
        return definitions.current_hash(guidance.KIND, ONE_STOP)
    except definitions.NotPublished:
        return cases.publish(guidance.KIND, ONE_STOP, guidance.DEFINITION)


def _at_desk(application: UUID, viewer: Viewer, now: datetime) -> Application:
    row = Application.objects.select_for_update().filter(reachable(viewer, now), pk=application).first()
    if row is None:
        raise NotFound(str(application))
    return row


def _helped(row: Application) -> dict[str, Any]:
    """Return what the dossier keeps of the consent under which an officer went on with the person's own form."""
    found = Help.objects.filter(pk=row.help).first() if row.help is not None else None
    return {} if found is None else {"helped": {"consent": found.consent, "at": found.began_at.isoformat()}}


class _DoneBefore(Exception):  # noqa: N818 - never leaves this file: undoes the number of a line sent twice
    def __init__(self, recorded: Recorded) -> None:
        super().__init__(recorded.code)
        self.recorded = recorded
