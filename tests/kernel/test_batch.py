"""Batch: what is decided in memory and written together is what single acts would have written."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError

from kinhbac.kernel import actions, reads, seal, tell
from kinhbac.kernel import models as tables
from kinhbac.kernel.batch import Batch
from kinhbac.kernel.types import Act, Command, Conflict, FactsSet, Linked, Refused
from kinhbac.kernel.verify import verify
from tests.cast import CITIZEN, LEADER, NOW, RECEIVER, SPECIALIST
from tests.kernel.desk import DOSSIER, REPORT, accepted_dossier, do, dossier_values, open_report
from tests.kernel.projecting import Shelf
from tests.kernel.tables import state_of, written

pytestmark = pytest.mark.django_db

ACTS = [
    ("accept", RECEIVER, {"note": "đủ"}),
    ("supplement", SPECIALIST, {}),
    ("supplied", SPECIALIST, {"left": "2 working days"}),
    ("propose", SPECIALIST, {}),
    ("approve", LEADER, {"result": "7/2026"}),
    ("return", RECEIVER, {}),
]


def opened(batch: Batch, published, case: UUID | None = None, **values):
    return batch.open(
        kind=DOSSIER,
        definition=published[DOSSIER],
        command=Command("open", dossier_values(**values)),
        actor=CITIZEN,
        now=NOW,
        case=case,
    )


def walked(batch: Batch, published, **values) -> UUID:
    case = opened(batch, published, **values).case
    for number, (name, actor, more) in enumerate(ACTS, start=1):
        now = NOW + timedelta(hours=number)
        batch.act(case=case, command=Command(name, more), actor=actor, now=now)
    return case


def singly(published, case: UUID, **values) -> None:
    command = Command("open", dossier_values(**values))
    actions.open_case(
        kind=DOSSIER, definition=published[DOSSIER], command=command, actor=CITIZEN, now=NOW, case=case
    )
    for number, (name, actor, more) in enumerate(ACTS, start=1):
        do(case, name, actor, now=NOW + timedelta(hours=number), **more)


def told(case: UUID) -> int:
    return tables.Case.objects.get(pk=case).told


def test_the_entries_are_those_of_the_same_acts_done_one_by_one(published, monkeypatch):
    monkeypatch.setattr("kinhbac.kernel.chain.secrets.token_hex", lambda _: "5" * 32)
    batch = Batch()
    case = walked(batch, published, code="H05-1")
    assert batch.write() == 7
    entries, state, contents = reads.entries_of(case), state_of(case), reads.contents_of(case)
    for table in (tables.Entry, tables.Content, tables.Step, tables.Wait, tables.Clock, tables.Party):
        table.objects.filter(case=case)._raw_delete("default")
    tables.Case.objects.filter(pk=case)._raw_delete("default")
    singly(published, case, code="H05-1")
    assert reads.entries_of(case) == entries
    assert (state_of(case), reads.contents_of(case)) == (state, contents)


@pytest.mark.parametrize("told_here", [False, True])
def test_verify_finds_nothing_after_it(published, told_here):
    batch = Batch()
    for number in range(30):
        walked(batch, published, code=f"H05-{number}")
    assert batch.write(told=told_here) == 210
    report = verify()
    assert (report.faults, report.cases, report.entries) == ([], 30, 210)
    assert report.heads == (210 if told_here else 0)


def test_nothing_is_there_before_it_is_written_and_nothing_is_left_in_it_after(published):
    before, batch = written(), Batch()
    case = walked(batch, published)
    assert (written(), batch.state(case).seq) == (before, 7)
    assert batch.write() == 7
    assert (batch.write(), state_of(case).seq) == (0, 7)


def test_many_cases_are_few_statements(published, django_assert_max_num_queries):
    opened(Batch(), published)  # what is published is read once for each process
    batch = Batch()
    for _ in range(30):
        walked(batch, published)
    with django_assert_max_num_queries(24):
        batch.write()


def test_a_refusal_leaves_the_batch_as_it_was(published):
    batch = Batch()
    case = opened(batch, published).case
    with pytest.raises(Refused):
        batch.act(case=case, command=Command("approve"), actor=LEADER, now=NOW)
    report = batch.open(
        kind=REPORT,
        definition=published[REPORT],
        command=Command("open", {"dispatcher": "d", "area": "2025/07210", "reporter": str(uuid4())}),
        actor=CITIZEN,
        now=NOW,
    ).case
    values = {"definition": published[DOSSIER], "values": dossier_values(desk="nowhere")}
    with pytest.raises(Refused):  # its own act was decided, the case that it opens was refused
        batch.act(case=report, command=Command("open_dossier", values), actor=SPECIALIST, now=NOW)
    with pytest.raises(Refused):
        batch.act(case=uuid4(), command=Command("accept"), actor=RECEIVER, now=NOW)
    assert (batch.state(report).seq, batch.write()) == (1, 2)
    assert verify().holds


def test_it_goes_on_with_cases_that_stand_and_opens_what_an_act_opens(published):
    dossier, report = accepted_dossier(published), open_report(published).case
    batch = Batch()
    batch.act(case=dossier, command=Command("propose"), actor=SPECIALIST, now=NOW)
    batch.act(case=dossier, command=Command("approve"), actor=LEADER, now=NOW)
    values = {"definition": published[DOSSIER], "values": dossier_values()}
    batch.act(case=report, command=Command("open_dossier", values), actor=SPECIALIST, now=NOW)
    assert batch.write() == 5
    assert (state_of(dossier).seq, tables.Link.objects.get().other) == (4, report)
    assert verify().holds


def test_acts_that_no_kind_decides_are_added(published):
    case = accepted_dossier(published)
    batch = Batch()
    acts = [Act("noted", (FactsSet({"n": 1}),), content={"n": 1}), Act("noted", (FactsSet({"n": 2}),))]
    assert batch.add(case=case, acts=acts, actor=SPECIALIST, now=NOW).facts["n"] == 2
    batch.write()
    assert [entry.name for entry in reads.entries_of(case)[2:]] == ["noted", "noted"]
    assert reads.contents_of(case)[3] == {"n": 1}
    assert verify().holds


def test_who_was_overtaken_writes_nothing_and_is_told_by_what(published):
    case, batch = accepted_dossier(published), Batch()
    batch.act(case=case, command=Command("propose"), actor=SPECIALIST, now=NOW)
    walked(batch, published)
    do(case, "consult", SPECIALIST)
    before = written()
    with pytest.raises(Conflict) as conflict:
        batch.write()
    assert [entry.name for entry in conflict.value.changes] == ["dossier.consult"]
    assert written() == before


def test_a_number_used_before_writes_nothing(published):
    accepted_dossier(published, code="H05-1")
    batch = Batch()
    walked(batch, published)
    walked(batch, published, code="H05-1")
    before = written()
    with pytest.raises(IntegrityError):
        batch.write(told=True)
    assert written() == before


def test_projections_are_handed_each_case_once_with_all_of_it(published, seated):
    shelf = Shelf()
    seated.seat_projection("shelf", shelf)
    batch = Batch()
    cases = [walked(batch, published) for _ in range(3)]
    batch.write()
    (changes,) = shelf.calls
    assert [(change.before, change.after) for change in changes] == [(None, state_of(case)) for case in cases]
    assert [change.entries for change in changes] == [reads.entries_of(case) for case in cases]
    assert [change.contents for change in changes] == [reads.contents_of(case) for case in cases]


class TestTelling:
    @pytest.fixture
    def heard(self, seated):
        heard = []
        seated.seat_listener("ear", lambda entry, _state: heard.append(("ear", entry.case, entry.seq)))
        seated.seat_follower("eye", lambda state, entries: heard.append(("eye", state.case, len(entries))))
        return heard

    def test_without_being_asked_it_leaves_the_telling_to_the_worker(self, published, heard):
        batch = Batch()
        case = walked(batch, published)
        batch.write()
        assert (heard, told(case)) == ([], 0)
        tell.tell_all()
        assert heard == [*(("ear", case, seq) for seq in range(1, 8)), ("eye", case, 7)]

    def test_asked_it_tells_the_followers_and_no_listener(self, published, heard):
        batch = Batch()
        case = walked(batch, published)
        batch.write(told=True)
        assert (heard, told(case), tell.tell_all()) == ([("eye", case, 7)], 7, 0)
        assert [head.seq for _, head in seal.witnessed()] == list(range(1, 8))

    def test_an_older_case_is_followed_with_its_whole_history(self, published, heard):
        case = accepted_dossier(published)
        tell.tell_all()
        heard.clear()
        batch = Batch()
        batch.act(case=case, command=Command("propose"), actor=SPECIALIST, now=NOW)
        batch.write(told=True)
        assert (heard, told(case)) == ([("eye", case, 3)], 3)

    def test_what_had_not_been_told_before_is_left_to_the_worker(self, published, heard):
        case = accepted_dossier(published)
        batch = Batch()
        batch.act(case=case, command=Command("propose"), actor=SPECIALIST, now=NOW)
        batch.write(told=True)
        assert (heard, told(case)) == ([], 0)
        tell.tell_all()
        assert heard[-1] == ("eye", case, 3)
        assert verify().holds

    def test_a_follower_that_fails_leaves_the_entries_to_be_told(self, published, seated, heard):
        def fail(state, entries):
            raise OSError("the eye is shut")

        seated.seat_follower("eye", fail)
        batch = Batch()
        case = walked(batch, published)
        with pytest.raises(OSError, match="shut"):
            batch.write(told=True)
        assert (state_of(case).seq, told(case)) == (7, 0)
        assert verify().holds


def test_a_batch_knows_what_has_tied_itself_to_a_case(published):
    batch = Batch()
    one, other = opened(batch, published), opened(batch, published, code="H05-2")
    link = Act("case.linked", (Linked(kind="parent", case=one.case),))
    batch.add(case=other.case, acts=[link], actor=CITIZEN, now=NOW)
    assert [each.case for each in batch.tied_to(one.case, "parent")] == [other.case]
    assert batch.tied_to(one.case, "duplicate") == ()
    batch.write(told=False)
    assert [each.case for each in reads.tied_to(one.case, "parent")] == [other.case]
    assert reads.tied_to(other.case, "parent") == ()
