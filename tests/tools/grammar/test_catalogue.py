"""A spoiled file is refused, and every fault is named with file, line and remedy."""

from pathlib import Path

import pytest

from kinhbac.base.definitions import DefinitionError
from kinhbac.tools.grammar.catalogue import check_folder, judge_procedures, load_lists, load_procedures

pytestmark = pytest.mark.pure

CATALOGUE = Path(__file__).parents[3] / "catalogue"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("procedure.yaml", "what_you_get:", "what_you_got:", 'the key "what_you_got" is unknown'),
        ("procedure.yaml", "what_you_get:", "what_you_got:", 'the key "what_you_get" is missing'),
        ("procedure.yaml", 'key: "1.001193"', 'key: "1.001194"', 'the folder is "1.001193"'),
        ("procedure.yaml", "level: commune", "level: hamlet", '"hamlet" is not allowed here'),
        ("procedure.yaml", ", en: Civil status }", " }", 'the key "en" is missing'),
        ("procedure.yaml", "    from: 2016-01-01\n", "", 'the key "from" is missing'),
        ("procedure.yaml", "    verified: true\n", "", 'the key "verified" is missing'),
        (
            "procedure.yaml",
            "law: civil_status_5_3",
            "law: civil_status_5_4",
            '"civil_status_5_4" is not allowed',
        ),
        ("procedure.yaml", "key: civil_status_11", "key: civil_status_13", "an act stands here twice"),
        ("procedure.yaml", "term: 0 working days", "term: 0 wroking days", "is not understood"),
        ("procedure.yaml", "key: resolution", "key: resolving", 'the term "resolution" is missing'),
        ("procedure.yaml", "from: 2024-01-01, term: 0", "from: 2015-07-01, term: 0", "before its act"),
        (
            "procedure.yaml",
            "from: 2024-01-01, term: 0",
            "from: 2024-08-01, term: 0",
            "nothing is in force on 2024-01-01",
        ),
        (
            "procedure.yaml",
            "from: 2024-01-01, term: 0",
            "from: 2024-01-01, to: 2025-12-31, term: 0",
            "nothing is in force on 2026-01-01",
        ),
        ("procedure.yaml", "amount_vnd: 0", "amount_vnd: -1", "an amount below nought"),
        ("procedure.yaml", "amount_vnd: 0", "amount_vnd: free", "a whole number is expected"),
        (
            "procedure.yaml",
            "      - amount_vnd: unknown",
            "      - when: { properties: { channel: { const: post } } }\n        amount_vnd: unknown",
            "some dossiers have no fee",
        ),
        ("procedure.yaml", "properties: { group:", "properties: { gruop:", 'an unknown fact "gruop"'),
        (
            "procedure.yaml",
            "days_from: child.born_on",
            "days_from: child.birth",
            'the form has no field "child.birth"',
        ),
        (
            "procedure.yaml",
            "about: child.full_name",
            "about: child.name",
            'the form has no field "child.name"',
        ),
        (
            "procedure.yaml",
            "answer: mother.commune",
            "answer: mother.comune",
            'the form has no field "mother.comune"',
        ),
        (
            "procedure.yaml",
            "when: born_elsewhere",
            "when: born_outside",
            'the condition "born_outside" is unknown',
        ),
        ("procedure.yaml", "kind: shown", "kind: seen", '"seen" is not allowed here'),
        (
            "procedure.yaml",
            "- key: identity",
            "- key: statement",
            'the component "statement" stands here again',
        ),
        (
            "procedure.yaml",
            "maximum: 60 } }, required: [days_since_birth] }",
            "maximum: 60 } } }",
            'the fee would also apply where "days_since_birth" is not known',
        ),
        ("procedure.yaml", "posted: by_post", "posted: by_pots", 'the condition "by_pots" is unknown'),
        ("procedure.yaml", "validity: none", "validity: long", 'the term "long" is not understood'),
        (
            "form.yaml",
            "key: copies\n    fields: [copies.count]",
            "key: copies\n    fields: [copies.number]",
            'the field "copies.number" is unknown',
        ),
        ("steps.yaml", "start: receive", "start: recieve", '"recieve" is not allowed here'),
        ("steps.yaml", "role: leader", "role: boss", '"boss" is not allowed here'),
        ("steps.yaml", "office: receiving", "office: other", '"other" is not allowed here'),
        ("steps.yaml", "    competence: civil_status.birth\n", "", 'the key "competence" is missing'),
        (
            "steps.yaml",
            "competence: civil_status.birth",
            "competence: civil_status.death",
            '"civil_status.death" is not allowed',
        ),
        ("steps.yaml", "term: 4 hours", "term: 4 moons", 'the term "4 moons" is not understood'),
        ("steps.yaml", "national_status: 4", "national_status: 11", "there is no such national status"),
        ("steps.yaml", 'vi: "{holder} đang kiểm tra', 'vi: "Đang kiểm tra', "the sentence names nobody"),
        (
            "steps.yaml",
            "key: propose, to: approve",
            "key: propose, to: issue",
            'no way leads to the step "approve"',
        ),
        ("steps.yaml", "key: hand_over, to: end", "key: hand_over, to: issue", "no way leads out"),
        (
            "steps.yaml",
            "key: issue_result, to: return",
            "key: issue_result, to: appraise",
            "no way leads out",
        ),
        ("steps.yaml", "- key: approve\n", "- key: appraise\n", 'the step "appraise" stands here again'),
        (
            "steps.yaml",
            "key: hand_over, to: end",
            "key: hand_over, to: [end, issue]",
            "the act leads nowhere, or on",
        ),
        ("steps.yaml", "key: hand_over, to: end", "key: hand_over, to: []", "the act leads nowhere, or on"),
        ("steps.yaml", "term: 4 hours", "term: [4 hours]", "text is expected"),
        ("steps.yaml", "law: internal_steps", "law: internal_stairs", '"internal_stairs" is not allowed'),
        ("letters.yaml", "event: refused", "event: refsued", '"refsued" is not allowed here'),
        ("letters.yaml", "event: refused", "event: received", "two letters speak of one event"),
        ("letters.yaml", "Đã nộp hồ sơ {code}", "Đã nộp hồ sơ của {about}", "titles leave by mail"),
        (
            "letters.yaml",
            "blanks: [code, about, reason, officer]",
            "blanks: [code, about, reason]",
            'the blank "officer"',
        ),
        (
            "letters.yaml",
            "blanks: [code, about, reason, officer]",
            "blanks: [code, about, reason, oficer]",
            '"oficer" is not allowed here',
        ),
        (
            "letters.yaml",
            'en: "Dossier {code} submitted"',
            'en: "Dossier {code.upper} submitted"',
            "a blank is more than a name",
        ),
        (
            "letters.yaml",
            'en: "Dossier {code} submitted"',
            'en: "Dossier {code submitted"',
            "a brace stands alone",
        ),
        (
            "examples.yaml",
            "fee: 0",
            "fee: 5000",
            'the example "ordinary" does not hold, fee: expected 5000, found 0',
        ),
        (
            "examples.yaml",
            "resolution_due: 2026-04-28T17:00",
            "resolution_due: 2026-04-29T17:00",
            "resolution_due: expected 2026-04-29T17:00",
        ),
        ("examples.yaml", "filed_at: 2026-04-28T09:00", "filed_at: yesterday", '"yesterday" is not a moment'),
        ("examples.yaml", "given: lan", "given: mai", '"mai" is not allowed here'),
        (
            "examples.yaml",
            "change: { child.born_on: 2026-08-10 }",
            "change: later",
            "a list of keys and values is expected",
        ),
        ("examples.yaml", "fee: 0", "fees: 0", 'the key "fees" is unknown'),
    ],
)
def test_a_fault_names_file_line_and_remedy(spoiled, calendar, file, old, new, said):
    faults = check_folder(spoiled(file, old, new), calendar)
    found = [fault for fault in faults if said in fault.what.en]
    assert found, [str(fault) for fault in faults]
    assert found[0].file.endswith(f"1.001193/{file}")
    assert found[0].line >= 1
    assert found[0].what.vi != found[0].what.en
    assert found[0].remedy.vi != found[0].remedy.en


BUSINESS = "ho-kinh-doanh/1.001612"
COPIES = "chung-thuc/2.000815"
HOUSE = "xay-dung/1.013225"


@pytest.mark.parametrize(
    ("folder", "file", "old", "new", "said"),
    [
        (COPIES, "procedure.yaml", "- per_page:", "- amount_vnd: 0\n        per_page:", "names two amounts"),
        (COPIES, "procedure.yaml", "{ pages: pages,", "{ pages: sheets,", 'an unknown fact "sheets"'),
        (COPIES, "procedure.yaml", "first_vnd: 2000, ", "", 'the key "first_vnd" is missing'),
        (COPIES, "procedure.yaml", "further_vnd: 1000", "further_vnd: -1", "an amount below nought"),
        (COPIES, "procedure.yaml", "{ answer: paper.pages }", "{ answer: paper.sheets }", "no field"),
        (
            COPIES,
            "procedure.yaml",
            "{ answer: paper.pages }",
            "{ answer: paper.pages, days_to: filed_on }",
            "unknown",
        ),
        (
            COPIES,
            "procedure.yaml",
            "law: decree_61_15, from: 2024-01-01, to: 2025-06-30",
            "law: decree_61_15, from: 2024-01-01",
            'the channel "counter" stands here again on the same days',
        ),
        (
            HOUSE,
            "steps.yaml",
            "competence: land.parcel_information",
            "competence: construction.house_permit",
            "the resolving office is not consulted",
        ),
        (HOUSE, "steps.yaml", "    competence: fire_safety.opinion\n", "", 'the key "competence" is missing'),
        (HOUSE, "steps.yaml", "    silence: agrees #", "    #", 'the key "silence" is missing'),
        (
            HOUSE,
            "steps.yaml",
            "    silence: agrees #",
            "    silence: consent #",
            '"consent" is not allowed here',
        ),
        (
            HOUSE,
            "steps.yaml",
            "    term: 4 working days\n",
            "    term: 4 working days\n    silence: agrees\n",
            "this office is not consulted",
        ),
        (HOUSE, "steps.yaml", "joins: [appraise, ", "joins: [apprise, ", '"apprise" is not allowed here'),
    ],
)
def test_what_other_procedures_say_is_judged_too(spoiled, calendar, folder, file, old, new, said):
    faults = check_folder(spoiled(file, old, new, folder), calendar)
    found = [fault for fault in faults if said in fault.what.en]
    assert found, [str(fault) for fault in faults]
    assert found[0].file.endswith(f"{folder}/{file}")


def test_a_spoiled_example_is_found_where_it_stands(spoiled, calendar):
    (fault,) = check_folder(
        spoiled("examples.yaml", "expect: { fee: unknown }", "expect: { fee: 0 }"), calendar
    )
    assert 'the example "late" does not hold, fee: expected 0, found unknown' in fault.what.en
    assert fault.file.endswith("examples.yaml")
    assert fault.line > 50


def test_an_example_names_a_case_that_an_officer_finds(spoiled, calendar):
    marriage = "ho-tich/1.000894"
    spoiled("examples.yaml", "given:", "given:", "ho-tich/1.004873")  # whose result it takes
    (fault,) = check_folder(spoiled("examples.yaml", "case: verification", "case: check", marriage), calendar)
    assert 'no officer finds a case "check"' in fault.what.en


def test_a_procedure_whose_result_is_taken_is_in_the_catalogue(spoiled, calendar):
    marriage = "ho-tich/1.000894"
    spoiled("examples.yaml", "given:", "given:", "ho-tich/1.004873")
    (fault,) = check_folder(spoiled("procedure.yaml", '["1.004873"]', '["1.004837"]', marriage), calendar)
    assert fault.what.en == 'the catalogue has no procedure "1.004837"'
    assert fault.remedy.en == 'did you mean "1.004873"?'


def test_terms_need_a_calendar(spoiled, calendar):
    spoiled("procedure.yaml", "in_force: { from: 2025-07-01 }", "in_force: { from: 2030-01-01 }", BUSINESS)
    faults = check_folder(spoiled("examples.yaml", "given:", "given:", BUSINESS), calendar)
    assert [fault.what.en for fault in faults] == ["no calendar knows 2030-01-01, so no term can be counted"]


def test_faults_of_all_files_are_told_at_once(spoiled, calendar):
    spoiled("steps.yaml", "role: leader", "role: boss")
    folder = spoiled("procedure.yaml", "level: commune", "level: hamlet")
    assert {fault.file.rsplit("/", 1)[1] for fault in check_folder(folder, calendar)} == {
        "steps.yaml",
        "procedure.yaml",
    }


def test_the_committed_catalogue_is_in_order(calendar):
    assert check_folder(CATALOGUE / "procedures", calendar) == []


@pytest.mark.parametrize(
    ("folder", "file", "named"),
    [
        ("ho-tich/1.004873", "procedure.yaml", "key: civil_status.marital_status"),  # its path names it too
        (HOUSE, "procedure.yaml", "competence: construction.permit"),
        (HOUSE, "steps.yaml", "competence: fire_safety.opinion"),
    ],
)
def test_a_competence_that_nobody_holds_is_named(spoiled, folder, file, named):
    known = {
        "civil_status.marital_status",
        "construction.house_permit",
        "construction.permit",
        "land.parcel_information",
        "fire_safety.opinion",
    }
    (fault,) = judge_procedures(spoiled(file, named, f"{named}s", folder), None, known).faults
    assert f'nobody holds "{named.split()[-1]}s"' in fault.what.en
    assert fault.file.endswith(f"{folder}/{file}")
    assert fault.line > 1


def test_a_folder_without_procedures_is_no_catalogue(tmp_path):
    with pytest.raises(DefinitionError, match="there is no procedure here"):
        load_procedures(tmp_path)


def test_two_lists_of_one_key_are_refused(tmp_path):
    one = min((CATALOGUE / "lists").glob("*.yaml"))
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(one.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"b\.yaml:[0-9]+: the list .* stands here again"):
        load_lists(tmp_path)
