"""Reading a sent page: what people write becomes answers, wrong writing is kept, and nothing sent can raise."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinhbac.tools.forms.paths import at, merged
from kinhbac.tools.forms.reading import parse_page

pytestmark = pytest.mark.pure

UNICODE = st.text(max_size=40)
ODD = st.one_of(
    UNICODE,
    st.text(alphabet=st.characters(), max_size=20),  # lone surrogates and controls as well
    st.none(),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.lists(UNICODE, max_size=3),
    st.dictionaries(UNICODE, UNICODE, max_size=2),
    st.sampled_from(["1", "31", "02", "2026", "0912345678", "yes", "mother", "2025/09187", "outside"]),
)


def read_page(form, key, posted, today, answers=None, **more):
    return parse_page(form, form.page(key), posted, answers=answers or {}, today=today, **more)


def told(reading):
    return {fault.path: fault.keyword for fault in reading.faults}


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("Nguyễn Minh An", "Nguyễn Minh An"),
        ("  Nguyễn \t Minh\u00a0 An  ", "Nguyễn Minh An"),
        ("Nguye\u0302\u0303n An", "Nguyễn An"),  # letters and marks apart, as some keyboards send them
        ("Nguyễn\x00 An", "Nguyễn An"),
        ("Nguyễn\ud800 An", "Nguyễn An"),
    ],
)
def test_a_name_is_brought_to_one_form(birth, today, written, answer):
    reading = read_page(birth, "child_name", {"child.full_name": written}, today)
    assert reading.values == {"child.full_name": answer}
    assert not reading.faults


@pytest.mark.parametrize(
    ("boxes", "answer"),
    [
        (("10", "4", "2026"), "2026-04-10"),
        (("01", "04", "2026"), "2026-04-01"),
        ((" 1 ", "4", "2026"), "2026-04-01"),
        (("29", "2", "2024"), "2024-02-29"),
    ],
)
def test_dates_are_read_from_three_boxes(birth, today, boxes, answer):
    reading = read_page(birth, "child_born", date_boxes("child.born_on", boxes), today)
    assert reading.values == {"child.born_on": answer}
    assert not reading.faults


@pytest.mark.parametrize(
    ("boxes", "keyword"),
    [
        (("", "", ""), "required"),
        (("10", "4", ""), "date"),
        (("", "4", "2026"), "date"),
        (("10", "4", "26"), "real_date"),
        (("30", "2", "2026"), "real_date"),
        (("0", "0", "0000"), "real_date"),
        (("mười", "tư", "2026"), "date"),
        (("١", "٤", "٢٠٢٦"), "date"),
        (("29", "4", "2026"), "not_in_future"),
    ],
)
def test_dates_that_are_none_are_told_and_kept(birth, today, boxes, keyword):
    posted = date_boxes("child.born_on", boxes)
    reading = read_page(birth, "child_born", posted, today)
    assert told(reading) == {"child.born_on": keyword}
    assert reading.raw == posted
    assert "child.born_on" not in reading.values or keyword == "required"


def date_boxes(path, values):
    return dict(zip((f"{path}-day", f"{path}-month", f"{path}-year"), values, strict=True))


@pytest.mark.parametrize(
    ("boxes", "answer", "keyword"),
    [
        (("", "", "1996"), "1996", None),
        (("12", "5", "1996"), "1996-05-12", None),
        (("", "5", "1996"), None, "date"),
        (("", "", "2026"), None, "before"),
        (("", "", "96"), None, "date"),
    ],
)
def test_of_a_parent_the_year_may_be_all_that_is_known(birth, lan, today, boxes, answer, keyword):
    reading = read_page(birth, "mother", date_boxes("mother.born_on", boxes), today, lan)
    assert reading.values.get("mother.born_on") == answer
    assert told(reading).get("mother.born_on") == keyword


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("0912345678", "0912345678"),
        ("0912 345 678", "0912345678"),
        ("+84 912.345.678", "0912345678"),
        ("0222 382 1234", "02223821234"),
    ],
)
def test_phones_are_read_as_they_are_dialled(birth, today, written, answer):
    assert read_page(birth, "phone", {"requester.phone": written}, today).values == {
        "requester.phone": answer
    }


@pytest.mark.parametrize("written", ["12345", "09123456789", "abc", "0112345678"])
def test_a_phone_that_cannot_be_one_is_told_and_kept(birth, today, written):
    reading = read_page(birth, "phone", {"requester.phone": written}, today)
    assert list(told(reading)) == ["requester.phone"]
    assert reading.raw["requester.phone"] == written
    assert not reading.values


@pytest.mark.parametrize(
    ("written", "good"),
    [("027 196 001 234", True), ("027196001234", True), ("0271960012", False), ("027299001234", False)],
)
def test_identity_numbers(birth, lan, today, written, good):
    reading = read_page(birth, "mother", {"mother.identity_number": written}, today, lan)
    assert ("mother.identity_number" not in told(reading)) is good


@pytest.mark.parametrize(
    ("written", "answer", "keyword"),
    [
        ("2", 2, None),
        ("0", 0, None),
        (" 20 ", 20, None),
        ("21", None, "maximum"),
        ("-1", None, "number"),
        ("hai", None, "number"),
    ],
)
def test_whole_numbers(birth, today, written, answer, keyword):
    reading = read_page(birth, "copies", {"copies.count": written}, today)
    assert reading.values.get("copies.count") == answer
    assert told(reading).get("copies.count") == keyword


def test_one_wrong_answer_does_not_lose_the_others(birth, lan, today):
    posted = {
        "mother.full_name": "Trần Thị Lan",
        "mother.identity_number": "12",
        "mother.ethnicity": "01",
        "mother.nationality": "Việt Nam",
        **date_boxes("mother.born_on", ("12", "5", "1996")),
    }
    reading = read_page(birth, "mother", posted, today, {"requester": lan["requester"]})
    assert told(reading) == {"mother.identity_number": "pattern"}
    assert set(reading.values) == {
        f"mother.{key}" for key in ("full_name", "born_on", "ethnicity", "nationality")
    }
    assert reading.raw["mother.identity_number"] == "12"


def test_an_optional_answer_can_be_taken_back(birth, lan, today):
    grandmother = merged(lan, {"requester.relation": "grandparent"})
    reading = read_page(birth, "father", {"father.identity_number": " "}, today, grandmother)
    assert reading.values["father.identity_number"] is None
    assert at(merged(grandmother, reading.values), "father.identity_number") is None


def test_files_come_from_the_caller_and_never_from_the_browser(birth, lan, today):
    answers = merged(lan, {"papers.birth_notice": None})
    forged = {"papers.birth_notice": [{"file": "somebodyelses1", "name": "x.jpg"}]}
    assert told(read_page(birth, "birth_notice", forged, today, answers)) == {
        "papers.birth_notice": "required"
    }
    kept = {"papers.birth_notice": [{"file": "mine000000001", "name": "x.jpg"}]}
    reading = read_page(birth, "birth_notice", {}, today, answers, uploads=kept)
    assert reading.values == kept
    assert not reading.faults


def test_too_many_files_are_told(birth, lan, today):
    many = {"papers.birth_notice": [{"file": f"mine00000000{n}", "name": "x.jpg"} for n in range(6)]}
    assert told(read_page(birth, "birth_notice", {}, today, lan, uploads=many)) == {
        "papers.birth_notice": "maxItems"
    }


def test_only_a_unit_of_the_list_can_be_chosen(birth, lan, today, units):
    page = {"mother.address": "Số 5", "mother.commune": "2025/99999"}
    assert told(read_page(birth, "mother_home", page, today, lan, choices=units)) == {
        "mother.commune": "enum"
    }
    assert not told(
        read_page(birth, "mother_home", page, today, lan)
    )  # no list at hand: only its form is judged
    page["mother.commune"] = "outside"
    assert not told(read_page(birth, "mother_home", page, today, lan, choices=units))


@pytest.mark.parametrize("length", [501, 30_000, 1_000_000])
def test_text_without_a_length_of_its_own_ends_at_500(small, today, length):
    assert not told(read_page(small, "note", {"note": "a" * 500}, today))
    reading = read_page(small, "note", {"note": "a" * length}, today)
    assert told(reading) == {"note": "maxLength"}
    assert len(reading.raw["note"]) <= 2_000


def test_lines_stay_lines(small, today):
    written = " một \r\n\r\n\r\n\r\nhai "
    assert read_page(small, "note", {"note": written}, today).values == {"note": "một\n\nhai"}


def test_ten_thousand_extra_keys_change_nothing(birth, today):
    extra = {f"child.extra_{number}": "x" for number in range(10_000)}
    posted = {**extra, "child.full_name": "Nguyễn Minh An", "__proto__": "x", "requester.relation": "father"}
    reading = read_page(birth, "child_name", posted, today)
    assert reading.values == {"child.full_name": "Nguyễn Minh An"}
    assert set(reading.raw) == {"child.full_name"}


def test_the_first_of_several_values_counts(small, today):
    assert read_page(small, "pet", {"pet": ["yes", "no"]}, today).values == {"pet": "yes"}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(odd=st.data())
def test_nothing_that_is_sent_can_raise_or_lose_a_valid_answer(birth, lan, today, odd):
    page = odd.draw(st.sampled_from(birth.pages))
    boxes = [f"{path}{end}" for path in page.fields for end in ("", "-day", "-month", "-year")]
    names = st.one_of(st.sampled_from(boxes), UNICODE)
    posted = odd.draw(st.dictionaries(names, ODD, max_size=8))
    answers = odd.draw(st.sampled_from([{}, lan]))
    reading = parse_page(birth, page, posted, answers=answers, today=today)
    wrong = {fault.path for fault in reading.faults}
    assert set(reading.values) == set(page.fields) - wrong
    for fault in reading.faults:
        assert fault.message.vi
        assert fault.message.en
        fault.message.vi.encode()
    again = parse_page(
        birth, page, {**posted, **reading.raw}, answers=merged(answers, reading.values), today=today
    )
    assert again.raw == reading.raw


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(noise=st.dictionaries(UNICODE, ODD, max_size=6))
def test_a_valid_page_is_read_whatever_comes_with_it(birth, lan, today, noise):
    valid = {"child.ethnicity": "01", "child.nationality": "Việt Nam", "child.hometown": "Phường Kinh Bắc"}
    reading = read_page(birth, "child_origin", {**noise, **valid}, today, lan)
    assert reading.values == valid
