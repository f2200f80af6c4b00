"""In the transaction of an act the desk becomes what the cases are; made again from the journal, it is the same."""

import pytest

from kinhbac.kernel import actions
from kinhbac.kernel.rebuild import rebuild
from kinhbac.kernel.types import Actor
from kinhbac.kernel.verify import verify
from kinhbac.tools.desk import models as tables
from kinhbac.tools.desk.reads import agreement
from tests.cast import COMMITTEE, LEADER, NOW, OTHER_COMMITTEE, SPECIALIST
from tests.support.statements import asked
from tests.tools.desk.works import LETTER, TO_PROCESS, TO_SIGN, do, open_case

pytestmark = pytest.mark.django_db


def items():
    return {
        (row.step, row.queue, row.office, row.role, row.ended, row.superseded)
        for row in tables.Item.objects.all()
    }


def everything():
    return [
        sorted(map(repr, table.objects.values_list(*columns)))
        for table, columns in (
            (tables.Item, ["case", "step", "queue", "state", "person", "sort_at", "ended", "superseded"]),
            (tables.Label, ["case", "code", "title", "folded", "subject", "field"]),
            (tables.Word, ["office", "word", "label__case"]),
        )
    ]


def test_a_step_stands_at_its_post_and_moves_with_the_case(published):
    case = open_case(published, "Nguyễn Thị Đào", code="H05-1").case
    assert items() == {("check.1", TO_PROCESS, COMMITTEE, "specialist", False, False)}
    do(case, "pass_on", SPECIALIST)
    assert items() == {
        ("check.1", "", COMMITTEE, "specialist", True, False),
        ("sign.1", TO_SIGN, COMMITTEE, "leader", False, False),
    }


def test_an_act_writes_its_items_in_one_statement_and_leaves_the_words_alone(published):
    case = open_case(published, "Nguyễn Thị Đào").case
    with asked() as said:
        do(case, "pass_on", SPECIALIST)
    ours = [sql for sql in said if "kinhbac_desk" in sql]
    assert len(ours) == 1
    assert ours[0].startswith('INSERT INTO "kinhbac_desk_item"')


def test_what_was_undone_stands_nowhere(published):
    case = open_case(published, "Đào").case
    do(case, "pass_on", SPECIALIST)
    actions.undo_last(case=case, actor=SPECIALIST, now=NOW)
    assert items() == {("check.1", TO_PROCESS, COMMITTEE, "specialist", False, False)}


def test_new_words_take_the_place_of_the_old(published):
    case = open_case(published, "Nguyễn Thị Đào").case
    do(case, "rename", SPECIALIST, about="Trần Văn Mận")
    assert tables.Label.objects.get().title == "Trần Văn Mận"
    assert set(tables.Word.objects.values_list("word", flat=True)) == {"tran", "van", "man"}


def test_what_was_removed_under_a_rule_is_forgotten(published):
    opened = open_case(published, "Nguyễn Thị Đào", code="H05-7")
    actions.erase_content(case=opened.case, seq=1, rule="rule", actor=Actor(system="x"), now=NOW)
    assert tables.Label.objects.get().title == ""
    assert set(tables.Word.objects.values_list("word", flat=True)) == {"h057", "7"}
    before = everything()
    list(rebuild())
    assert everything() == before


def test_made_again_from_the_journal_it_is_the_same(published):
    first = open_case(published, "Nguyễn Thị Đào", code="H05-1").case
    open_case(published, "Công văn số 5", kind=LETTER, office=OTHER_COMMITTEE)
    do(first, "pass_on", SPECIALIST)
    do(first, "close", LEADER)
    before = everything()
    tables.Item.objects.filter(step="sign.1").update(ended=False)
    list(rebuild())
    assert everything() == before


def test_verify_names_a_row_that_differs(published):
    opened = open_case(published, "Đào", code="H05-9")
    assert verify().holds
    tables.Item.objects.update(office=OTHER_COMMITTEE)
    assert [str(fault) for fault in verify().faults] == [
        "journal: desk: case H05-9: its items on the desk are not those of its journal"
    ]
    tables.Item.objects.update(office=COMMITTEE)
    tables.Label.objects.filter(case=opened.case).update(title="Mận")
    assert "its words on the desk" in str(verify().faults[0])


def test_verify_names_a_case_that_no_list_names_any_more(published, monkeypatch):
    monkeypatch.setattr(agreement, "PAGE", 2)
    for number in range(5):
        open_case(published, "Đào", code=f"H05-{number}")
    assert verify().holds
    tables.Label.objects.filter(code="H05-3").delete()
    assert [str(fault) for fault in verify().faults] == ["journal: desk: case H05-3: it is not on the desk"]
