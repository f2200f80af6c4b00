"""Turns with the database: the applicant's own, a one-stop officer's for her, and officers' beside their steps."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from kinhbac.kernel import actions as cases
from kinhbac.kernel.models import Entry, Series
from kinhbac.kernel.reads import NotFound, case_of, contents_of, entries_of
from kinhbac.kernel.types import Command, Conflict, Recorded, Refused
from kinhbac.kernel.verify import verify
from kinhbac.services.procedures.actions import dossiers, turns
from kinhbac.services.procedures.actions.dossiers import Asked
from kinhbac.services.procedures.reads.dossiers import dossier_coded
from kinhbac.services.procedures.rules.answers import current_answers
from kinhbac.services.procedures.rules.files import supplement_files
from kinhbac.services.procedures.types import Incomplete
from kinhbac.site.demo import cast
from kinhbac.tools.files.models import StoredFile
from kinhbac.tools.forms.paths import at
from tests.services.procedures.conftest import DAY, MORNING, carried_on, photograph, submitted, viewer_of

pytestmark = pytest.mark.usefixtures("province", "morning")

LATER = MORNING + timedelta(hours=1)
ITEMS = {"items": ["Giấy chứng sinh bản rõ", "Ngày cưới"], "reason": "Ảnh mờ"}
WORDS = [{"item": "Ngày cưới", "text": "12/05/2024", "files": []}]


def asked(member: cast.Member, **how: object) -> Asked:
    return Asked(viewer=viewer_of(member), **{"now": LATER, **how})


def awaited(acts: int = 0) -> UUID:
    case = submitted().case
    carried_on(case, acts)
    dossiers.do(case, "request_supplement", ITEMS, asked(cast.HOA if acts else cast.MINH))
    return case


def both(case: UUID, member: cast.Member = cast.LAN) -> list[dict]:
    paper = turns.attach(case, upload=photograph("ro.jpg"), asked=asked(member))
    return [
        {"item": ITEMS["items"][0], "text": "", "files": [{"file": str(paper.id), "name": "ro.jpg"}]},
        *WORDS,
    ]


@pytest.mark.parametrize("acts", [0, 1])
def test_the_applicant_sends_what_was_asked_and_it_goes_on(acts):
    case = awaited(acts)
    assert turns.requested_items(case_of(case, viewer_of(cast.LAN))) == tuple(ITEMS["items"])
    turns.supplement(case, answers=both(case), asked=asked(cast.LAN))
    entries, contents = entries_of(case), contents_of(case)
    assert entries[-1].name == "dossier.supplemented"
    assert len(supplement_files(entries, contents)) == 1
    carried_on(case, 0)
    for officer, name, values in DAY[acts:]:
        dossiers.do(case, name, values, asked(officer, now=LATER + timedelta(minutes=5)))
    assert case_of(case, viewer_of(cast.LAN)).outcome == "returned"
    assert verify().faults == []


def test_a_one_stop_officer_brings_it_in_and_the_paper_is_the_applicants():
    case = awaited()
    turns.supplement(case, answers=both(case, cast.MINH), asked=asked(cast.MINH))
    entry = entries_of(case)[-1]
    assert entry.actor.person == viewer_of(cast.MINH).person
    assert entry.actor.on_behalf_of == viewer_of(cast.LAN).person
    assert StoredFile.objects.get(original_name="ro.jpg").owner_key == viewer_of(cast.LAN).person


def test_an_incomplete_supplement_names_every_item_and_writes_nothing():
    case = awaited()
    before = Entry.objects.count()
    with pytest.raises(Incomplete) as incomplete:
        turns.supplement(case, answers=[{"item": "Tiền", "text": "x"}], asked=asked(cast.LAN))
    assert [(each.path, each.keyword) for each in incomplete.value.faults] == [
        ("answers.0", "unknown"),
        ("items.0", "required"),
        ("items.1", "required"),
    ]
    assert Entry.objects.count() == before


@pytest.mark.parametrize("file", [{"file": str(uuid4())}, {"file": "x"}, "x"])
def test_a_paper_that_is_not_the_applicants_is_not_taken(file):
    case = awaited()
    answers = [{"item": ITEMS["items"][0], "files": [file]}, *WORDS]
    with pytest.raises(Incomplete) as incomplete:
        turns.supplement(case, answers=answers, asked=asked(cast.LAN))
    assert [each.keyword for each in incomplete.value.faults] == ["file_missing"]


def test_changed_answers_may_stand_for_items_and_are_laid_over_the_form():
    case = awaited()
    turns.supplement(
        case, answers=WORDS, changes={"child.full_name": "Trần Minh Châu"}, asked=asked(cast.LAN)
    )
    answers = current_answers(entries_of(case), contents_of(case))
    assert at(answers, "child.full_name") == "Trần Minh Châu"


def test_sent_twice_under_one_key_it_is_one_supplement():
    case, key = awaited(), str(uuid4())
    answers = both(case)
    first = turns.supplement(case, answers=answers, asked=asked(cast.LAN, key=key))
    again = turns.supplement(case, answers=answers, asked=asked(cast.LAN, key=key))
    assert (again.again, again.seq) == (True, first.seq)
    with pytest.raises(Refused) as refused:
        turns.supplement(case, answers=answers, asked=asked(cast.LAN))
    assert refused.value.refusal.code == "dossier.not_asked"


def test_the_applicant_adjusts_what_the_form_allows():
    case = submitted().case
    carried_on(case, 1)
    turns.adjust(case, changes={"child.full_name": "Trần Minh Châu"}, reason="Nhầm", asked=asked(cast.LAN))
    assert at(current_answers(entries_of(case), contents_of(case)), "child.full_name") == "Trần Minh Châu"
    with pytest.raises(Incomplete) as incomplete:
        turns.adjust(case, changes={"child.born_on": "2031-01-01"}, asked=asked(cast.LAN))
    assert [each.path for each in incomplete.value.faults] == ["child.born_on"]


def test_a_change_that_moves_the_office_is_refused():
    case = submitted().case
    with pytest.raises(Refused) as refused:
        turns.adjust(case, changes={"mother.commune": "2025/07210"}, asked=asked(cast.LAN))
    assert refused.value.refusal.code == "dossier.change_moves_it"


@pytest.mark.parametrize(
    ("acts", "act", "outcome"),
    [
        (1, turns.stop, "stopped_by_person"),
        (0, turns.withdraw, "withdrawn"),
        (2, turns.withdraw, "withdrawn"),
    ],
)
@pytest.mark.parametrize("member", [cast.LAN, cast.MINH])
def test_the_applicant_ends_it_herself_or_at_the_desk(acts, act, outcome, member):
    case = submitted().case
    carried_on(case, acts)
    act(case, reason="Đăng ký nơi khác", asked=asked(member))
    assert case_of(case, viewer_of(cast.LAN)).outcome == outcome
    assert verify().faults == []


def test_an_ended_dossier_is_rated_once_by_the_applicant():
    case = submitted().case
    carried_on(case, len(DAY))
    for member in (cast.MINH, cast.BINH):
        with pytest.raises(Refused) as refused:
            turns.rate(case, stars=5, asked=asked(member))
        assert refused.value.refusal.code == "dossier.only_the_applicant"
    turns.rate(case, stars=5, words="Nhanh", asked=asked(cast.LAN))
    assert case_of(case, viewer_of(cast.LAN)).facts["rated"] == 5
    with pytest.raises(Refused):
        turns.rate(case, stars=1, asked=asked(cast.LAN))


@pytest.mark.parametrize("stranger", [cast.NAM, cast.HAI])
def test_strangers_find_nothing_to_turn(stranger):
    case = awaited()
    for act in (
        lambda: turns.supplement(case, answers=WORDS, asked=asked(stranger)),
        lambda: turns.attach(case, upload=photograph(), asked=asked(stranger)),
        lambda: turns.stop(case, asked=asked(stranger)),
        lambda: turns.withdraw(case, asked=asked(stranger)),
        lambda: turns.adjust(case, changes={}, asked=asked(stranger)),
        lambda: turns.rate(case, stars=5, asked=asked(stranger)),
        lambda: dossiers.do(case, "close_silent", {}, asked(stranger)),
    ):
        with pytest.raises(NotFound):
            act()


def test_among_many_each_is_done_in_that_post_of_hers_which_may():
    case, hoa = awaited(1), viewer_of(cast.HOA)
    both_posts = replace(hoa, positions=(*hoa.positions, *viewer_of(cast.MINH).positions))
    over = MORNING + timedelta(days=30)

    def close(viewer, key):
        do = {"cases": [case], "command": lambda _: Command("close_silent", {}), "key": key, "now": over}
        return cases.act_many(viewer=viewer, **do)[case]

    assert close(hoa, "hers").code == "dossier.not_yours"
    assert isinstance(close(both_posts, "both"), Recorded)
    assert entries_of(case)[-1].actor.role == "one_stop"


def test_officers_of_the_dossier_do_not_act_for_the_applicant():
    case = awaited(1)
    with pytest.raises(Refused) as refused:
        turns.supplement(case, answers=WORDS, asked=asked(cast.HOA))
    assert refused.value.refusal.code == "dossier.only_the_applicant"
    with pytest.raises(Refused):
        dossiers.do(case, "withdraw", {}, asked(cast.MINH))


def test_a_request_by_mistake_is_taken_back_and_was_none():
    case = awaited(1)
    dossiers.undo(case, asked(cast.HOA))
    state = case_of(case, viewer_of(cast.HOA))
    assert state.clocks["resolution"].state == "running"
    assert "supplements" not in state.facts
    dossiers.do(case, "request_supplement", ITEMS, asked(cast.HOA))
    state = case_of(case, viewer_of(cast.HOA))
    assert state.facts["supplements"] == 1


def test_a_request_is_taken_back_on_its_day_and_neither_offered_nor_done_later():
    case = awaited(1)
    hoa, later = viewer_of(cast.HOA), MORNING + timedelta(days=1)
    code = case_of(case, hoa).code
    assert dossier_coded(code, hoa, MORNING).may_undo
    assert not dossier_coded(code, hoa, later).may_undo
    with pytest.raises(Refused) as refused:
        dossiers.undo(case, Asked(viewer=hoa, now=later))
    assert refused.value.refusal.code == "undo.day_over"
    assert verify().faults == []


def test_acts_beside_the_steps_find_the_officers_own_post():
    case = awaited(1)
    turns.supplement(case, answers=both(case), asked=asked(cast.LAN))
    dossiers.do(case, "allow_second_supplement", {"reason": "Cần bản gốc"}, asked(cast.BINH))
    values = {"reason": "Chờ xác minh", "new_due": "2026-05-05T16:00+07:00"}
    dossiers.do(case, "apologise", values, asked(cast.BINH))
    assert [entry.name for entry in entries_of(case)][-2:] == [
        "dossier.second_supplement_allowed",
        "dossier.apologised",
    ]


def test_a_corrected_result_keeps_its_number():
    case = submitted().case
    carried_on(case, len(DAY))
    dossiers.do(case, "report_error", {"reason": "Sai tên đệm"}, asked(cast.BINH))
    dossiers.correct(case, {"child.full_name": "Trần Minh Châu"}, "Sai tên đệm", asked(cast.HOA))
    dossiers.do(case, "issue_result", {}, asked(cast.HOA))
    dossiers.do(case, "hand_over", {}, asked(cast.MINH))
    state = case_of(case, viewer_of(cast.HOA))
    assert (state.facts["result_number"], state.facts["errors_corrected"]) == ("1/2026", 1)
    assert Series.objects.get(key__startswith="result").last == 1
    assert state.outcome == "returned"
    assert verify().faults == []


def test_after_the_result_entries_are_no_longer_corrected():
    case = submitted().case
    carried_on(case, 4)
    with pytest.raises(Refused) as refused:
        dossiers.correct(case, {"child.full_name": "Trần Minh Châu"}, "Nhầm", asked(cast.MINH))
    assert refused.value.refusal.code == "dossier.result_issued"


def test_a_supplement_judged_on_an_older_state_is_not_recorded():
    case = awaited()
    answers = both(case)
    seen = case_of(case, viewer_of(cast.LAN)).seq
    turns.adjust(case, changes={"child.full_name": "Trần Minh Châu"}, asked=asked(cast.LAN))
    with pytest.raises(Conflict):
        turns.supplement(case, answers=answers, asked=asked(cast.LAN, seen=seen))


def test_many_results_are_issued_at_once_each_with_its_number():
    receipts = [submitted(member).case for member in (cast.LAN, cast.LAN)]
    for case in receipts:
        carried_on(case, 3)
    command = dossiers.commanded("issue_result", {}, now=LATER)
    done = cases.act_many(
        viewer=viewer_of(cast.HOA), cases=receipts, command=command, key=str(uuid4()), now=LATER
    )
    numbers = {case_of(case, viewer_of(cast.HOA)).facts["result_number"] for case in done}
    assert numbers == {"1/2026", "2/2026"}
