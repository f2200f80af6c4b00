"""What an act may do to what was done: take it back, go on under another version, remove content under a rule."""

import pytest

from kinhbac.kernel import actions, reads
from kinhbac.kernel import models as tables
from kinhbac.kernel.definitions import NotPublished
from kinhbac.kernel.types import DefinitionMoved, Refused
from kinhbac.kernel.verify import verify
from tests.cast import LEADER, NOW, RECEIVER, SPECIALIST
from tests.kernel.desk import DOSSIER, REPORT, WORK_FILE, accepted_dossier, do, open_dossier, open_work_file
from tests.kernel.tables import state_of, written

pytestmark = pytest.mark.django_db


class TestUndo:
    def test_an_act_is_taken_back_by_an_act(self, published):
        case = open_dossier(published).case
        before = state_of(case)
        do(case, "accept", RECEIVER)
        receipt = actions.undo_last(case=case, actor=RECEIVER, seen=2, now=NOW)
        after = state_of(case)
        assert (receipt.seq, after.open_steps(), after.due_at()) == (3, before.open_steps(), None)
        last = reads.entries_of(case)[-1]
        assert (last.name, last.corrects) == ("undone", 2)
        assert verify().holds

    def test_nobody_elses_act_and_nothing_after_another_has_acted(self, published):
        case = accepted_dossier(published)
        before = written()
        with pytest.raises(Refused) as refused:
            actions.undo_last(case=case, actor=SPECIALIST)
        assert refused.value.refusal.code == "undo.not_yours"
        assert written() == before
        do(case, "propose", SPECIALIST)
        with pytest.raises(Refused):
            actions.undo_last(case=case, actor=RECEIVER)


class TestVersions:
    """A case keeps the version under which it was opened; another is an explicit act."""

    def test_a_newer_version_does_not_touch_an_open_case(self, published):
        case = open_dossier(published).case
        newer = actions.publish(DOSSIER, "birth", {"key": "birth", "term": "1 working day"}, now=NOW)
        do(case, "accept", RECEIVER)
        assert (state_of(case).definition, state_of(case).clocks["resolution"].term) == (
            published[DOSSIER],
            "3 working days",
        )
        assert newer != published[DOSSIER]

    def test_a_case_is_moved_by_an_act_with_its_reason(self, published):
        case = open_dossier(published).case
        newer = actions.publish(DOSSIER, "birth", {"key": "birth", "term": "1 working day"}, now=NOW)
        actions.move_definition(
            case=case, definition=newer, reason="luật mới có lợi hơn", actor=LEADER, now=NOW
        )
        do(case, "accept", RECEIVER)
        assert state_of(case).clocks["resolution"].term == "1 working day"
        moved = reads.entries_of(case)[1]
        assert (moved.effects, moved.definition, moved.actor) == ((DefinitionMoved(newer),), newer, LEADER)
        assert reads.contents_of(case)[2] == {"reason": "luật mới có lợi hơn"}
        assert verify().holds

    def test_a_version_that_is_not_there_or_cannot_be_read_is_no_version(self, published):
        case = open_dossier(published).case
        before = written()
        with pytest.raises(NotPublished):
            actions.move_definition(case=case, definition="0" * 64, reason="r", actor=LEADER)
        with pytest.raises(KeyError):
            actions.move_definition(case=case, definition=published[REPORT], reason="r", actor=LEADER)
        assert written() == before

    def test_a_case_that_has_ended_is_not_moved(self, published):
        case = open_work_file(published).case
        do(case, "close", SPECIALIST)
        with pytest.raises(Refused) as refused:
            actions.move_definition(case=case, definition=published[WORK_FILE], reason="r", actor=LEADER)
        assert refused.value.refusal.code == "case.ended"


class TestContent:
    def test_content_is_erased_and_the_chain_holds(self, published):
        case = accepted_dossier(published)
        actions.erase_content(case=case, seq=1, rule="Luật 91/2025/QH15, Điều 14", actor=LEADER, now=NOW)
        assert reads.contents_of(case) == {2: {"note": "đủ giấy tờ"}}
        row = tables.Content.objects.get(case=case, seq=1)
        assert (row.salt, row.body, row.removed_under) == (None, None, "Luật 91/2025/QH15, Điều 14")
        report = verify()
        assert report.holds
        assert [(fault.seq, fault.what) for fault in report.removed] == [
            (1, "content removed under rule Luật 91/2025/QH15, Điều 14, digest holds")
        ]

    @pytest.mark.parametrize("seq", [3, 99])
    def test_what_has_no_content_is_not_erased(self, published, seq):
        case = accepted_dossier(published)
        do(case, "propose", SPECIALIST)
        with pytest.raises(Refused) as refused:
            actions.erase_content(case=case, seq=seq, rule="r", actor=LEADER)
        assert refused.value.refusal.code == "content.not_there"

    def test_content_is_erased_once_under_one_rule(self, published):
        case = accepted_dossier(published)
        actions.erase_content(case=case, seq=1, rule="first", actor=LEADER)
        with pytest.raises(Refused):
            actions.erase_content(case=case, seq=1, rule="second", actor=LEADER)
        assert tables.Content.objects.get(case=case, seq=1).removed_under == "first"
