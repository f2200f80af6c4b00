"""Verify: what holds, holds; and whatever somebody changes by hand in the database is found and named."""

import json
from uuid import UUID, uuid4

import pytest
from django.db import connection

from kinhbac.kernel import actions, chain, seal, tell
from kinhbac.kernel import models as tables
from kinhbac.kernel.fold import fold_all
from kinhbac.kernel.reads import entries_of
from kinhbac.kernel.record import case_columns
from kinhbac.kernel.types import Act, FactsSet
from kinhbac.kernel.verify import Fault, verify
from tests.cast import LEADER, NAM, NOW, SPECIALIST
from tests.kernel.desk import DOSSIER, do, open_work_file
from tests.kernel.tampering import found, sql

pytestmark = pytest.mark.django_db


def test_a_clean_house_holds(house):
    report = verify()
    assert (report.faults, report.holds, report.cases, report.entries) == ([], True, 4, 10)
    assert (report.heads, report.roots, report.removed) == (0, 0, [])


def test_a_clean_house_that_was_told_and_sealed_holds(house):
    tell.tell_all()
    do(house.dossier, "propose", SPECIALIST)  # not told yet, and that is no fault
    report = verify()
    assert (report.holds, report.entries, report.heads) == (True, 11, 10)


def test_an_empty_house_holds(published):
    assert (verify().holds, verify().cases) == (True, 0)


def test_every_kind_of_act_and_undo_holds(house):
    do(house.dossier, "propose", SPECIALIST)
    actions.undo_last(case=house.dossier, actor=SPECIALIST, now=NOW)
    do(house.report, "settle", SPECIALIST)
    do(house.report, "reopen", SPECIALIST)
    actions.undo_last(case=house.report, actor=SPECIALIST, now=NOW)
    actions.erase_content(case=house.dossier, seq=1, rule="rule", actor=LEADER)
    assert verify().holds


def test_a_fault_reads_as_a_sentence():
    assert str(Fault("H05-1", 3, "it is missing")) == "case H05-1, entry 3: it is missing"
    assert str(Fault("H05-1", None, "x")) == "case H05-1: x"
    assert str(Fault("", None, "x")) == "journal: x"


ENTRY_COLUMNS = {
    "at": "2026-04-28 02:00:01+00",
    "name": "dossier.return",
    "key": "another",
    "hash": "0" * 64,
    "body": "{}",
}


@pytest.mark.parametrize("column", ENTRY_COLUMNS)
def test_each_column_of_an_entry(house, column):
    change = ENTRY_COLUMNS[column]
    sql(f'UPDATE kinhbac_entry SET "{column}" = %s WHERE case_id = %s AND seq = 2', change, house.dossier)
    assert found() == [("H05-1", 2)]


SPOILED = [
    ("entry", "at", "2026-13-28 02:00:00", 1),
    ("entry", "at", "soon", 1),
    ("case", "opened_at", "2026-13-28 02:00:00", None),
    ("case", "seq", "x", None),
    ("step", "person", "zz", None),
    ("clock", "due_at", "2026-13-28 02:00:00", None),
]


@pytest.mark.parametrize(("table", "column", "value", "seq"), SPOILED)
def test_a_value_that_its_column_never_holds_is_named_and_the_rest_is_verified(
    house, table, column, value, seq
):
    if connection.vendor == "postgresql":  # its columns refuse such a value
        return
    key = "id" if table == "case" else "case_id"
    sql(f'UPDATE kinhbac_{table} SET "{column}" = %s WHERE {key} = %s', value, house.dossier)
    report = verify()
    assert [(fault.case, fault.seq) for fault in report.faults] in (
        [(str(house.dossier), seq)],
        [("H05-1", seq)],
    )
    assert report.cases >= 3


def test_a_key_that_is_none_is_named(house):
    if connection.vendor == "postgresql":
        return
    sql("UPDATE kinhbac_case SET id = %s WHERE id = %s", "zz", house.dossier)
    assert {case for case, _ in found()} == {"zz", str(house.dossier)}


def test_the_place_of_an_entry(house):
    sql("UPDATE kinhbac_entry SET seq = 9 WHERE case_id = %s AND seq = 2", house.dossier)
    assert found() == [("H05-1", 2)]


def test_the_case_of_an_entry(house):
    sql(
        "UPDATE kinhbac_entry SET case_id = %s, seq = 5 WHERE case_id = %s AND seq = 2",
        house.dossier,
        house.other,
    )
    assert sorted(found()) == [("H05-1", 5), ("H05-2", 2)]


def test_a_key_that_was_taken_away(house):
    sql("UPDATE kinhbac_entry SET key = NULL WHERE case_id = %s AND seq = 4", house.dossier)
    assert found() == [("H05-1", 4)]


@pytest.mark.parametrize("seq", [1, 2, 4])
def test_one_byte_of_a_body(house, seq):
    body = tables.Entry.objects.get(case=house.dossier, seq=seq).body
    for place in range(3, len(body), max(1, len(body) // 12)):
        changed = body[:place] + ("0" if body[place] != "0" else "1") + body[place + 1 :]
        sql("UPDATE kinhbac_entry SET body = %s WHERE case_id = %s AND seq = %s", changed, house.dossier, seq)
        assert found() == [("H05-1", seq)]
    sql("UPDATE kinhbac_entry SET body = %s WHERE case_id = %s AND seq = %s", body, house.dossier, seq)
    assert verify().holds


def test_a_body_changed_together_with_its_hash(house):
    row = tables.Entry.objects.get(case=house.dossier, seq=2)
    plain = json.loads(row.body)
    plain["actor"]["person"] = str(NAM.person)
    forged = chain.dumps(plain)
    sql(
        "UPDATE kinhbac_entry SET body = %s, hash = %s WHERE case_id = %s AND seq = 2",
        forged,
        chain.body_hash(forged),
        house.dossier,
    )
    assert found() == [("H05-1", 3)]  # the entry after it names another


def forge_tail(case: UUID) -> None:
    """Rewrite the last entry with all that depends on it in the database: entry, case, and its parts."""
    entries = list(entries_of(case))
    last = entries[-1]
    plain = json.loads(last.body)
    plain["actor"]["person"] = str(NAM.person)
    body = chain.dumps(plain)
    sql(
        "UPDATE kinhbac_entry SET body = %s, hash = %s WHERE case_id = %s AND seq = %s",
        body,
        chain.body_hash(body),
        case,
        last.seq,
    )
    sql("UPDATE kinhbac_case SET head = %s WHERE id = %s", chain.body_hash(body), case)


def test_a_tail_rewritten_with_all_that_depends_on_it_is_found_by_the_witness(house):
    tell.tell_all()
    forge_tail(house.dossier)
    assert found() == [("H05-1", 4)]


def test_a_second_witness_of_another_hash_does_not_help(house):
    tell.tell_all()
    forge_tail(house.dossier)
    seal.witness([entries_of(house.dossier)[-1]])
    assert (str(house.dossier), 4) in found()


class TestTakenOut:
    def test_the_last_entry(self, house):
        sql("DELETE FROM kinhbac_content WHERE case_id = %s AND seq = 2", house.other)
        sql("DELETE FROM kinhbac_entry WHERE case_id = %s AND seq = 2", house.other)
        assert found() == [("H05-2", 2)]

    def cut_tail(self, case: UUID, *, told: int | None = None) -> None:
        """Take the last entry out, and bring every table to what the journal says without it."""
        entries = entries_of(case)
        before = fold_all(entries[:-1])
        sql("DELETE FROM kinhbac_entry WHERE case_id = %s AND seq = %s", case, len(entries))
        columns = case_columns(before) | ({} if told is None else {"told": told})
        tables.Case.objects.filter(pk=case).update(**columns)
        for clock in before.clocks.values():
            tables.Clock.objects.filter(case=case, key=clock.key).update(
                due_at=clock.due_at, calendar=clock.calendar, state=clock.state
            )
        tables.Wait.objects.filter(case=case).update(ended_at=None)

    def test_the_last_entry_with_all_tables_patched_is_found_by_the_witness(self, house):
        tell.tell_all()
        self.cut_tail(house.dossier, told=3)
        report = verify()
        assert [(fault.case, fault.seq, fault.what) for fault in report.faults] == [
            ("H05-1", 4, "witnessed, but not in the journal")
        ]

    def test_the_last_entry_of_a_case_that_remembers_having_told_it(self, house, settings):
        tell.tell_all()
        for file in settings.KINHBAC_SEALS.glob("*.heads"):
            file.unlink()
        self.cut_tail(house.dossier)
        assert found() == [("H05-1", 4)]

    def test_an_entry_in_the_middle(self, house):
        sql("DELETE FROM kinhbac_entry WHERE case_id = %s AND seq = 3", house.dossier)
        assert found() == [("H05-1", 3)]

    def test_the_first_entry(self, house):
        sql("DELETE FROM kinhbac_entry WHERE case_id = %s AND seq = 1", house.dossier)
        assert found() == [("H05-1", 1)]

    def test_all_entries_of_a_case(self, house):
        sql("DELETE FROM kinhbac_entry WHERE case_id = %s", house.dossier)
        assert found()[0] == ("H05-1", 1)

    def test_a_whole_case_is_found_by_the_witness(self, house):
        tell.tell_all()
        for table in ("entry", "content", "step", "wait", "clock", "party", "observer"):
            sql(f"DELETE FROM kinhbac_{table} WHERE case_id = %s", house.dossier)
        sql("DELETE FROM kinhbac_case WHERE id = %s", house.dossier)
        assert found() == [(str(house.dossier), seq) for seq in (1, 2, 3, 4)]

    def test_the_row_of_a_case(self, house):
        sql("DELETE FROM kinhbac_case WHERE id = %s", house.dossier)
        report = verify()
        assert {fault.case for fault in report.faults} == {str(house.dossier)}
        assert any("entries of a case that is missing" in fault.what for fault in report.faults)


class TestPutIn:
    def forged(self, case: UUID, seq: int, previous: str):
        return chain.write(
            case=case,
            seq=seq,
            previous=previous,
            at=NOW,
            act=Act("forged", (FactsSet({"granted": True}),)),
            actor=LEADER,
            definition=tables.Case.objects.get(pk=case).definition,
            key=None,
            digest=None,
        )

    def insert(self, entry) -> None:
        sql(
            "INSERT INTO kinhbac_entry (case_id, seq, at, name, key, body, hash) VALUES (%s, %s, %s, %s, NULL, %s, %s)",
            entry.case,
            entry.seq,
            entry.at,
            entry.name,
            entry.body,
            entry.hash,
        )

    def test_an_entry_behind_the_last(self, house):
        last = entries_of(house.dossier)[-1]
        self.insert(self.forged(house.dossier, 5, last.hash))
        assert found() == [("H05-1", 5)]

    def test_an_entry_that_follows_nothing(self, house):
        self.insert(self.forged(house.dossier, 5, "0" * 64))
        assert found() == [("H05-1", 5)]

    def test_an_entry_between_two(self, house):
        entries = entries_of(house.dossier)
        for seq in (4, 3):
            sql("UPDATE kinhbac_entry SET seq = seq + 1 WHERE case_id = %s AND seq = %s", house.dossier, seq)
        self.insert(self.forged(house.dossier, 3, entries[1].hash))
        assert found() == [("H05-1", 4)]  # the true third entry no longer stands where it says

    def test_a_case_without_entries(self, house):
        sql(
            "INSERT INTO kinhbac_case (id, kind, definition, opened_at, seq, head, state, told)"
            " SELECT %s, kind, definition, opened_at, 0, '', state, 0 FROM kinhbac_case WHERE id = %s",
            UUID(int=5),
            house.dossier,
        )
        assert found() == [(str(UUID(int=5)), 1)]


def test_two_entries_that_changed_places(house):
    for old, new in ((2, 92), (3, 93), (92, 3), (93, 2)):
        sql("UPDATE kinhbac_entry SET seq = %s WHERE case_id = %s AND seq = %s", new, house.dossier, old)
    assert found() == [("H05-1", 2)]


class TestContent:
    @pytest.mark.parametrize(
        ("column", "value"),
        [
            ("body", '{"child":"Nam"}'),
            ("body", None),
            ("salt", "0" * 32),
            ("salt", None),
            ("digest", "0" * 64),
            ("removed_under", "a rule"),
            ("seq", 3),
        ],
    )
    def test_each_column(self, house, column, value):
        sql(f"UPDATE kinhbac_content SET {column} = %s WHERE case_id = %s AND seq = 1", value, house.dossier)
        assert found() == [("H05-1", 1)]

    def test_content_of_another_case(self, house):
        sql("DELETE FROM kinhbac_content WHERE case_id = %s AND seq = 1", house.other)
        sql(
            "UPDATE kinhbac_content SET case_id = %s WHERE case_id = %s AND seq = 1",
            house.other,
            house.dossier,
        )
        assert sorted(found()) == [("H05-1", 1), ("H05-2", 1)]

    def test_a_row_taken_out(self, house):
        sql("DELETE FROM kinhbac_content WHERE case_id = %s AND seq = 2", house.dossier)
        assert found() == [("H05-1", 2)]

    def test_content_beside_an_entry_that_has_none_or_beside_no_entry(self, house):
        insert = (
            "INSERT INTO kinhbac_content (case_id, seq, salt, body, digest) VALUES (%s, %s, '', '{}', '')"
        )
        sql(insert, house.other, 77)
        assert found() == [("H05-2", 77)]
        sql(insert, house.dossier, 3)
        assert found()[0] in (("H05-1", 3), ("H05-2", 77))
        sql(insert, uuid4(), 1)
        assert len(found()) == 3

    def test_removal_without_an_act_that_says_so(self, house):
        sql(
            "UPDATE kinhbac_content SET body = NULL, salt = NULL, removed_under = 'x' WHERE case_id = %s AND seq = 1",
            house.dossier,
        )
        assert found() == [("H05-1", 1)]

    def test_a_removal_under_another_rule_than_the_act_says_or_with_its_salt_left(self, house):
        actions.erase_content(case=house.dossier, seq=1, rule="Luật 91/2025/QH15", actor=LEADER)
        assert verify().holds
        sql("UPDATE kinhbac_content SET salt = 'x' WHERE case_id = %s AND seq = 1", house.dossier)
        assert found() == [("H05-1", 1)]
        sql(
            "UPDATE kinhbac_content SET salt = NULL, removed_under = 'no rule' WHERE seq = 1 AND case_id = %s",
            house.dossier,
        )
        assert found() == [("H05-1", 1)]


class TestBeside:
    def test_an_edited_definition(self, house):
        sql('UPDATE kinhbac_definition SET body = \'{"term":"none"}\' WHERE kind = %s', DOSSIER)
        assert [str(fault) for fault in verify().faults] == [
            f"journal: definition {DOSSIER} birth: its text was changed"
        ]

    def test_a_definition_taken_out_under_which_somebody_decided(self, house, published):
        sql("DELETE FROM kinhbac_definition WHERE kind = %s", DOSSIER)
        assert [fault.what for fault in verify().faults] == [f"definition {published[DOSSIER]} is missing"]

    def test_an_edited_seal(self, house, settings):
        tell.tell_all()
        file = next(settings.KINHBAC_SEALS.glob("*.heads"))
        file.write_text(file.read_text().replace(entries_of(house.dossier)[0].hash, "0" * 64))
        assert found() == [("H05-1", 1)]

    def test_a_forged_line_of_the_witness(self, house, settings):
        tell.tell_all()
        file = next(settings.KINHBAC_SEALS.glob("*.heads"))
        with file.open("a") as lines:
            lines.write(f"{UUID(int=9)} 1 {'0' * 64}\n")
        assert found() == [(str(UUID(int=9)), 1)]

    def test_what_a_tools_own_check_finds(self, house, seated):
        seated.seat_check("files", lambda: iter(["a file is gone"]))
        assert [str(fault) for fault in verify().faults] == ["journal: files: a file is gone"]


def test_faults_of_one_case_do_not_hide_those_of_another(house):
    sql("UPDATE kinhbac_entry SET hash = 'x' WHERE case_id = %s AND seq = 2", house.dossier)
    sql("UPDATE kinhbac_case SET outcome = 'x' WHERE id = %s", house.other)
    assert sorted(found(), key=str) == sorted([("H05-1", 2), ("H05-2", None)], key=str)


def test_cases_beyond_one_chunk_are_verified_too(published, monkeypatch):
    monkeypatch.setattr("kinhbac.kernel.verify.CHUNK", 2)
    cases = [open_work_file(published, code=f"W{number}").case for number in range(5)]
    assert verify().cases == 5
    for case in cases:
        sql("UPDATE kinhbac_case SET outcome = 'x' WHERE id = %s", case)
    assert sorted(case for case, _ in found()) == [f"W{number}" for number in range(5)]
