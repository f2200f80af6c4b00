"""Retention in a province: what is over goes, what something open needs stays, a run that was cut goes on."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from kinhbac.kernel import verify
from kinhbac.kernel.models import Case, Opening
from kinhbac.kernel.seats import seats
from kinhbac.services.procedures.models import Application, TurnDraft
from kinhbac.site.demo import cast
from kinhbac.site.publishing import Plain, publish
from kinhbac.tools.files.actions import keep_upload
from kinhbac.tools.files.configured import limits, store
from kinhbac.tools.files.models import StoredFile
from kinhbac.tools.identity.actions import enrol_walk_in, open_account
from kinhbac.tools.identity.models import Account, Person, RecordOpening, Session, SignInRecord
from kinhbac.tools.identity.types import WalkIn
from kinhbac.tools.looking.models import Look
from kinhbac.tools.notices.models import Message
from kinhbac.tools.provider.models import SystemAct
from kinhbac.tools.retention import reads
from kinhbac.tools.retention.actions import end_next
from kinhbac.tools.retention.models import RetentionRun
from kinhbac.tools.retention.plain import retention_to_plain
from kinhbac.tools.retention.reads import retention_rules, runs, would_end
from tests.services.procedures.conftest import MORNING, carried_on, filled_in, photograph, submitted

pytestmark = pytest.mark.usefixtures("province")

LATER = MORNING.replace(year=2031, month=4, day=29)
"""Five years and a day after the morning of the stories."""
YOUNG = LATER - timedelta(days=3)
REQUEST = "data.request"


def run_out(now: datetime = LATER) -> dict[str, int]:
    """Let a run go on to its end; return what the last one counted."""
    while end_next(now):
        pass
    return {each.kind: each.over for each in runs(1)[0].counted if each.over}


def opened(at: datetime, member: cast.Member = cast.LAN) -> None:
    RecordOpening.objects.create(person_id=member.person, at=at, purpose="counter")


def came_in(at: datetime, member: cast.Member = cast.LAN) -> None:
    SignInRecord.objects.create(at=at, outcome="in", way="vneid", account=member.account)


def looked(at: datetime, **more) -> Look:
    given = {"officer": cast.HOA.person, "office": "x", "role": "specialist", "name": "H1", "reason": "vì"}
    return Look.objects.create(**given, at=at, until=at, **more)


def request_by(member: cast.Member = cast.LAN) -> None:
    """Let a person have a dossier in hand that is a request about her data."""
    receipt = submitted(member)
    definition = reads.definitions.current_hash("procedure", REQUEST)
    Case.objects.filter(pk=receipt.case).update(definition=definition)


def test_what_is_over_goes_and_the_rest_stays(settings):
    for at in (MORNING, YOUNG):
        opened(at)
        came_in(at)
        looked(at, seen_at=at)
        SystemAct.objects.create(
            system="library", act="refused", account=cast.LAN.account, source="::1", at=at
        )
        Message.objects.create(person=cast.LAN.person, case=uuid4(), seq=1, at=at)
        Session.objects.create(session_key=f"{at.year}", session_data="", expire_date=at)
        folder = settings.KINHBAC_OUTBOX / at.date().isoformat()
        folder.mkdir(parents=True)
        (folder / "a.eml").write_text("x")
    foreseen = {each.kind: each.over for each in would_end(LATER) if each.over and each.kind != "mail"}

    counted = run_out()

    wanted = dict.fromkeys(("record_opening", "sign_in_record", "look", "system_act", "message"), 1)
    wanted["session"] = 2  # of a day
    assert foreseen == wanted
    assert counted == {**wanted, "mail": 1}
    tables = (RecordOpening, SignInRecord, Look, Message)
    assert [[row.at for row in table.objects.all()] for table in tables] == [[YOUNG]] * len(tables)
    assert list(SystemAct.objects.order_by("at").values_list("account", "source")) == [
        (None, ""),
        (cast.LAN.account, "::1"),
    ]
    assert [each.name for each in settings.KINHBAC_OUTBOX.iterdir()] == [YOUNG.date().isoformat()]
    assert end_next(LATER) is False  # once a day
    assert RetentionRun.objects.count() == 1


def test_nothing_goes_that_something_open_needs():
    ended, open_one = submitted(cast.LAN).case, submitted(cast.NAM).case
    carried_on(ended, 5)
    for case in (open_one, ended):
        Opening.objects.create(case=case, at=MORNING, purpose="work")
    looked(MORNING, flags=["own"], case=ended)  # nobody has seen it
    looked(MORNING, question="Vì sao?", asked_at=MORNING, seen_at=MORNING, person=cast.NAM.person)
    opened(MORNING, cast.NAM)
    openings = Opening.objects.count()

    assert "opening" not in run_out()
    assert Opening.objects.count() == openings
    assert (Look.objects.count(), RecordOpening.objects.filter(person=cast.NAM.person).count()) == (2, 1)

    Look.objects.update(seen_at=LATER, answered_at=LATER)
    run_out(LATER + timedelta(days=1))
    assert set(Opening.objects.values_list("case", flat=True)) == {open_one}
    assert not Look.objects.exists()
    assert not RecordOpening.objects.filter(person=cast.NAM.person).exists()
    assert verify.verify().holds


def test_an_open_request_keeps_what_it_is_about():
    request_by(cast.LAN)
    for member in (cast.LAN, cast.NAM):
        opened(MORNING, member)
        came_in(MORNING, member)
    run_out()
    assert set(RecordOpening.objects.values_list("person", flat=True)) == {cast.LAN.person}
    assert set(SignInRecord.objects.values_list("account", flat=True)) == {cast.LAN.account}
    needed = {each.kind: each.needed for each in runs(1)[0].counted}
    assert needed["sign_in_record"] == needed["record_opening"] == 1


class CutError(Exception):
    """The machine was switched off."""


@pytest.mark.django_db(transaction=True)
def test_a_run_that_is_cut_goes_on_and_counts_nothing_twice(monkeypatch):
    monkeypatch.setattr(reads, "AT_ONCE", 2)
    for _ in range(7):
        came_in(MORNING)
    sweep = seats.sweeps["sign_in_record"][0]
    calls = []

    class Cut:
        """Ends rows, and is cut at its second batch before that is written down."""

        page = sweep.page

        @staticmethod
        def end(over, before):
            gone = sweep.end(over, before)
            calls.append(gone)
            if len(calls) == 2:
                raise CutError
            return gone

    monkeypatch.setitem(seats.sweeps, "sign_in_record", (Cut,))
    with pytest.raises(CutError):
        run_out()
    assert SignInRecord.objects.count() == 5  # the batch that was cut is whole again
    assert RetentionRun.objects.get().over == {"sign_in_record": 2}

    assert run_out() == {"sign_in_record": 7}
    assert calls == [2, 2, 2, 2, 1]
    assert RetentionRun.objects.count() == 1


def test_a_longer_rule_saves_what_is_still_there(monkeypatch):
    monkeypatch.setattr(reads, "AT_ONCE", 2)
    for _ in range(6):
        came_in(MORNING)
    while not SignInRecord.objects.count() < 6:
        end_next(LATER)
    publish_longer("sign_in_record", "120 months")
    assert run_out() == {}
    assert SignInRecord.objects.count() == 4
    first, second = RetentionRun.objects.order_by("pk")
    assert first.version != second.version
    assert first.over == {"sign_in_record": 2}
    assert first.ended_at is not None


def publish_longer(kind: str, term: str) -> None:
    rules = retention_rules()
    line = rules.lines[kind]
    spans = tuple(replace(span, value=replace(span.value, term=term)) for span in line.spans)
    longer = replace(rules, lines={**rules.lines, kind: replace(line, spans=spans)})
    publish([Plain("retention", "province", retention_to_plain(longer))], LATER)


def loose(at: datetime, owner: UUID) -> UUID:
    kept = keep_upload(
        upload=photograph(), owner_key=owner, purpose="x", now=at, store=store(), limits=limits()
    )
    return kept.id


def test_papers_that_stand_nowhere_go_and_all_others_stay():
    before = MORNING - timedelta(days=32)
    submitted(cast.LAN, before)
    filled_in(cast.NAM, before)
    Application.objects.filter(case=None).update(changed_at=MORNING)
    attached = set(StoredFile.objects.values_list("pk", flat=True))
    lost, young = loose(before, cast.LAN.person), loose(MORNING, cast.LAN.person)
    someone = loose(before, uuid4())  # of nobody who has a case
    assert run_out(MORNING)["loose_file"] == 2
    left = set(StoredFile.objects.values_list("pk", flat=True))
    assert left == {*attached, young}
    assert not {lost, someone} & left


def test_what_was_written_for_a_turn_goes_after_the_dossier_has_ended():
    receipt = submitted(cast.LAN)
    paper = loose(MORNING, cast.LAN.person)
    TurnDraft.objects.create(
        key=uuid4(),
        case=receipt.case,
        person=cast.LAN.person,
        turn="supplement",
        items={"0": {"files": [{"file": str(paper), "name": "a.jpg"}]}},
        changed_at=MORNING,
    )
    assert "turn_draft" not in run_out(MORNING + timedelta(days=40))
    carried_on(receipt.case, 5)
    assert run_out(MORNING + timedelta(days=41))["turn_draft"] == 1
    assert not StoredFile.objects.filter(pk=paper).exists()
    assert StoredFile.objects.exists()  # what stands in the dossier


def test_a_province_without_rules_ends_nothing(monkeypatch):
    came_in(MORNING)
    missing = reads.definitions.NotPublished
    monkeypatch.setattr(reads, "version", lambda: (_ for _ in ()).throw(missing("retention")))
    assert end_next(timezone.now()) is False
    assert would_end(LATER) == ()
    assert reads.kept_for("opening", LATER) is None
    assert SignInRecord.objects.count() == 1


def test_people_read_how_long_it_is_kept():
    assert reads.kept_for("opening", MORNING).vi == "5 năm"
    assert reads.kept_for("dossier", MORNING) is None


def test_who_has_nothing_here_any_more_goes_with_her_account(morning):
    known = set(Person.objects.values_list("pk", flat=True))
    idle, busy = (
        enrol_walk_in(WalkIn(f"02718500000{number}", "Vũ Thị Xuân", date(1985, 11, 20), "female"))
        for number in (1, 2)
    )
    for person in (idle, busy):
        open_account(account=uuid4(), name=str(person), person=person)
    account = Account.objects.get(person=idle).pk
    SignInRecord.objects.create(at=MORNING, outcome="in", way="vneid", account=account)
    Message.objects.create(person=busy, case=uuid4(), seq=1, at=YOUNG)
    two_years = MORNING.replace(year=2028)

    assert "unused_person" not in run_out(two_years)  # to the day
    assert run_out(two_years + timedelta(days=1)) == {"sign_in_record": 1, "unused_person": 1}
    assert set(Person.objects.values_list("pk", flat=True)) == {*known, busy}
    assert not Account.objects.filter(pk=account).exists()
