"""What a page shows: whole HTML through the project's templates, in both languages."""

import re
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from kinhbac.base.text import Text
from kinhbac.tools.forms.prefill import prefill
from kinhbac.tools.forms.reading import parse_page
from kinhbac.tools.forms.render import page_view
from kinhbac.tools.forms.review import check_view
from kinhbac.tools.forms.types import Known

REGISTER = Text(vi="Cơ sở dữ liệu dân cư", en="Population database")


class Tags(HTMLParser):
    """Collects the tags of a page with their attributes."""

    def __init__(self, words):
        super().__init__()
        self.found = []
        self.feed(words)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def all(self, *tags):
        return [attrs for tag, attrs in self.found if tag in tags]

    @property
    def ids(self):
        return [attrs["id"] for _, attrs in self.found if "id" in attrs]


def shown(view, language="vi", **context):
    with translation.override(language):
        return render_to_string("forms/page.html", {"view": view, **context})


@pytest.fixture
def every_page(birth, lan, units):
    return {
        page.key: shown(page_view(birth, page, answers=lan, choices=units), back="/truoc")
        for page in birth.pages
    }


def test_every_box_has_a_label_and_every_reference_leads_somewhere(every_page):
    for key, words in every_page.items():
        tags = Tags(words)
        labelled = {attrs.get("for") for attrs in tags.all("label")}
        boxes = [attrs for attrs in tags.all("input", "select", "textarea") if attrs.get("type") != "hidden"]
        assert {attrs["id"] for attrs in boxes if attrs.get("name", "").count(".")} <= labelled, key
        for attrs in tags.all("input", "select", "textarea", "fieldset"):
            assert set(attrs.get("aria-describedby", "").split()) <= set(tags.ids), key
        assert len(tags.ids) == len(set(tags.ids)), key


def test_every_page_has_one_heading_and_one_button_of_its_own(every_page):
    for key, words in every_page.items():
        content = words[words.index("<main") : words.index("</main")]
        assert content.count("<h1") == 1, key
        assert content.count("<button") == 1, key
        assert "<script" not in content


def test_a_single_question_is_the_title(every_page):
    assert re.search(
        r'<h1[^>]*><label class="govuk-label govuk-label--l"[^>]*>Em bé tên là gì\?', every_page["child_name"]
    )
    assert re.search(r'<legend[^>]*--l"><h1[^>]*>Em bé sinh ngày nào\?', every_page["child_born"])
    assert '<h1 class="govuk-heading-l">Thông tin của mẹ</h1>' in every_page["mother"]


def test_boxes_help_the_keyboard_and_the_browser(every_page):
    (phone,) = [a for a in Tags(every_page["phone"]).all("input") if a.get("name") == "requester.phone"]
    assert (phone["inputmode"], phone["autocomplete"], phone["spellcheck"]) == ("tel", "tel", "false")
    assert phone["value"] == "0912345678"
    dates = [
        a
        for a in Tags(every_page["child_born"]).all("input")
        if a.get("name", "").startswith("child.born_on")
    ]
    assert [(a["value"], a["inputmode"]) for a in dates] == [
        ("10", "numeric"),
        ("4", "numeric"),
        ("2026", "numeric"),
    ]
    assert 'enctype="multipart/form-data"' in every_page["birth_notice"]
    assert "giay-chung-sinh.jpg" in every_page["birth_notice"]


def test_units_stand_under_their_province_and_the_chosen_one_is_chosen(every_page):
    assert '<optgroup label="Tỉnh Bắc Ninh">' in every_page["mother_home"]
    (chosen,) = [a for a in Tags(every_page["mother_home"]).all("option") if "selected" in a]
    assert chosen["value"] == "2025/09187"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_fault_says_the_same_above_and_beside_and_the_link_leads_there(birth, today, language):
    page = birth.page("child_born")
    posted = {"child.born_on-day": "31", "child.born_on-month": "2", "child.born_on-year": "2026"}
    reading = parse_page(birth, page, posted, answers={}, today=today)
    view = page_view(birth, page, answers={}, raw=reading.raw, faults=reading.faults)
    words = shown(view, language)
    sentence = reading.faults[0].message.say(language).replace("'", "&#x27;")
    assert words.count(sentence) == 2
    assert 'href="#f-child-born_on-day"' in words
    assert 'id="f-child-born_on-day"' in words
    assert re.search(r"<title>\s*" + ("Lỗi:" if language == "vi" else "Error:"), words)
    assert 'value="31"' in words


def test_what_was_written_is_shown_as_text_and_not_as_html(birth, today):
    page = birth.page("child_name")
    posted = {"child.full_name": '"><script>alert(1)</script>'}
    reading = parse_page(birth, page, posted, answers={}, today=today)
    words = shown(page_view(birth, page, answers={}, raw=reading.raw, faults=reading.faults))
    assert "<script>alert" not in words
    assert "&lt;script&gt;alert(1)" in words


def test_known_answers_stand_there_with_their_source(birth):
    known = {"person.phone": Known("0912345678", REGISTER)}
    filled = prefill(birth, known, {"requester": {"relation": "mother"}})
    words = shown(page_view(birth, birth.page("phone"), answers=filled.answers, sources=filled.sources))
    assert "Cơ sở dữ liệu dân cư" in words
    assert 'value="0912345678"' in words


def test_the_default_stands_there_until_something_is_written(birth, today):
    page = birth.page("copies")
    assert page_view(birth, page, answers={}).fields[0].box.value == "0"
    assert page_view(birth, page, answers={}, raw={"copies.count": ""}).fields[0].box.value == ""


def test_the_answers_to_check(birth, lan, units):
    sections = check_view(
        birth, lan, change=lambda key: f"/ho-so/{key}", sources={"mother.full_name": REGISTER}, choices=units
    )
    rows = {row.path: row for section in sections for row in section.rows}
    assert rows["requester.relation"].answer == Text("Mẹ", "Mother")
    assert rows["requester.phone"].answer.vi == "0912 345 678"
    assert rows["child.born_on"].answer.vi == "10/04/2026"
    assert rows["mother.commune"].answer.vi == "Phường Kinh Bắc"
    assert rows["mother.ethnicity"].answer.vi == "Kinh"
    assert rows["papers.birth_notice"].answer.vi == "giay-chung-sinh.jpg"
    assert rows["child.sex"].change == "/ho-so/child_sex#f-child-sex"
    assert "delivery.address" not in rows
    with translation.override("en"):
        words = render_to_string("forms/check.html", {"sections": sections})
    assert "10/04/2026" in words
    assert "Population database" in words
    assert "/ho-so/child_born#f-child-born_on-day" in words


def test_what_is_not_answered_is_said_so(birth):
    sections = check_view(birth, {}, change=lambda key: key)
    assert {row.answer for section in sections for row in section.rows} == {None}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_page_mixes_languages(birth, lan, units, language):
    other = {"vi": "Save and continue", "en": "Lưu và tiếp tục"}[language]
    words = shown(page_view(birth, birth.page("mother"), answers=lan, choices=units), language)
    assert other not in words
    assert birth.title_of(birth.page("mother")).say(language) in words
