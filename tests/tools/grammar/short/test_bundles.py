"""Bundles: where the answers of a part come from, in which order parts are opened, and every fault with its place."""

from datetime import date

import pytest

from kinhbac.tools.grammar.bundles import BundlePart, Either, FromResult, ordered
from kinhbac.tools.grammar.catalogue import check_folder, load_procedures
from kinhbac.tools.grammar.parts import carried_back, faults_of, parts_of
from kinhbac.tools.grammar.plain import from_plain, to_plain

pytestmark = pytest.mark.pure

GIVES = """  gives: [{ key: chip, name: { vi: Số chip, en: Number of the chip } }]
  name: { vi: Giấy phép nuôi thú"""
WHO = """requester.full_name: requester.full_name, requester.born_on: requester.born_on,
        requester.identity_number: requester.identity_number, requester.phone: requester.phone,
        requester.address: requester.address, requester.commune: requester.commune"""
FIRST = f"""
  - key: first
    procedure: "9.000001"
    answers: {{ {WHO}, pet.kind: pet.kind, pet.count: {{ value: 1 }}, delivery.way: delivery.way,
        delivery.address: delivery.address }}"""
SECOND = f"""
  - key: second
    procedure: "9.000001"
    when: {{ pet.two: "yes" }}
    answers:
      {{ {WHO}, pet.kind: {{ value: cat }}, pet.count: {{ value: 2 }},
        delivery.address: {{ result: first, gives: chip }},
        delivery.way: [{{ when: {{ pet.kind: dog }}, answer: delivery.way }}, {{ answer: pet.way }}] }}"""
BUNDLE = """
key: "9.000002"
kind: bundle
version: "2026.1"
name: { vi: Hai giấy phép một lần, en: Two permits at once }
field: interlinked
level: commune
in_force: { from: 2024-01-01 }
ground: decree_123
who: { vi: Người nuôi thú, en: Pet keepers }
what_you_get: { vi: Hai giấy phép, en: Two permits }
channels: standard
competence: { key: civil_status.birth, unit: requester.commune }
terms: { resolution: 5 working days }
bundle:{PARTS}
form:
  title: { vi: Đơn, en: Application }
  ask:
    - block: person
    - block: phone
    - block: home
    - page: pet
      question: pet.kind
      type: choice
      ask: { vi: "Con gì?", en: "Which animal?" }
      choices: { cat: { vi: Mèo, en: Cat }, dog: { vi: Chó, en: Dog }, none: { vi: Không, en: None } }
    - { question: pet.two, page: two, type: yes_no, ask: { vi: "Thêm con nữa?", en: "Another one?" } }
    - { question: pet.photo, page: photo, type: files, ask: { vi: Ảnh, en: Photo }, optional: true }
    - { question: pet.way, page: way, type: choice, ask: { vi: Nhận ở đâu, en: Where }, choices: { counter: { vi: Quầy, en: Desk }, post: { vi: Bưu chính, en: Post } } }
    - block: delivery
result: { key: permits, name: { vi: Hai giấy phép, en: Two permits } }
"""
LAN = {
    "requester": {
        "full_name": "Trần Thị Lan",
        "born_on": "1996-05-12",
        "identity_number": "027196001234",
        "phone": "0912345678",
        "address": "Số 1",
        "commune": "2025/09187",
    },
    "pet": {"kind": "dog", "two": "yes", "way": "counter"},
    "delivery": {"way": "post", "address": "Số 1, tổ dân phố 2, phường Kinh Bắc"},
}
EXAMPLES = """
given:
  lan:
    requester: { full_name: Trần Thị Lan, born_on: 1996-05-12, identity_number: "027196001234", phone: "0912345678",
      address: Số 1, commune: 2025/09187 }
    pet: { kind: dog, two: "yes", way: counter }
    delivery: { way: counter }
examples:
  - key: ordinary
    name: { vi: Một ví dụ, en: An example }
    given: lan
    filed_at: 2026-06-15T09:00
    expect: { fee: unknown, parts: { first: { after: [] }, second: { after: [first] } } }
"""


@pytest.fixture
def bundle_in(folder_of):
    """Write a bundle of two permits beside the small procedure; return the folder of procedures."""

    def write(parts=FIRST + SECOND, *replaced, examples=EXAMPLES):
        folder = folder_of(("  name: { vi: Giấy phép nuôi thú", GIVES))
        words = BUNDLE.replace("{PARTS}", parts)
        for old, new in replaced:
            assert old in words
            words = words.replace(old, new, 1)
        place = folder / "pets" / "9.000002"
        place.mkdir(exist_ok=True)
        (place / "procedure.yaml").write_text(words, encoding="utf-8")
        (place / "examples.yaml").write_text(examples, encoding="utf-8")
        return folder

    return write


def test_a_part_says_where_each_answer_comes_from_and_what_it_waits_for(bundle_in):
    first, second = load_procedures(bundle_in())["9.000002"].bundle
    assert first.answers["pet.kind"] == "pet.kind"
    assert first.constants == {"pet.count": 1}
    assert first.awaited == frozenset()
    assert second.results == {"delivery.address": FromResult("first", "chip")}
    assert [each.answer for each in second.either["delivery.way"]] == ["delivery.way", "pet.way"]
    assert second.either["delivery.way"][1] == Either("pet.way")
    assert second.awaited == {"first"}
    assert second.when["required"] == ["pet"]


def test_a_bundle_is_stored_and_read_again(bundle_in):
    bundle = load_procedures(bundle_in())["9.000002"]
    assert from_plain(to_plain(bundle)).bundle == bundle.bundle
    assert bundle.steps == ()
    assert bundle.fees.spans == ()


def test_the_answers_of_each_part_are_made_of_the_one_form(bundle_in):
    known = load_procedures(bundle_in())
    first, second = parts_of(known["9.000002"], LAN, known)
    assert first.answers["pet"] == {"kind": "dog", "count": 1}
    assert second.answers["pet"] == {"kind": "cat", "count": 2}
    assert second.answers["delivery"] == {"way": "post"}  # the address is still to come
    assert (first.unit, second.unit) == ("2025/09187", "2025/09187")
    assert (first.waits_for, second.waits_for) == (frozenset(), {"first"})
    (later,) = parts_of(
        known["9.000002"], LAN, known, {"first": {"chip": "Số 9, tổ dân phố 4, phường Kinh Bắc"}}
    )[1:]
    assert later.answers["delivery"] == {"way": "post", "address": "Số 9, tổ dân phố 4, phường Kinh Bắc"}


def test_a_part_that_is_not_asked_for_is_waited_for_by_nobody(bundle_in):
    alone = BundlePart("9.000001", when={"not": {}}, key="never")
    known = load_procedures(bundle_in())
    bundle = known["9.000002"]
    (only,) = parts_of(bundle, {**LAN, "pet": {"kind": "dog", "two": "no", "way": "counter"}}, known)
    assert only.key == "first"
    assert alone.name == "never"


def test_a_fault_of_a_part_stands_where_its_question_was_asked(bundle_in):
    known = load_procedures(bundle_in())
    wrong = {**LAN, "requester": {**LAN["requester"], "identity_number": "12"}}
    first, second = parts_of(known["9.000002"], wrong, known)
    today = date(2026, 6, 15)
    assert [each.path for each in faults_of(first, today=today)] == ["requester.identity_number"]
    late = parts_of(known["9.000002"], LAN, known, {"first": {"number": "1/2026"}})[1]
    (missing,) = faults_of(late, today=today, results={"first": {"number": "1/2026"}})
    assert (missing.path, missing.keyword) == ("second: delivery.address", "required")
    assert faults_of(parts_of(known["9.000002"], LAN, known)[1], today=today) == ()
    assert second.answers["pet"]["kind"] == "cat"


def test_what_was_corrected_in_a_part_holds_for_the_next(bundle_in):
    known = load_procedures(bundle_in())
    first, _ = parts_of(known["9.000002"], LAN, known)
    corrected = {**first.answers, "requester": {**LAN["requester"], "full_name": "Trần Thị Lan Anh"}}
    assert carried_back(LAN, first, corrected)["requester"]["full_name"] == "Trần Thị Lan Anh"


@pytest.mark.parametrize(
    ("after", "order"),
    [
        ({"a": (), "b": ("a",), "c": ("b",)}, ["a", "b", "c"]),
        ({"a": ("c",), "b": (), "c": ("b",)}, ["b", "c", "a"]),
        ({"a": ("b",), "b": ("a",), "c": ()}, ["c"]),
    ],
)
def test_parts_come_after_those_they_wait_for(after, order):
    parts = tuple(BundlePart("1", key=key, after=waits) for key, waits in after.items())
    assert [each.name for each in ordered(parts)] == order


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("bundle:", "bundel:", 'the key "bundel" is unknown'),
        ("kind: bundle\n", "", "only a bundle has parts"),
        ("kind: bundle", "kind: bundel", '"bundel" is not allowed here'),
        ("field: interlinked", "fees: free\nfield: interlinked", 'a bundle has no "fees" of its own'),
        ("field: interlinked", "path: standard\nfield: interlinked", 'a bundle has no "path" of its own'),
        ("pet.kind: pet.kind", "pet.kind: pet.knid", 'the form has no field "pet.knid"'),
        ("pet.kind: pet.kind", "pet.knid: pet.kind", 'the form of 9.000001 has no field "pet.knid"'),
        (
            "pet.kind: pet.kind",
            "pet.kind: pet.photo",
            '"pet.photo" is answered by array, "pet.kind" by string',
        ),
        ("{ value: cat }", "{ value: cow }", '"cow" is no answer to "pet.kind"'),
        ("gives: chip", "gives: chop", '"chop" is not allowed here'),
        ("result: first, gives: chip", "result: frist", '"frist" is not allowed here'),
        ("{ result: first, gives: chip }", "{ result: first }", "asks for no paper"),
        ("{ value: cat }", "{ said: cat }", 'the key "said" is unknown'),
        ("{ answer: pet.way }", "{ answer: pet.wya }", 'the form has no field "pet.wya"'),
        ("key: second", "key: first", 'two parts are called "first"'),
        ("key: first", "after: [second]\n    key: first", 'the part "first" waits for itself'),
        ("key: first", "after: [nobody]\n    key: first", '"nobody" is not allowed here'),
        (
            'key: second\n    procedure: "9.000001"',
            'key: second\n    procedure: "9.000003"',
            "has no procedure",
        ),
        (
            'key: second\n    procedure: "9.000001"',
            'key: second\n    procedure: "9.000002"',
            "is a bundle itself",
        ),
    ],
)
def test_a_fault_of_a_bundle_is_named(bundle_in, calendar, old, new, said):
    faults = check_folder(bundle_in(FIRST + SECOND, (old, new)), calendar)
    assert any(said in fault.what.en for fault in faults), [str(fault) for fault in faults]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("after: [first]", "after: []", "parts: expected"),
        ("fee: unknown", "fee: 0", "fee: expected 0, found unknown"),
        ("{ after: [] }", "{ until: [] }", 'the key "until" is unknown'),
        ('identity_number: "027196001234"', 'identity_number: "12"', "faults: expected {}"),
    ],
)
def test_an_example_of_a_bundle_that_does_not_hold_is_named(bundle_in, calendar, old, new, said):
    faults = check_folder(bundle_in(examples=EXAMPLES.replace(old, new, 1)), calendar)
    assert any(said in fault.what.en for fault in faults), [str(fault) for fault in faults]


def test_a_bundle_in_order_has_no_fault(bundle_in, calendar):
    assert check_folder(bundle_in(), calendar) == []
