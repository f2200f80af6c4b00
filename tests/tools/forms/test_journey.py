"""The journey is derived: branches appear and go with the answers, and nothing of a branch that was left counts."""

import pytest

from kinhbac.tools.forms.journey import (
    first_unanswered,
    next_page,
    pages_for,
    previous_page,
    reachable_answers,
)
from kinhbac.tools.forms.paths import at, merged

pytestmark = pytest.mark.pure


def keys(pages):
    return [page.key for page in pages]


def test_a_branch_is_asked_only_when_its_condition_holds(small):
    assert keys(pages_for(small, {})) == ["pet", "note"]
    assert keys(pages_for(small, {"pet": "yes"})) == ["pet", "name", "note"]
    assert keys(pages_for(small, {"pet": "no"})) == ["pet", "note"]


def test_without_a_father_no_page_asks_for_him(birth, lan):
    unmarried = merged(lan, {"parents.marriage": "unmarried"})
    assert {"father", "father_home", "marriage_place", "registration"} <= set(keys(pages_for(birth, lan)))
    assert not {"father", "father_home", "marriage_place", "registration"} & set(
        keys(pages_for(birth, unmarried))
    )


def test_answers_of_a_left_branch_stay_but_do_not_count(birth, lan):
    unmarried = merged(lan, {"parents.marriage": "unmarried"})
    counting = reachable_answers(birth, unmarried)
    assert "father" not in counting
    assert "registered_at" not in counting["parents"]
    assert at(unmarried, "father.full_name") == "Nguyễn Văn Hải"
    assert reachable_answers(birth, merged(unmarried, {"parents.marriage": "married"})) == lan


def test_a_page_behind_a_left_branch_is_left_too(form_of):
    only_for_miu = "when: { properties: { name: { const: Miu } }, required: [name] }"
    form = form_of(("key: note, fields", f"key: note, {only_for_miu}, fields"))
    assert keys(pages_for(form, {"pet": "yes", "name": "Miu"})) == ["pet", "name", "note"]
    assert keys(pages_for(form, {"pet": "no", "name": "Miu"})) == ["pet"]


def test_forwards_and_back(small):
    answers = {"pet": "yes"}
    assert next_page(small, answers, "pet").key == "name"
    assert next_page(small, answers, "note") is None
    assert previous_page(small, answers, "note").key == "name"
    assert previous_page(small, answers, "pet") is None


def test_from_a_page_that_is_not_asked_any_more_the_way_goes_on(small):
    assert next_page(small, {"pet": "no"}, "name").key == "note"
    assert previous_page(small, {"pet": "no"}, "name").key == "pet"


def test_the_first_open_page_is_found_and_none_when_all_is_answered(birth, lan, today):
    assert first_unanswered(birth, {}, today=today).key == "relation"
    assert first_unanswered(birth, lan, today=today) is None
    without_hometown = merged(lan, {"child.hometown": None})
    assert first_unanswered(birth, without_hometown, today=today).key == "child_origin"


def test_an_answer_that_became_wrong_opens_its_page_again(birth, lan, today):
    older = merged(lan, {"child.born_on": "1990-01-01"})
    assert first_unanswered(birth, older, today=today).key == "mother"
