"""Conditions of the catalogue's forms in words."""

import pytest

from kinhbac.services.procedures.rules.in_words import condition_in_words
from tests.support import catalogue

pytestmark = pytest.mark.pure


@pytest.fixture(scope="module")
def form():
    return catalogue.procedures()["1.001193"].form


def test_a_named_condition_is_a_question_with_its_answer(form):
    (said,) = condition_in_words(form, {"$ref": "#/$defs/born_in_facility"})
    assert said.question == form.fields["place.kind"].question
    assert said.answer in [each.name for each in form.fields["place.kind"].choices]


def test_several_answers_are_joined(form):
    (said,) = condition_in_words(form, {"$ref": "#/$defs/requester_is_relative"})
    assert " hoặc " in said.answer.vi
    assert " or " in said.answer.en


@pytest.mark.parametrize(
    "when",
    [
        {"$ref": "#/$defs/nothing"},
        {"not": {"$ref": "#/$defs/born_elsewhere"}},
        {"properties": {"place": {"properties": {"kind": {"const": "nowhere"}}}}},
        {"properties": {"child": {"properties": {"full_name": {"minLength": 3}}}}},
        {"properties": {"unknown": {"const": "x"}}},
    ],
)
def test_what_is_more_than_answers_is_not_said(form, when):
    assert condition_in_words(form, when) == ()
